"""Asking for documents, sections, sources, revisions and a document's statements."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from typing import Any

import sqlalchemy as sa

from onrecord.models import Record
from onrecord.store import tables
from onrecord.store.guard import storable, unpack
from onrecord.store.rows import (
    Arrivals,
    DocumentRow,
    RevisionRow,
    SayingRow,
    SectionRow,
    SourceRow,
    SpeakerRow,
    StatementPage,
    StatementRow,
)
from onrecord.store.saying_tables import saying, version
from onrecord.store.spans import spans_from

_D = tables.document.c
_S = tables.statement.c
_LAST = "\U0010ffff"
"""Sorts after every character of a date: `until` a month takes in its days."""


def listed(
    connection: sa.Connection,
    *,
    section: str | Collection[str] | None,
    source: str | None,
    since: str | None,
    until: str | None,
    limit: int,
    before: str | None,
) -> list[DocumentRow]:
    """See `Desk.documents`."""
    query = sa.select(tables.document).order_by(_D.sort_when.desc(), _D.seq.desc()).limit(max(limit, 0))
    if section is not None:
        query = query.where(_in_section([section] if isinstance(section, str) else section))
    query = query.where(*narrowed(source, since, until))
    if before is not None:
        when, seq = read_cursor(before, 2)
        query = query.where(
            sa.tuple_(_D.sort_when, _D.seq) < sa.tuple_(sa.literal(when), sa.literal(int(seq)))
        )
    return [document_row(row) for row in connection.execute(query).mappings()]


def arrivals(connection: sa.Connection, after: int, limit: int) -> Arrivals:
    """See `Desk.arrivals`."""
    query = sa.select(tables.document).where(_D.seq > after).order_by(_D.seq.desc()).limit(max(limit, 0))
    rows = tuple(document_row(row) for row in connection.execute(query).mappings())
    counted = sa.select(sa.func.count()).select_from(tables.document)
    count = int(connection.scalar(counted.where(_D.seq > after) if after > 0 else counted) or 0)
    return Arrivals(rows, count, int(connection.scalar(sa.select(sa.func.max(_D.seq))) or 0))


def narrowed(source: str | None, since: str | None, until: str | None) -> list[sa.ColumnElement[bool]]:
    """Conditions on the document table; both dates are inclusive and as coarse as given."""
    conditions = []
    if source is not None:
        conditions.append(_D.source == storable(source))
    if since is not None:
        conditions.append(_D.sort_when >= storable(since))
    if until is not None:
        conditions.append(_D.sort_when <= storable(until) + _LAST)
    if until is not None and since is None:
        conditions.append(_D.sort_when > "")
    return conditions


def read_cursor(cursor: str, parts: int) -> list[str]:
    """The parts of a row's `cursor`, the numbers last; raises ValueError for what is none."""
    found = cursor.split("|")
    if len(found) != parts or not all(part.isdecimal() for part in found[1:]):
        raise ValueError(f"{cursor!r} is not a cursor of this desk")
    return found


def document_row(row: Any) -> DocumentRow:
    return DocumentRow(
        id=row["id"], text_id=row["text_id"], kind=row["kind"], title=row["title"], byline=row["byline"],
        source=row["source"], section=row["section"], path=row["path"],
        url=row["canonical_url"] or row["url"], published=row["published"], updated=row["updated"],
        fetched=row["fetched"], language=row["language"], lead=row["lead"], statements=row["statements"],
        revisions=row["revisions"], notes=tuple(json.loads(row["notes"])),
        cursor=f"{row['sort_when']}|{row['seq']}",
    )  # fmt: skip


def _in_section(names: Collection[str]) -> sa.ColumnElement[bool]:
    """Of a section of any of these names; "" is none."""
    named = sorted(storable(name) for name in names if name)
    given = _D.section == named[0] if len(named) == 1 else _D.section.in_(named)
    return sa.or_(given, _D.section.is_(None)) if "" in names else given


def rows_by_seq(connection: sa.Connection, seqs: Iterable[int]) -> dict[int, DocumentRow]:
    query = sa.select(tables.document).where(_D.seq.in_(sorted(set(seqs))))
    return {row["seq"]: document_row(row) for row in connection.execute(query).mappings()}


def find_seq(connection: sa.Connection, id: str) -> int:
    """The number of the document of that id; raises KeyError."""
    seq = connection.scalar(sa.select(_D.seq).where(_D.id == storable(id)))
    if seq is None:
        raise KeyError(id)
    return int(seq)


def row_of(connection: sa.Connection, id: str) -> DocumentRow:
    return rows_by_seq(connection, [seq := find_seq(connection, id)])[seq]


def sections(connection: sa.Connection) -> list[SectionRow]:
    count = sa.func.count()
    query = sa.select(_D.section, count).group_by(_D.section).order_by(count.desc(), _D.section)
    return [SectionRow(name, n) for name, n in connection.execute(query)]


def sources(connection: sa.Connection, name: str | None = None) -> list[SourceRow]:
    count = sa.func.count()
    when = sa.func.nullif(_D.sort_when, "")
    query = (
        sa.select(_D.source, count, sa.func.sum(_D.statements), sa.func.min(when), sa.func.max(when))
        .where(_D.source.is_not(None) if name is None else _D.source == storable(name))
        .group_by(_D.source)
        .order_by(count.desc(), _D.source)
    )
    return [SourceRow(*row) for row in connection.execute(query)]


