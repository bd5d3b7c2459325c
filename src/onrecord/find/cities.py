"""Large cities of the world and their countries, for names that the hand-made tables lack."""

from __future__ import annotations

from collections.abc import Set
from functools import cache
from importlib.resources import files

from onrecord.find.gazetteer import folded


@cache
def _table() -> dict[str, tuple[str, frozenset[str]]]:
    text = (files("onrecord.find") / "data" / "cities.tsv").read_text(encoding="utf-8")
    table: dict[str, tuple[str, frozenset[str]]] = {}
    for line in text.splitlines():
        name, slug, rivals = line.split("\t")
        table.setdefault(folded(name), (slug, frozenset(rivals.split())))
    return table


def has_city(name: str, slug: str) -> bool:
    """Whether a large city of that name is in the country."""
    known = _table().get(folded(name))
    return known is not None and (known[0] == slug or slug in known[1])


def city_country(name: str, lands: Set[str]) -> str | None:
    """The country of the city of that name; where cities of several countries bear it, the one of `lands`.

    `lands` are the countries that the document names otherwise. None for an unknown city, and where none or
    several of them fit.
    """
    known = _table().get(folded(name))
    if known is None:
        return None
    slug, rivals = known
    if not rivals:
        return slug
    fitting = (rivals | {slug}) & lands
    return next(iter(fitting)) if len(fitting) == 1 else None
