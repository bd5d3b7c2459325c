"""Which people of different names are alike: kept pair by pair, compared only where last names sound alike.

A person is compared when first met, and again when documents tell a new role or another year of them; so
adding a document costs no more on a large desk than there are people with such a last name.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from onrecord.store.direct import AMONG, driver, listed, rows
from onrecord.store.same_person import Person, name_keys, role_words, same_person


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


Told = dict[str, list[tuple[list[str], int | None]]]
"""By identity, the roles and the year of each account of a person."""


def note(connection: sa.Connection, told: Told) -> set[str]:
    """Take in what a document tells of these people; returns those whose likeness to any changed."""
    before = _traits(connection, list(told))
    changed = {}
    for id, accounts in told.items():
        known = before.get(id)
        traits = known or Traits()
        for roles, year in accounts:
            traits = traits.with_more(roles, year)
        if traits != known:
            changed[id] = traits
    return _renew(connection, changed)


def note_again(connection: sa.Connection, people: Iterable[str]) -> set[str]:
    """Draw what is known of these identities anew from their documents, as after one has gone."""
    ids = sorted(set(people))
    told = _told(connection, ids)
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
    asked = listed(people)
    found: set[tuple[str, str]] = set()
    for column in ("left", "right"):
        found.update(rows(connection, f'SELECT "left", "right" FROM alike WHERE "{column}" {AMONG}', asked))
    return found


def _renew(connection: sa.Connection, changed: dict[str, Traits]) -> set[str]:
    """Keep the traits and compare those identities again; returns all whose pairs changed."""
    if not changed:
        return set()
    ids = sorted(changed)
    driver(connection).executemany(
        "INSERT INTO trait (identity, roles, since, until) VALUES (?, ?, ?, ?) ON CONFLICT (identity) "
        "DO UPDATE SET roles = excluded.roles, since = excluded.since, until = excluded.until",
        [(id, " ".join(t.roles), t.since, t.until) for id, t in sorted(changed.items())],
    )
    _key(connection, ids)
    old = pairs(connection, ids)
    new: set[tuple[str, str]] = set()
    for one in _known(connection, f"i.id {AMONG}", listed(ids)):
        for other in _rivals(connection, one):
            if _are_alike(one, other):
                new.add((min(one.id, other.id), max(one.id, other.id)))
    driver(connection).executemany('DELETE FROM alike WHERE "left" = ? AND "right" = ?', sorted(old - new))
    driver(connection).executemany('INSERT INTO alike ("left", "right") VALUES (?, ?)', sorted(new - old))
    return {id for two in old ^ new for id in two}


def _key(connection: sa.Connection, ids: list[str]) -> None:
    asked = f"SELECT id, name FROM identity WHERE id {AMONG} AND id NOT IN (SELECT identity FROM name_key "
    fresh = rows(connection, f"{asked}WHERE identity {AMONG})", listed(ids), listed(ids))
    driver(connection).executemany(
        "INSERT INTO name_key (key, identity) VALUES (?, ?)",
        [(key, id) for id, name in fresh for key in sorted(name_keys(name))],
    )


def _rivals(connection: sa.Connection, one: _Known) -> list[_Known]:
    """Who speaks for the same side under another name that sounds like this one at its end."""
    if one.side is None:
        return []
    keyed = (
        "i.id IN (SELECT identity FROM name_key WHERE key IN (SELECT key FROM name_key WHERE identity = ?))"
    )
    return _known(connection, f"{keyed} AND i.side = ? AND i.fold != ?", one.id, one.side, one.fold)


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


def _told(connection: sa.Connection, ids: list[str]) -> Told:
    """Roles and year of each different account of these people, of those known by name alone."""
    found: Told = {}
    asked = (
        "SELECT DISTINCT a.identity, a.roles, substr(d.sort_when, 1, 4) FROM actor a "
        "JOIN document d ON d.seq = a.document JOIN identity i ON i.id = a.identity "
        f"WHERE a.identity {AMONG} AND a.kind = 'person' AND NOT i.alone"
    )
    for id, roles, when in rows(connection, asked, listed(ids)):
        found.setdefault(id, []).append((json.loads(roles), int(when) if when.isdecimal() else None))
    return found


def _traits(connection: sa.Connection, ids: list[str]) -> dict[str, Traits]:
    asked = f"SELECT identity, roles, since, until FROM trait WHERE identity {AMONG}"
    found = rows(connection, asked, listed(ids))
    return {id: Traits(tuple(roles.split()), since, until) for id, roles, since, until in found}


def _known(connection: sa.Connection, where: str, *values: object) -> list[_Known]:
    asked = (
        "SELECT i.id, i.name, i.fold, i.side, t.roles, t.since, t.until FROM identity i "
        f"JOIN trait t ON t.identity = i.id WHERE {where} AND i.documents > 0 ORDER BY i.id"
    )
    return [
        _Known(id, name, fold, side, Traits(tuple(roles.split()), since, until))
        for id, name, fold, side, roles, since, until in rows(connection, asked, *values)
    ]
