"""Which quotation marks a language uses: data, read once (`data/marks.json`)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Family = Literal["double", "single"]


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of one language.

    `closers` names, for each opening mark, the marks that may close it; `family` tells doubles from
    singles; `apostrophes` are the singles that also stand inside words; `elisions` are the words that
    begin with one. `pattern` finds every mark, the longest first.
    """

    closers: Mapping[str, frozenset[str]]
    family: Mapping[str, Family]
    apostrophes: frozenset[str]
    elisions: frozenset[str]
    pattern: re.Pattern[str]


@cache
def marks_of(language: str | None) -> Marks:
    """The marks of a language by its ISO 639-1 code (`en`, `de-AT`); those of an unknown one are generic."""
    table = json.loads((files("onrecord.find") / "data" / "marks.json").read_text("utf-8"))
    entry = table.get((language or "").split("-")[0].lower(), table["generic"])
    closers: dict[str, set[str]] = {}
    family: dict[str, Family] = {}
    kinds: tuple[Family, ...] = ("double", "single")
    for kind in kinds:
        for opening, closing in entry[kind]:
            closers.setdefault(opening, set()).add(closing)
            family.setdefault(opening, kind)
            family.setdefault(closing, kind)
    longest_first = sorted(family, key=lambda mark: (-len(mark), mark))
    return Marks(
        closers={opening: frozenset(ends) for opening, ends in closers.items()},
        family=family,
        apostrophes=frozenset(entry["apostrophes"]),
        elisions=frozenset(entry["elisions"]),
        pattern=re.compile("|".join(map(re.escape, longest_first))),
    )
