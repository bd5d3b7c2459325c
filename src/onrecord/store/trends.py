"""What trends in a desk up to a day: people, places, phrases, each against its own past."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import sqlalchemy as sa

from onrecord.store import tables
from onrecord.store.db import Database
from onrecord.store.story_tables import is_own, story_document
from onrecord.stories.trending import LEAST, Rise, occurrences, phrases, rises

_D, _A, _I, _E, _SD = (
    tables.document.c, tables.actor.c, tables.identity.c, tables.entity.c, story_document.c,
)  # fmt: skip
PAST = 28
"""Days before the window that the window is held against."""
_END = "\U0010ffff"
_CANDIDATES = 400
_TITLES = 5_000
TrendKind = Literal["person", "organisation", "group", "country", "phrase"]


@dataclass(frozen=True, slots=True)
class TrendRow:
    """What rose: in how many texts of the window, and how many times more than its past gave to expect.

    `entity` is the desk's entity, None for a phrase.
    """

    name: str
    kind: TrendKind
    entity: str | None
    texts: int
    times: float


@dataclass(frozen=True, slots=True)
class Window:
    """Days `[since, until]` and the past `[before, since)` that they are held against, as ISO dates."""

    before: str
    since: str
    until: str

    @classmethod
    def ending(cls, day: str, days: int) -> Window:
        """The window of that many days up to and with `day`; raises ValueError for what is no date."""
        last = date.fromisoformat(day)
        since = last - timedelta(days=days - 1)
        return cls((since - timedelta(days=PAST)).isoformat(), since.isoformat(), last.isoformat())


class Trends:
    """Trends of one desk. Nothing here looks at a clock: the day is given, or the newest document's."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def day(self) -> str | None:
        """The day of the newest document; None in a desk without dates."""
        with self._db.reading() as connection:
            newest = connection.scalar(sa.select(sa.func.max(_SD.sort_when)))
        return newest[:10] if newest and len(newest) >= 10 else None

    def undated(self) -> tuple[int, int]:
        """How many of the desk's documents have no date, and how many there are."""
        none = sa.func.count().filter(_SD.sort_when == "")
        with self._db.reading() as connection:
            row = connection.execute(sa.select(none, sa.func.count()).select_from(story_document)).one()
        return int(row[0]), int(row[1])

    def named(
        self, kinds: Sequence[TrendKind], *, day: str | None = None, days: int = 1, least: int = LEAST,
        limit: int = 10,
    ) -> list[TrendRow]:  # fmt: skip
        """Entities of these kinds that rose, the most telling first; raises ValueError for a bad day."""
        return self.several([kinds], day=day, days=days, least=least, limit=limit)[0]

    def several(
        self, groups: Sequence[Sequence[TrendKind]], *, day: str | None = None, days: int = 1,
        least: int = LEAST, limit: int = 10,
    ) -> list[list[TrendRow]]:  # fmt: skip
        """As `named` for each of several groups of kinds, at hardly more than the cost of one."""
        window = self._window(day, days)
        if window is None:
            return [[] for _ in groups]
        every = sorted({kind for kinds in groups for kind in kinds})
        with self._db.reading() as connection:
            counts = _entities(connection, window.since, window.until + _END, every)
            before = _entities(connection, window.before, window.since, every)
            sizes = _sizes(connection, window)
            found = []
            for kinds in groups:
                now = Counter({entity: n for (entity, kind), n in counts.items() if kind in kinds})
                likely = [entity for entity, texts in now.most_common(_CANDIDATES) if texts >= least]
                past = Counter({entity: n for (entity, kind), n in before.items() if kind in kinds})
                found.append(rises({key: now[key] for key in likely}, past, *sizes, least=least)[:limit])
            names = _names(connection, [rise.key for rose in found for rise in rose])
        return [
            [TrendRow(*names[r.key], r.key, r.texts, round(r.times, 2)) for r in rose if r.key in names]
            for rose in found
        ]

    def phrases(
        self, *, day: str | None = None, days: int = 1, least: int = LEAST, limit: int = 10
    ) -> list[TrendRow]:
        """Runs of words in headlines that rose; raises ValueError for a bad day."""
        window = self._window(day, days)
        if window is None:
            return []
        with self._db.reading() as connection:
            titles = _titles(connection, window.since, window.until + _END)
            old = _titles(connection, window.before, window.since)
        now = phrases(titles, least=least)
        counts = {key: count for key, (_, count) in now.items()}
        found: list[Rise[tuple[str, ...]]] = rises(
            counts, occurrences(old, counts), len(titles), len(old), least=least
        )
        return [TrendRow(now[r.key][0], "phrase", None, r.texts, round(r.times, 2)) for r in found[:limit]]

    def _window(self, day: str | None, days: int) -> Window | None:
        last = day or self.day()
        return None if last is None else Window.ending(last, days)


def _between(since: str, until: str) -> tuple[sa.ColumnElement[bool], ...]:
    return (_SD.sort_when >= since, _SD.sort_when < until, is_own())


def _entities(
    connection: sa.Connection, since: str, until: str, kinds: Sequence[str]
) -> dict[tuple[str, str], int]:
    """In how many texts of that time each entity is named, by its id and kind."""
    query = (
        sa.select(_I.entity, _I.kind, sa.func.count(_A.document.distinct()))
        .join(tables.actor, _A.document == _SD.document)
        .join(tables.identity, _I.id == _A.identity)
        .where(*_between(since, until), _I.kind.in_(list(kinds)))
        .group_by(_I.entity, _I.kind)
    )
    return {(row[0], row[1]): row[2] for row in connection.execute(query)}


def _titles(connection: sa.Connection, since: str, until: str) -> list[str]:
    """The newest headlines of that time."""
    query = (
        sa.select(_D.title)
        .join(story_document, _SD.document == _D.seq)
        .where(*_between(since, until), _D.title.is_not(None))
        .order_by(_SD.sort_when.desc(), _SD.document.desc())
        .limit(_TITLES)
    )
    return list(connection.scalars(query))


def _sizes(connection: sa.Connection, window: Window) -> tuple[int, int]:
    """How many texts the window and its past have."""

    def size(since: str, until: str) -> int:
        query = sa.select(sa.func.count()).select_from(story_document).where(*_between(since, until))
        return int(connection.scalar(query) or 0)

    return size(window.since, window.until + _END), size(window.before, window.since)


def _names(connection: sa.Connection, entities: list[str]) -> dict[str, tuple[str, TrendKind]]:
    query = sa.select(_E.id, _E.name, _E.kind).where(_E.id.in_(entities))
    return {row.id: (row.name, row.kind) for row in connection.execute(query)}
