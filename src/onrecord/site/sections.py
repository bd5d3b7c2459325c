"""Outlets' own sections as the site shows them: in words, and one under all the spellings of its name.

A record keeps the name as it was given, which may be a part of an address (`uk_politics`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onrecord.site import addresses
from onrecord.site.words import slug
from onrecord.store import Desk
from onrecord.text.lists import sections as lists

_RAW = re.compile(r"[^\W_]+(?:[-_/+ ]+[^\W_]+)*")
_GAP = re.compile(r"[-_/+ ]+")


def section_words(name: str) -> str:
    """`us-news` as "US news", `uk_politics` as "UK politics"; a name with capitals stays as it is."""
    if name != name.lower() or not _RAW.fullmatch(name):
        return name
    given = _GAP.split(name)
    once = [word for before, word in zip(["", *given], given, strict=False) if word != before]
    first, *rest = (_written().get(word, word) for word in once)
    return " ".join((first[:1].upper() + first[1:], *rest))


def section_key(name: str | None) -> str:
    """The same for all spellings of a section's name; it stands in the section's address."""
    return slug(section_words(name or addresses.NO_SECTION))


def section_href(name: str | None) -> str:
    return addresses.section(section_key(name))


@cache
def _written() -> dict[str, str]:
    return {word.lower(): word for word in lists("onrecord.site", "section_words.txt")["written"]}


@dataclass(frozen=True, slots=True)
class Section:
    """A section with all the names that documents give it, "" for none; it is shown as `words`."""

    key: str
    words: str
    names: tuple[str, ...]
    documents: int

    @property
    def href(self) -> str:
        return addresses.section(self.key)

    @property
    def named(self) -> bool:
        return self.names != ("",)


def sections_of(desk: Desk) -> tuple[Section, ...]:
    """The desk's sections, the largest first. Of several spellings one with capitals is shown."""
    groups: dict[str, dict[str, int]] = {}
    for row in desk.sections():
        groups.setdefault(section_key(row.name), {})[row.name or ""] = row.documents
    found = []
    for key, names in groups.items():
        shown = max(names, key=lambda name: (name != name.lower(), names[name]))
        words = section_words(shown) if shown else addresses.NO_SECTION
        found.append(Section(key, words, tuple(names), sum(names.values())))
    return tuple(sorted(found, key=lambda one: (-one.documents, one.words)))


def section_at(desk: Desk, address: str) -> Section | None:
    """The section at that part of an address, or at another spelling of it."""
    wanted = (address, section_key(address))
    return next((one for key in wanted for one in sections_of(desk) if one.key == key), None)
