"""A document's actors in the desk: the identity of each, and the counts of what it said."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

import sqlalchemy as sa

from onrecord.models import Actor, Document, Record, make_id
from onrecord.resolve.leaders import holder
from onrecord.store import entities, likeness, tables
from onrecord.store.guard import storable_row
from onrecord.store.names import fold_name, names_one, own_id, shared_id


@dataclass(frozen=True, slots=True)
class _Placed:
    """An actor with the identity that it goes under: `alone` unless its name is known elsewhere.

    `name` is the identity's: a full name where the document has but a surname and an office.
    """

    actor: Actor
    id: str
    alone: bool
    base: str | None
    name: str


def split_id(actor_kind: str, name: str, document: str) -> str:
    """The identity of those of this name in one document, once judged to be not the others."""
    return make_id("split", actor_kind, fold_name(name), document)


def insert_actors(connection: sa.Connection, seq: int, record: Record) -> dict[str, int]:
    """The rows of a record's actors by their ids; new identities find their entities."""
    placed = _place(connection, record)
    said: dict[str, int] = {}
    for s in record.statements:
        for actor in s.speaker.actors:
            said[actor.id] = said.get(actor.id, 0) + 1
    new = _insert_identities(connection, placed)
    rows = []
    counts: dict[str, int] = {}
    first = next_key(connection, tables.actor)
    for number, p in enumerate(placed, first):
        a = p.actor
        row = storable_row(
            {
                "seq": number, "document": seq, "actor": a.id, "identity": p.id, "name": a.name,
                "kind": a.kind, "side": a.side, "roles": json.dumps([role.exact for role in a.roles]),
                "statements": said.get(a.id, 0),
            }
        )  # fmt: skip
        rows.append(row)
        counts[p.id] = counts.get(p.id, 0) + said.get(a.id, 0)
    if rows:
        connection.execute(tables.actor.insert(), rows)
    count(connection, sorted(counts.items()), 1)
    changed = {p.id for p in placed if p.id in new and not p.alone}
    changed |= likeness.note(connection, seq, (p.id for p in placed if not p.alone))
    entities.resolve(connection, changed)
    _recount(connection, sorted(counts))
    return {p.actor.id: number for number, p in enumerate(placed, first)}


def _place(connection: sa.Connection, record: Record) -> list[_Placed]:
    document = record.document.id
    known_as = [_known_as(actor, record.document) for actor in record.actors]
    shared = [shared_id(actor) if names_one(actor) else None for actor in known_as]
    splits = [split_id(actor.kind, actor.name, document) for actor in record.actors]
    identity = tables.identity
    query = sa.select(identity.c.id).where(identity.c.id.in_(splits), identity.c.base.is_not(None))
    known = set(connection.scalars(query)) if splits else set()
    placed = []
    for actor, full, common, split in zip(record.actors, known_as, shared, splits, strict=True):
        if common is not None and split in known:
            placed.append(_Placed(actor, split, True, common, actor.name))
        elif common is not None and shared.count(common) == 1:
            placed.append(_Placed(actor, common, False, None, full.name))
        else:
            twice = common is not None or sum(own_id(a, "") == own_id(actor, "") for a in record.actors) > 1
            own = own_id(actor, document) if not twice else make_id(own_id(actor, document), actor.id)
            placed.append(_Placed(actor, own, True, None, actor.name))
    return placed


def _known_as(actor: Actor, document: Document) -> Actor:
    """The actor by the full name that a surname has with an office at the document's date."""
    if actor.kind != "person" or names_one(actor):
        return actor
    full = holder(actor.name, actor.side, [role.exact for role in actor.roles], document.published)
    return actor if full is None else replace(actor, name=full)


def _insert_identities(connection: sa.Connection, placed: list[_Placed]) -> set[str]:
    """Put in the identities that are new; returns their ids."""
    identity = tables.identity
    ids = list(dict.fromkeys(p.id for p in placed))
    there = set(connection.scalars(sa.select(identity.c.id).where(identity.c.id.in_(ids)))) if ids else set()
    rows = {
        p.id: storable_row(
            {
                "id": p.id, "entity": p.id, "kind": p.actor.kind, "name": p.name,
                "fold": fold_name(p.name), "side": p.actor.side, "alone": p.alone, "base": p.base,
                "statements": 0, "documents": 0,
            }
        )
        for p in reversed(placed)
        if p.id not in there
    }  # fmt: skip
    if rows:
        connection.execute(identity.insert(), list(rows.values()))
    return set(rows)


def count(connection: sa.Connection, counts: list[tuple[str, int]], documents: int) -> None:
    """Add to the counts of identities: statements each, and so many documents."""
    identity = tables.identity
    if counts:
        connection.execute(
            identity.update()
            .where(identity.c.id == sa.bindparam("b_id"))
            .values(
                statements=identity.c.statements + sa.bindparam("b_statements"),
                documents=identity.c.documents + documents,
            ),
            [{"b_id": id, "b_statements": n} for id, n in counts],
        )


def _recount(connection: sa.Connection, identities: list[str]) -> None:
    identity = tables.identity
    query = sa.select(identity.c.entity).where(identity.c.id.in_(identities)).distinct()
    entities.recount(connection, connection.scalars(query).all())


def next_key(connection: sa.Connection, table: sa.Table) -> int:
    """The key for the table's next row; nobody else writes while this transaction does."""
    return int(connection.scalar(sa.select(sa.func.max(table.c.seq))) or 0) + 1
