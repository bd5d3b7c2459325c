"""A claim that one report tells and another denies, or that somebody else in the story denies.

Three things tell of a denial: a sentence that denies, disputes or calls untrue what it names; an event that
is said not to have happened; and a party of which one report says that it accepts what another says that it
rejects. The claim says the same in plain words, of one whom both name. Precision goes before recall: a denial
of what nobody in the story claims is nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.stories.claims import Sentence, sentences, telling, words
from onrecord.stories.named_claims import NAME
from onrecord.stories.report import Happening, Report
from onrecord.stories.tokens import fold

SHARED, SHARE = 3, 0.6
"""Telling words of what is denied that a claim must have, and their share of those words."""
NAMED = 2
"""Of those who take part in an event, so many must be in both accounts of it."""
_LONGEST = 60
_END = re.compile(
    r"[,;:—–(”\"]|\b(?:but|and (?:said|says|added|called)|saying|although|while|after|before|when)\b"
)


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of a report that claims or denies: the words `[start, end)` say what."""

    report: Report
    sentence: Sentence
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Denied:
    """One denial with the claims that it denies."""

    denial: Told
    claims: tuple[Told, ...]
    about: str


def denials(reports: Sequence[Report]) -> list[Denied]:
    """Each denial that meets a claim, in the order of the reports."""
    read = [(report, _inside(report)) for report in reports]
    found = [*_by_words(read), *_by_events(read), *_by_stances(read)]
    kept: dict[tuple[str, int], Denied] = {}
    for one in found:
        kept.setdefault((one.denial.report.id, one.denial.sentence.start), one)
    return list(kept.values())


def _inside(report: Report) -> list[Sentence]:
    spans = report.body or ((0, len(report.text)),)
    return [s for s in sentences(report.text) if any(a <= s.start < b for a, b in spans)]


# What is denied in so many words


def _by_words(read: list[tuple[Report, list[Sentence]]]) -> Iterator[Denied]:
    for report, listed in read:
        for s in listed:
            for start, end, who in _scopes(s):
                about = telling(s.exact[start:end])
                if len(about - _names(s)) < 2 or len(about) < SHARED or _NOT.search(s.exact[start:end]):
                    continue
                told = Told(report, s, s.start + start, s.start + end)
                claims = tuple(
                    Told(other, best, best.start, best.end)
                    for other, others in read
                    if (best := _claim(others, about, who)) is not None
                )
                if claims:
                    yield Denied(told, claims, _label(s.exact[start:end]))


def _scopes(s: Sentence) -> Iterator[tuple[int, int, frozenset[str]]]:
    """Where in a sentence stands what it denies, and the words of those who deny it."""
    for match in _cue().finditer(s.exact):
        stop = _END.search(s.exact, match.end() + 8)
        end = min(stop.start() if stop else len(s.exact), match.end() + 40 * _LONGEST)
        who = _names(s, match.start())
        if who:
            yield match.end(), end, who
    for match in _UNTRUE.finditer(s.exact):
        yield match.start("what"), match.end("what"), _names(s)


@cache
def _cue() -> re.Pattern[str]:
    """Words that deny what follows them."""
    cues = "|".join(sorted(words()["denying"], key=len, reverse=True))
    return re.compile(rf"\b(?:{cues})\b{_WHEN}(?: {_CLAIM})?(?: that\b|(?= {_FOLLOWS}))")


_WHEN = r"(?:,? (?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day| again| repeatedly)?"
_CLAIM = (
    r"(?:any |the |those |such |new |earlier |media |press )*(?:claims?|reports?|allegations?|accusations?|"
    r"suggestions?|assertions?|charges?|rumou?rs?)"
)
_FOLLOWS = r"(?:having|being|ever|he|she|they|it|its|his|her|their|any \w+ing|[a-z]{3,}ing)\b"
_UNTRUE = re.compile(
    r"\b(?i:claim|report|allegation|suggestion|assertion|notion|idea|accusation)s? "
    r"that (?P<what>[^,;]{12,160}?)"
    r",? (?:is|are|was|were) (?:simply |totally |completely |entirely |just )?"
    r"(?:false|untrue|wrong|not true|a lie|lies|baseless|unfounded|fabricated)\b"
)


