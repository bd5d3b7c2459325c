"""Word lists kept beside the code: text files with an entry a line below `[section]` headings."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_HEADING = re.compile(r"\[([a-z-]+)\]$")


@cache
def sections(package: str, name: str) -> dict[str, tuple[str, ...]]:
    """The entries of the file `name` in `package`, by section, in order."""
    found: dict[str, list[str]] = {}
    entries: list[str] | None = None
    for raw in files(package).joinpath(name).read_text("utf-8").splitlines():
        line = raw.strip()
        heading = _HEADING.match(line)
        if heading:
            entries = found.setdefault(heading[1], [])
        elif line and not line.startswith("#") and entries is not None:
            entries.append(line)
    return {section: tuple(lines) for section, lines in found.items()}
