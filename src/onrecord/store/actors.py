"""A document's actors in the desk: the identity of each, and the counts of what it said."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, replace

import sqlalchemy as sa

from onrecord.models import Actor, Document, Record, make_id
from onrecord.resolve.leaders import holder
from onrecord.store import entities, likeness, tables
from onrecord.store.direct import AMONG, driver, insert, listed, next_key, rows, scalar
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


def insert_actors(connection: sa.Connection, seq: int, record: Record, when: str) -> dict[str, int]:
    """The rows of a record's actors by their ids; new identities find their entities.

    `when` is the document's `sort_when`.
    """
    placed = _place(connection, record)
    said = Counter(actor.id for s in record.statements for actor in s.speaker.actors)
    new = _insert_identities(connection, placed)
    counts: dict[str, int] = {}
    first = next_key(connection, tables.actor)
    made = []
    for number, p in enumerate(placed, first):
        a = p.actor
        made.append(
            {
                "seq": number, "document": seq, "actor": a.id, "identity": p.id, "name": a.name,
                "kind": a.kind, "side": a.side, "roles": json.dumps([role.exact for role in a.roles]),
                "statements": said[a.id],
            }
        )  # fmt: skip
        counts[p.id] = counts.get(p.id, 0) + said[a.id]
    insert(connection, tables.actor, made)
    count(connection, sorted(counts.items()), 1)
    changed = {p.id for p in placed if p.id in new and not p.alone}
    changed |= likeness.note(connection, _told(placed, when))
    touched = entities.rejoin(connection, changed)
    found = rows(connection, f"SELECT DISTINCT entity FROM identity WHERE id {AMONG}", listed(counts))
    entities.recount(connection, touched.union(entity for (entity,) in found))
    return {p.actor.id: number for number, p in enumerate(placed, first)}


def _told(placed: list[_Placed], when: str) -> likeness.Told:
    """What a document tells of each person who is known by name."""
    year = int(when[:4]) if when[:4].isdecimal() else None
    told: likeness.Told = {}
    for p in placed:
        if p.actor.kind == "person" and not p.alone:
            told.setdefault(p.id, []).append(([role.exact for role in p.actor.roles], year))
    return told


def _place(connection: sa.Connection, record: Record) -> list[_Placed]:
    document, actors = record.document.id, record.actors
    known_as = [_known_as(actor, record.document) for actor in actors]
    shared = [shared_id(actor) if names_one(actor) else None for actor in known_as]
    known = _split(connection, record)
    commons = Counter(shared)
    owns = [(a.kind, fold_name(a.name) or a.id, a.side) for a in actors]
    alike = Counter(owns)
    placed = []
    for actor, full, common, key in zip(actors, known_as, shared, owns, strict=True):
        if common is not None and actor.id in known:
            placed.append(_Placed(actor, known[actor.id], True, common, actor.name))
        elif common is not None and commons[common] == 1:
            placed.append(_Placed(actor, common, False, None, full.name))
        else:
            own = own_id(actor, document)
            twice = common is not None or alike[key] > 1
            placed.append(_Placed(actor, make_id(own, actor.id) if twice else own, True, None, actor.name))
    return placed


def _known_as(actor: Actor, document: Document) -> Actor:
    """The actor by the full name that a surname has with an office at the document's date."""
    if actor.kind != "person" or names_one(actor):
        return actor
    full = holder(actor.name, actor.side, [role.exact for role in actor.roles], document.published)
    return actor if full is None else replace(actor, name=full)


def _split(connection: sa.Connection, record: Record) -> dict[str, str]:
    """By actor the identity of one that was judged to be not the others of this name."""
    if scalar(connection, "SELECT 1 FROM identity WHERE base IS NOT NULL LIMIT 1") is None:
        return {}
    splits = {a.id: split_id(a.kind, a.name, record.document.id) for a in record.actors}
    asked = f"SELECT id FROM identity WHERE id {AMONG} AND base IS NOT NULL"
    there = {id for (id,) in rows(connection, asked, listed(splits.values()))}
    return {actor: id for actor, id in splits.items() if id in there}


def _insert_identities(connection: sa.Connection, placed: list[_Placed]) -> set[str]:
    """Put in the identities that are new; returns their ids."""
    ids = dict.fromkeys(p.id for p in placed)
    found = rows(connection, f"SELECT id FROM identity WHERE id {AMONG}", listed(ids))
    there = {id for (id,) in found}
    made = {
        p.id: {
            "id": p.id, "entity": p.id, "kind": p.actor.kind, "name": p.name,
            "fold": fold_name(p.name), "side": p.actor.side, "alone": p.alone, "base": p.base,
            "statements": 0, "documents": 0,
        }
        for p in reversed(placed)
        if p.id not in there
    }  # fmt: skip
    insert(connection, tables.identity, list(made.values()))
    return set(made)


def count(connection: sa.Connection, counts: list[tuple[str, int]], documents: int) -> None:
    """Add to the counts of identities: statements each, and so many documents."""
    driver(connection).executemany(
        "UPDATE identity SET statements = statements + ?, documents = documents + ? WHERE id = ?",
        [(statements, documents, id) for id, statements in counts],
    )
