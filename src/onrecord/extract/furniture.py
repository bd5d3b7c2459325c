"""What a line of a page's dump is: furniture, a section's name, a byline, a date, or words of the article.

The words are in `furniture.txt`; a line is judged by itself here, and by its place in `plain`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord.extract.dates import dates_in
from onrecord.extract.wordlists import sections

Role = Literal["inline", "end", "section", "desk", "byline", "date", "menu", "prose", "other"]

_LISTS = ("inline", "end", "section", "desk")
_PATTERNS = {"pattern-inline": "inline", "pattern-end": "end"}
_MARKS = " \t\r\n\ufeff|·•›»>«‹<→←↓↑▼▶▲*–—-_#[](){}…:"
_COUNT = re.compile(r"\s*[(\[]?\d[\d,.]*[)\]]?$")
_LONGEST_PHRASE = 60
_LONGEST_PATTERN = 500

_PARTICLE = (
    r"(?:[Dd]e|[Vv]an|[Vv]on|[Dd]er|[Dd]el|[Dd]ella|[Dd]i|[Dd]a|[Bb]in|[Ii]bn|[Aa]l|[Ll]e|[Ll]a|[Tt]en|[Tt]er"
    r"|[Dd]u|[Dd]os)[ -]"
)
_NAME = rf"(?:{_PARTICLE}|[Oo]['’])*(?:[^\W\d_a-z][\w'’.-]*)"
_PERSON = rf"{_NAME}(?:\s+{_NAME}){{1,4}}"
_JOINED = rf"{_PERSON}(?:\s*(?:,|;|&|\band\b|\bund\b|\bet\b|\by\b|\be\b)+\s*{_PERSON}){{0,7}}"
_BYLINE = re.compile(
    rf"(?:by|written by|reported by|story by|words by|analysis by|opinion by|von|par|por|di|door|av)\s*:?\s+"
    rf"(?P<who>{_JOINED}|(?:the )?[A-Z][\w'’.]*(?: [A-Z&][\w'’.]*){{0,5}})"
    r"(?P<rest>\s*(?:[,|·•/(–—-].{0,80})?)$",
    re.IGNORECASE,
)
_BY = re.compile(r"by|(?:written|reported|story|words) by|authors?|von|par|por|door|autor", re.IGNORECASE)
_BARE_NAMES = re.compile(rf"{_JOINED}$")
_ROLE = re.compile(
    r"(?:\S+ ){0,5}(?:correspondent|reporter|editor|writer|columnist|journalist|bureau chief|contributor"
    r"|redakteur(?:in)?|journaliste)s?$",
    re.IGNORECASE,
)
_DATE_WORDS = re.compile(
    r"\b(?:published|updated|posted|modified|first|last|on|at|am|pm|a\.m|p\.m|et|est|edt|ct|cst|cdt|pt|pst|pdt|gmt"
    r"|bst|utc|cet|cest|ist|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday"
    r"|saturday|sunday|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|uhr|stand|aktualisiert"
    r"|veröffentlicht|publié|mis à jour|le|à|min|read|minutes?|hours?|days?|ago|just now"
    r"|date|time|edited|of)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?\b|\b\d{1,2}\s*(?:am|pm)\b", re.IGNORECASE)
_AGO = re.compile(r"^\W*\d{1,3}\s*(?:min(?:ute)?s?|hours?|hrs?|days?|weeks?)\s+ago\W*$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*\s*$|[\"”»]\s*$")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")

_OURS = re.compile(r"\b(?:we|we['’]re|we['’]ve|our|ours|us)\b", re.IGNORECASE)
_TRADE = re.compile(
    r"\b(?:news(?:room|paper|letter)?s?|editorial|journalis[mt]s?|reporters?|reporting|readers?|stor(?:y|ies)"
    r"|coverage|headlines?|(?:web)?site|publications?|subscri(?:be|bers?|ptions?)|donat(?:e|ions?)"
    r"|support|independent|nonprofit|mission|facts|truth|analysis|inbox|outlet|platform|newsdesk"
    r"|stay informed"
    r"|fact-check(?:ed|ing)?|frontline|advertis\w+|members?(?:hip)?)\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*[·•|]\s*")
_THIRD = re.compile(r"\b(?:said|says|told|stated|added|according to|he|she|his|her)\b|[“\"«„]", re.IGNORECASE)
_DISCLAIMS = re.compile(
    r"\b(?:views|opinions) expressed\b.{0,200}\b(?:do not|not necessarily|are (?:those|his|her|their))\b"
    r"|\binformational purposes only\b|\bnot (?:responsible|liable) for\b.{0,80}\b(?:loss|content|accuracy)\b"
    r"|\bcontains? affiliate links\b|\bmay earn (?:a |an )?(?:affiliate )?commission\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Words:
    """The lists and patterns of `furniture.txt`."""

    lists: dict[str, frozenset[str]]
    patterns: dict[str, re.Pattern[str]]


@cache
def words() -> Words:
    """`furniture.txt`, its phrases in lower case and its patterns compiled."""
    entries = sections("furniture.txt")
    return Words(
        {name: frozenset(phrase.casefold() for phrase in entries[name]) for name in _LISTS},
        {name: re.compile("|".join(f"(?:{p})" for p in entries[name]), re.IGNORECASE) for name in _PATTERNS},
    )


def role_of(line: str) -> Role:
    """What `line` is when its place is not looked at."""
    bare = line.strip(_MARKS)
    if not bare:
        return "inline"
    named = _listed(bare)
    if named is not None:
        return named
    if len(line) <= _LONGEST_PATTERN:
        for name, role in _PATTERNS.items():
            if words().patterns[name].match(bare) or words().patterns[name].match(line.strip()):
                return role  # type: ignore[return-value]
    if len(bare) <= 200:
        if is_date(bare) or _is_signed_date(bare):
            return "date"
        if byline_of(bare) is not None:
            return "byline"
    if is_prose(line):
        return "prose"
    return "menu" if _is_menu(bare) else "other"


def _listed(bare: str) -> Role | None:
    if len(bare) > _LONGEST_PHRASE:
        return None
    folded = " ".join(bare.casefold().split())
    for phrase in (folded, _COUNT.sub("", folded)):
        for name in _LISTS:
            if phrase in words().lists[name]:
                return name  # type: ignore[return-value]
    return None


def byline_of(line: str) -> str | None:
    """The names in "By X and Y, Z Correspondent", without the By; None where the line is no byline."""
    match = _BYLINE.match(line.strip(_MARKS))
    if match is None or len(line) > 200 or not match["who"][:1].isupper():
        return None
    return match["who"].strip(" ,")


def is_by(line: str) -> bool:
    """A "By" on a line of its own: who wrote the article stands on the next."""
    return _BY.fullmatch(line.strip(_MARKS)) is not None


def is_bare_names(line: str) -> bool:
    """Two to five capitalised words, or such names joined: a byline where one is due, else anything."""
    return len(line) <= 120 and _BARE_NAMES.match(line.strip(_MARKS)) is not None


def is_role(line: str) -> bool:
    """A journalist's title, as stands under a byline."""
    return len(line) <= 80 and _ROLE.match(line.strip(_MARKS)) is not None


