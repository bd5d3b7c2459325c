"""Which country a name means that two have, or that people have too: `Georgia`, `Jordan`, `Chad`."""

from __future__ import annotations

import re
from functools import lru_cache

_TOLD_BY = {
    "georgia": {
        "geo": r"Tbilisi|Abkhazian?|South Ossetian?|Batumi|Kutaisi|Caucasus|Saakashvili|Ivanishvili|Georgian",
        "usa": r"Atlanta|Savannah|Augusta|Macon|Fulton County|Ga\.|Gov\.|[Gg]overnors?|Sens?\.|Alabama|"
        r"Florida|South Carolina|Tennessee|state (?:senators?|lawmakers?|legislature|House|Senate)",
    },
    "jordan": {"jor": r"Amman|Jordanians?|King Abdullah|Hashemites?|West Bank|Syrian?|Aqaba"},
    "chad": {"tcd": r"N[’']Djamena|Ndjamena|Chadians?|Sudan(?:ese)?|Darfur|Sahel|Lake Chad"},
}
_WORDS = {
    name: {slug: re.compile(rf"(?<!\w)(?:{words})(?!\w)") for slug, words in told.items()}
    for name, told in _TOLD_BY.items()
}
_CLEAR = 3
"""How many times more often one reading's words must stand in the text where both readings' do."""


@lru_cache(maxsize=16)
def namesake_country(name: str, text: str) -> str | None:
    """The slug of the country that a name means in this text; None where that stays open."""
    counts = {
        slug: len(words.findall(text)) for slug, words in _WORDS.get(name.lower().rstrip("s"), {}).items()
    }
    told = sorted(((count, slug) for slug, count in counts.items() if count), reverse=True)
    if not told or (len(told) > 1 and told[0][0] < _CLEAR * told[1][0]):
        return None
    return told[0][1]
