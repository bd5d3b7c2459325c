"""Saved searches and followed people: what each has that is new since it was last looked at.

New is what stands in documents that came into the desk later; a document that is read again is not new.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

import sqlalchemy as sa

from onrecord.models import make_id
from onrecord.store import people, search, tables
from onrecord.store.db import Database
from onrecord.store.documents import statement_rows
from onrecord.store.guard import storable
from onrecord.store.rows import StatementRow
from onrecord.store.saved_tables import saved

_C = saved.c
SavedKind = Literal["search", "person"]


@dataclass(frozen=True, slots=True)
class SavedRow:
    """A saved search (`query`, `speaker`) or a followed person (`entity`); `fresh` counts new statements."""

    id: str
    kind: SavedKind
    name: str
    query: str
    speaker: str
    entity: str
    made: str
    fresh: int


class Saved:
    """What is followed in one desk. Writing needs a desk that is open for writing."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def all(self) -> list[SavedRow]:
        """People first, then searches, by name, each with how many statements are new."""
        with self._db.reading() as connection:
            rows = connection.execute(sa.select(saved).order_by(_C.kind, _C.name, _C.seq)).mappings().all()
            return [_row(row, _count(connection, row)) for row in rows]

    def get(self, id: str) -> SavedRow:
        """One of them; raises KeyError."""
        with self._db.reading() as connection:
            row = _one(connection, id)
            return _row(row, _count(connection, row))

    def follow_search(self, query: str, speaker: str = "") -> SavedRow:
        """Keep a search; the same one twice is one. Raises ValueError where it asks for nothing."""
        query, speaker = storable(query).strip(), storable(speaker).strip()
        if not query and not speaker:
            raise ValueError("a search to be saved needs words or a speaker")
        name = " · ".join(filter(None, (query, speaker)))
        return self._keep("search", name, query=query, speaker=speaker, entity="")

    def follow_person(self, entity: str) -> SavedRow:
        """Follow an entity; raises KeyError."""
        with self._db.reading() as connection:
            row = people.entity_row(connection, entity)
        return self._keep("person", row.name, query="", speaker="", entity=row.id)

    def unfollow(self, id: str) -> None:
        """Let go of it; raises KeyError."""
        with self._db.writing() as connection:
            if not connection.execute(sa.delete(saved).where(_C.id == storable(id))).rowcount:
                raise KeyError(id)

    def seen(self, id: str) -> None:
        """What it has up to now is no longer new; raises KeyError."""
        with self._db.writing() as connection:
            change = sa.update(saved).where(_C.id == storable(id)).values(seen=_last(connection))
            if not connection.execute(change).rowcount:
                raise KeyError(id)

    def fresh(self, id: str, *, limit: int = 50) -> list[StatementRow]:
        """The statements that are new, the newest document's first; raises KeyError."""
        with self._db.reading() as connection:
            row = _one(connection, id)
            s, d = tables.statement.c, tables.document.c
            query = (
                sa.select(s.seq)
                .join(tables.document, d.seq == s.document)
                .where(s.seq.in_(_matches(connection, row)))
                .order_by(d.sort_when.desc(), d.seq.desc(), s.place)
                .limit(max(limit, 0))
            )
            return statement_rows(connection, connection.scalars(query).all())

    def _keep(self, kind: SavedKind, name: str, **asked: str) -> SavedRow:
        id = make_id("saved", kind, *(asked[key] for key in sorted(asked)))
        with self._db.writing() as connection:
            if connection.scalar(sa.select(_C.seq).where(_C.id == id)) is None:
                made = datetime.now(UTC).isoformat(timespec="seconds")
                row = {"id": id, "kind": kind, "name": name, "made": made, "seen": _last(connection), **asked}
                connection.execute(sa.insert(saved).values(**row))
            kept = _one(connection, id)
            return _row(kept, _count(connection, kept))


def _last(connection: sa.Connection) -> int:
    return int(connection.scalar(sa.select(sa.func.max(tables.document.c.seq))) or 0)


def _one(connection: sa.Connection, id: str) -> Any:
    row = connection.execute(sa.select(saved).where(_C.id == storable(id))).mappings().one_or_none()
    if row is None:
        raise KeyError(id)
    return row


def _matches(connection: sa.Connection, row: Any) -> sa.Select[Any]:
    """The numbers of the statements that are new to it."""
    if row["kind"] == "search":
        return search.statements_after(row["query"], row["speaker"] or None, row["seen"])
    s, a, p, i = tables.statement.c, tables.actor.c, tables.speaker.c, tables.identity.c
    try:
        entity = people.entity_row(connection, row["entity"]).id
    except KeyError:
        entity = row["entity"]
    return (
        sa.select(s.seq)
        .distinct()
        .join(tables.speaker, p.statement == s.seq)
        .join(tables.actor, a.seq == p.actor)
        .join(tables.identity, i.id == a.identity)
        .where(i.entity == entity, s.document > row["seen"])
    )


def _count(connection: sa.Connection, row: Any) -> int:
    matches = _matches(connection, row).subquery()
    return int(connection.scalar(sa.select(sa.func.count()).select_from(matches)) or 0)


def _row(row: Any, fresh: int) -> SavedRow:
    return SavedRow(
        row["id"], row["kind"], row["name"], row["query"], row["speaker"], row["entity"], row["made"], fresh
    )
