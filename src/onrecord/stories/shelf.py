"""Where a stream keeps what it has seen: in memory here, in the desk's tables in `store`."""

from __future__ import annotations

from array import array
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Protocol

import numpy as np

from onrecord.stories.frequency import Frequencies
from onrecord.stories.sketch import SCALE

POSTINGS = 32
"""How many of the latest articles a rare term may bring forward."""
WINDOW = 30
"""Days between articles of which one may bring the other forward; a story goes on through its latest ones."""

Rare = Sequence[tuple[int, float]]
_ARTICLE, _DAY = 16, 42
"""A posting is one number: the weight in its lowest bits, the article above these, the day above all."""
_NONE = array("Q")


def units(weight: float) -> int:
    """A weight as the whole number that a packed sketch has for it."""
    return round(weight * SCALE)


class Shelf(Protocol):
    """Articles are known by their number in the order of coming, clusters by the number of their founder."""

    counts: Frequencies

    def near(self, rare: Rare, day: int | None, most: int) -> list[int]:
        """The articles that share most of these terms by weight, the nearest first; of equals, the latest.

        Of each term, the latest `POSTINGS` by date within the window of `day` (of any day for None), and the
        latest without a date. Weights count as whole numbers, so that sums do not depend on their order.
        """

    def sketches(self, articles: Sequence[int]) -> list[bytes]:
        """The packed sketch of each of these."""

    def cluster(self, article: int) -> int: ...

    def latest(self, cluster: int, most: int) -> list[int]:
        """The cluster's last members, the last first."""

    def size(self, cluster: int) -> int: ...

    def put(self, article: int, sketch: bytes, day: int | None, rare: Rare, cluster: int) -> None:
        """Keep an article with its packed sketch."""

    def move(self, articles: Iterable[int], cluster: int) -> None: ...

    def members(self, cluster: int) -> list[int]:
        """All members, in the order of coming."""

    def prints(self, hashes: Sequence[int], most: int) -> Counter[int]:
        """Articles that hold these indexed shingles, each with how many; of a shingle the latest `most`."""

    def shingles(self, article: int) -> bytes: ...

    def put_shingles(self, article: int, blob: bytes, indexed: Sequence[int]) -> None: ...

    def copy_of(self, article: int) -> int | None:
        """The first article of the text of which this one is a copy."""

    def put_copy(self, article: int, first: int) -> None: ...


class Memory:
    """A shelf in memory."""

    def __init__(self) -> None:
        self.counts = Frequencies.fresh()
        self._dated: dict[int, array[int]] = {}
        self._undated: dict[int, array[int]] = {}
        self._sketches: list[bytes] = []
        self._cluster: list[int] = []
        self._members: dict[int, list[int]] = {}
        self._prints: dict[int, int | list[int]] = {}
        self._shingles: list[bytes] = []
        self._copies: dict[int, int] = {}

    def near(self, rare: Rare, day: int | None, most: int) -> list[int]:
        parts: list[array[int]] = []
        weights: list[int] = []
        for term, weight in rare:
            dated = self._dated.get(term, _NONE)
            end = len(dated) if day is None else bisect_left(dated, day + WINDOW + 1 << _DAY)
            start = 0 if day is None else bisect_left(dated, max(day - WINDOW, 0) << _DAY)
            parts += dated[max(start, end - POSTINGS) : end], self._undated.get(term, _NONE)[-POSTINGS:]
            weights += [units(weight)] * 2
        found = np.frombuffer(b"".join(parts), np.uint64)
        articles = (found >> np.uint64(_ARTICLE)).astype(np.int64) & ((1 << _DAY - _ARTICLE) - 1)
        products = (found & np.uint64(0xFFFF)).astype(np.int64) * np.repeat(weights, [len(p) for p in parts])
        known, place = np.unique(articles, return_inverse=True)
        sums = np.bincount(place, products, len(known))
        return [int(known[n]) for n in np.lexsort((-known, -sums))[:most]]

    def sketches(self, articles: Sequence[int]) -> list[bytes]:
        return [self._sketches[article] for article in articles]

    def cluster(self, article: int) -> int:
        return self._cluster[article]

    def latest(self, cluster: int, most: int) -> list[int]:
        return self._members[cluster][: -most - 1 : -1]

    def size(self, cluster: int) -> int:
        return len(self._members[cluster])

    def put(self, article: int, sketch: bytes, day: int | None, rare: Rare, cluster: int) -> None:
        self._sketches.append(sketch)
        self._cluster.append(cluster)
        self._members.setdefault(cluster, []).append(article)
        kept = self._undated if day is None else self._dated
        for term, weight in rare:
            postings = kept.get(term)
            if postings is None:
                postings = kept[term] = array("Q")
            insort(postings, (day or 0) << _DAY | article << _ARTICLE | units(weight))

    def move(self, articles: Iterable[int], cluster: int) -> None:
        for article in articles:
            old = self._cluster[article]
            self._members[old].remove(article)
            if not self._members[old]:
                del self._members[old]
            self._cluster[article] = cluster
            self._members.setdefault(cluster, []).append(article)
            self._members[cluster].sort()

    def members(self, cluster: int) -> list[int]:
        return list(self._members[cluster])

    def prints(self, hashes: Sequence[int], most: int) -> Counter[int]:
        found: Counter[int] = Counter()
        for value in hashes:
            held = self._prints.get(value)
            if held is not None:
                found.update((held,) if isinstance(held, int) else held[-most:])
        return found

    def shingles(self, article: int) -> bytes:
        return self._shingles[article]

    def put_shingles(self, article: int, blob: bytes, indexed: Sequence[int]) -> None:
        self._shingles.append(blob)
        for value in indexed:
            held = self._prints.setdefault(value, article)
            if isinstance(held, list):
                held.append(article)
            elif held != article:
                self._prints[value] = [held, article]

    def copy_of(self, article: int) -> int | None:
        return self._copies.get(article)

    def put_copy(self, article: int, first: int) -> None:
        self._copies[article] = first
