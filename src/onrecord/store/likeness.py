"""Which people of different names are alike: kept pair by pair, compared only where last names sound alike.

A person is compared when first met, and again when documents tell a new role or another year of them; so
adding a document costs no more on a large desk than there are people with such a last name.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from onrecord.store.likeness_tables import alike, name_key, trait
from onrecord.store.same_person import Person, name_keys, role_words, same_person
from onrecord.store.tables import actor, document, identity

_PART = 400


@dataclass(frozen=True, slots=True)
class Traits:
    """What is known of an identity: role words in order, first and last year of its documents."""

    roles: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None

    def with_more(self, roles: Iterable[str], year: int | None) -> Traits:
        words = {*self.roles, *(word for role in roles for word in role_words(role))}
        years = [y for y in (self.since, self.until, year) if y is not None]
        return Traits(tuple(sorted(words)), min(years, default=None), max(years, default=None))


@dataclass(frozen=True, slots=True)
class _Known:
    id: str
    name: str
    fold: str
    side: str | None
    traits: Traits


def note(connection: sa.Connection, seq: int, people: Iterable[str]) -> set[str]:
    """Take in what document `seq` tells of these identities; returns those whose likeness to any changed."""
    told = _told(connection, sorted(set(people)), actor.c.document == seq)
    before = _traits(connection, list(told))
    changed = {}
    for id, rows in told.items():
        known = before.get(id)
        traits = known or Traits()
        for roles, year in rows:
            traits = traits.with_more(roles, year)
        if traits != known:
            changed[id] = traits
    return _renew(connection, changed)


def note_again(connection: sa.Connection, people: Iterable[str]) -> set[str]:
    """Draw what is known of these identities anew from their documents, as after one has gone."""
    ids = sorted(set(people))
    told = _told(connection, ids, sa.true())
    before = _traits(connection, ids)
    changed = {}
    for id in ids:
        traits = Traits()
        for roles, year in told.get(id, ()):
            traits = traits.with_more(roles, year)
        if id in told and traits != before.get(id):
            changed[id] = traits
    return _renew(connection, changed)


def pairs(connection: sa.Connection, people: Iterable[str]) -> set[tuple[str, str]]:
    """The alike pairs that any of these identities is in, each with its smaller id first."""
    found: set[tuple[str, str]] = set()
    for part in _parts(sorted(set(people))):
        for column in (alike.c.left, alike.c.right):
            query = sa.select(alike.c.left, alike.c.right).where(column.in_(part))
            found |= {(left, right) for left, right in connection.execute(query)}
    return found


def _renew(connection: sa.Connection, changed: dict[str, Traits]) -> set[str]:
    """Keep the traits and compare those identities again; returns all whose pairs changed."""
    if not changed:
        return set()
    ids = sorted(changed)
    for part in _parts(ids):
        connection.execute(trait.delete().where(trait.c.identity.in_(part)))
    rows = [
        {"identity": id, "roles": " ".join(t.roles), "since": t.since, "until": t.until}
        for id, t in sorted(changed.items())
    ]
    connection.execute(trait.insert(), rows)
    _key(connection, ids)
    old = pairs(connection, ids)
    new: set[tuple[str, str]] = set()
    for one in _load(connection, identity.c.id.in_(ids)):
        keys = sa.select(name_key.c.key).where(name_key.c.identity == one.id)
        rivals = sa.select(name_key.c.identity).where(name_key.c.key.in_(keys))
        for other in _load(connection, identity.c.id.in_(rivals)):
            if other.fold != one.fold and _are_alike(one, other):
                new.add((min(one.id, other.id), max(one.id, other.id)))
    for left, right in sorted(old - new):
        connection.execute(alike.delete().where(alike.c.left == left, alike.c.right == right))
    if new - old:
        connection.execute(alike.insert(), [{"left": a, "right": b} for a, b in sorted(new - old)])
    return {id for two in old ^ new for id in two}


def _key(connection: sa.Connection, ids: list[str]) -> None:
    there = set()
    for part in _parts(ids):
        there |= set(connection.scalars(sa.select(name_key.c.identity).where(name_key.c.identity.in_(part))))
    fresh = [id for id in ids if id not in there]
    for part in _parts(fresh):
        named = connection.execute(sa.select(identity.c.id, identity.c.name).where(identity.c.id.in_(part)))
        rows = [{"key": key, "identity": id} for id, name in named for key in sorted(name_keys(name))]
        if rows:
            connection.execute(name_key.insert(), rows)


def _are_alike(a: _Known, b: _Known) -> bool:
    """Sure by names, and by a side that both have."""
    if a.side is None or a.side != b.side:
        return False
    year_a, year_b = _nearest(a.traits, b.traits)
    one = Person(a.name, " ".join(a.traits.roles) or None, a.side, year_a)
    two = Person(b.name, " ".join(b.traits.roles) or None, b.side, year_b)
    return same_person(one, two) == "same"


def _nearest(a: Traits, b: Traits) -> tuple[int | None, int | None]:
    """The years of the two that are closest to each other."""
    if a.since is None or a.until is None or b.since is None or b.until is None:
        return a.since, b.since
    if a.until < b.since:
        return a.until, b.since
    if b.until < a.since:
        return a.since, b.until
    return max(a.since, b.since), max(a.since, b.since)


Told = dict[str, list[tuple[list[str], int | None]]]


def _told(connection: sa.Connection, ids: list[str], where: sa.ColumnElement[bool]) -> Told:
    """Roles and year of each different account of these people, of those known by name alone."""
    found: Told = {}
    year = sa.func.substr(document.c.sort_when, 1, 4)
    for part in _parts(ids):
        query = (
            sa.select(actor.c.identity, actor.c.roles, year)
            .distinct()
            .join(document, document.c.seq == actor.c.document)
            .join(identity, identity.c.id == actor.c.identity)
            .where(actor.c.identity.in_(part), actor.c.kind == "person", identity.c.alone.is_(False), where)
        )
        for id, roles, when in connection.execute(query):
            told = (json.loads(roles), int(when) if when.isdecimal() else None)
            found.setdefault(id, []).append(told)
    return found


def _traits(connection: sa.Connection, ids: list[str]) -> dict[str, Traits]:
    found = {}
    for part in _parts(ids):
        for row in connection.execute(sa.select(trait).where(trait.c.identity.in_(part))):
            found[row.identity] = Traits(tuple(row.roles.split()), row.since, row.until)
    return found


def _load(connection: sa.Connection, where: sa.ColumnElement[bool]) -> list[_Known]:
    query = (
        sa.select(identity.c.id, identity.c.name, identity.c.fold, identity.c.side, trait)
        .join(trait, trait.c.identity == identity.c.id)
        .where(where, identity.c.documents > 0)
        .order_by(identity.c.id)
    )
    return [
        _Known(row.id, row.name, row.fold, row.side, Traits(tuple(row.roles.split()), row.since, row.until))
        for row in connection.execute(query)
    ]


def _parts(ids: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(ids), _PART):
        yield ids[start : start + _PART]
