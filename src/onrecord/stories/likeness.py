"""How alike two articles are: the features of a pair, and their weighing into one figure.

The figure is a logit: above 0, the two are more likely than not about one happening. Articles come as
packed sketches; one is opened and held against several others, of which no more is unpacked than is asked.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterable
from functools import cache

from onrecord.stories.sketch import HEAD, SCALE
from onrecord.stories.weights import Weights

NAMES = (
    "terms", "root terms", "lead", "title", "title in other", "title in both", "names", "figures",
    "share of figures", "quoted", "share of quoted", "undated", "days apart", "over 3 days", "over 10 days",
    "best term", "best 5 terms", "shared terms", "length", "terms x lead", "terms x names", "untitled",
    "other terms",
)  # fmt: skip
BEST = 5
_UNIT = SCALE * SCALE


class Held:
    """An article opened to be held against others. Weights are whole numbers, so their sums are exact."""

    __slots__ = ("day", "figures", "lead", "names", "quoted", "terms", "title", "words")

    def __init__(self, sketch: bytes) -> None:
        self.day, self.words, a, b, c, d, e, f = HEAD.unpack_from(sketch)
        tables = a + b + c + d
        ids = _ids(tables + e + f).unpack_from(sketch, HEAD.size)
        weights = _weights(tables).unpack_from(sketch, HEAD.size + 4 * len(ids))
        self.terms = dict(zip(ids[:a], weights[:a], strict=True))
        self.lead = dict(zip(ids[a : a + b], weights[a : a + b], strict=True))
        self.title = dict(zip(ids[a + b : tables - d], weights[a + b : tables - d], strict=True))
        self.names = dict(zip(ids[tables - d : tables], weights[tables - d :], strict=True))
        self.figures = frozenset(ids[tables : tables + e])
        self.quoted = frozenset(ids[tables + e :])

    def features(self, other: bytes) -> list[float]:
        """The features of the pair, in the order of `NAMES`; the same both ways round."""
        day, words, a, b, c, d, e, f = HEAD.unpack_from(other)
        tables = a + b + c + d
        ids = _ids(tables + e + f).unpack_from(other, HEAD.size)
        weights = _weights(tables).unpack_from(other, HEAD.size + 4 * len(ids))
        terms, lead, title, names = self.terms, self.lead, self.title, self.names
        found = [terms[t] * weights[n] for n, t in enumerate(ids[:a]) if t in terms]
        leads = sum([lead[t] * weights[n] for n, t in enumerate(ids[a : a + b], a) if t in lead]) / _UNIT
        titles, covered = 0, 0
        for n, t in enumerate(ids[a + b : tables - d], a + b):
            if t in terms:
                covered += weights[n] ** 2
            if t in title:
                titles += title[t] * weights[n]
        start = tables - d
        called = (
            sum([names[t] * weights[n] for n, t in enumerate(ids[start:tables], start) if t in names]) / _UNIT
        )
        found.sort(reverse=True)
        cosine = sum(found) / _UNIT
        top = sum(found[:BEST]) / _UNIT
        first = sum([title[t] ** 2 for t in title.keys() & ids[:a]]) / _UNIT
        second = covered / _UNIT
        figures = len(self.figures.intersection(ids[tables : tables + e]))
        quoted = len(self.quoted.intersection(ids[tables + e :]))
        gap = -1 if day < 0 or self.day < 0 else abs(day - self.day)
        return [
            cosine, math.sqrt(cosine), leads, titles / _UNIT, max(first, second), min(first, second),
            called, math.log1p(figures), figures / (min(len(self.figures), e) or 1),
            math.log1p(quoted), quoted / (min(len(self.quoted), f) or 1),
            float(gap < 0), math.log1p(max(gap, 0)), float(gap > 3), float(gap > 10),
            found[0] / _UNIT if found else 0.0, top, len(found) / 30, math.log1p(min(words, self.words)),
            cosine * leads, cosine * called, float(not c or not title), cosine - top,
        ]  # fmt: skip


def likeness(one: bytes, others: Iterable[bytes], weights: Weights) -> list[float]:
    """The logit, for each of the others, that the two are about one happening."""
    held = Held(one)
    found = []
    for other in others:
        total = weights.bias
        for value, weight in zip(held.features(other), weights.values, strict=True):
            total += value * weight
        found.append(total)
    return found


@cache
def _ids(number: int) -> struct.Struct:
    return struct.Struct(f"<{number}I")


@cache
def _weights(number: int) -> struct.Struct:
    return struct.Struct(f"<{number}H")
