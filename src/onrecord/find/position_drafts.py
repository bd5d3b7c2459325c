"""Positions in the making: places in one sentence, before they become spans of the document."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from onrecord.find.clauses import DETERMINERS, Group, Words, join
from onrecord.find.grammar import word_list
from onrecord.find.holders import Holders
from onrecord.find.noun_phrases import Range
from onrecord.find.objects import Complement
from onrecord.find.stances import Company, Frame, Sense
from onrecord.models import Degree, Stance

Way = Literal[
    "verb", "light", "state", "must", "verdict", "noun", "passive", "relative", "company", "participle"
]
Offsets = tuple[int, int]

_PART = word_list("part")
_PARTLY = word_list("partly")
_AGREEING = frozenset({"offers", "demands", "supports", "accepts", "conditions"})
_CHAIRS = frozenset({"chair", "co-chair", "president", "co-facilitator", "facilitator", "co-chairs"})
_DOUBTFUL = frozenset({"may", "might"})


@dataclass(frozen=True, slots=True)
class Draft:
    """One holder's position by offsets. `holder` is None where whoever makes the statement holds it.

    `anaphor` tells that the object takes up something said before (`this`, `the proposal`), with the
    words that name its author in `author`, where there are any; `earlier` that it was held before the
    time of the text (`had demanded`) and may hold no more.
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
    earlier: bool = False


@dataclass(slots=True)
class Scan:
    """What reading one sentence has gathered: drafts, the last subject, insertions already read.

    `contents` are clauses that are a position as a whole, whose own verbs tell none.
    """

    words: Words
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
    if any(words.at(at) in _PARTLY for at in range(group_first, min(verb + 3, len(words)))):
        return "part"
    if any(words.at(at) in _PART for at in range(first, min(first + 1, last))):
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


def draft_of(scan: Scan, group: Group, sense: Sense, found: Complement, way: Way, sure: float) -> Draft:
    """A draft that nobody holds yet."""
    words = scan.words
    stance = sense.stance
    condition = scan.offsets(*found.condition) if found.condition else None
    if condition and stance in {"accepts", "supports"}:
        stance = "conditions"
    return Draft(
        stance,
        degree_of(words, sense, found.first, found.last, group.first, group.verb),
        None,
        scan.offsets(found.first, found.last),
        (words.tokens[group.verb].start, words.tokens[group.verb].end),
        way,
        scan.sentence,
        condition,
        scan.offsets(*found.ask) if found.ask else None,
        sure=sure,
        hedged=group.modal in _DOUBTFUL,
        earlier=group.earlier,
    )


def add(scan: Scan, group: Group, frame: Frame, found: Complement, subject: Holders, way: Way) -> None:
    """Add the position of `subject` by `frame`, turned round where the verb is negated."""
    sense = frame.sense
    if group.negated:
        if frame.negated is None:
            return
        sense = frame.negated
    if is_meeting_agreeing(scan.words, frame.sense, subject) or is_thing(scan.words, subject):
        return
    taking = scan.words.at(found.first) in scan.words.stances.words["taking"]
    if sense.stance == "rejects" and taking and scan.words.at(found.first - 1) == "to":
        found = replace(found, first=min(found.first + 1, found.last - 1))
    draft = draft_of(scan, group, sense, found, way, frame.sure)
    if not subject.main:
        scan.waiting.append(draft)
        return
    scan.read.append((subject.start, group.first))
    scan.drafts += for_everyone(scan, draft, subject)


def settle_waiting(scan: Scan) -> None:
    """Give what a gerund before the subject tells (`Opposing the plan, Peru left`) to the subject."""
    if scan.waiting and scan.subject is not None and scan.subject.main:
        lead = Holders(scan.subject.main, [], scan.subject.start)
        for draft in scan.waiting:
            scan.drafts += for_everyone(scan, draft, lead)
    scan.waiting = []


def is_meeting_agreeing(words: Words, sense: Sense, subject: Holders) -> bool:
    """Whether a meeting as a whole agrees or does not: an event, no side's position."""
    if sense.stance != "accepts" or not subject.main:
        return False
    first, last = subject.main[0]
    if words.at(first) == "both" or len(subject.main) != 1:
        return words.at(first) == "both"
    held = [words.at(at) for at in range(first, last) if words.at(at) not in DETERMINERS]
    if _CHAIRS & {*held}:
        return False
    bodies, people = words.stances.words["bodies"], words.stances.words["people"]
    return bool(held) and (any(word in bodies for word in held) or (held[-1] in people and len(held) == 1))


def is_thing(words: Words, subject: Holders) -> bool:
    """Whether the subject is a text, a debate or nobody: none of these holds a position."""
    if len(subject.main) != 1:
        return False
    first, last = subject.main[0]
    if words.at(first) in {"no", "none", "nobody"}:
        return True
    things = words.stances.words["things"]
    heads = [at for at in range(first, last) if words.at(at) in {"of", "at", "on", "for"}]
    end = heads[0] if heads else last
    return words.at(end - 1) in things or any(
        words.at(at) in things and not words.is_capital(at) for at in range(first, end)
    )
