"""Positions taken back or softened: `withdrew its offer to X`, `the demand for X was dropped`.

A stance word in the contract tells what stands, so an offer taken back stands as its rejection by the side
that had made it, and a later position takes the place of the offer. A dropped demand leaves none.
"""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.find.clauses import (
    AUXILIARIES,
    BE,
    DETERMINERS,
    POSSESSIVES,
    Words,
    group_at,
    in_noun_phrase,
    is_adverb,
)
from onrecord.find.holders import Holders, holders_before
from onrecord.find.position_drafts import Scan
from onrecord.find.stances import Sense
from onrecord.models import Stance

_TURNED: Mapping[Stance, Sense | None] = {
    "offers": Sense("rejects", "whole"),
    "supports": Sense("opposes", "whole"),
    "accepts": Sense("rejects", "whole"),
    "opposes": Sense("accepts", "part"),
    "rejects": Sense("accepts", "part"),
    "demands": None,
    "conditions": None,
}
_BACK = frozenset(
    {"back", "backs", "backed", "backing", "step", "stepped", "walk", "walked", "pull", "pulled"}
)
_TAKING = frozenset({"take", "takes", "took", "taken", "taking", "roll", "rolled"}) | _BACK
_GIVING = frozenset({"give", "gives", "gave", "given", "giving"})
_SETTING = frozenset({"set", "sets", "setting", "put", "puts"})
_PARTICLES: Mapping[str, frozenset[str]] = {
    "back": _TAKING, "up": _GIVING, "aside": _SETTING, "away": _BACK, "down": _BACK, "off": _BACK,
}  # fmt: skip
_OPEN = frozenset({"could", "may", "might", "would", "should", "must"})
_UNREAL = frozenset({"if", "whether", "unless", "until"})
_LOOK = 4


def turned(sense: Sense) -> Sense | None:
    """What stands when a position of this sense is taken back; None for nothing."""
    return _TURNED[sense.stance]


def withdrawing_verb(words: Words, noun: int, start: int) -> int | None:
    """The place of the verb that takes back or softens what the noun phrase from `start` to `noun` tells.

    None where there is none, and where it has not come about: negated, a wish, a condition.
    """
    first = min(start, noun)
    known = _known(words)
    while first > 0 and words.at(first - 1) not in known | _PARTICLES.keys() and (
        in_noun_phrase(words, first - 1) or words.at(first - 1) in DETERMINERS | POSSESSIVES
    ):  # fmt: skip
        first -= 1
    at = words.before(first)
    while is_adverb(words.at(at)):
        at -= 1
    if words.at(at) in {"from", "on"} and words.at(at - 1) in _PARTICLES:
        at -= 1
    if words.at(at - 1) in _PARTICLES.get(words.at(at), ()):
        at -= 1
    elif words.at(at) not in known:
        return None
    return at if _comes_about(words, at) else None


def softens(words: Words, verb: int) -> bool:
    """Whether the verb leaves a part of the position: `eased its opposition`."""
    return words.at(verb) in words.stances.words["softening"]


def _known(words: Words) -> frozenset[str]:
    lists = words.stances.words
    return lists["withdrawing"] | lists["withdrawn"] | lists["softening"]


def _comes_about(words: Words, verb: int) -> bool:
    """Whether the verb tells what was or will be done: not `urged Peru to drop`, `if Peru drops`."""
    group = group_at(words, verb, "past")
    if group.negated or group.modal in _OPEN:
        return False
    before = words.at(group.first - 1)
    if before == "to":
        ahead = words.at(group.first - 2)
        return (
            ahead in words.stances.words["yielding"] and not group_at(words, group.first - 2, "past").negated
        )
    return before != "without" and not any(
        words.at(k) in _UNREAL for k in range(max(0, group.first - 8), group.first)
    )


def withdrawn_behind(words: Words, last: int) -> bool:
    """Whether the words behind a noun and its content say that it was taken back: `was withdrawn`."""
    told = False
    for at in range(last, min(last + _LOOK, len(words))):
        low = words.at(at)
        if low in words.stances.words["withdrawn"]:
            return told and not group_at(words, at, "past").negated
        if low not in AUXILIARIES and not is_adverb(low):
            return False
        told |= low in BE
    return False


def who_withdrew(scan: Scan, verb: int, owner: Holders | None) -> Holders | None:
    """The owner where the text names one, else the subject of the verb."""
    words = scan.words
    group = group_at(words, verb, "past")
    named = owner is not None and any(words.at(first) not in POSSESSIVES for first, _ in owner.main)
    return owner if named else holders_before(words, group.first) or scan.subject or owner
