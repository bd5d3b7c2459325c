"""Who holds a position: the noun phrases that stand as subject of a verb, with those who join or oppose them.

`The EU, supported by Norway and opposed by Kuwait, proposed …` has one holder, one supporter, one opponent;
`Nauru, for AOSIS, called for …` is held by AOSIS.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from onrecord.find.clauses import PREPOSITIONS, PRONOUNS, Words, in_noun_phrase, is_finite
from onrecord.find.noun_phrases import AND, ARTICLES, Range, list_after, list_before, phrase_before
from onrecord.find.rolewords import is_role_noun
from onrecord.find.stances import Company, Stances

_DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_SPANS = frozenset({"week", "month", "year", "summer", "winter", "spring", "fall", "autumn"})
_TYING = frozenset({"in", "at", "from", "across", "near", "behind", "against", "around", "outside"})
Insertion = Literal["with", "for", "against", "stand-in"]


@dataclass(slots=True)
class Holders:
    """Places of the noun phrases: `main` who hold it, `company` who side with or against them.

    `start` is the place where the subject with all insertions begins.
    """

    main: list[Range] = field(default_factory=list)
    company: list[tuple[Company, Range]] = field(default_factory=list)
    start: int = 0


def holders_before(words: Words, end: int) -> Holders | None:
    """The subject that ends right before `end`; None where nothing there can be one."""
    end = _before_day(words, end)
    at = end
    company: list[tuple[Company, Range]] = []
    stand_in: list[Range] = []
    mark = words.before(at)
    if words.at(mark) == ",":
        opened = _insertion(words, mark)
        if opened is None:
            return None
        name = _named_behind(words, opened, mark)
        if name is not None:
            return Holders([name], [], words.before(opened) + 1)
        at = opened
        if _opens(words, opened + 1):
            _company(words, opened + 1, mark, company, stand_in)
    found, start = list_before(words, at)
    if not found:
        return None
    if len(found) == 1:
        found[0] = _whole_phrase(words, found[0])
        start = found[0][0]
    if words.at(start - 1) in {"including", "like"} and words.at(start - 2) == ",":
        whole = phrase_before(words, start - 2)
        found = [*([whole] if whole is not None else []), *found]
    _bracketed(words, found[-1][1], end, stand_in)
    _leading(words, start, company, stand_in)
    return Holders(stand_in or found, company, start)


def _before_day(words: Words, end: int) -> int:
    """The end of what stands before a day that tells when: `the envoy (D-Ohio) on Saturday rejected`."""
    day = words.before(end)
    if words.at(day) in _SPANS and words.at(day - 1) in {"last", "this"} and words.at(day - 2) == ",":
        return day - 1
    if not (words.at(day) in _DAYS and words.is_capital(day)):
        return end
    before = day - 1
    while words.at(before) in {"early", "late", "on", "last"}:
        before -= 1
    return before + 1 if before >= 0 and words.at(before) not in {",", *PREPOSITIONS} else end


def _whole_phrase(words: Words, phrase: Range) -> Range:
    """`the owner of the bakery in Lima`: all of it, where a noun phrase stands before the preposition."""
    prep = words.before(phrase[0])
    while words.at(prep) in _TYING and words.at(prep - 1) in _TYING | {"across"}:
        prep -= 1
    if prep < 1 or words.at(prep) not in _TYING:
        return phrase
    outer = phrase_before(words, prep)
    if outer is None or words.at(words.before(outer[0])) in PREPOSITIONS:
        return phrase
    if words.at(outer[1] - 1) in PRONOUNS or not words.low[outer[1] - 1].isalpha():
        return phrase
    opens = outer[0] == 0 or words.at(outer[0] - 1) in {",", ";", "that", "and", "but", "“", '"', "while"}
    return (outer[0], phrase[1]) if opens else phrase


def company_before(words: Words, end: int) -> list[tuple[Company, Range]]:
    """Who sides with a subject that verbs share: `and, with Fiji, opposed`."""
    company: list[tuple[Company, Range]] = []
    mark = words.before(end)
    opened = _insertion(words, mark) if words.at(mark) == "," else None
    if opened is None and words.at(mark) == ",":
        opened = next(
            (
                at
                for at in range(mark - 1, max(-1, mark - 30), -1)
                if words.at(at) == "," and words.at(at - 1) in AND and _opens(words, at + 1)
            ),
            None,
        )
    if opened is not None and _opens(words, opened + 1):
        _company(words, opened + 1, mark, company, [])
    return company


def _named_behind(words: Words, opened: int, mark: int) -> Range | None:
    """`Another host, Abby Ray,`: the name that follows a role, between the commas."""
    role = words.before(opened)
    is_name = mark - opened > 2 and all(words.is_capital(at) for at in range(opened + 1, mark))
    if is_name and not words.is_capital(role) and is_role_noun(words.at(role)):
        return opened + 1, mark
    return None


def _insertion(words: Words, mark: int) -> int | None:
    """The place of the comma that opens the insertion which the comma at `mark` closes.

    Several in a row count as one: `A, with B, supported by C, proposed`.
    """
    best: int | None = None
    for at in range(mark - 1, 0, -1):
        if words.at(at) == "," and not words.inside[at]:
            if _opens(words, at + 1) and in_noun_phrase(words, words.before(at)):
                best = at
            elif best is not None:
                break
            elif _is_apposition(words, at + 1, mark):
                return at
        elif is_finite(words, at) and words.at(at - 1) not in {",", "and", "but"}:
            break
    return best


def _opens(words: Words, at: int) -> bool:
    low, following = words.at(at), words.at(at + 1)
    if low in {"and", "but", "also"}:
        low, following = following, words.at(at + 2)
    if low in words.stances.siding:
        return following in {"by", "with"}
    if low in {"speaking", "on", "along", "together", "representing", "as", "in"}:
        return following in {"for", "on", "behalf", "with", "well"} or low == "representing"
    return low in {"with", "for", "including", "like", "which", "who", "whose"}


def _is_apposition(words: Words, first: int, last: int) -> bool:
    """`, Deputy Director at the Harbour Board,` or `, a lobby group,`: a noun phrase and no list."""
    if last <= first or any(words.at(at) in AND for at in range(first, last)):
        return False
    role = any(is_role_noun(words.at(at)) for at in range(first, min(first + 3, last)))
    opening = words.at(first) in ARTICLES or words.is_capital(first) or role
    before = words.before(first - 1)
    told = is_role_noun(words.at(before)) and all(words.is_capital(at) for at in range(first, last))
    named = (words.is_capital(before) or told) and not any(is_finite(words, at) for at in range(first, last))
    return opening and named and last - first < 16


def _company(
    words: Words,
    first: int,
    last: int,
    company: list[tuple[Company, Range]],
    stand_in: list[Range],
) -> None:
    """Read `supported by A and opposed by B`, `with C`, `for the group D` inside `[first, last)`."""
    at = first
    while at < last:
        low, following = words.at(at), words.at(at + 1)
        if at > first and words.at(at - 1) not in {",", "and", "but"}:
            at += 1
            continue
        step = _siding(low, following, words.at(at + 2), words.stances)
        if step is None:
            at += 1
            continue
        kind, skip = step
        found, end = list_after(words, at + skip)
        if kind == "stand-in":
            stand_in += found
        else:
            company += [(kind, phrase) for phrase in found]
        at = max(end, at + 1)


def _siding(low: str, following: str, third: str, stances: Stances) -> tuple[Insertion, int] | None:
    if low in stances.siding and following in {"by", "with"}:
        return stances.siding[low], 2
    if low == "with":
        return "with", 1
    if low in {"along", "together"} and following == "with":
        return "with", 2
    if low == "as" and following == "well" and third == "as":
        return "with", 3
    if low == "on" and following == "behalf" and third == "of":
        return "stand-in", 3
    if low in {"speaking", "representing"}:
        return (
            ("stand-in", 2)
            if following == "for"
            else ("stand-in", 4)
            if following == "on"
            else ("stand-in", 1)
        )
    if low == "for":
        return "stand-in", 1
    return ("with", 1) if low in {"including", "like"} else None


def _bracketed(words: Words, start: int, end: int, stand_in: list[Range]) -> None:
    """`Mali (for the African Group) said`."""
    if start in words.partner and words.tokens[start].text in "([" and start < end:
        last = words.partner[start]
        if words.at(start + 1) == "for" or (words.at(start + 1) == "on" and words.at(start + 2) == "behalf"):
            _company(words, start + 1, last, [], stand_in)


def _leading(words: Words, start: int, company: list[tuple[Company, Range]], stand_in: list[Range]) -> None:
    """`With Iceland, he supported`, `Supported by Norway, the EU proposed`, `For AOSIS, Nauru said`."""
    if words.at(words.before(start)) != ",":
        return
    mark = words.before(start)
    first = 0
    low, following, third = words.at(0), words.at(1), words.at(2)
    step = _siding(low, following, third, words.stances)
    if step is None or (low in {"for", "as"} and not words.is_capital(words.after(1))):
        return
    kind, skip = step
    found, end = list_after(words, first + skip)
    if end != mark or (
        low == "with" and not all(words.is_capital(p[0]) or words.is_capital(p[1] - 1) for p in found)
    ):
        return
    if kind == "stand-in":
        stand_in += found
    else:
        company += [(kind, phrase) for phrase in found]
