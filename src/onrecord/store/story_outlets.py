"""Which outlets have a story, and how lately something came in: asked for a list of stories at once.

An outlet is told by the domain that its documents' addresses were registered under, whatever names it is
given, and by its name where a document has no address.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from onrecord.gather.urls import site_of
from onrecord.store.story_tables import story_document
from onrecord.store.tables import document

_SD = story_document.c
_INNER = re.compile(r"https?:/{1,2}(?P<rest>[^/].*)", re.IGNORECASE)
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}", re.IGNORECASE)
_BARE = re.compile(r"https?://", re.IGNORECASE)


def outlet_of(url: str | None, source: str | None) -> str:
    """What tells one outlet from another: its domain, or its folded name; empty where neither is known.

    An address that holds another, as those of web archives do, is that other's.
    """
    address = url or ""
    inner = _INNER.search(_BARE.sub("", address, count=1).partition("?")[0])
    domain = (site_of(f"https://{inner['rest']}") if inner else None) or site_of(address)
    name = " ".join((source or "").split())
    if domain is None and _HOST.fullmatch(name):
        domain = site_of(f"https://{name}")
    return domain or name.casefold()


def one_name(told: Iterable[tuple[str, str | None]]) -> dict[str, str]:
    """The name to show for each outlet, of the outlets and names of documents in the order of time.

    A name goes before an address, then the one of most documents, then the one that came first.
    """
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    for outlet, name in told:
        if name:
            counts[outlet][name] = counts[outlet].get(name, 0) + 1
    return {
        outlet: max(names, key=lambda name: (not _HOST.fullmatch(name), names[name]))
        for outlet, names in counts.items()
    }


@dataclass(frozen=True, slots=True)
class Outlets:
    """The outlets of a story, the first one first, and the number of its document that was added last.

    `names` has one name for each of `keys`, which are what `outlet_of` gives.
    """

    names: tuple[str, ...] = ()
    newest: int = 0
    keys: tuple[str, ...] = ()

    def besides(self, outlet: str) -> list[str]:
        """The names of all but that outlet."""
        return [name for key, name in zip(self.keys, self.names, strict=True) if key != outlet]


def told_by(connection: sa.Connection, documents: Iterable[str]) -> dict[str, tuple[str, str | None]]:
    """The story of each of these documents that has one, and the id of the document whose text it copies."""
    first = document.alias("first")
    query = (
        sa.select(document.c.id, _SD.story, first.c.id)
        .join(story_document, _SD.document == document.c.seq)
        .outerjoin(first, first.c.seq == _SD.copy_of)
        .where(document.c.id.in_(sorted(set(documents))))
    )
    return {row[0]: (row[1], row[2]) for row in connection.execute(query)}


def outlets_of(connection: sa.Connection, stories: Iterable[str]) -> dict[str, Outlets]:
    """The outlets of each of these stories."""
    first = sa.func.min(_SD.sort_when)
    query = (
        sa.select(_SD.story, _SD.outlet, _SD.source, sa.func.count(), sa.func.max(_SD.document))
        .where(_SD.story.in_(sorted(set(stories))))
        .group_by(_SD.story, _SD.outlet, _SD.source)
        .order_by(_SD.story, first, sa.func.min(_SD.document))
    )
    told: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    newest: dict[str, int] = {}
    for story, outlet, source, documents, last in connection.execute(query):
        told[story] += [(outlet, source)] * documents
        newest[story] = max(newest.get(story, 0), last)
    named = {story: one_name(rows) for story, rows in told.items()}
    return {
        story: Outlets(tuple(names.values()), newest[story], tuple(names)) for story, names in named.items()
    }
