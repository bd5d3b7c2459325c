"""Where a stream keeps what it has seen: in memory here, in the desk's tables in `store`."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Iterable, Sequence
from typing import Protocol

from onrecord.stories.frequency import Frequencies
from onrecord.stories.sketch import Sketch

POSTINGS = 50
"""How many of the latest articles a rare term may bring forward."""
WINDOW = 30
"""Days between articles of which one may bring the other forward; a story goes on through its latest ones."""

Rare = Sequence[tuple[int, float]]


PACKED = 1024
"""How many sketches are kept unpacked: those used last."""


class Shelf(Protocol):
    """Articles are known by their number in the order of coming, clusters by the number of their founder."""

    counts: Frequencies

    def near(self, rare: Rare, day: int | None) -> dict[int, float]:
        """Articles that share one of the terms, each with its summed weight.

        Of each term, the latest `POSTINGS` by date within the window of `day` (of any day for None), and the
        latest without a date.
        """

    def sketch(self, article: int) -> Sketch: ...

    def sketches(self, articles: Iterable[int]) -> None:
        """Bring sketches that are about to be asked for."""

    def cluster(self, article: int) -> int: ...

    def latest(self, cluster: int, most: int) -> list[int]:
        """The cluster's last members, the last first."""

    def size(self, cluster: int) -> int: ...

    def put(self, article: int, sketch: Sketch, rare: Rare, cluster: int) -> None: ...

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
    """A shelf in memory. Sketches are kept packed, the ones used last also unpacked."""

    def __init__(self) -> None:
        self.counts = Frequencies.fresh()
        self._dated: dict[int, list[tuple[int, int, float]]] = defaultdict(list)
        self._undated: dict[int, list[tuple[int, float]]] = defaultdict(list)
        self._sketches: list[bytes] = []
        self._cluster: list[int] = []
        self._members: dict[int, list[int]] = {}
        self._prints: dict[int, list[int]] = defaultdict(list)
        self._shingles: list[bytes] = []
        self._copies: dict[int, int] = {}
        self._cache: OrderedDict[int, Sketch] = OrderedDict()

    def near(self, rare: Rare, day: int | None) -> dict[int, float]:
        found: dict[int, float] = defaultdict(float)
        for term, weight in rare:
            dated = self._dated.get(term, ())
            end = len(dated) if day is None else bisect_left(dated, (day + WINDOW + 1,))
            start = 0 if day is None else bisect_left(dated, (day - WINDOW,))
            for _, article, other in dated[max(start, end - POSTINGS) : end]:
                found[article] += weight * other
            for article, other in self._undated.get(term, ())[-POSTINGS:]:
                found[article] += weight * other
        return found

    def sketch(self, article: int) -> Sketch:
        kept = self._cache.get(article)
        if kept is None:
            kept = self._cache[article] = Sketch.unpack(self._sketches[article])
            if len(self._cache) > PACKED:
                self._cache.popitem(last=False)
        return kept

    def sketches(self, articles: Iterable[int]) -> None:
        """They are at hand."""

    def cluster(self, article: int) -> int:
        return self._cluster[article]

    def latest(self, cluster: int, most: int) -> list[int]:
        return self._members[cluster][: -most - 1 : -1]

    def size(self, cluster: int) -> int:
        return len(self._members[cluster])

    def put(self, article: int, sketch: Sketch, rare: Rare, cluster: int) -> None:
        self._sketches.append(sketch.pack())
        self._cluster.append(cluster)
        self._members.setdefault(cluster, []).append(article)
        for term, weight in rare:
            if sketch.day is None:
                self._undated[term].append((article, weight))
            else:
                insort(self._dated[term], (sketch.day, article, weight))

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
            found.update(self._prints.get(value, ())[-most:])
        return found

    def shingles(self, article: int) -> bytes:
        return self._shingles[article]

    def put_shingles(self, article: int, blob: bytes, indexed: Sequence[int]) -> None:
        self._shingles.append(blob)
        for value in indexed:
            self._prints[value].append(article)

    def copy_of(self, article: int) -> int | None:
        return self._copies.get(article)

    def put_copy(self, article: int, first: int) -> None:
        self._copies[article] = first
