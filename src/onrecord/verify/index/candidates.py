"""Where quotations may stand: places that share rare word pairs with them, for many quotations at once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import accumulate
from typing import Any

import numpy as np

from onrecord.verify.index.pairs import pair_hashes, words_of
from onrecord.verify.index.segment import Segment

Array = np.ndarray[Any, Any]

MOST_PLACES = 2000
"""Places looked at for one quotation, but for its few rarest pairs, which may have more."""
_FIRST_FEW, _MORE_PLACES = 5, 40_000
COMMON = 200_000
"""A pair in more places than this is never looked at."""
CANDIDATES = 6
_LONGER = 1.2
_SLACK = 120
_TOP = 48
_PLACES_OF_SCORE = 6
_ROUNDING = 10**-_PLACES_OF_SCORE
"""Sums in another order round differently; equal scores must stay equal."""
LEAST_SCORE = 0.25
"""What no stretch reaches is no candidate."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch `[start, end)` of a segment; the first shared pair stands at `place`.

    `score`, 0 to 1, is the share of the quotation's looked-for weight that stands in it; pairs that stand
    nowhere count as looked for.
    """

    segment: int
    place: int
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class _Pairs:
    """The word pairs of a batch of quotations, one after the other."""

    quote: Array
    place: Array
    hashes: Array


@dataclass(frozen=True, slots=True)
class Likely:
    """The likeliest stretches for one quotation, best first, none overlapping, at most `CANDIDATES`.

    `bits[i]` is how rare the quotation's word pair at code point `places[i]` is, in bits; `prior` is how
    many bits it takes to name one place in these sources; `looked_for` the bits that scores are shares of.
    """

    candidates: list[Candidate]
    places: list[int]
    bits: list[float]
    prior: float
    looked_for: float

    def evidence(self, kept: Sequence[tuple[int, int]]) -> float:
        """Bits beyond `prior` that the pairs within the kept `[start, end)` of the quotation carry.

        Neighbouring pairs share a word, so that only every other pair of a stretch counts.
        """
        held = 0.0
        for start, end in kept:
            within = self.bits[bisect_left(self.places, start) : bisect_left(self.places, end)]
            held += max(sum(within[::2]), sum(within[1::2]))
        return held - self.prior

    def at_most(self, candidate: Candidate) -> float:
        """The evidence that the candidate could give at best."""
        most = max(sum(self.bits[::2]), sum(self.bits[1::2]))
        return most - (1 - candidate.score) * self.looked_for / 2 - self.prior


def candidates(quotes: Sequence[str], segments: Sequence[Segment]) -> list[Likely]:
    """For each quotation where it may stand."""
    pairs = _pairs(quotes)
    if len(pairs.hashes) == 0 or not segments:
        return [Likely([], [], [], 0.0, 0.0) for _ in quotes]
    ranges = [segment.ranges(pairs.hashes) for segment in segments]
    counts = np.stack([ends - starts for starts, ends in ranges])
    total = counts.sum(axis=0)
    everything = sum(segment.size for segment in segments)
    weight = np.log2((everything + 1) / np.maximum(total, 1) + 1)
    chosen = _chosen(pairs.quote, total)
    wanted = np.concatenate([chosen, np.flatnonzero(total == 0)])
    looked_for = np.bincount(pairs.quote[wanted], weight[wanted], minlength=len(quotes))
    hits = _hits(segments, ranges, pairs, chosen)
    found = _windows(hits, pairs, weight, looked_for, quotes, segments)
    bounds = np.searchsorted(pairs.quote, np.arange(len(quotes) + 1)).tolist()
    places, bits = pairs.place.tolist(), weight.tolist()
    prior = float(np.log2(everything + 1))
    return [
        Likely(row, places[first:last], bits[first:last], prior, float(looked_for[number]))
        for number, (row, first, last) in enumerate(zip(found, bounds, bounds[1:], strict=False))
    ]


def _pairs(quotes: Sequence[str]) -> _Pairs:
    """All pairs of all quotations, from one pass over the joined texts."""
    joined = "\n".join(quotes)
    bounds = np.cumsum([0, *(len(quote) + 1 for quote in quotes)])
    hashes, places = words_of(joined)
    owner = np.searchsorted(bounds, places, side="right") - 1
    inside = owner[:-1] == owner[1:]
    return _Pairs(owner[:-1][inside], (places[:-1] - bounds[owner[:-1]])[inside], pair_hashes(hashes)[inside])


def _chosen(owner: Array, total: Array) -> Array:
    """The indices of the pairs that are looked up: each quotation's rarest, as many as its budget allows."""
    order = np.lexsort((total, owner))
    sorted_owner, sorted_total = owner[order], total[order]
    first = np.flatnonzero(np.diff(sorted_owner, prepend=-1))
    starts = np.repeat(first, np.diff(np.append(first, len(order))))
    spent = np.cumsum(sorted_total)
    before = spent - sorted_total
    spent_here = spent - before[starts]
    rank = np.arange(len(order)) - starts
    cheap = (spent_here <= MOST_PLACES) | ((rank < _FIRST_FEW) & (spent_here <= _MORE_PLACES)) | (rank < 2)
    keep = (sorted_total > 0) & (sorted_total <= COMMON) & cheap
    return np.sort(order[keep])


