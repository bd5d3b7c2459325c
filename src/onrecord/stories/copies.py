"""Whether an article is a copy: the same text run again by wire, syndication or a light hand.

Shingles are runs of five words. Those outside quotation marks are the writer's own: two outlets that report
one speech share its quotations, two that print one report share the words between them. Each article keeps
the shingles whose hash is small (a fixed share of a long text, all of a short one), so that the share of one
text that stands in another can be told from what is kept, and looks up those with the smallest hashes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onrecord.stories.shelf import Shelf
from onrecord.stories.tokens import Hashes, Tokens, distinct, shingles

INDEXED = 8
"""One shingle in so many is looked up by: those of the smallest hashes."""
LEAST_INDEXED = 6
KEPT = 192
"""A text of more shingles than this keeps a half, a quarter … of them."""
POSTINGS = 20
CANDIDATES = 6
OWN, WHOLE = 0.40, 0.30
"""How much of the shorter text must stand in the other: of the writer's own words, and of all words."""
FEWEST = 8
"""Fewer shingles than this on both sides tell nothing."""


@dataclass(frozen=True, slots=True)
class Prints:
    """The shingles kept of a text, sorted; `own` are those outside quotation marks. `scale` is 1, 2, 4 …"""

    own: Hashes
    quoted: Hashes
    scale: int

    @property
    def indexed(self) -> list[int]:
        """What the text is looked up by."""
        every = np.sort(np.concatenate([self.own, self.quoted]))
        below = int(np.searchsorted(every, (1 << 32) // INDEXED))
        return [int(value) for value in every[: max(below, LEAST_INDEXED)]]

    def pack(self) -> bytes:
        head = np.array([self.scale, len(self.own)], "<u4").tobytes()
        return head + self.own.astype("<u4").tobytes() + self.quoted.astype("<u4").tobytes()

    @classmethod
    def unpack(cls, blob: bytes) -> Prints:
        every = np.frombuffer(blob, "<u4")
        own = int(every[1])
        return cls(every[2 : 2 + own], every[2 + own :], int(every[0]))


def prints(body: Tokens) -> Prints:
    runs = shingles(body.ids)
    quoted = body.quoted
    inside = np.zeros(len(runs), np.bool_)
    for place in range(len(quoted) - len(runs) + 1 if len(runs) else 0):
        inside |= quoted[place : place + len(runs)]
    scale = 1
    while len(runs) // scale > KEPT:
        scale *= 2
    small = runs < (1 << 32) // scale if scale > 1 else np.ones(len(runs), np.bool_)
    return Prints(distinct(runs[small & ~inside]), distinct(runs[small & inside]), scale)


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much of the shorter of two texts stands in the other, of its own words and of all."""

    own: float
    whole: float
    compared: int

    @property
    def copied(self) -> bool:
        return self.compared >= FEWEST and self.own >= OWN and self.whole >= WHOLE


def overlap(a: Prints, b: Prints) -> Overlap:
    scale = max(a.scale, b.scale)
    own = _shared(_coarse(a.own, scale), _coarse(b.own, scale))
    left, right = (np.sort(_coarse(np.concatenate([p.own, p.quoted]), scale)) for p in (a, b))
    whole = _shared(left, right)
    fewest = min(len(left), len(right))
    few = min(len(_coarse(a.own, scale)), len(_coarse(b.own, scale))) < FEWEST // 2
    share = whole / fewest if fewest else 0.0
    if few:
        return Overlap(share, share, fewest)
    return Overlap(own / min(len(_coarse(a.own, scale)), len(_coarse(b.own, scale))), share, fewest)


def first_of(number: int, new: Prints, shelf: Shelf) -> int | None:
    """The first article of the text of which this one is a copy; keeps the prints of this one."""
    indexed = new.indexed
    found = shelf.prints(indexed, POSTINGS)
    shelf.put_shingles(number, new.pack(), indexed)
    best: tuple[float, int] | None = None
    for other, hits in sorted(found.items(), key=lambda item: (-item[1], item[0]))[:CANDIDATES]:
        if hits < 2:
            break
        shared = overlap(new, Prints.unpack(shelf.shingles(other)))
        if shared.copied and (best is None or shared.own > best[0]):
            best = (shared.own, other)
    if best is None:
        return None
    first = shelf.copy_of(best[1])
    first = best[1] if first is None else first
    shelf.put_copy(number, first)
    return first


def _coarse(hashes: Hashes, scale: int) -> Hashes:
    return hashes[hashes < (1 << 32) // scale] if scale > 1 else hashes


def _shared(a: Hashes, b: Hashes) -> int:
    """How many are in both, each counted once; both are sorted."""
    if not len(a) or not len(b):
        return 0
    a = distinct(a)
    places = np.searchsorted(b, a)
    places[places == len(b)] = 0
    return int(np.count_nonzero(b[places] == a))
