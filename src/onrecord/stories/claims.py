"""What reports state that can be held against each other: figures, days, places, people, speakers.

A claim is a value with the words round it. Nothing is decided here: two claims are compared in
`contradictions`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from onrecord.stories.tokens import WORD, fold, stop_terms, term

NEAR, NEXT = 10, 4
Kind = Literal["figure", "date", "place", "attendance", "speaker", "wording", "denial"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """`[start, end)` of a report's text, and its telling words, folded."""

    start: int
    end: int
    exact: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Claim:
    """A value that a sentence states. `unit` is what is counted; `before` and `after` the nearest words.

    `low` and `high` bound a figure by its qualifier; both are 0 for other kinds. `part`: a figure of some of
    them only (two others, 40 more, three of the five).
    """

    kind: Kind
    value: str
    unit: str
    sentence: Sentence
    start: int
    end: int
    before: str
    after: str
    near: frozenset[str] = frozenset()
    next_to: frozenset[str] = frozenset()
    low: float = 0.0
    high: float = 0.0
    part: bool = False


_END = re.compile(r"[.!?]+[”\"’')\]]*(?=\s+[“\"‘'(\[]?[A-Z0-9]|\s*$)|\n+", re.M)
_SHORT = re.compile(
    r"\b(?:Mrs?|Ms|Dr|Sens?|Reps?|Govs?|Gen|Lt|Col|Sgt|Adm|Capt|Cmdr|Maj|Prof|Rev|Hon|St|Jr|Sr|No|vs|[A-Z])$"
)
_TEENS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
)
_TENS = "thirty forty fifty sixty seventy eighty ninety"
_SMALL = {w: n for n, w in enumerate(_TEENS.split())} | {w: 30 + 10 * n for n, w in enumerate(_TENS.split())}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_INWORDS = "|".join(w for w in _SMALL if w not in ("zero", "one"))
_FIGURE = re.compile(
    r"(?<![\w.,/:-])(?:(?P<money>[$€£])\s?)?(?P<number>\d+(?:,\d{3})*(?:\.\d+)?|(?i:" + _INWORDS + r"))"
    r"(?:[ -](?P<scale>(?i:hundred|thousand|million|billion|trillion)))?"
    r"(?P<percent>\s?%| percent\b| per cent\b| percentage points?\b)?(?![\w/:]|[.,]\d)"
)
_RANGE = re.compile(
    r"\bbetween [$€£]?$|\b(?:between|from) [^,;.]{1,25} (?:and|to) [$€£]?$|\d(?: to |-|–)[$€£]?$", re.I
)
_TO = re.compile(r"(?:-| to |–)[$€£]?\d")
"""Figures that bound a range state neither bound."""
_OF = re.compile(r" (?:out )?of (?:the |its |those |all )?(?:\d|" + _INWORDS + r")", re.I)
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.)"
)
_DATE = re.compile(
    rf"\b(?:(?P<month>{_MONTH}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!,\d)|(?P<weekday>{_DAY})\b)"
)
_FULL = re.compile(rf",? {_MONTH} \d")
_DATELINE = re.compile(r",? (?:19|20)\d\d\b(?! and|,? when)")
"""A date with its year stands over an article or under a picture more often than in a report."""
QUOTED = re.compile(r"[“\"][^“”\"\n]{12,}[”\"]")


@cache
def words() -> dict[str, frozenset[str]]:
    data = (files("onrecord.stories") / "data" / "claims.toml").read_text("utf-8")
    return {name: frozenset(listed) for name, listed in tomllib.loads(data).items()}


@lru_cache(64)
def sentences(text: str) -> tuple[Sentence, ...]:
    found = []
    start = 0
    for match in [*_END.finditer(text), None]:
        end = len(text) if match is None else match.end()
        if match is not None and match.group()[0] == "." and _SHORT.search(text, start, match.start()):
            continue
        exact = text[start:end].strip()
        if len(exact) > 12:
            first = text.index(exact[0], start)
            found.append(Sentence(first, first + len(exact), exact, telling(exact)))
        start = end
    return tuple(found)


def telling(text: str) -> frozenset[str]:
    """The folded words that say what a sentence is about: no function words, no figures."""
    stop = stop_terms()
    return frozenset(
        fold(w) for w in WORD.findall(text) if not w[0].isdigit() and len(w) > 2 and term(w) not in stop
    )


def claims(text: str) -> list[Claim]:
    """Every claim of a text, in its order."""
    from onrecord.stories.named_claims import named_claims

    found: list[Claim] = []
    for sentence in sentences(text):
        found += _figures(sentence)
        found += _dates(sentence)
        found += named_claims(sentence, text)
    return [replace(c, near=_near(c, NEAR), next_to=_near(c, NEXT)) for c in found]


def _near(claim: Claim, reach: int) -> frozenset[str]:
    """The telling words within so many words of a value."""
    s = claim.sentence
    at, to = claim.start - s.start, claim.end - s.start
    before = WORD.findall(s.exact[:at])[-reach:]
    return telling(" ".join([*before, *WORD.findall(s.exact[to:])[:reach]]))


