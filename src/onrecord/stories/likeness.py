"""How alike two articles are: the features of a pair, and their weighing into one figure.

The figure is a logit: above 0, the two are more likely than not about one happening.
"""

from __future__ import annotations

import math

from onrecord.stories.sketch import Sketch, Terms
from onrecord.stories.weights import Weights

NAMES = (
    "terms", "root terms", "lead", "title", "title in other", "title in both", "names", "figures",
    "share of figures", "quoted", "share of quoted", "undated", "days apart", "over 3 days", "over 10 days",
    "best term", "best 5 terms", "shared terms", "length", "terms x lead", "terms x names", "untitled",
    "other terms",
)  # fmt: skip


def features(a: Sketch, b: Sketch) -> list[float]:
    """The features of a pair, in the order of `NAMES`; the same both ways round."""
    other = b.terms
    shared = sorted((w * other[t] for t, w in a.terms.items() if t in other), reverse=True)
    cosine = math.fsum(shared)
    lead, names = _cosine(a.lead, b.lead), _cosine(a.names, b.names)
    first, second = _covered(a.title, b.terms), _covered(b.title, a.terms)
    figures, quoted = len(a.figures & b.figures), len(a.quoted & b.quoted)
    gap = -1 if a.day is None or b.day is None else abs(a.day - b.day)
    top = math.fsum(shared[:5])
    return [
        cosine, math.sqrt(cosine), lead, _cosine(a.title, b.title), max(first, second), min(first, second),
        names, math.log1p(figures), figures / (min(len(a.figures), len(b.figures)) or 1),
        math.log1p(quoted), quoted / (min(len(a.quoted), len(b.quoted)) or 1),
        float(gap < 0), math.log1p(max(gap, 0)), float(gap > 3), float(gap > 10),
        shared[0] if shared else 0.0, top, len(shared) / 30, math.log1p(min(a.words, b.words)),
        cosine * lead, cosine * names, float(not a.title or not b.title), cosine - top,
    ]  # fmt: skip


def likeness(a: Sketch, b: Sketch, weights: Weights) -> float:
    """The logit that the two are about one happening."""
    total = weights.bias
    for value, weight in zip(features(a, b), weights.values, strict=True):
        total += value * weight
    return total


def _cosine(a: Terms, b: Terms) -> float:
    return math.fsum([w * b[t] for t, w in a.items() if t in b])


def _covered(title: Terms, terms: Terms) -> float:
    """The share of a title's weight whose terms the other article has."""
    return math.fsum([w * w for t, w in title.items() if t in terms])
