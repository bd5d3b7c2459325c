"""What of the desk is told in a dossier's documents: events, statements, people, by party."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from onrecord.store import finding_tables as found
from onrecord.store import tables
from onrecord.store.corrections import Corrections
from onrecord.store.documents import narrowed, statement_rows
from onrecord.store.dossier_rows import Dossier, EventRow, Issue
from onrecord.store.names import fold_name
from onrecord.store.reports import any_of, events, rows_matching
from onrecord.store.rows import StatementRow
from onrecord.store.takes import Parties

_A, _I, _D = tables.actor.c, tables.identity.c, tables.document.c
_S, _SP = tables.statement.c, tables.speaker.c
_E, _EA = found.event.c, found.event_actor.c


def documents_of(dossier: Dossier) -> sa.Select[int]:
    """The numbers of the documents that hold one of the words that the dossier is about."""
    issues = (word for issue in dossier.issues for word in (*issue.words, issue.name))
    return rows_matching("article_fts", any_of(dossier.about) or any_of(dict.fromkeys(issues)))


def documents_between(
    connection: sa.Connection, dossier: Dossier, since: str | None, until: str | None, limit: int
) -> list[str]:
    """See `Dossiers.documents`."""
    query = (
        sa.select(_D.id)
        .where(_D.seq.in_(documents_of(dossier)), *narrowed(None, since, until))
        .order_by(_D.sort_when.desc(), _D.seq.desc())
        .limit(limit)
    )
    return list(connection.scalars(query))


def events_of(
    connection: sa.Connection, dossier: Dossier, judged: Corrections, least: float
) -> list[EventRow]:
    """See `Dossiers.events`: in the dossier's documents, the oldest first.

    With somebody of a party; and meetings whose day and place are told and whose people are not.
    """
    parties = Parties.of(dossier, judged)
    query = (
        sa.select(_E.seq)
        .distinct()
        .join(found.event_actor, _EA.event == _E.seq)
        .join(tables.actor, _A.seq == _EA.actor)
        .join(tables.identity, _I.id == _A.identity)
        .where(_E.document.in_(documents_of(dossier)), _E.confidence >= least, parties.among())
    )
    unnamed = sa.select(_E.seq).where(
        _E.type == "CONSULT",
        _E.date.is_not(None),
        _E.where_name.is_not(None),
        _E.document.in_(documents_of(dossier)),
        _E.confidence >= least,
        ~sa.exists().where(_EA.event == _E.seq),
    )
    rows = events(connection, [*connection.scalars(query), *connection.scalars(unnamed)])
    return sorted(rows.values(), key=lambda row: (row.reported, row.document.id, row.seq))


def party_of(parties: Parties, name: str, side: str | None) -> str | None:
    """The party of somebody who is named so in a document."""
    return parties.of_person(fold_name(name), side)


def _spoken(dossier: Dossier, parties: Parties, *columns: Any) -> sa.Select[Any]:
    return (
        sa.select(*columns)
        .select_from(tables.statement)
        .join(tables.document, _D.seq == _S.document)
        .join(tables.speaker, _SP.statement == _S.seq)
        .join(tables.actor, _A.seq == _SP.actor)
        .join(tables.identity, _I.id == _A.identity)
        .where(_S.document.in_(documents_of(dossier)), parties.among())
    )


def statements_of(
    connection: sa.Connection,
    dossier: Dossier,
    judged: Corrections,
    *,
    since: str | None,
    until: str | None,
    limit: int,
    least: float,
    on: Issue | None = None,
    party: str | None = None,
) -> list[tuple[str, StatementRow]]:
    """See `Dossiers.statements`."""
    parties = Parties.of(dossier, judged)
    query = (
        _spoken(dossier, parties, _S.seq, _I.fold, _A.side)
        .where(_S.confidence >= least, *narrowed(None, since, until))
        .order_by(_D.sort_when.desc(), _D.seq.desc(), _S.place)
    )
    if on is not None:
        words = any_of(dict.fromkeys((*on.words, on.name)))
        query = query.where(_S.seq.in_(rows_matching("statement_fts", f"said : ({words})")))
    said: dict[int, str] = {}
    for seq, fold, side in connection.execute(query):
        code = parties.of_person(fold, side)
        if code is not None and party in (None, code) and len(said) < limit:
            said.setdefault(seq, code)
    rows = statement_rows(connection, said)
    return list(zip(said.values(), rows, strict=True))


def statements_a_day(
    connection: sa.Connection, dossier: Dossier, judged: Corrections
) -> list[tuple[str, str, int]]:
    """See `Dossiers.statements_a_day`."""
    parties = Parties.of(dossier, judged)
    day = sa.func.substr(_D.sort_when, 1, 10)
    query = (
        sa.select(day, _I.fold, _A.side, sa.func.sum(_A.statements))
        .select_from(tables.actor)
        .join(tables.document, _D.seq == _A.document)
        .join(tables.identity, _I.id == _A.identity)
        .where(_A.document.in_(documents_of(dossier)), _A.statements > 0, parties.among())
        .group_by(day, _I.fold, _A.side)
    )
    rows = connection.execute(query)
    return _summed((day, parties.of_person(fold, side), n) for day, fold, side, n in rows)


def _summed(rows: Iterable[tuple[str, str | None, int]]) -> list[tuple[str, str, int]]:
    days: dict[tuple[str, str], int] = {}
    for day, code, n in rows:
        if day and code is not None:
            days[day, code] = days.get((day, code), 0) + n
    return [(day, code, n) for (day, code), n in sorted(days.items())]


def people_of(
    connection: sa.Connection, dossier: Dossier, judged: Corrections, limit: int
) -> dict[str, list[tuple[str, str, int]]]:
    """See `Dossiers.people`."""
    parties = Parties.of(dossier, judged)
    count = sa.func.sum(_A.statements)
    query = (
        sa.select(_I.entity, tables.entity.c.name, _I.fold, _A.side, count)
        .select_from(tables.actor)
        .join(tables.identity, _I.id == _A.identity)
        .join(tables.entity, tables.entity.c.id == _I.entity)
        .where(_A.document.in_(documents_of(dossier)), _A.kind == "person", parties.among())
        .group_by(_I.entity, _I.fold, _A.side)
    )
    found: dict[tuple[str, str], tuple[str, int]] = {}
    for entity, name, fold, side, n in connection.execute(query):
        code = parties.of_person(fold, side)
        if code is not None:
            found[code, entity] = (name, found.get((code, entity), ("", 0))[1] + int(n or 0))
    listed: dict[str, list[tuple[str, str, int]]] = {party.code: [] for party in dossier.parties}
    for (code, entity), (name, n) in sorted(found.items(), key=lambda item: (-item[1][1], item[1][0])):
        if len(listed[code]) < limit:
            listed[code].append((entity, name, n))
    return listed
