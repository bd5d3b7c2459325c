"""A document's events and positions as rows, inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from onrecord.models import Event, Position, Record, Span
from onrecord.store import direct
from onrecord.store import finding_tables as tables
from onrecord.store.direct import next_key
from onrecord.store.spans import join_words, offsets_of


def insert(
    connection: sa.Connection, seq: int, record: Record, actors: Mapping[str, int], reported: str
) -> None:
    """Put in the rows; `actors` are the record's in the desk, `reported` is the document's `sort_when`."""
    first = next_key(connection, tables.event) if record.events else 0
    events, parts = [], []
    for place, e in enumerate(record.events):
        key = {"seq": first + place, "document": seq, "place": place}
        events.append(_event(e, reported) | key)
        for part, named in (("actor", e.actors), ("recipient", e.recipients)):
            parts += [
                {"event": first + place, "part": part, "place": n, "actor": actors[actor.id]}
                for n, actor in enumerate(named)
            ]
    first = next_key(connection, tables.position) if record.positions else 0
    positions, holders = [], []
    for place, p in enumerate(record.positions):
        key = {"seq": first + place, "document": seq, "place": place}
        positions.append(_position(p, reported) | key)
        holders += [
            {"position": first + place, "place": n, "actor": actors[actor.id]}
            for n, actor in enumerate(p.actors)
        ]
    for table, rows in (
        (tables.event, events), (tables.event_actor, parts),
        (tables.position, positions), (tables.position_actor, holders),
    ):  # fmt: skip
        direct.insert(connection, table, rows)


def remove(connection: sa.Connection, seq: int) -> None:
    """Take out a document's rows."""
    for table in (tables.event, tables.position):
        connection.execute(table.delete().where(table.c.document == seq))


def _event(e: Event, reported: str) -> dict[str, Any]:
    date = e.date.value if e.date else None
    return {
        "id": e.id, "type": e.type, "mode": e.mode, "status": e.status, "date": date,
        "where_name": e.place and e.place.name, "where_country": e.place and e.place.country,
        "evidence": join_words(e.evidence), "offsets": offsets_of(e.evidence),
        "confidence": e.confidence, "sort_when": date or reported,
    }  # fmt: skip


def _position(p: Position, reported: str) -> dict[str, Any]:
    date = p.date.value if p.date else None
    return {
        "id": p.id, "side": p.side, "stance": p.stance, "degree": p.degree, "issue": p.issue or "",
        "object": p.object.exact, "evidence": join_words(p.evidence),
        "offsets": offsets_of((*p.evidence, p.object)), "condition": _words(p.condition),
        "counterparty": p.counterparty, "date": date, "statement": p.statement,
        "confidence": p.confidence, "sort_when": _taken(date, reported),
    }  # fmt: skip


def _taken(date: str | None, reported: str) -> str:
    """When a position was taken: not after it was reported, whatever date stands beside it."""
    if date is None or (reported and date > reported):
        return reported
    return date


def _words(span: Span | None) -> str | None:
    return span.exact if span else None
