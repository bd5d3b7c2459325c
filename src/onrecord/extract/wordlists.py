"""The word lists beside this module; `onrecord.text.lists` says how they are written."""

from __future__ import annotations

from onrecord.text import lists


def sections(name: str) -> dict[str, tuple[str, ...]]:
    """The entries of the file `name`, by section, in order."""
    return lists.sections("onrecord.extract", name)


def words(name: str, section: str) -> frozenset[str]:
    """The single words in a section, several to a line."""
    return frozenset(word for line in sections(name)[section] for word in line.split())