def _hits(
    segments: Sequence[Segment], ranges: Sequence[tuple[Array, Array]], pairs: _Pairs, chosen: Array
) -> tuple[Array, Array]:
    """(quotation and place as one key, pair) of each hit, ordered by key."""
    keys: list[Array] = []
    which: list[Array] = []
    base = 0
    owner = pairs.quote[chosen] << 40
    for segment, (starts, ends) in zip(segments, ranges, strict=True):
        first = starts[chosen]
        counts = ends[chosen] - first
        before = np.cumsum(counts) - counts
        at = np.repeat(first - before, counts)
        at += np.arange(len(at))
        key = np.repeat(owner + base, counts)
        key += segment.places[at]
        keys.append(key)
        which.append(np.repeat(chosen, counts))
        base += extent(segment)
    key = np.concatenate(keys)
    order = np.argsort(key, kind="stable")  # The places of a pair ascend: runs that this sort only merges.
    return key[order], np.concatenate(which)[order]


def extent(segment: Segment) -> int:
    """How many code points a segment takes in the row of all, with room between two."""
    return int(segment.documents[0, -1]) + (1 << 14)


def _windows(
    hits: tuple[Array, Array],
    pairs: _Pairs,
    weight: Array,
    looked_for: Array,
    quotes: Sequence[str],
    segments: Sequence[Segment],
) -> list[list[Candidate]]:
    key, pair = hits
    held = weight[pair]
    bases = list(accumulate((extent(segment) for segment in segments), initial=0))
    bits, sought = weight.tolist(), looked_for.tolist()
    first = np.searchsorted(key, np.arange(len(quotes) + 1) << 40).tolist()
    found: list[list[Candidate]] = []
    for number, quote in enumerate(quotes):
        here = slice(first[number], first[number + 1])
        length = int(len(quote) * _LONGER) + _SLACK
        best: list[tuple[int, float]] = []
        if here.stop > here.start:
            place = key[here] - (number << 40)
            stretch = _stretch(place, pair[here], held[here], length, sought[number])
            best = _best(stretch, bits, length, sought[number])
        row: list[Candidate] = []
        for i, score in best:
            at = int(place[i])
            segment = bisect_right(bases, at) - 1
            at -= bases[segment]
            lead = int(pairs.place[stretch.pair[i]] * _LONGER) + _SLACK
            last = int(stretch.until[i]) - 1
            left = len(quote) - int(pairs.place[stretch.pair[last]])
            end = int(place[last]) - bases[segment] + int(left * _LONGER) + _SLACK
            row.append(Candidate(segment, at, max(0, at - lead), max(end, at + left), score))
        found.append(row)
    return found


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The hits of one quotation by place, up to which hit a stretch beginning at each reaches, and what
    share of the looked-for bits it has at most: pairs that stand in it twice count twice."""

    place: Array
    pair: Array
    until: Array
    most: Array


def _stretch(place: Array, pair: Array, held: Array, length: int, sought: float) -> _Stretch:
    until = place.searchsorted(place + length)
    sums = np.concatenate(([0.0], np.cumsum(held)))
    return _Stretch(place, pair, until, (sums[until] - sums[:-1]) / sought)


def _best(hits: _Stretch, bits: list[float], length: int, sought: float) -> list[tuple[int, float]]:
    """The hits where the best stretches begin, with their score: highest first, then first in the texts.

    None where no stretch can reach `LEAST_SCORE`. A pair that stands in a stretch twice counts once.
    """
    if hits.most.max() < LEAST_SCORE - _ROUNDING:
        return []
    waiting: list[tuple[float, int, float, int]] = []
    kept: list[tuple[int, float]] = []
    places: list[int] = []

    def keep(least: float) -> None:
        """Keep what waits with more than `least`, as many as there may be."""
        while waiting and -waiting[0][0] > least and len(kept) < CANDIDATES:
            _, at, score, place = heappop(waiting)
            if _apart(place, places, length):
                kept.append((at, score))
                places.append(place)

    for most, i, place in _likeliest(hits):
        if waiting and -waiting[0][0] > most + _ROUNDING:
            keep(most + _ROUNDING)
            if len(kept) == CANDIDATES:
                return kept
        if _apart(place, places, length):
            score = _once(hits, bits, i) / sought
            heappush(waiting, (-round(score, _PLACES_OF_SCORE), i, score, place))
    keep(-1.0)
    return kept


def _apart(place: int, places: Sequence[int], length: int) -> bool:
    """Whether the place is so far from each of the others."""
    return not [other for other in places if -length < place - other < length]


def _likeliest(hits: _Stretch) -> list[tuple[float, int, int]]:
    """The `_TOP` hits with what their stretches have at most, highest first, then first in the texts; and
    where they stand."""
    score = np.round(hits.most, _PLACES_OF_SCORE)
    near = np.arange(len(score))
    if len(score) > _TOP:
        edge = np.partition(score, len(score) - _TOP)[len(score) - _TOP]
        near = np.flatnonzero(score >= edge)
    near = near[np.argsort(-score[near], kind="stable")[:_TOP]]
    return list(zip(score[near].tolist(), near.tolist(), hits.place[near].tolist(), strict=True))


def _once(hits: _Stretch, bits: list[float], i: int) -> float:
    return sum(map(bits.__getitem__, set(hits.pair[i : hits.until[i]].tolist())))