def is_date(line: str) -> bool:
    """A line that says when, and nothing else."""
    if len(line) > 140:
        return False
    if _AGO.match(line):
        return True
    found = dates_in(line)
    clock = _CLOCK.search(line)
    if not found and not (clock and _DATE_WORDS.search(line)):
        return False
    rest = line
    for date in reversed(found):
        rest = rest[: date.start] + " " + rest[date.end :]
    rest = _DATE_WORDS.sub(" ", _CLOCK.sub(" ", rest))
    return not _WORD.search(re.sub(r"[\d:.]+", " ", rest))


def _is_signed_date(line: str) -> bool:
    """Names and a date with a mark between them, and nothing else: "Ann Lee · March 3, 2025"."""
    pieces = [piece.strip() for piece in _BETWEEN.split(line)]
    dated = [is_date(piece) for piece in pieces]
    return any(dated) and all(d or is_bare_names(p) for d, p in zip(dated, pieces, strict=True))


def is_prose(line: str) -> bool:
    """Reads as one or more whole sentences: at least nine words and an end mark, or very many words."""
    count = sum(1 for _ in _WORD.finditer(line))
    if _SENTENCE_END.search(line):
        return count >= 9 or (len(line) >= 40 and not line.isascii())
    return count >= 40


def is_boilerplate(paragraph: str) -> bool:
    """The outlet speaking of itself: we and our with the words of the trade, and nobody else speaking."""
    if _DISCLAIMS.search(paragraph):
        return True
    if _THIRD.search(paragraph):
        return False
    ours = len(_OURS.findall(paragraph))
    trade = len({word.casefold() for word in _TRADE.findall(paragraph)})
    return ours >= 2 and trade >= 3


def _is_menu(bare: str) -> bool:
    return len(bare) <= 32 and sum(1 for _ in _WORD.finditer(bare)) <= 3
