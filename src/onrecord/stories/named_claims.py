"""Claims that are names, with the part that a name plays in a sentence: where, with whom, who says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.stories.claims import (
    QUOTED,
    Claim,
    Kind,
    Sentence,
    first_word,
    last_word,
    words,
)
from onrecord.stories.places import OPEN, place_of
from onrecord.stories.tokens import WORD, stop_terms, term

NAME = re.compile(r"(?<![\w’'-])[A-Z][\w’'-]*[a-z][\w’'-]*(?: (?:[A-Z]\.|[A-Z][\w’'-]+))*")
_INSIDE = re.compile(r",? (?:[A-Z][a-z]+|[A-Z]\.[A-Z]\.)")
_ALONE = ("from", "to", "around", "at")
"""After these a name is a place only where the gazetteer has it, or its last word says so."""


def named_claims(s: Sentence, text: str) -> Iterator[Claim]:
    """The claims of one sentence of a text."""
    table = words()
    lowered = {w.lower() for w in WORD.findall(QUOTED.sub(" ", s.exact))}
    meets = bool(lowered & table["attendance"])
    inside = [m.span() for m in QUOTED.finditer(s.exact)]
    for match in NAME.finditer(s.exact):
        value = _without_day(match.group())
        if not value or any(a <= match.start() < b for a, b in inside):
            continue
        end = match.start() + len(value)
        before, after = s.exact[: match.start()], s.exact[end:]
        last, first = last_word(before), first_word(after)
        kind: Kind | None = None
        if inside and (last in table["saying"] or first in table["saying"] or first == "told"):
            kind = "speaker" if _says(value, text) else None
        elif last in table["places_after"]:
            kind = "place" if _is_place(value, last, after) else None
        elif meets and _is_person(value):
            kind = "attendance"
        if kind:
            yield Claim(kind, value, "", s, s.start + match.start(), s.start + end, last, first)


def _without_day(name: str) -> str:
    """A name without the possessive, and without a day or a month that stands after it; "" for none."""
    table = words()
    parts = name.split()
    while parts and parts[-1].rstrip(".’'").lower() in table["days"] | table["months"]:
        parts.pop()
    value = " ".join(parts).removesuffix("’s").removesuffix("'s").rstrip("’'-")
    if not value or term(value.split()[0]) in stop_terms():
        return ""
    return "" if value.split()[0].rstrip(".").lower() in table["days"] | table["months"] else value


def _is_place(name: str, last: str, after: str) -> bool:
    place = place_of(name)
    if place is None or "’" in name or "'" in name:
        return False
    if place is not OPEN or name.split()[-1].lower() in words()["sites"]:
        return True
    return last not in _ALONE and after.startswith(",") and bool(_INSIDE.match(after))


def _says(name: str, text: str) -> bool:
    """Whether a speaker is a person: bodies and their spokesmen say the same thing."""
    if place_of(name) is not OPEN or words()["bodies"] & set(name.lower().split()):
        return False
    if " " in name:
        return _is_person(name)
    return bool(
        re.search(
            rf"\b[A-Z][a-z]+(?: [A-Z]\.)? {re.escape(name)}\b|\bM(?:r|s|rs)\. {re.escape(name)}\b", text
        )
    )


def _is_person(name: str) -> bool:
    parts = name.lower().split()
    return 2 <= len(parts) <= 4 and not words()["bodies"] & set(parts)
