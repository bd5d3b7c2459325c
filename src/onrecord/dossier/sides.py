"""The name of a side: a country's for its code, else the slug as words."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

_SHORT = {"usa": "United States", "gbr": "United Kingdom", "eu": "European Union", "un": "United Nations"}


@cache
def _countries() -> dict[str, str]:
    data = (files("onrecord.find") / "data" / "countries.json").read_text("utf-8")
    return {row["slug"]: row["names"][0] for row in json.loads(data)}


def side_name(side: str) -> str:
    """`rus` as Russia, `nato` as NATO, `council-on-foreign-relations` with spaces."""
    if named := _SHORT.get(side) or _countries().get(side):
        return named
    return side.upper() if len(side) <= 4 and side.isascii() else side.replace("-", " ")


def is_known(side: str) -> bool:
    """Whether it is the code of a country, or of a body with a name of its own."""
    return side in _SHORT or side in _countries()


def near(side: str, there: Iterable[str]) -> list[str]:
    """Codes that are written nearly like this one: those that are there, else any known one."""
    found = difflib.get_close_matches(side, sorted(there), 2)
    return found or difflib.get_close_matches(side, sorted({*_SHORT, *_countries()}), 2)
