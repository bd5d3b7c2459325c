"""How many articles of the recent stream hold a term: a table of fixed size that forgets by halving."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

SLOTS = 1 << 17
FULL = 30_000
"""When that many articles are counted, all counts are halved: rare means rare in recent news."""
PRIOR = 300.0
"""Articles that the stream is taken to have had before its first: keeps the first weights above 0."""


class Frequencies:
    """Counts of articles by term; terms share a slot where their low bits are the same."""

    def __init__(self, counts: npt.NDArray[np.uint16], articles: int) -> None:
        self.counts = counts
        self.articles = articles

    @classmethod
    def fresh(cls) -> Frequencies:
        """Nothing counted yet: the first article of a stream finds every term equally rare."""
        return cls(np.zeros(SLOTS, np.uint16), 0)

    def counted(self, terms: list[int]) -> dict[int, float]:
        """Count one article with these terms, each given once; the inverse frequency of each."""
        if self.articles >= FULL:
            self.counts >>= 1
            self.articles //= 2
        slots = _slots(terms)
        self.counts[slots] += 1
        self.articles += 1
        weights = np.log((self.articles + PRIOR) / (self.counts[slots] + 0.5))
        return dict(zip(terms, weights.tolist(), strict=True))

    def uncount(self, terms: list[int]) -> None:
        """Take back one article with these terms."""
        slots = _slots(terms)
        self.counts[slots] -= np.minimum(self.counts[slots], 1)
        self.articles = max(self.articles - 1, 0)

    def pack(self) -> bytes:
        """The counts: those above 0 with their slots while these are few, else all."""
        head = self.articles.to_bytes(4, "little")
        slots = np.flatnonzero(self.counts)
        if len(slots) * 3 > SLOTS:
            return head + self.counts.astype("<u2").tobytes()
        return head + slots.astype("<u4").tobytes() + self.counts[slots].astype("<u2").tobytes()

    @classmethod
    def unpack(cls, blob: bytes) -> Frequencies:
        articles = int.from_bytes(blob[:4], "little")
        if len(blob) == 4 + 2 * SLOTS:
            return cls(np.frombuffer(blob, "<u2", SLOTS, 4).astype(np.uint16), articles)
        counts = np.zeros(SLOTS, np.uint16)
        n = (len(blob) - 4) // 6
        counts[np.frombuffer(blob, "<u4", n, 4)] = np.frombuffer(blob, "<u2", n, 4 + 4 * n)
        return cls(counts, articles)


def _slots(terms: list[int]) -> npt.NDArray[np.uint32]:
    return np.array(terms, np.uint32) & np.uint32(SLOTS - 1)
