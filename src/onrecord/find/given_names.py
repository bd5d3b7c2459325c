"""Common given names and the gender that each mostly goes with."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal

from onrecord.find.gazetteer import folded

Gender = Literal["f", "m", "x"]


@cache
def _table() -> dict[str, Gender]:
    text = (files("onrecord.find") / "data" / "given_names.tsv").read_text(encoding="utf-8")
    table: dict[str, Gender] = {}
    for line in text.splitlines():
        gender, names = line.split("\t")
        for name in names.split():
            key = folded(name)
            table[key] = "x" if key in table and table[key] != gender else gender  # type: ignore[assignment]
    return table


def is_given_name(word: str) -> bool:
    return folded(word) in _table()


def gender_of(word: str) -> Gender | None:
    """`f` or `m` where the name mostly goes with one, `x` where with either, None where it is not known."""
    return _table().get(folded(word))
