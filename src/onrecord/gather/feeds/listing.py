"""What a list of articles holds, whatever its form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.gather.files import Metadata

ListingKind = Literal["feed", "sitemap", "sitemap index", "page", "opml"]
MOST_ITEMS = 2_000
"""The longest list that is read whole; what a feed lists newest comes first."""


@dataclass(frozen=True, slots=True)
class Item:
    """An article as a list names it: its address, the list's own id for it, and what it says of it.

    `published` and `updated` are seconds since 1970, where the list gives them in a form that can be read.
    """

    url: str
    guid: str | None = None
    published: float | None = None
    updated: float | None = None
    said: Metadata | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """One list that another names: a feed of an OPML list or of a page, a sitemap of an index."""

    url: str
    title: str | None = None
    updated: float | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A list, read. `keeps` is how many seconds it asks to be left alone; `notes` say what was left out,
    `refused` are addresses that it names and that are none of the web.
    """

    kind: ListingKind
    title: str | None = None
    items: tuple[Item, ...] = ()
    outlines: tuple[Outline, ...] = ()
    keeps: float | None = None
    notes: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
