"""Whether two names of places can be of one place: a town and its country are, two countries are not."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Size = Literal["country", "state", "city", "open"]
_SIZES: dict[str, Size] = {"country": "country", "state": "state", "city": "city", "capital": "city"}


@dataclass(frozen=True, slots=True)
class Place:
    """`country` is a slug, empty where the place is not in the gazetteer; then its `size` is `open`."""

    size: Size
    country: str


OPEN = Place("open", "")


@lru_cache(65_536)
def place_of(name: str) -> Place | None:
    """What the gazetteer says of a name: None for what is no place, such as a seat of power or a people."""
    from onrecord.find.cities import city_country
    from onrecord.find.gazetteer import lookup

    entry = lookup(name)
    if entry is not None:
        size = _SIZES.get(entry.kind)
        return Place(size, entry.slug) if size else None
    country = city_country(name, frozenset())
    return Place("city", country) if country else OPEN


def apart(one: str, other: str) -> bool:
    """Whether what is in one cannot be in the other. A town may be in any state of its country."""
    a, b = place_of(one) or OPEN, place_of(other) or OPEN
    if a.country and b.country and a.country != b.country:
        return True
    sizes = {a.size, b.size}
    if sizes == {"state"}:
        return True
    return not sizes & {"country", "state"}
