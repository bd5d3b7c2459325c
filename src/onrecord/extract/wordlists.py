"""The word lists beside this module: text files with an entry a line below `[section]` headings."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_HEADING = re.compile(r"\[([a-z-]+)\]$")


@cache
def sections(name: str) -> dict[str, tuple[str, ...]]:
    """The entries of the file `name`, by section, in order."""
    found: dict[str, list[str]] = {}
    entries: list[str] | None = None
    for raw in files("onrecord.extract").joinpath(name).read_text("utf-8").splitlines():
        line = raw.strip()
        heading = _HEADING.match(line)
        if heading:
            entries = found.setdefault(heading[1], [])
        elif line and not line.startswith("#") and entries is not None:
            entries.append(line)
    return {section: tuple(lines) for section, lines in found.items()}


def words(name: str, section: str) -> frozenset[str]:
    """The single words in a section, several to a line."""
    return frozenset(word for line in sections(name)[section] for word in line.split())
