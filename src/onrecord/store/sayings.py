"""Sayings of the desk: each quotation is put with those of other articles that run the same words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from onrecord.models import Record
from onrecord.store import documents
from onrecord.store.db import Database
from onrecord.store.guard import storable
from onrecord.store.rows import DocumentRow, SayingRow
from onrecord.store.saying_shelf import DeskShelf, recount
from onrecord.store.saying_tables import saying, saying_gram, version
from onrecord.store.tables import document
from onrecord.verify.sayings import place, saying_of
from onrecord.verify.verifying import versions_in
from onrecord.verify.versions import Version


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
            documents.find_seq(connection, id)
        return self.of_documents([id])[id]

    def of_documents(self, ids: Sequence[str]) -> dict[str, dict[int, SayingRow]]:
        """The sayings of the quotations of each of these documents, by where they start in its text."""
        query = (
            sa.select(document.c.id, version.c.start, saying)
            .join(version, version.c.document == document.c.seq)
            .join(saying, saying.c.seq == version.c.saying)
            .where(document.c.id.in_([storable(id) for id in ids]))
        )
        found: dict[str, dict[int, SayingRow]] = {id: {} for id in ids}
        with self._db.reading() as connection:
            for row in connection.execute(query):
                found[row.id][row.start] = _row(row, row.start)
        return found

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
    shelf = DeskShelf(connection)
    for one in versions_in(record):
        shelf.documents[one.document] = seq
        place(shelf, one)
    shelf.recount()


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
            recount(connection, number)
        else:
            _put_anew(connection, number)


def _put_anew(connection: sa.Connection, number: int) -> None:
    shelf = DeskShelf(connection)
    rows = connection.execute(_versions_of(number)).all()
    connection.execute(version.delete().where(version.c.saying == number))
    connection.execute(saying_gram.delete().where(saying_gram.c.saying == number))
    connection.execute(saying.delete().where(saying.c.seq == number))
    for row in rows:
        shelf.documents[row.id] = row.document
        place(shelf, _version(row))
    shelf.recount()


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
