"""Places, each with its country where that is sure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.find.findings import FoundName
from onrecord.find.gazetteer import Entry, is_ambiguous, lookup
from onrecord.models import Document, Where

_NEXT_PLACE = re.compile(r",\s+((?:[A-Z][\w’'.-]*)(?:\s[A-Z][\w’'.-]*){0,2})")
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

    `Paris, Texas` takes the country of what follows; `Georgia` alone stays open unless the document names
    a neighbour of only one of its readings.
    """
    text = document.text
    out = []
    for name in names:
        entry = lookup(name.span.exact)
        if name.label == "place" or (entry is not None and _is_building(name.span.exact)):
            out.append(Where(_plain(name.span.exact), _country(text, name, entry, names), name.span))
    return tuple(out)


def _is_building(words: str) -> bool:
    return words.lower().removeprefix("the ").replace("é", "e") in _BUILDINGS


def _plain(words: str) -> str:
    return words.removeprefix("the ").removeprefix("The ")


def _country(text: str, name: FoundName, entry: Entry | None, names: Sequence[FoundName]) -> str | None:
    following = _NEXT_PLACE.match(text, name.span.end)
    if following is not None:
        words = following[1].split()
        for size in range(len(words), 0, -1):
            after = lookup(" ".join(words[:size]))
            if after is not None and after.kind in {"country", "state", "state-short"} and after.slug != "eu":
                return after.slug
    if entry is None or entry.kind not in _PLACE_KINDS or entry.slug == "eu":
        return None
    if is_ambiguous(name.span.exact):
        return _settled(entry, names)
    return entry.slug


_NEIGHBOURS = {
    "georgia": (("geo", {"tbilisi", "abkhazia", "south ossetia", "batumi", "georgian", "georgians"}),
                ("usa", {"atlanta", "savannah", "sen.", "alabama", "florida", "south carolina", "gov."})),
    "jordan": (("jor", {"amman", "jordanian", "jordanians", "king abdullah", "west bank", "syria"}),),
    "chad": (("tcd", {"ndjamena", "n'djamena", "chadian", "chadians", "sudan", "darfur"}),),
}  # fmt: skip


def _settled(entry: Entry, names: Sequence[FoundName]) -> str | None:
    near = {name.span.exact.lower() for name in names}
    found = [slug for slug, words in _NEIGHBOURS.get(entry.name.lower(), ()) if near & words]
    return found[0] if len(found) == 1 else None
