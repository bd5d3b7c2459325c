"""Countries, their adjectives, capitals, cities and seats of power, and which slug each leads to.

The tables stand in `data/`; `data/README.md` gives their sources and terms.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

PlaceKind = Literal["country", "demonym", "capital", "city", "state", "state-short", "seat", "body"]

AMBIGUOUS = frozenset(
    {"georgia", "jordan", "chad", "the valley", "victoria", "kingston", "georgetown", "congo"}
)
"""Names that are a country's or capital's and as often a person's or another place's."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name may be: `slug` is the country or organisation, `name` its plain English name."""

    slug: str
    kind: PlaceKind
    name: str


@lru_cache(maxsize=65_536)
def folded(name: str) -> str:
    """The key of a name: lower case, no accents, no points, straight apostrophes, no article."""
    plain = name.replace("’", "'")
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    if "." in plain:
        plain = _INITIAL.sub("", plain)
    return " ".join(plain.lower().split()).strip(" .,").removeprefix("the ")


_INITIAL = re.compile(r"(?<=\b\w)\.")


@cache
def _table() -> dict[str, Entry]:
    data = files("onrecord.find") / "data"
    table: dict[str, Entry] = {}
    rows = json.loads((data / "countries.json").read_text(encoding="utf-8"))
    names = {row["slug"]: row["names"][0] for row in rows}
    own: list[tuple[str, Entry]] = []
    for line in (data / "gazetteer.tsv").read_text(encoding="utf-8").splitlines():
        name, kind, slug = line.split("\t")
        shown = names.get(slug, name) if kind in {"country", "demonym", "state-short"} else name
        own.append((folded(name), Entry(slug, kind, shown)))  # type: ignore[arg-type]
    for line in (data / "parties.tsv").read_text(encoding="utf-8").splitlines():
        name, slug = line.split("\t")
        own.append((folded(name), Entry(slug, "body", name)))
    for kinds in (("country", "capital", "seat", "body"), ("demonym",), ("city", "state"), ("state-short",)):
        for key, entry in own:
            if entry.kind in kinds:
                table.setdefault(key, entry)
        if kinds == ("demonym",):
            for row in sorted(rows, key=lambda row: not row["sovereign"]):
                _add_country(table, row)
    return table


def _add_country(table: dict[str, Entry], row: dict[str, list[str]]) -> None:
    slug, shown = str(row["slug"]), row["names"][0]
    for name in row["names"]:
        table.setdefault(folded(name), Entry(slug, "country", shown))
    for name in row["demonyms"]:
        table.setdefault(folded(name), Entry(slug, "demonym", shown))
        if not name.endswith(("s", "sh", "ch", "ese")):
            table.setdefault(folded(name) + "s", Entry(slug, "demonym", shown))
    for name in row["capitals"]:
        table.setdefault(folded(name), Entry(slug, "capital", name))


@cache
def short_of() -> dict[str, str]:
    """Slug of each country to its plain English name."""
    data = files("onrecord.find") / "data"
    rows = json.loads((data / "countries.json").read_text(encoding="utf-8"))
    return {row["slug"]: row["names"][0] for row in rows}


@lru_cache(maxsize=65_536)
def lookup(name: str) -> Entry | None:
    """What `name` is in the tables, or None. `US` counts only in capitals, `us` does not."""
    if name == name.lower():
        return None
    if len(name) <= 3 and "." not in name and not name.isupper() and folded(name) in {"us", "un", "eu", "uk"}:
        return None
    entry = _table().get(folded(name))
    if entry is not None and entry.kind == "state-short" and not (name.isupper() or name.endswith(".")):
        return None
    return entry


def is_ambiguous(name: str) -> bool:
    return folded(name) in AMBIGUOUS


@cache
def slugs() -> frozenset[str]:
    """Every slug of the tables."""
    return frozenset(entry.slug for entry in _table().values())


@cache
def first_words() -> frozenset[str]:
    """First words of all names of the table, folded: a scan looks no further where none stands."""
    return frozenset(key.split(" ")[0] for key in _table())


LONGEST = 6
"""Words of the longest name that a scan tries."""
