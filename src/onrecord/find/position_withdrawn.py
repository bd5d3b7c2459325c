"""Positions taken back: `withdrew its offer to X`, `the demand for X was dropped`.

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
_TAKING = frozenset({"take", "takes", "took", "taken", "taking", "pull", "pulled"})
_LOOK = 4


def turned(sense: Sense) -> Sense | None:
    """What stands when a position of this sense is taken back; None for nothing."""
    return _TURNED[sense.stance]


def withdrawing_verb(words: Words, noun: int, start: int) -> int | None:
    """The place of the verb that takes back what the noun phrase from `start` to `noun` tells.

    None where there is none, or where it is negated.
    """
    first = min(start, noun)
    known = words.stances.words["withdrawing"] | words.stances.words["withdrawn"]
    while first > 0 and words.at(first - 1) not in known | {"back"} and (
        in_noun_phrase(words, first - 1) or words.at(first - 1) in DETERMINERS | POSSESSIVES
    ):  # fmt: skip
        first -= 1
    at = words.before(first)
    while is_adverb(words.at(at)):
        at -= 1
    if words.at(at) == "back" and words.at(at - 1) in _TAKING:
        at -= 1
    elif words.at(at) not in known:
        return None
    return None if group_at(words, at, "past").negated else at


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
