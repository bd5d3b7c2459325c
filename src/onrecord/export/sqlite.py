"""Records as a SQLite file for asking with SQL, or for reading in Datasette.

Tables: `document`, `source`, `actor`, `entity`, `statement`, `statement_speaker`, `quote_check`, joined by
foreign keys; `document` and `statement` have full-text search beside them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from onrecord.errors import OutputError
from onrecord.export.flat import joined
from onrecord.models import Actor, Failure, Record, Statement
from onrecord.store.guard import storable
from onrecord.store.rows import EntityRow

_TABLES = """
CREATE TABLE source (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE document (
  id TEXT PRIMARY KEY, title TEXT NOT NULL, kind TEXT NOT NULL, source INTEGER REFERENCES source(id),
  section TEXT, byline TEXT, published TEXT, updated TEXT, fetched TEXT, language TEXT, url TEXT, path TEXT,
  text_id TEXT NOT NULL, extractor TEXT NOT NULL, notes TEXT NOT NULL, text TEXT NOT NULL
);
CREATE TABLE entity (id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, sides TEXT NOT NULL);
CREATE TABLE actor (
  id INTEGER PRIMARY KEY, actor_id TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, side TEXT,
  role TEXT, document TEXT NOT NULL REFERENCES document(id), entity TEXT REFERENCES entity(id),
  confidence REAL NOT NULL
);
CREATE TABLE statement (
  id INTEGER PRIMARY KEY, statement_id TEXT NOT NULL, document TEXT NOT NULL REFERENCES document(id),
  speaker TEXT NOT NULL, mention TEXT NOT NULL, kind TEXT NOT NULL, act TEXT NOT NULL, content TEXT NOT NULL,
  cue TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, offsets TEXT NOT NULL, date TEXT,
  confidence REAL NOT NULL, verdict TEXT, notes TEXT NOT NULL
);
CREATE TABLE statement_speaker (
  statement INTEGER NOT NULL REFERENCES statement(id), actor INTEGER NOT NULL REFERENCES actor(id),
  place INTEGER NOT NULL, PRIMARY KEY (statement, actor)
);
CREATE TABLE quote_check (
  id INTEGER PRIMARY KEY, document TEXT NOT NULL REFERENCES document(id),
  statement INTEGER REFERENCES statement(id), quote TEXT NOT NULL, verdict TEXT NOT NULL, notes TEXT NOT NULL,
  against TEXT, confidence REAL NOT NULL
);
"""
_INDEXES = """
CREATE INDEX document_source ON document(source);
CREATE INDEX document_published ON document(published);
CREATE INDEX actor_document ON actor(document);
CREATE INDEX actor_entity ON actor(entity);
CREATE INDEX statement_document ON statement(document);
CREATE INDEX statement_speaker_actor ON statement_speaker(actor);
CREATE INDEX quote_check_document ON quote_check(document);
CREATE INDEX quote_check_statement ON quote_check(statement);
CREATE VIRTUAL TABLE document_fts USING fts5(
  title, text, content="document", tokenize='unicode61 remove_diacritics 2');
INSERT INTO document_fts(document_fts) VALUES ('rebuild');
CREATE VIRTUAL TABLE statement_fts USING fts5(
  content, speaker, content="statement", content_rowid="id", tokenize='unicode61 remove_diacritics 2');
INSERT INTO statement_fts(statement_fts) VALUES ('rebuild');
ANALYZE;
"""


def write_sqlite(results: Iterable[tuple[Record | Failure, dict[str, EntityRow]]], path: Path) -> int:
    """Write records, each with its desk's entities by actor id, to an empty file; returns the statements."""
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _TABLES)
            connection.execute("BEGIN")
            writer = _Writer(connection)
            for result, entities in results:
                if isinstance(result, Record):
                    writer.add(result, entities)
            connection.execute("COMMIT")
            connection.executescript(_INDEXES)
            return writer.statements
    except sqlite3.Error as error:
        full = error.sqlite_errorname.startswith("SQLITE_FULL")
        why = "no space left on the device" if full else f"cannot be written: {error}"
        raise OutputError(f"{why}; what was there before is unchanged") from error


class _Writer:
    """Puts one record after another in, counting as it goes; a document given twice is put in once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.statements = 0
        self._actors = 0
        self._documents: set[str] = set()
        self._sources: dict[str, int] = {}

    def add(self, record: Record, entities: dict[str, EntityRow]) -> None:
        if record.document.id in self._documents:
            return
        self._documents.add(record.document.id)
        self._document(record)
        for entity in entities.values():
            named = (entity.id, entity.name, entity.kind, " ".join(entity.sides))
            self._insert("entity", named, "OR IGNORE")
        actors = {actor.id: self._actor(record, actor, entities) for actor in record.actors}
        numbers = {s.id: self._statement(record, s, actors) for s in record.statements}
        for check in record.checks:
            against = check.against.span.exact if check.against else None
            row_id = numbers.get(check.statement or "")
            row = (
                None, record.document.id, row_id, check.quote.exact, check.verdict, "; ".join(check.notes),
                against, check.confidence,
            )  # fmt: skip
            self._insert("quote_check", row)

    def _document(self, record: Record) -> None:
        d = record.document
        title = d.title or d.canonical_url or d.url or d.path or d.id
        row = (
            d.id, title, d.kind, self._source(d.source), d.section, d.byline, d.published, d.updated,
            d.fetched, d.language, d.canonical_url or d.url, d.path, d.text_id, d.extractor,
            "; ".join(d.notes), d.text,
        )  # fmt: skip
        self._insert("document", row)

    def _source(self, name: str | None) -> int | None:
        if name is None:
            return None
        if name not in self._sources:
            self._sources[name] = len(self._sources) + 1
            self._insert("source", (self._sources[name], name))
        return self._sources[name]

    def _actor(self, record: Record, actor: Actor, entities: dict[str, EntityRow]) -> int:
        self._actors += 1
        entity = entities.get(actor.id)
        role = actor.roles[0].exact if actor.roles else None
        row = (
            self._actors, actor.id, actor.name, actor.kind, actor.side, role, record.document.id,
            entity.id if entity else None, actor.confidence,
        )  # fmt: skip
        self._insert("actor", row)
        return self._actors

    def _statement(self, record: Record, s: Statement, actors: dict[str, int]) -> int:
        self.statements += 1
        check = next((check for check in record.checks if check.statement == s.id), None)
        names = "; ".join(actor.name for actor in s.speaker.actors)
        offsets = json.dumps([[span.start, span.end] for span in s.content])
        start, end = (s.content[0].start, s.content[-1].end) if s.content else (0, 0)
        row = (
            self.statements, s.id, record.document.id, names, joined(s.speaker.mention), s.kind, s.act,
            joined(s.content), joined(s.cue), start, end, offsets, s.date.value if s.date else None,
            s.confidence, check.verdict if check else None, "; ".join(check.notes) if check else "",
        )  # fmt: skip
        self._insert("statement", row)
        for place, number in enumerate(dict.fromkeys(actors[actor.id] for actor in s.speaker.actors)):
            self._insert("statement_speaker", (self.statements, number, place))
        return self.statements

    def _insert(self, table: str, row: tuple[Any, ...], mode: str = "") -> None:
        marks = ", ".join("?" * len(row))
        values = [storable(value) if isinstance(value, str) else value for value in row]
        self.connection.execute(f"INSERT {mode} INTO {table} VALUES ({marks})", values)
