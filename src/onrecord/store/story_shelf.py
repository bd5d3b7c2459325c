"""The shelf of stories on the desk's tables: what `stories.shelf.Memory` keeps in memory, kept in SQL."""

from __future__ import annotations

from collections import Counter, OrderedDict, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from onrecord.store.story_tables import story_counts, story_document
from onrecord.stories.copies import Prints
from onrecord.stories.frequency import Frequencies
from onrecord.stories.shelf import PACKED, POSTINGS, WINDOW, Rare
from onrecord.stories.sketch import Sketch

UNDATED = 0
"""The day of an article without a date, which may be about any day."""
_EVER = 1 << 31
_SD = story_document.c
_TERM = (
    "SELECT * FROM (SELECT document, weight * ? FROM story_term WHERE term = ? AND day BETWEEN ? AND ? "
    "ORDER BY day DESC, document DESC LIMIT ?)"
)
_PRINT = "SELECT * FROM (SELECT document FROM story_print WHERE shingle = ? ORDER BY document DESC LIMIT ?)"


class DeskShelf:
    """Good for one transaction: what others write meanwhile is not seen, and `close` writes the counts."""

    def __init__(self, connection: sa.Connection) -> None:
        self.connection = connection
        blob = connection.scalar(sa.select(story_counts.c.counts).where(story_counts.c.id == 1))
        self.counts = Frequencies.fresh() if blob is None else Frequencies.unpack(blob)
        self._cache: OrderedDict[int, Sketch] = OrderedDict()
        self.moved: set[int] = set()
        """Clusters that lost members or took in others'."""
        self.about: dict[str, Any] = {}
        """Further columns of the row of the article that is put in next."""

    def near(self, rare: Rare, day: int | None) -> dict[int, float]:
        first, last = (UNDATED + 1, _EVER) if day is None else (day - WINDOW, day + WINDOW)
        parts: list[str] = []
        values: list[Any] = []
        for term, weight in rare:
            parts += [_TERM, _TERM]
            values += [weight, term, first, last, POSTINGS, weight, term, UNDATED, UNDATED, POSTINGS]
        found: dict[int, float] = defaultdict(float)
        if parts:
            rows = self.connection.exec_driver_sql(" UNION ALL ".join(parts), tuple(values))
            for article, weight in rows:
                found[article] += weight
        return found

    def sketch(self, article: int) -> Sketch:
        kept = self._cache.get(article)
        if kept is None:
            blob = self.connection.scalar(sa.select(_SD.sketch).where(_SD.document == article))
            kept = self._cache[article] = Sketch.unpack(blob or b"")
            if len(self._cache) > PACKED:
                self._cache.popitem(last=False)
        return kept

    def sketches(self, articles: Iterable[int]) -> None:
        """Bring sketches that are about to be asked for, in one query."""
        wanted = [article for article in articles if article not in self._cache]
        if wanted:
            query = sa.select(_SD.document, _SD.sketch).where(_SD.document.in_(wanted))
            for article, blob in self.connection.execute(query):
                self._cache[article] = Sketch.unpack(blob)

    def cluster(self, article: int) -> int:
        return int(self.connection.scalar(sa.select(_SD.cluster).where(_SD.document == article)) or 0)

    def latest(self, cluster: int, most: int) -> list[int]:
        query = sa.select(_SD.document).where(_SD.cluster == cluster).order_by(_SD.document.desc())
        return list(self.connection.scalars(query.limit(most)))

    def size(self, cluster: int) -> int:
        query = sa.select(sa.func.count()).select_from(story_document).where(_SD.cluster == cluster)
        return int(self.connection.scalar(query) or 0)

    def members(self, cluster: int) -> list[int]:
        query = sa.select(_SD.document).where(_SD.cluster == cluster).order_by(_SD.document)
        return list(self.connection.scalars(query))

    def put(self, article: int, sketch: Sketch, rare: Rare, cluster: int) -> None:
        row = {"document": article, "cluster": cluster, "sketch": sketch.pack(), **self.about}
        self.connection.execute(story_document.insert(), row)
        self.put_terms(article, sketch, rare)
        self._cache[article] = sketch

    def put_terms(self, article: int, sketch: Sketch, rare: Rare) -> None:
        day = UNDATED if sketch.day is None else sketch.day
        self._many(
            "INSERT OR REPLACE INTO story_term (term, day, document, weight) VALUES (?, ?, ?, ?)",
            [(term, day, article, weight) for term, weight in rare],
        )

    def move(self, articles: Iterable[int], cluster: int) -> None:
        for article in articles:
            self.moved.add(self.cluster(article))
            change = story_document.update().where(_SD.document == article)
            self.connection.execute(change.values(cluster=cluster))
        self.moved.add(cluster)

    def prints(self, hashes: Sequence[int], most: int) -> Counter[int]:
        if not hashes:
            return Counter()
        values = tuple(value for shingle in hashes for value in (shingle, most))
        found: Counter[int] = Counter()
        for start in range(0, len(hashes), 250):
            part = values[2 * start : 2 * start + 500]
            sql = " UNION ALL ".join([_PRINT] * (len(part) // 2))
            found.update(self.connection.exec_driver_sql(sql, part).scalars())
        return found

    def shingles(self, article: int) -> bytes:
        return bytes(self.connection.scalar(sa.select(_SD.prints).where(_SD.document == article)) or b"")

    def put_shingles(self, article: int, blob: bytes, indexed: Sequence[int]) -> None:
        self.about["prints"] = blob
        if indexed:
            self._many(
                "INSERT OR IGNORE INTO story_print (shingle, document) VALUES (?, ?)",
                [(shingle, article) for shingle in indexed],
            )

    def copy_of(self, article: int) -> int | None:
        return self.connection.scalar(sa.select(_SD.copy_of).where(_SD.document == article))

    def put_copy(self, article: int, first: int) -> None:
        self.about["copy_of"] = first

    def remove(self, article: int) -> None:
        """Take a document out of what is looked up by; its row goes with the document."""
        row = self.connection.execute(
            sa.select(_SD.sketch, _SD.prints).where(_SD.document == article)
        ).one_or_none()
        if row is None:
            return
        kept = Sketch.unpack(row.sketch) if row.sketch else None
        if kept is not None:
            day = UNDATED if kept.day is None else kept.day
            self._many(
                "DELETE FROM story_term WHERE term = ? AND day = ? AND document = ?",
                [(term, day, article) for term in kept.terms],
            )
        if row.prints:
            self._many(
                "DELETE FROM story_print WHERE shingle = ? AND document = ?",
                [(shingle, article) for shingle in Prints.unpack(row.prints).indexed],
            )

    def keep_counts(self) -> None:
        if not self.counts.articles:
            self.connection.execute(story_counts.delete())
            return
        row = {"id": 1, "counts": self.counts.pack()}
        if not self.connection.execute(
            story_counts.update().where(story_counts.c.id == 1).values(row)
        ).rowcount:
            self.connection.execute(story_counts.insert().values(row))

    def _many(self, sql: str, rows: list[tuple[int | float, ...]]) -> None:
        if rows:
            self.connection.exec_driver_sql(sql, rows)
