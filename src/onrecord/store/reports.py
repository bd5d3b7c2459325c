"""Asking for events and positions across documents: by number, by words, by who takes part."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import sqlalchemy as sa

from onrecord.store import finding_tables as found
from onrecord.store import tables
from onrecord.store.documents import rows_by_seq
from onrecord.store.dossier_rows import EventRow, PositionRow, Who
from onrecord.store.query import has_token, quoted
from onrecord.store.spans import spans_from

_A, _I = tables.actor.c, tables.identity.c
_E, _EA = found.event.c, found.event_actor.c
_P, _PA = found.position.c, found.position_actor.c


def any_of(words: Iterable[str]) -> str:
    """A full-text expression that holds where one of the words does; empty where there is nothing to ask."""
    kept = [word for word in words if has_token(word)]
    return " OR ".join(
        quoted(word.rstrip("* ")) + (" *" if word.rstrip().endswith("*") else "") for word in kept
    )


def rows_matching(index: str, expression: str) -> sa.Select[int]:
    """The numbers of the rows that a full-text index finds, as a query."""
    here = sa.literal_column(index).op("MATCH")(expression)
    return sa.select(sa.literal_column("rowid", sa.Integer)).select_from(sa.text(index)).where(here)


def seqs_matching(connection: sa.Connection, index: str, expression: str) -> list[int]:
    """The same numbers, asked for at once: one value is fetched, not a row each."""
    query = sa.select(sa.func.json_group_array(rows_matching(index, expression).subquery().c[0]))
    found: list[int] = json.loads(connection.scalar(query) or "[]")
    return found


def positions(connection: sa.Connection, seqs: Iterable[int]) -> dict[int, PositionRow]:
    """The positions of these numbers."""
    return _in_parts(seqs, lambda part: _positions(connection, part))


def events(connection: sa.Connection, seqs: Iterable[int]) -> dict[int, EventRow]:
    """The events of these numbers."""
    return _in_parts(seqs, lambda part: _events(connection, part))


def _in_parts[T](seqs: Iterable[int], ask: Callable[[list[int]], Iterator[tuple[int, T]]]) -> dict[int, T]:
    wanted = sorted(set(seqs))
    rows: dict[int, T] = {}
    for start in range(0, len(wanted), 500):
        rows.update(ask(wanted[start : start + 500]))
    return rows


def _positions(connection: sa.Connection, seqs: list[int]) -> Iterator[tuple[int, PositionRow]]:
    rows = connection.execute(sa.select(found.position).where(_P.seq.in_(seqs))).mappings().all()
    documents = rows_by_seq(connection, [row["document"] for row in rows])
    people: dict[int, list[str]] = {}
    query = (
        sa.select(_PA.position, _A.name)
        .join(tables.actor, _A.seq == _PA.actor)
        .where(_PA.position.in_(seqs))
        .order_by(_PA.position, _PA.place)
    )
    for seq, name in connection.execute(query):
        people.setdefault(seq, []).append(name)
    for row in rows:
        *evidence, at = spans_from(f"{row['evidence']} … {row['object']}", row["offsets"])
        yield (
            row["seq"],
            PositionRow(
                row["seq"], row["id"], documents[row["document"]], row["side"],
                tuple(people.get(row["seq"], ())), row["stance"], row["degree"], row["issue"], row["object"],
                tuple(evidence), row["condition"], row["counterparty"], row["statement"], row["sort_when"],
                row["confidence"], at,
            ),
        )  # fmt: skip


def _events(connection: sa.Connection, seqs: list[int]) -> Iterator[tuple[int, EventRow]]:
    rows = connection.execute(sa.select(found.event).where(_E.seq.in_(seqs))).mappings().all()
    documents = rows_by_seq(connection, [row["document"] for row in rows])
    who: dict[int, list[Who]] = {}
    query = (
        sa.select(_EA.event, _A.name, _A.side, _A.kind, _I.entity, _EA.part)
        .join(tables.actor, _A.seq == _EA.actor)
        .join(tables.identity, _I.id == _A.identity)
        .where(_EA.event.in_(seqs))
        .order_by(_EA.event, _EA.part, _EA.place)
    )
    for seq, *person in connection.execute(query):
        who.setdefault(seq, []).append(Who(*person))
    for row in rows:
        yield row["seq"], _event(row, documents, tuple(who.get(row["seq"], ())))


def _event(row: Any, documents: Any, who: tuple[Who, ...]) -> EventRow:
    return EventRow(
        row["seq"], row["id"], documents[row["document"]], row["type"], row["mode"], row["status"], who,
        row["date"], row["where_name"], row["where_country"], spans_from(row["evidence"], row["offsets"]),
        row["confidence"],
    )  # fmt: skip
