"""Which identities are one entity: what is sure from names, then what a person has judged.

An identity is everyone of one name, kind and side, or one actor of one document. Identities are joined
by judgements of "same", by sure names and by likeness (`likeness`), unless a judgement of "different" or
"unsure" stands between what would be joined. The outcome depends on the identities, what is known of them
and the ledger, not on the order of adding.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import NamedTuple

import sqlalchemy as sa

from onrecord.store import direct, joining, likeness
from onrecord.store.joining import Pair, Told, pair


class Identity(NamedTuple):
    """A row of the table; `alone` is one actor of one document, `base` the identity it was split from."""

    id: str
    kind: str
    name: str
    fold: str
    side: str | None
    alone: bool
    base: str | None
    statements: int
    documents: int
    entity: str


_COLUMNS = ", ".join(Identity._fields)


def resolve(connection: sa.Connection, seeds: Iterable[str]) -> None:
    """Work out anew the entities of these identities and of all that these may be joined with."""
    recount(connection, rejoin(connection, seeds))


def rejoin(connection: sa.Connection, seeds: Iterable[str]) -> set[str]:
    """As `resolve`, without bringing the rows of entities up to date: the ids of those that need it."""
    seeds = set(seeds)
    if not seeds:
        return set()
    found, ledger, alike = _closure(connection, seeds)
    leaders = join(found, ledger, alike)
    changed = [(to, id) for id, to in sorted(leaders.items()) if found[id].entity != to]
    direct.driver(connection).executemany("UPDATE identity SET entity = ? WHERE id = ?", changed)
    return {row.entity for row in found.values()} | set(leaders.values())


def join(found: dict[str, Identity], ledger: list[Told], alike: Iterable[Pair] = ()) -> dict[str, str]:
    """The leader of each identity: its entity's id. `ledger` is oldest first."""
    sure = [*_sure(found), *_clear(found, alike)]
    return joining.join(found, sure, ledger, lambda id: _rank(found[id]))


def recount(connection: sa.Connection, entities: Iterable[str]) -> None:
    """Write the rows of these entities from their identities; one without any goes."""
    wanted = sorted(set(entities))
    groups: dict[str, list[Identity]] = {id: [] for id in wanted}
    for row in _load(connection, "entity", wanted):
        groups[row.entity].append(row)
    rows = [_entity(id, group) for id, group in groups.items() if any(row.documents for row in group)]
    there = {row[0] for row in rows}
    gone = [(id,) for id in wanted if id not in there]
    sql = direct.driver(connection)
    sql.executemany("DELETE FROM entity WHERE id = ?", gone)
    sql.executemany(_ENTITY, rows)


_ENTITY = (
    "INSERT INTO entity (id, name, fold, kind, sides, statements, documents) VALUES (?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (id) DO UPDATE SET name = excluded.name, fold = excluded.fold, kind = excluded.kind, "
    "sides = excluded.sides, statements = excluded.statements, documents = excluded.documents"
)


def _entity(id: str, group: list[Identity]) -> tuple[str, str, str, str, str, int, int]:
    best = min(group, key=lambda row: (-row.documents, row.alone, row.name, row.id))
    return (
        id,
        best.name,
        " | ".join(sorted({row.fold for row in group})),
        best.kind,
        " ".join(sorted({row.side for row in group if row.side and row.documents})),
        sum(row.statements for row in group),
        sum(row.documents for row in group),
    )


def _rank(row: Identity) -> tuple[bool, bool, str]:
    """Who leads: one known by name before one of a single document, one with a side before one without."""
    return (row.alone, row.side is None, row.id)


def _sure(found: dict[str, Identity]) -> list[Pair]:
    """Pairs that are one by name, kind and side; no side goes with a side only while there is just one."""
    groups: dict[Pair, list[Identity]] = {}
    for row in found.values():
        if not row.alone:
            groups.setdefault((row.kind, row.fold), []).append(row)
    pairs = []
    for group in groups.values():
        if len({row.side for row in group if row.side and row.documents}) <= 1:
            pairs += [pair(a.id, b.id) for a, b in combinations(group, 2)]
    pairs += [(row.base, row.id) for row in found.values() if row.base]
    return sorted(pairs)


def _clear(found: dict[str, Identity], alike: Iterable[Pair]) -> list[Pair]:
    """The alike pairs between which nobody else stands: who is like two that are not like each other is open.

    Those of one name count as one there.
    """
    edges = sorted((a, b) for a, b in alike if a in found and b in found)
    near: dict[str, set[str]] = {}
    for a, b in edges:
        near.setdefault(found[a].fold, set()).add(found[b].fold)
        near.setdefault(found[b].fold, set()).add(found[a].fold)

    def alone(one: str, other: str) -> bool:
        return all(other in near[third] for third in near[one] if third != other)

    return [
        (a, b)
        for a, b in edges
        if alone(found[a].fold, found[b].fold) and alone(found[b].fold, found[a].fold)
    ]


def _closure(connection: sa.Connection, seeds: set[str]) -> tuple[dict[str, Identity], list[Told], set[Pair]]:
    """All identities that a name, a split, a likeness or a judgement ties to the seeds, the judgements on
    them, and the pairs that are alike."""
    found: dict[str, Identity] = {}
    alike: set[Pair] = set()
    verdicts: dict[int, Told] = {}
    frontier = seeds
    while frontier:
        rows = {row.id: row for row in _load(connection, "id", sorted(frontier))}
        by_entity = _load(connection, "entity", sorted({row.entity for row in rows.values()}))
        rows |= {row.id: row for row in by_entity}
        names = sorted({row.fold for row in rows.values() if not row.alone})
        rows |= {row.id: row for row in _load(connection, "fold", names) if not row.alone}
        rows |= {row.id: row for row in _load(connection, "base", sorted(rows))}
        fresh = rows.keys() - found.keys()
        found |= rows
        told = _verdicts(connection, sorted(fresh))
        verdicts |= told
        linked = {id for left, right, _ in told.values() for id in (left, right)}
        linked |= {row.base for row in rows.values() if row.base}
        likened = likeness.pairs(connection, fresh)
        alike |= likened
        linked |= {id for two in likened for id in two}
        frontier = linked - found.keys() - frontier
    return found, _latest([verdicts[seq] for seq in sorted(verdicts)]), alike


def _latest(ledger: list[Told]) -> list[Told]:
    """The ledger without what a later word on the same two replaces."""
    last = {pair(a, b): place for place, (a, b, _) in enumerate(ledger)}
    return [row for place, row in enumerate(ledger) if last[pair(row[0], row[1])] == place]


def _verdicts(connection: sa.Connection, ids: list[str]) -> dict[int, Told]:
    told: dict[int, Told] = {}
    for side in ("left", "right"):
        asked = f'SELECT seq, "left", "right", verdict FROM judgement WHERE "{side}" {direct.AMONG}'
        for seq, left, right, verdict in direct.rows(
            connection, f"{asked} AND undone IS NULL", direct.listed(ids)
        ):
            told[seq] = (left, right, verdict)
    return told


def _load(connection: sa.Connection, column: str, values: list[str]) -> list[Identity]:
    if not values:
        return []
    asked = f"SELECT {_COLUMNS} FROM identity WHERE {column} {direct.AMONG} ORDER BY id"
    return [Identity._make(row) for row in direct.rows(connection, asked, direct.listed(values))]