def _figures(s: Sentence) -> Iterator[Claim]:
    for match in _FIGURE.finditer(s.exact):
        value = _value(match)
        before, after = s.exact[: match.start()], s.exact[match.end() :]
        if value is None or _no_figure(match, before, after):
            continue
        unit = _unit(match, after)
        if not unit:
            continue
        low, high = _bounds(value, match["number"], before)
        if _RANGE.search(before) or _TO.match(after):
            continue
        part = bool({*_words(before)[-2:], *_words(after)[:1]} & words()["part"]) or bool(_OF.match(after))
        yield Claim("figure", f"{value:.10g}", unit, s, s.start + match.start(), s.start + match.end(),
                    last_word(before), first_word(after), low=low, high=high, part=part)  # fmt: skip


def _value(match: re.Match[str]) -> float | None:
    number = match["number"].lower()
    value = float(_SMALL[number]) if number in _SMALL else None
    if value is None:
        try:
            value = float(number.replace(",", ""))
        except ValueError:
            return None
    return value * _SCALES.get((match["scale"] or "").lower(), 1.0)


def _no_figure(match: re.Match[str], before: str, after: str) -> bool:
    """Years, days of months, clock times, ages, numbers of laws and of things with names."""
    if match["money"] or match["percent"] or match["scale"]:
        return False
    number = match["number"]
    last = before.rstrip().rsplit(" ", 1)[-1] if before.strip() else ""
    if number.isdigit() and 1900 <= int(number) <= 2099:
        return True
    if re.search(rf"(?:{_MONTH}|/|\d,)\s$", before) or re.match(
        r"\s?(?:a\. ?m|am\b|p\. ?m|pm\b|years? old|- ?year|o’clock|th\b|st\b|/|- |, ?\d{3}\b)", after
    ):
        return True
    return bool(last[:1].isupper() and len(before.split()) > 1 and number.isdigit()) or after[:1] == "-"


def _unit(match: re.Match[str], after: str) -> str:
    if match["money"]:
        return "money"
    if match["percent"]:
        return "point" if "point" in match["percent"] else "percent"
    following = WORD.findall(after[:60])
    if not following or not following[0][0].islower():
        return ""
    stop = stop_terms()
    keep = [fold(w) for w in following[:3] if term(w) not in stop or fold(w) == "people"]
    if following and fold(following[0]) in ("people", "person", "other", "more", "of"):
        keep = ["people", *keep] if fold(following[0]) in ("people", "person") else keep
    keep = list(dict.fromkeys(keep))
    return " ".join(keep[:2]) if not after[:2].strip(" ").startswith((",", ".", ";", ")", ":")) else ""


def _bounds(value: float, number: str, before: str) -> tuple[float, float]:
    """Between what a figure lies, by the qualifier before it."""
    lead = " ".join(before.lower().split()[-3:])
    table = words()
    about = any(lead.endswith(q) for q in table["about"])
    if any(lead.endswith(q) for q in table["more"]):
        return value, value * 1.35 + 1
    if any(lead.endswith(q) for q in table["less"]) and not about:
        return value * 0.7, value
    slack = max(_half(number, value), 0.12 * value if about else 0.0)
    return value - slack, value + slack


def _half(number: str, value: float) -> float:
    """Nearly half of the last digit that a figure gives: what it may have been rounded from."""
    if not number[:1].isdigit():
        return 0.0
    digits = number.replace(",", "")
    decimals = len(digits.partition(".")[2])
    zeros = 0 if decimals else len(digits) - len(digits.rstrip("0"))
    given = float(digits)
    return 0.45 * 10.0 ** (zeros - decimals) * (value / given if given else 1.0)


def _dates(s: Sentence) -> Iterator[Claim]:
    for match in _DATE.finditer(s.exact):
        if match["weekday"]:
            value, unit = match["weekday"].lower(), "weekday"
        else:
            value, unit = f"{match['month'][:3].lower()} {int(match['day'])}", "day"
        before, after = s.exact[: match.start()], s.exact[match.end() :]
        if _DATELINE.match(after) or (unit == "weekday" and _FULL.match(after)):
            continue
        around = {*_words(before[-40:])[-3:], *_words(after[:40])[:3]}
        if around & (words()["speech"] | words()["voiced"]):
            continue  # the day on which it was said
        yield Claim(
            "date",
            value,
            unit,
            s,
            s.start + match.start(),
            s.start + match.end(),
            last_word(before),
            first_word(after),
        )


def _words(text: str) -> list[str]:
    return [w.lower() for w in WORD.findall(text)]


def last_word(before: str) -> str:
    found = WORD.findall(before[-40:])
    return found[-1].lower() if found else ""


def first_word(after: str) -> str:
    found = WORD.findall(after[:40])
    return found[0].lower() if found else ""


def quotation(sentence: Sentence) -> frozenset[str]:
    """The telling words of the longest quotation in a sentence."""
    found = QUOTED.findall(sentence.exact)
    return telling(max(found, key=len)) if found else frozenset()
