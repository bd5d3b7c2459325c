"""The shelf of stories on the desk's tables: what `stories.shelf.Memory` keeps in memory, kept in SQL."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from onrecord.store.direct import driver, scalar
from onrecord.store.story_tables import story_counts, story_document
from onrecord.stories.copies import Prints
from onrecord.stories.frequency import Frequencies
from onrecord.stories.shelf import POSTINGS, WINDOW, Rare, units
from onrecord.stories.sketch import SCALE, Sketch

UNDATED = 0
"""The day of an article without a date, which may be about any day."""
_EVER = 1 << 31
KEPT = 4_000
"""Sketches that are kept at hand in one transaction."""
_AT_ONCE = 32
"""Shingles asked for in one statement, always so many: SQLite keeps the statement prepared."""
_SD = story_document.c
_TERM = (
    f"SELECT * FROM (SELECT document, CAST(round(weight * {SCALE}) AS INTEGER) * ? AS w FROM story_term "
    "WHERE term = ? AND day BETWEEN ? AND ? "
    "ORDER BY day DESC, document DESC LIMIT ?)"
)
_NEAR = "SELECT document FROM ({}) GROUP BY document ORDER BY sum(w) DESC, document DESC LIMIT ?"
_PRINT = "SELECT * FROM (SELECT document FROM story_print WHERE shingle = ? ORDER BY document DESC LIMIT ?)"


class DeskShelf:
    """Good for one transaction: what others write meanwhile is not seen, and `close` writes the counts."""

    def __init__(self, connection: sa.Connection) -> None:
        self.connection = connection
        blob = connection.scalar(sa.select(story_counts.c.counts).where(story_counts.c.id == 1))
        self.counts = Frequencies.fresh() if blob is None else Frequencies.unpack(blob)
        self._sketches: dict[int, bytes] = {}
        self._clusters: dict[int, int] = {}
        self.moved: set[int] = set()
        """Clusters that lost members or took in others'."""
        self.about: dict[str, Any] = {}
        """Further columns of the row of the article that is put in next."""

    def near(self, rare: Rare, day: int | None, most: int) -> list[int]:
        first, last = (UNDATED + 1, _EVER) if day is None else (day - WINDOW, day + WINDOW)
        values: list[int] = []
        for term, weight in rare:
            share = units(weight)
            values += share, term, first, last, POSTINGS, share, term, UNDATED, UNDATED, POSTINGS
        if not values:
            return []
        parts = " UNION ALL ".join([_TERM] * (2 * len(rare)))
        return [row[0] for row in driver(self.connection).execute(_NEAR.format(parts), (*values, most))]

    def sketches(self, articles: Sequence[int]) -> list[bytes]:
        kept = self._sketches
        wanted = [article for article in articles if article not in kept]
        if wanted:
            if len(kept) > KEPT:
                kept.clear()
                wanted = list(articles)
            marks = ", ".join("?" * len(wanted))
            rows = driver(self.connection).execute(
                f"SELECT document, sketch, cluster FROM story_document WHERE document IN ({marks})",
                tuple(wanted),
            )
            for article, blob, cluster in rows:
                kept[article] = blob
                self._clusters[article] = cluster
        return [kept[article] for article in articles]

    def cluster(self, article: int) -> int:
        kept = self._clusters.get(article)
        if kept is None:
            asked = "SELECT cluster FROM story_document WHERE document = ?"
            kept = self._clusters[article] = int(scalar(self.connection, asked, article) or 0)
        return kept

    def latest(self, cluster: int, most: int) -> list[int]:
        rows = driver(self.connection).execute(
            "SELECT document FROM story_document WHERE cluster = ? ORDER BY document DESC LIMIT ?",
            (cluster, most),
        )
        return [row[0] for row in rows]

    def size(self, cluster: int) -> int:
        asked = "SELECT count(*) FROM story_document WHERE cluster = ?"
        return int(scalar(self.connection, asked, cluster))

    def members(self, cluster: int) -> list[int]:
        query = sa.select(_SD.document).where(_SD.cluster == cluster).order_by(_SD.document)
        return list(self.connection.scalars(query))

    def put(self, article: int, sketch: bytes, day: int | None, rare: Rare, cluster: int) -> None:
        row = {
            "document": article,
            "cluster": cluster,
            "copy_of": None,
            "sketch": sketch,
            **self.about,
        }
        names = ", ".join(row)
        marks = ", ".join("?" * len(row))
        driver(self.connection).execute(
            f"INSERT INTO story_document ({names}) VALUES ({marks})", tuple(row.values())
        )
        self.put_terms(article, day, rare)
        self._sketches[article] = sketch
        self._clusters[article] = cluster

    def put_terms(self, article: int, day: int | None, rare: Rare) -> None:
        day = UNDATED if day is None else day
        self._many(
            "INSERT OR REPLACE INTO story_term (term, day, document, weight) VALUES (?, ?, ?, ?)",
            [(term, day, article, weight) for term, weight in rare],
        )

    def move(self, articles: Iterable[int], cluster: int) -> None:
        for article in articles:
            self.moved.add(self.cluster(article))
            change = story_document.update().where(_SD.document == article)
            self.connection.execute(change.values(cluster=cluster))
            self._clusters[article] = cluster
        self.moved.add(cluster)

    def prints(self, hashes: Sequence[int], most: int) -> Counter[int]:
        if not hashes:
            return Counter()
        found: Counter[int] = Counter()
        sql = " UNION ALL ".join([_PRINT] * _AT_ONCE)
        for start in range(0, len(hashes), _AT_ONCE):
            part = list(hashes[start : start + _AT_ONCE])
            part += [-1] * (_AT_ONCE - len(part))
            values = tuple(value for shingle in part for value in (shingle, most))
            found.update(row[0] for row in driver(self.connection).execute(sql, values))
        return found

    def shingles(self, article: int) -> bytes:
        asked = "SELECT prints FROM story_document WHERE document = ?"
        return bytes(scalar(self.connection, asked, article) or b"")

    def put_shingles(self, article: int, blob: bytes, indexed: Sequence[int]) -> None:
        self.about["prints"] = blob
        if indexed:
            self._many(
                "INSERT OR IGNORE INTO story_print (shingle, document) VALUES (?, ?)",
                [(shingle, article) for shingle in indexed],
            )

    def copy_of(self, article: int) -> int | None:
        asked = "SELECT copy_of FROM story_document WHERE document = ?"
        first: int | None = scalar(self.connection, asked, article)
        return first

    def put_copy(self, article: int, first: int) -> None:
        self.about["copy_of"] = first

    def remove(self, article: int) -> None:
        """Take a document out of what is looked up by; its row goes with the document."""
        self._sketches.pop(article, None)
        self._clusters.pop(article, None)
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
            driver(self.connection).executemany(sql, rows)
