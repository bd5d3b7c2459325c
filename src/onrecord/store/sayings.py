"""Sayings of the desk: each quotation is put with those of other articles that run the same words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import sqlalchemy as sa

from onrecord.models import Record
from onrecord.store import documents
from onrecord.store.db import Database
from onrecord.store.guard import storable, storable_row
from onrecord.store.rows import DocumentRow, SayingRow
from onrecord.store.saying_tables import saying, saying_gram, version
from onrecord.store.tables import document
from onrecord.text.words import folded_words
from onrecord.verify.sayings import COMMON, Version, place, saying_of
from onrecord.verify.verifying import versions_in


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A quotation as one document of the desk runs it; `conflict`: another gives it to somebody else."""

    document: DocumentRow
    version: Version
    conflict: bool


@dataclass(frozen=True, slots=True)
class SayingPage:
    """One saying with all its versions, the first one run first."""

    saying: SayingRow
    versions: tuple[VersionRow, ...]


class DeskSayings:
    """The desk's sayings, asked."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def of_document(self, id: str) -> dict[int, SayingRow]:
        """The saying of each quotation of a document, by where it starts in the text; raises KeyError."""
        with self._db.reading() as connection:
            seq = documents.find_seq(connection, id)
            query = (
                sa.select(version.c.start, saying)
                .join(saying, saying.c.seq == version.c.saying)
                .where(version.c.document == seq)
            )
            return {row.start: _row(row, row.start) for row in connection.execute(query)}

    def at(self, id: str, start: int) -> SayingPage:
        """The saying of the quotation that starts there; raises KeyError."""
        with self._db.reading() as connection:
            seq = documents.find_seq(connection, id)
            query = sa.select(version.c.saying).where(version.c.document == seq, version.c.start == start)
            number = connection.scalar(query)
            if number is None:
                raise KeyError(f"{id}:{start}")
            return _page(connection, int(number), start)

    def conflicts(self, *, limit: int = 50, offset: int = 0) -> list[SayingPage]:
        """Sayings that articles give to different people, those that most documents run first."""
        return self._listed(saying.c.conflict, limit, offset)

    def most_run(self, *, limit: int = 50, offset: int = 0) -> list[SayingPage]:
        """Sayings that several documents run, those that most run first."""
        return self._listed(saying.c.documents > 1, limit, offset)

    def _listed(self, condition: sa.ColumnElement[bool], limit: int, offset: int) -> list[SayingPage]:
        query = (
            sa.select(saying.c.seq)
            .where(condition)
            .order_by(saying.c.documents.desc(), saying.c.seq)
            .limit(limit)
            .offset(offset)
        )
        with self._db.reading() as connection:
            return [_page(connection, number) for number in connection.scalars(query).all()]


def put(connection: sa.Connection, seq: int, record: Record) -> None:
    """Put the versions of one document's quotations with their sayings."""
    shelf = _Shelf(connection)
    for one in versions_in(record):
        shelf.documents[one.document] = seq
        place(shelf, one)
    for number in sorted(shelf.touched):
        _recount(connection, number)


def remove(connection: sa.Connection, seq: int) -> None:
    """Take a document's versions out; what they alone held together falls apart again."""
    gone = connection.execute(sa.select(version).where(version.c.document == seq)).all()
    if not gone:
        return
    connection.execute(version.delete().where(version.c.document == seq))
    numbers = sorted({row.saying for row in gone})
    still = {
        (row.saying, row.folded)
        for row in connection.execute(
            sa.select(version.c.saying, version.c.folded).where(version.c.saying.in_(numbers))
        )
    }
    for number in numbers:
        if all((number, row.folded) in still for row in gone if row.saying == number):
            _recount(connection, number)
        else:
            _put_anew(connection, number)


def _put_anew(connection: sa.Connection, number: int) -> None:
    shelf = _Shelf(connection)
    rows = connection.execute(_versions_of(number)).all()
    connection.execute(version.delete().where(version.c.saying == number))
    connection.execute(saying_gram.delete().where(saying_gram.c.saying == number))
    connection.execute(saying.delete().where(saying.c.seq == number))
    for row in rows:
        shelf.documents[row.id] = row.document
        place(shelf, _version(row))
    for touched in sorted(shelf.touched):
        _recount(connection, touched)


