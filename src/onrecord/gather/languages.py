"""Languages as people write them, and their codes of two letters."""

from __future__ import annotations

import re
from functools import cache

from onrecord.text.lists import sections


def is_code(words: str) -> bool:
    """Whether it is a code of ISO 639-1, in either case."""
    return words.lower() in _named().values()


def code_of(words: str) -> str | None:
    """The code that is meant: of a language's English name, or of a locale (`en-GB`); None if unknown."""
    folded = words.strip().casefold()
    head = re.split(r"[-_]", folded)[0]
    return _named().get(folded) or (head if is_code(head) else None)


@cache
def _named() -> dict[str, str]:
    rows = (line.split(" ", 1) for line in sections("onrecord.gather", "languages.txt")["codes"])
    return {name.strip().casefold(): code for code, names in rows for name in names.split(",")}
