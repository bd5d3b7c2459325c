"""What the desk's documents report, across all of them: events and positions, narrowed and page by page."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from onrecord.models import EventStatus, Stance
from onrecord.store import finding_tables as found
from onrecord.store import reports, tables
from onrecord.store.db import Database
from onrecord.store.documents import find_seq
from onrecord.store.dossier_rows import EventRow, PositionRow
from onrecord.store.guard import storable

_A, _I, _D = tables.actor.c, tables.identity.c, tables.document.c
_E, _EA = found.event.c, found.event_actor.c
_P, _PA = found.position.c, found.position_actor.c
_LAST = "\U0010ffff"


class Reporting:
    """Every method is one transaction. An id of a document that is not there raises KeyError."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def events(
        self,
        *,
        type: str | None = None,
        mode: str | None = None,
        status: EventStatus | None = None,
        person: str | None = None,
        side: str | None = None,
        document: str | None = None,
        source: str | None = None,
        since: str | None = None,
        until: str | None = None,
        min_confidence: float = 0.0,
        limit: int = 50,
        offset: int = 0,
    ) -> list[EventRow]:
        """Events as documents report them, the latest first: by when they happen, else were reported.

        `person` is an entity's id; with `side` somebody of that side takes part, as actor or recipient.
        `since` and `until` are ISO dates, both inclusive and as coarse as given.
        """
        told: list[Any] = [
            _E[name] == storable(value)
            for name, value in (("type", type and type.upper()), ("mode", mode), ("status", status))
            if value is not None
        ]
        with self._db.reading() as connection:
            told += _within(connection, _E, document, source, since, until, min_confidence)
            told += _who(_E.seq, _EA.event, _EA.actor, person, side)
            query = sa.select(_E.seq).where(*told).order_by(_E.sort_when.desc(), _E.seq.desc())
            seqs = list(connection.scalars(query.limit(max(limit, 0)).offset(max(offset, 0))))
            rows = reports.events(connection, seqs)
        return [rows[seq] for seq in seqs]

    def positions(
        self,
        *,
        stance: Stance | None = None,
        issue: str | None = None,
        person: str | None = None,
        side: str | None = None,
        counterparty: str | None = None,
        document: str | None = None,
        source: str | None = None,
        since: str | None = None,
        until: str | None = None,
        min_confidence: float = 0.0,
        limit: int = 50,
        offset: int = 0,
    ) -> list[PositionRow]:
        """Positions as documents report them, the latest first. `issue` is the name that reading gave it.

        `side` is whose position it is, or that of one of its holders; the rest as of `events`.
        """
        told: list[Any] = [
            _P[name] == storable(value)
            for name, value in (("stance", stance), ("issue", issue), ("counterparty", counterparty))
            if value is not None
        ]
        with self._db.reading() as connection:
            told += _within(connection, _P, document, source, since, until, min_confidence)
            told += _who(_P.seq, _PA.position, _PA.actor, person, None)
            if side is not None:
                held = _who(_P.seq, _PA.position, _PA.actor, None, side)
                told.append(sa.or_(_P.side == storable(side.lower()), *held))
            query = sa.select(_P.seq).where(*told).order_by(_P.sort_when.desc(), _P.seq.desc())
            seqs = list(connection.scalars(query.limit(max(limit, 0)).offset(max(offset, 0))))
            rows = reports.positions(connection, seqs)
        return [rows[seq] for seq in seqs]


def _within(
    connection: sa.Connection, table: Any, document: str | None, source: str | None,
    since: str | None, until: str | None, least: float,
) -> list[Any]:  # fmt: skip
    told: list[Any] = [table.confidence >= least] if least else []
    if document is not None:
        told.append(table.document == find_seq(connection, document))
    if source is not None:
        told.append(table.document.in_(sa.select(_D.seq).where(_D.source == storable(source))))
    if since is not None:
        told.append(table.sort_when >= storable(since))
    if until is not None:
        told += [table.sort_when <= storable(until) + _LAST, table.sort_when > ""]
    return told


def _who(seq: Any, owner: Any, actor: Any, person: str | None, side: str | None) -> list[Any]:
    """That somebody takes part: an entity, or one of a side."""
    if person is None and side is None:
        return []
    query = sa.select(owner).join(tables.actor, _A.seq == actor)
    if person is not None:
        query = query.join(tables.identity, _I.id == _A.identity).where(_I.entity == storable(person))
    if side is not None:
        query = query.where(_A.side == storable(side.lower()))
    return [seq.in_(query)]
