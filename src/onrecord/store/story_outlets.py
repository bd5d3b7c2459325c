"""Which outlets have a story, and how lately something came in: asked for a list of stories at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from onrecord.store.story_tables import story_document
from onrecord.store.tables import document

_SD = story_document.c


@dataclass(frozen=True, slots=True)
class Outlets:
    """The outlets of a story, the first one first, and the number of its document that was added last."""

    names: tuple[str, ...] = ()
    newest: int = 0


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
        sa.select(_SD.story, _SD.source, sa.func.max(_SD.document))
        .where(_SD.story.in_(sorted(set(stories))))
        .group_by(_SD.story, _SD.source)
        .order_by(_SD.story, first, sa.func.min(_SD.document))
    )
    names: dict[str, list[str]] = {}
    newest: dict[str, int] = {}
    for story, source, last in connection.execute(query):
        named = names.setdefault(story, [])
        if source:
            named.append(source)
        newest[story] = max(newest.get(story, 0), last)
    return {story: Outlets(tuple(named), newest[story]) for story, named in names.items()}
