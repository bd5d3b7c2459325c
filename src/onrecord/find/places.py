"""Places, each with its country where that is sure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.find.cities import city_country, has_city
from onrecord.find.findings import FoundName
from onrecord.find.gazetteer import Entry, is_ambiguous, lookup
from onrecord.find.namesakes import namesake_country
from onrecord.models import Document, Where

_NEXT_PLACE = re.compile(r",\s+((?:[A-Z][\w’'.-]*)(?:\s[A-Z][\w’'.-]*){0,2})")
_PLACE_BEFORE = re.compile(r"([A-Z][\w’'.-]*(?:\s[A-Z][\w’'.-]*){0,2}),\s$")
_NAMING = frozenset({"country", "demonym", "state", "capital"})
_PLACE_KINDS = frozenset({"country", "capital", "city", "state", "seat"})
_BUILDINGS = frozenset(
    {
        "kremlin",
        "white house",
        "capitol hill",
        "downing street",
        "10 downing street",
        "pentagon",
        "camp david",
    }
    | {"buckingham palace", "elysee palace", "whitehall"}
)


def find_places(document: Document, names: Sequence[FoundName]) -> tuple[Where, ...]:
    """The places among `names`, with the country as a slug; None where two readings remain.

    `Paris, Texas` takes the country of what follows; `Georgia` alone stays open unless the document has
    words that go with only one of its readings.
    """
    text = document.text
    out = []
    lands = _lands(names)
    for name in names:
        entry = lookup(name.span.exact)
        if name.label == "place" or (entry is not None and _is_building(name.span.exact)):
            out.append(Where(_plain(name.span.exact), _country(text, name, entry, lands), name.span))
    return tuple(out)


def _is_building(words: str) -> bool:
    return words.lower().removeprefix("the ").replace("é", "e") in _BUILDINGS


def _plain(words: str) -> str:
    return words.removeprefix("the ").removeprefix("The ")


def _lands(names: Sequence[FoundName]) -> frozenset[str]:
    """The countries that a document names, by themselves, an adjective, a state or a capital."""
    found = (lookup(name.span.exact) for name in names)
    return frozenset(e.slug for e in found if e is not None and e.kind in _NAMING)


def _country(text: str, name: FoundName, entry: Entry | None, lands: frozenset[str]) -> str | None:
    words = name.span.exact
    following = _NEXT_PLACE.match(text, name.span.end)
    if following is not None:
        held = _held_by(words, following[1].split(), entry)
        if held is not None:
            return held
    if entry is None:
        return city_country(words, lands)
    if entry.kind not in _PLACE_KINDS or entry.slug == "eu":
        return None
    if is_ambiguous(words):
        before = _PLACE_BEFORE.search(text, max(0, name.span.start - 30), name.span.start)
        if before is not None and _is_american(before[1]):
            return "usa"
        return namesake_country(entry.name, text)
    return entry.slug


def _held_by(words: str, behind: Sequence[str], entry: Entry | None) -> str | None:
    """The country of what follows a place behind a comma: `Paris, Texas`; `Athens, Georgia` is the state."""
    for size in range(len(behind), 0, -1):
        name = " ".join(behind[:size]).rstrip(".,’'")
        after = lookup(name)
        if after is None or after.kind not in {"country", "state", "state-short"} or after.slug == "eu":
            continue
        if after.kind == "country" and is_ambiguous(name):
            here = entry is not None and entry.slug == after.slug
            return "usa" if _is_american(words) and not here else after.slug
        return after.slug
    return None


def _is_american(words: str) -> bool:
    """Whether a place of that name is in the United States."""
    entry = lookup(words)
    return (entry is not None and entry.slug == "usa") or has_city(words, "usa")