def record_of(connection: sa.Connection, id: str, number: int | None = None) -> Record:
    """The record of the document's current text, or of the one of that number; raises KeyError."""
    revision = tables.revision.c
    query = (
        sa.select(revision.record)
        .join(tables.document, _D.seq == revision.document)
        .where(_D.id == storable(id), revision.number == (_D.revisions if number is None else number))
    )
    blob = connection.scalar(query)
    if blob is None:
        raise KeyError(id if number is None else f"{id} has no revision {number}")
    return unpack(blob)


def revisions(connection: sa.Connection, id: str) -> list[RevisionRow]:
    seq = find_seq(connection, id)
    revision = tables.revision.c
    query = (
        sa.select(revision.number, revision.text_id, revision.title, revision.updated, revision.fetched)
        .where(revision.document == seq)
        .order_by(revision.number)
    )
    rows = connection.execute(query).all()
    return [RevisionRow(id, *row, current=place == len(rows)) for place, row in enumerate(rows, 1)]


def all_records(
    connection: sa.Connection, conditions: list[sa.ColumnElement[bool]], after: int, limit: int
) -> list[tuple[int, Record]]:
    """Current records in the order of adding, with their numbers; those after number `after`."""
    revision = tables.revision.c
    query = (
        sa.select(_D.seq, revision.record)
        .join(tables.revision, sa.and_(revision.document == _D.seq, revision.number == _D.revisions))
        .where(_D.seq > after, *conditions)
        .order_by(_D.seq)
        .limit(limit)
    )
    return [(seq, unpack(blob)) for seq, blob in connection.execute(query)]


def statements_of(connection: sa.Connection, id: str) -> list[StatementRow]:
    seq = find_seq(connection, id)
    query = sa.select(_S.seq).where(_S.document == seq).order_by(_S.place)
    return statement_rows(connection, connection.scalars(query).all())


def statement_page(connection: sa.Connection, id: str, document: str | None) -> StatementPage:
    """See `Desk.statement`."""
    query = sa.select(_S.seq).where(_S.id == storable(id)).order_by(_S.seq).limit(1)
    if document is not None:
        query = query.where(_S.document == find_seq(connection, document))
    seq = connection.scalar(query)
    if seq is None:
        raise KeyError(id)
    row = statement_rows(connection, [seq])[0]
    record = record_of(connection, row.document.id)
    return StatementPage(row, next(s for s in record.statements if storable(s.id) == row.id), record)


def statement_rows(connection: sa.Connection, seqs: Iterable[int]) -> list[StatementRow]:
    """The statements of these numbers, in their order."""
    wanted = list(seqs)
    found: dict[int, StatementRow] = {}
    for start in range(0, len(wanted), 500):
        found |= _statement_rows(connection, wanted[start : start + 500])
    return [found[seq] for seq in wanted]


def _statement_rows(connection: sa.Connection, seqs: list[int]) -> dict[int, StatementRow]:
    rows = connection.execute(sa.select(tables.statement).where(_S.seq.in_(seqs))).mappings().all()
    documents = rows_by_seq(connection, [row["document"] for row in rows])
    speakers: dict[int, list[SpeakerRow]] = {}
    a, i, p = tables.actor.c, tables.identity.c, tables.speaker.c
    query = (
        sa.select(p.statement, i.entity, a.actor, a.name, a.side, a.roles)
        .join(tables.actor, a.seq == p.actor)
        .join(tables.identity, i.id == a.identity)
        .where(p.statement.in_(seqs))
        .order_by(p.statement, p.place)
    )
    for seq, entity, actor, name, side, roles in connection.execute(query):
        role = next(iter(json.loads(roles)), None)
        speakers.setdefault(seq, []).append(SpeakerRow(entity, actor, name, side, role))
    ran = _ran(connection, {(row["document"], row["id"]) for row in rows})
    return {
        row["seq"]: _statement_row(
            row,
            documents[row["document"]],
            tuple(speakers.get(row["seq"], ())),
            ran.get((row["document"], row["id"])),
        )
        for row in rows
    }


def _ran(connection: sa.Connection, statements: set[tuple[int, str]]) -> dict[tuple[int, str], SayingRow]:
    """Of each statement the quotation that most documents run, of those that several run."""
    v, s = version.c, saying.c
    query = (
        sa.select(v.document, v.statement, v.start, s.seq, s.documents, s.texts, s.conflict)
        .join(saying, s.seq == v.saying)
        .where(v.document.in_({document for document, _ in statements}), s.documents > 1)
        .order_by(s.documents, v.start.desc())
    )
    return {
        (row.document, row.statement): SayingRow(row.seq, row.start, row.documents, row.texts, row.conflict)
        for row in connection.execute(query)
        if (row.document, row.statement) in statements
    }


def _statement_row(
    row: Any, document: DocumentRow, speakers: tuple[SpeakerRow, ...], ran: SayingRow | None
) -> StatementRow:
    return StatementRow(
        id=row["id"], document=document, kind=row["kind"], act=row["act"],
        content=spans_from(row["said"], row["offsets"]), cue=row["cue"],
        mention=row["mention"], speakers=speakers, open=bool(row["open"]), date=row["date"],
        confidence=row["confidence"], verdict=row["verdict"], notes=tuple(json.loads(row["notes"])), ran=ran,
        cursor=f"{document.cursor}|{row['place']}",
    )  # fmt: skip
