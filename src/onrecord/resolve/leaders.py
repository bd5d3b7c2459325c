"""Who led a country when: weak evidence for a side, which never overrides what the text says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.find.gazetteer import folded

_PAST = re.compile(r"\b(?:former|ex|late|then|acting|interim)\b")


@dataclass(frozen=True, slots=True)
class Leader:
    """An office held from one ISO date to another; empty where it is not known or not over."""

    slug: str
    office: str
    name: str
    since: str
    until: str

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(folded(self.name).split())


@cache
def _by_surname() -> dict[str, tuple[Leader, ...]]:
    data = files("onrecord.resolve") / "data"
    past = (data / "leaders.tsv").read_text(encoding="utf-8").splitlines()
    rows = [Leader(*line.split("\t")) for line in past]
    for line in (data / "government.tsv").read_text(encoding="utf-8").splitlines():
        slug, office, name, since = line.split("\t")
        if office not in {"legislature", "party", "province"}:
            rows.append(Leader(slug, office, name, since, ""))
    table: dict[str, list[Leader]] = {}
    for row in rows:
        for word in {row.words[-1], row.words[0]}:
            table.setdefault(word, []).append(row)
    return {key: tuple(found) for key, found in table.items()}


def leader_side(name: str, published: str | None) -> str | None:
    """The slug that a person of this name led, if exactly one did; a surname alone needs the date too."""
    words = tuple(folded(name).split())
    if not words:
        return None
    found = {
        row.slug
        for word in (words[-1], words[0])
        for row in _by_surname().get(word, ())
        if _same_person(words, row) and (len(words) > 1 or _in_office(row, published))
    }
    return found.pop() if len(found) == 1 else None


def holder(surname: str, side: str | None, roles: Sequence[str], published: str | None) -> str | None:
    """The full name of the one of that surname who holds, on that side and date, an office that a role names.

    `Trump` whom a report of 2019 calls `President` is `Donald Trump`; a `former President` is nobody's name.
    """
    rows = holders(surname, roles)
    found = {row.name for row in rows if row.slug == side and _in_office(row, published)}
    return found.pop() if len(found) == 1 else None


def holders(surname: str, roles: Sequence[str]) -> list[Leader]:
    """Those of that surname who hold or held an office that a role names, in any country."""
    words = tuple(folded(surname).split())
    if len(words) != 1:
        return []
    named = [role for role in map(folded, roles) if not _PAST.search(role)]
    return [
        row
        for row in _by_surname().get(words[0], ())
        if _same_person(words, row) and any(_is_office(role, row.office) for role in named)
    ]


def _is_office(role: str, office: str) -> bool:
    before, _, after = f" {role} ".rpartition(f" {office} ")
    return role == office or (before != "" and not after and not before.endswith((" vice", " deputy")))


def leaders_named(name: str) -> list[Leader]:
    """The offices of the leader with this full name, the latest first; [] for one word that is not the only
    leader's surname."""
    words = tuple(folded(name).split())
    if not words:
        return []
    rows = [
        row
        for word in (words[-1], words[0])
        for row in _by_surname().get(word, ())
        if _same_person(words, row)
    ]
    if len({row.slug for row in rows}) != 1:
        return []
    return sorted(rows, key=lambda row: row.since, reverse=True)


def office_at(rows: Sequence[Leader], date: str | None) -> Leader | None:
    """The office held at the date, or the latest of those that had begun; the latest where none had."""
    if not rows:
        return None
    begun = [row for row in rows if date is None or row.since <= date[: len(row.since)]]
    holding = [row for row in begun if not row.until or date is None or date[: len(row.until)] < row.until]
    ending = [row for row in begun if date is not None and row.until == date[: len(row.until)]]
    return (holding or ending or begun or list(rows))[0]


def _same_person(words: tuple[str, ...], row: Leader) -> bool:
    if len(words) == 1:
        return words[0] == row.words[-1] and len(row.words) > 1
    return set(words) <= set(row.words) or (words[0] == row.words[0] and words[-1] == row.words[-1])


def _in_office(row: Leader, published: str | None) -> bool:
    return (
        published is not None
        and row.since[:4] <= published[:4]
        and (not row.until or published[:4] <= row.until)
    )
