"""Positions in the making: places in one sentence, before they become spans of the document."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from onrecord.find.clauses import Words, join
from onrecord.find.grammar import word_list
from onrecord.find.holders import Holders
from onrecord.find.noun_phrases import Range
from onrecord.find.stances import Company, Sense, Stances
from onrecord.models import Degree, Stance

Way = Literal[
    "verb", "light", "state", "must", "verdict", "noun", "passive", "relative", "company", "participle"
]
Offsets = tuple[int, int]

_PART = word_list("part")
_PARTLY = word_list("partly")
_AGREEING = frozenset({"offers", "demands", "supports", "accepts", "conditions"})


@dataclass(frozen=True, slots=True)
class Draft:
    """One holder's position by offsets. `holder` is None where whoever makes the statement holds it.

    `anaphor` tells that the object takes up something said before (`this`, `the proposal`), with the
    words that name its author in `author`, where there are any.
    """

    stance: Stance
    degree: Degree
    holder: Offsets | None
    object: Offsets
    trigger: Offsets
    way: Way
    sentence: int
    condition: Offsets | None = None
    ask: Offsets | None = None
    anaphor: bool = False
    author: str | None = None
    sure: float = 1.0
    hedged: bool = False


@dataclass(slots=True)
class Scan:
    """What reading one sentence has gathered: drafts, the last subject, insertions already read.

    `contents` are clauses that are a position as a whole, whose own verbs tell none.
    """

    words: Words
    stances: Stances
    sentence: int
    drafts: list[Draft] = field(default_factory=list)
    subject: Holders | None = None
    waiting: list[Draft] = field(default_factory=list)
    read: list[Range] = field(default_factory=list)
    contents: list[Range] = field(default_factory=list)

    def offsets(self, first: int, last: int) -> Offsets:
        return join(self.words, first, last)


def sided(stance: Stance, company: Company) -> Stance:
    """The stance of who joins, supports or opposes a holder of `stance`, on the same object."""
    if company == "with":
        return stance
    if company == "for":
        return "supports" if stance in _AGREEING else stance
    return "opposes" if stance in _AGREEING else "supports"


def degree_of(words: Words, sense: Sense, first: int, last: int, group_first: int, verb: int) -> Degree:
    """`part` where the word says so, an adverb of it, or the object's first words."""
    if sense.degree == "part":
        return "part"
    if any(words.low[at] in _PARTLY for at in range(group_first, min(verb + 3, len(words)))):
        return "part"
    if any(words.low[at] in _PART for at in range(first, min(first + 1, last))):
        return "part"
    tail = words.low[verb : verb + 4]
    return "part" if "principle" in tail and "in" in tail else "whole"


def for_everyone(scan: Scan, draft: Draft, subject: Holders) -> list[Draft]:
    """The draft for each main holder, then for those in company, each with the stance of its side."""
    out = [replace(draft, holder=scan.offsets(*phrase)) for phrase in subject.main]
    for company, phrase in subject.company:
        stance = sided(draft.stance, company)
        way: Way = draft.way if company == "with" else "company"
        degree = draft.degree if stance == draft.stance else "whole"
        out.append(replace(draft, holder=scan.offsets(*phrase), stance=stance, way=way, degree=degree))
    return out
