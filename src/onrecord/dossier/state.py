"""The state of an issue from the parties' positions on it: one of five words, each by a named rule.

A party's stance counts as how far it goes along: `accepts` and `supports` wholly 2, in part 1; `offers` and
`conditions` 1; `demands` -1; `rejects` and `opposes` in part -1, wholly -2. The rules are tried in the order
of `RULES`; the first that holds gives the state. docs/dossiers.md draws each.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from onrecord.dossier.days import bounds
from onrecord.models import Degree, Stance
from onrecord.store.dossier_rows import Take

StateWord = Literal["agreed", "converging", "apart", "stuck", "silent"]
STUCK_AFTER = 30
"""Days without a move after which parties that stand apart are stuck."""
MOVED_WITHIN = 45
"""Days for which a move still counts as one."""
_ALONG: dict[Stance, int] = {
    "accepts": 2, "supports": 2, "offers": 1, "conditions": 1, "demands": -1, "rejects": -2, "opposes": -2,
}  # fmt: skip

History = Mapping[str, Sequence[Take]]
"""Each party's takes on one issue, the oldest first; parties without any are left out."""


@dataclass(frozen=True, slots=True)
class State:
    """`word` by `rule`; `because` are the takes that the rule looked at."""

    word: StateWord
    rule: str
    because: tuple[Take, ...] = ()


@dataclass(frozen=True, slots=True)
class Stand:
    """What a rule sees: each party's newest take, the move that led to it, and the day it is asked for."""

    history: History
    at: date | None

    @property
    def latest(self) -> dict[str, Take]:
        return {party: takes[-1] for party, takes in self.history.items() if takes}

    def age(self, take: Take) -> int | None:
        """Days since then; None where either day is not known."""
        days = bounds(take.when)
        return None if self.at is None or days is None else (self.at - days[1]).days

    def moves(self) -> dict[str, tuple[Take, int]]:
        """For each party that changed how far it goes along: the take of the last change, and by how much."""
        moved = {}
        for party, takes in self.history.items():
            for before, after in pairwise(takes):
                step = along(after.stance, after.degree) - along(before.stance, before.degree)
                if step:
                    moved[party] = (after, step)
        return moved


def along(stance: Stance, degree: Degree) -> int:
    """How far a stance goes along with what is on the table: -2 not at all, 2 wholly."""
    value = _ALONG[stance]
    return value if degree == "whole" or abs(value) == 1 else value // abs(value)


Rule = Callable[[Stand], tuple[Take, ...] | None]
"""The takes for which it holds; None where it does not."""


def _nobody(stand: Stand) -> tuple[Take, ...] | None:
    return None if stand.latest else ()


def _one_alone(stand: Stand) -> tuple[Take, ...] | None:
    latest = stand.latest
    return tuple(latest.values()) if len(latest) == 1 else None


def _all_accept(stand: Stand) -> tuple[Take, ...] | None:
    """At least two accept or support wholly and no other stands apart; or what one wanted is accepted."""
    latest = stand.latest.values()
    whole = [t for t in latest if along(t.stance, t.degree) == 2]
    rest = [t for t in latest if along(t.stance, t.degree) < 2]
    if len(whole) >= 2 and not rest:
        return tuple(whole)
    if whole and rest and all(t.stance in ("offers", "demands") and not _after(t, whole) for t in rest):
        return (*whole, *rest)
    return None


def _after(take: Take, others: Sequence[Take]) -> bool:
    """Whether it was made after all the others: then it is new, and nobody has answered it."""
    return all(take.when > other.when for other in others)


def _no_move(stand: Stand) -> tuple[Take, ...] | None:
    """They stand apart, and nobody's stance has changed for so long, though there has been talk since."""
    apart = _apart(stand)
    if apart is None or _in_part(stand) is not None:
        return None
    first = [_since_when(takes) for takes in stand.history.values() if takes]
    ages = [stand.age(take) for take in first]
    known = [age for age in ages if age is not None]
    return apart if known and len(known) == len(ages) and min(known) > STUCK_AFTER else None


def _since_when(takes: Sequence[Take]) -> Take:
    """The take since which the party has gone along as far as now."""
    first = takes[-1]
    for take in reversed(takes):
        if along(take.stance, take.degree) != along(first.stance, first.degree):
            break
        first = take
    return first


def _moved_towards(stand: Stand) -> tuple[Take, ...] | None:
    """Somebody goes along further than before, within the last weeks, and nobody has turned back since."""
    moves = stand.moves()
    up = [take for take, step in moves.values() if step > 0 and _recent(stand, take)]
    back = [take for take, step in moves.values() if step < 0]
    if not up or any(take.when > max(t.when for t in up) for take in back):
        return None
    return tuple(up)


def _recent(stand: Stand, take: Take) -> bool:
    age = stand.age(take)
    return age is None or age <= MOVED_WITHIN


def _in_part(stand: Stand) -> tuple[Take, ...] | None:
    """Somebody accepts in part or on a condition, or offers something, and nobody rejects it or after it."""
    no = [t for t in stand.latest.values() if t.stance in ("rejects", "opposes")]
    rejected = {t.object.casefold() for t in no}
    some = [
        t
        for t in stand.latest.values()
        if along(t.stance, t.degree) == 1 and t.object.casefold() not in rejected
    ]
    if not some or any(t.when > max(s.when for s in some) for t in no):
        return None
    return tuple(some)


def _apart(stand: Stand) -> tuple[Take, ...] | None:
    """Somebody rejects or opposes what another wants."""
    latest = stand.latest.values()
    no = [t for t in latest if t.stance in ("rejects", "opposes")]
    want = [t for t in latest if t.stance not in ("rejects", "opposes")]
    return (*want, *no) if no and (want or len(no) > 1) else None


def _rival_demands(stand: Stand) -> tuple[Take, ...] | None:
    demands = [t for t in stand.latest.values() if t.stance == "demands"]
    return tuple(demands) if len(demands) > 1 else None


def _unopposed(stand: Stand) -> tuple[Take, ...] | None:
    """Nobody opposes."""
    return tuple(stand.latest.values())


RULES: tuple[tuple[str, StateWord, Rule], ...] = (
    ("nobody has spoken", "silent", _nobody),
    ("one party alone has spoken", "silent", _one_alone),
    ("all accept", "agreed", _all_accept),
    ("no move for 30 days", "stuck", _no_move),
    ("a party has moved towards another", "converging", _moved_towards),
    ("accepted in part or on a condition", "converging", _in_part),
    ("demand against rejection", "apart", _apart),
    ("rival demands", "apart", _rival_demands),
    ("nobody opposes", "converging", _unopposed),
)


def state_of(history: History, at: str | None = None) -> State:
    """The state of one issue on the day `at`, without which nothing is old."""
    days = bounds(at)
    stand = Stand({party: takes for party, takes in history.items() if takes}, days[1] if days else None)
    for name, word, rule in RULES:
        because = rule(stand)
        if because is not None:
            return State(word, name, because)
    raise AssertionError("the last rule always holds")