def _names(s: Sentence, before: int | None = None) -> frozenset[str]:
    """The folded last words of the names of a sentence, or of those that begin before a place in it."""
    found = NAME.finditer(s.exact)
    return frozenset(
        fold(m.group().removesuffix("’s").removesuffix("'s").split()[-1])
        for m in found
        if before is None or m.start() < before
    )


def _claim(listed: list[Sentence], about: frozenset[str], who: frozenset[str]) -> Sentence | None:
    """The sentence of a report that says most of what is denied; None where no one says enough."""
    found = [s for s in listed if _claims(s, about, who)]
    return max(found, key=lambda s: (len(s.words & about), -s.start), default=None)


def _claims(c: Sentence, about: frozenset[str], who: frozenset[str]) -> bool:
    """Whether a sentence says plainly what is denied, of the one who denies it."""
    shared = c.words & about
    return (
        len(shared) >= SHARED
        and len(shared) >= SHARE * len(about)
        and bool(who & _names(c))
        and not _OPEN.search(c.exact)
        and not _cue().search(c.exact)
    )


_NOT = re.compile(r"\b(?:no|not|never|nor|without)\b|n[’']t\b")
_OPEN = re.compile(
    r"\b(?:no|not|never|nor|neither|without|unless|if|whether|would|could|might|may|den(?:y|ied|ies|ying|ial)|false|"
    r"untrue|baseless|disput\w+|refut\w+|reject\w+|dismiss\w+|question\w*)\b|n[’']t\b|\?|\bnon-",
    re.I,
)
"""What makes a sentence no plain claim: negation, doubt, condition, another denial, a question."""


def _label(exact: str) -> str:
    return " ".join(exact.split()[:6]).strip(' ,.;:”"')


# Events that are said not to have happened


def _by_events(read: list[tuple[Report, list[Sentence]]]) -> Iterator[Denied]:
    held = [(report, listed, e) for report, listed in read for e in report.events if e.status == "held"]
    for report, listed in read:
        for event in report.events:
            if event.status != "denied":
                continue
            told = _told(report, listed, event)
            claims = tuple(
                told_there
                for other, there, e in held
                if _one_event(event, e) and (told_there := _told(other, there, e))
            )
            claims = tuple(c for c in claims if told and _akin(c.sentence, told.sentence))
            if told and claims:
                yield Denied(told, claims, event.type.lower())


def _told(report: Report, listed: list[Sentence], event: Happening) -> Told | None:
    return _at(report, listed, event.start, event.end)


def _at(report: Report, listed: list[Sentence], start: int, end: int) -> Told | None:
    at = next((s for s in listed if s.start <= start < s.end), None)
    return Told(report, at, start, end) if at else None


def _one_event(a: Happening, b: Happening) -> bool:
    if a.type != b.type or (a.mode and b.mode and a.mode != b.mode):
        return False
    days = a.date and b.date and a.date[:10] != b.date[:10]
    return not days and len(a.who & b.who) >= NAMED


def _akin(claim: Sentence, denial: Sentence) -> bool:
    """Whether the sentences share a telling word besides the names, and the claim is plain."""
    common = (claim.words & denial.words) - _names(claim) - _names(denial)
    return bool(common) and not _OPEN.search(claim.exact)


# What a party is said to accept and to reject


def _by_stances(read: list[tuple[Report, list[Sentence]]]) -> Iterator[Denied]:
    stood = [(report, listed, s) for report, listed in read for s in report.stands if s.stance in _TAKES]
    for report, listed in read:
        for refused in report.stands:
            if refused.stance not in _REFUSES:
                continue
            told = _at(report, listed, refused.start, refused.end)
            claims = tuple(
                there
                for other, sentences_, taken in stood
                if other is not report
                and other.when[:10] == report.when[:10]
                and taken.who & refused.who
                and _one_object(taken.object, refused.object)
                and (there := _at(other, sentences_, taken.start, taken.end))
            )
            if told and claims:
                yield Denied(told, claims, _label(refused.object))


_TAKES, _REFUSES = ("accepts", "supports"), ("rejects", "opposes")


def _one_object(one: str, other: str) -> bool:
    a, b = telling(one), telling(other)
    shared = len(a & b)
    return shared >= NAMED and shared >= SHARE * max(len(a), len(b))