def _recount(connection: sa.Connection, number: int) -> None:
    """Bring a saying's counts up to date; whether it has two speakers is asked only where two are named."""
    v = version.c
    query = sa.select(
        sa.func.count(sa.distinct(v.document)), sa.func.count(sa.distinct(v.folded)),
        sa.func.count(sa.distinct(v.speaker)),
    ).where(v.saying == number)  # fmt: skip
    found, texts, speakers = connection.execute(query).one()
    conflict = False
    if speakers > 1:
        rows = connection.execute(_versions_of(number)).all()
        conflict = bool(saying_of(_version(row) for row in rows).conflicts)
    values = {"documents": found, "texts": texts, "conflict": conflict}
    connection.execute(saying.update().where(saying.c.seq == number), values)


def _versions_of(number: int) -> sa.Select[Any]:
    return (
        sa.select(version, document.c.id)
        .join(document, document.c.seq == version.c.document)
        .where(version.c.saying == number)
        .order_by(version.c.document, version.c.start)
    )


def _version(row: Any) -> Version:
    return Version(row.id, row.start, row.quote, row.statement, row.speaker, row.date)


def _row(row: Any, start: int) -> SayingRow:
    return SayingRow(row.seq, start, row.documents, row.texts, row.conflict)


def _page(connection: sa.Connection, number: int, start: int | None = None) -> SayingPage:
    row = connection.execute(sa.select(saying).where(saying.c.seq == number)).one()
    rows = connection.execute(_versions_of(number)).all()
    head = _row(row, rows[0].start if start is None else start)
    shown = documents.rows_by_seq(connection, {row.document for row in rows})
    told = saying_of(_version(row) for row in rows)
    odd = {one.key for pair in told.conflicts for one in pair}
    seqs = {row.id: row.document for row in rows}
    return SayingPage(
        head, tuple(VersionRow(shown[seqs[one.document]], one, one.key in odd) for one in told.versions)
    )


class _Shelf:
    """The desk as a shelf of sayings, inside the caller's transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self.documents: dict[str, int] = {}
        self.touched: set[int] = set()

    def sharing(self, grams: Sequence[int]) -> Iterable[tuple[int, int]]:
        g = saying_gram.c
        found: list[tuple[int, int]] = []
        for gram in grams:
            query = sa.select(g.gram, g.saying).where(g.gram == gram).order_by(g.saying).limit(COMMON + 1)
            found += [(row.gram, row.saying) for row in self._connection.execute(query)]
        return found

    def versions(self, saying: int) -> Sequence[Version]:
        """One version of each wording and speaker, which is all that comparing needs."""
        v = version.c
        query = (
            sa.select(*(sa.func.min(column).label(column.name) for column in (v.document, v.start)))
            .where(v.saying == saying)
            .group_by(v.folded, v.speaker)
            .limit(_WORDINGS)
        )
        kept = [(row.document, row.start) for row in self._connection.execute(query)]
        rows = self._connection.execute(_versions_of(saying).where(sa.tuple_(v.document, v.start).in_(kept)))
        return [_version(row) for row in rows]

    def put(self, version_: Version, saying_: int | None, new_grams: Sequence[int]) -> int:
        execute = self._connection.execute
        if saying_ is None:
            nothing = {"documents": 0, "texts": 0, "conflict": False}
            key = execute(saying.insert(), nothing).inserted_primary_key
            saying_ = int(key[0])  # type: ignore[index]
        row = {
            "document": self.documents[version_.document], "start": version_.start, "saying": saying_,
            "statement": version_.statement, "quote": version_.quote, "folded": _folded(version_.quote),
            "speaker": version_.speaker, "date": version_.date,
        }  # fmt: skip
        execute(version.insert(), storable_row(row))
        if new_grams:
            rows = [{"gram": gram, "saying": saying_} for gram in new_grams]
            execute(saying_gram.insert().prefix_with("OR IGNORE"), rows)
        self.touched.add(saying_)
        return saying_

    def merge(self, kept: int, gone: int) -> None:
        execute = self._connection.execute
        execute(version.update().where(version.c.saying == gone), {"saying": kept})
        g = saying_gram.c
        moved = sa.select(g.gram, sa.literal(kept)).where(g.saying == gone)
        execute(saying_gram.insert().prefix_with("OR IGNORE").from_select(["gram", "saying"], moved))
        execute(saying_gram.delete().where(g.saying == gone))
        execute(saying.delete().where(saying.c.seq == gone))
        self.touched.discard(gone)
        self.touched.add(kept)


_WORDINGS = 64


def _folded(quote: str) -> str:
    """Names a wording: alike for quotations of the same folded words."""
    return blake2b(storable(" ".join(folded_words(quote))).encode(), digest_size=8).hexdigest()
