"""Word alignment with affine gaps: a short sequence inside a longer one, exact and cheap.

The whole of the short sequence is placed; the long one may start and stop anywhere. Skipping words of
the long one costs once to begin and little to go on, so that a cut stays one cut; at marked places, and
over words that are noise, skipping is nearly free.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

Op = Literal["=", "~", "-", "+"]
Floats = np.ndarray[Any, np.dtype[np.float64]]
Bools = np.ndarray[Any, np.dtype[np.bool_]]


@dataclass(frozen=True, slots=True)
class Costs:
    """What an alignment pays, in units of one matched full word."""

    other_word: float = 1.0
    like_word: float = 0.3
    begin_skip: float = 1.2
    go_on_skip: float = 0.02
    marked_skip: float = 0.2
    noise: float = 0.0
    begin_extra: float = 1.1
    extra_word: float = 0.6
    free_word: float = 0.05


DEFAULT_COSTS = Costs()


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `=` matched, `~` another word in its place, `-` only in the long, `+` only in the short.

    `short` and `long` are indices; for `-` and `+` the other index is where the step stands.
    """

    op: Op
    short: int
    long: int


def align(
    same: Bools,
    like: Bools | None = None,
    *,
    weight: Sequence[float] | None = None,
    noise: Sequence[bool] | None = None,
    marked: Sequence[bool] | None = None,
    free: Sequence[bool] | None = None,
    costs: Costs = DEFAULT_COSTS,
) -> tuple[float, list[Step]]:
    """The best score and its steps, from the first step that consumes the short sequence to the last.

    `same` and `like` are (n, m) matrices: word i of the short equals, or looks like, word j of the long.
    `weight` (n) is what a match of each short word is worth; `noise` (m) are long words that cost next
    to nothing to skip; `marked` (n + 1) are places before a short word where skipping is
    announced; `free` (n) are short words that need no counterpart.
    """
    n, m = same.shape
    if n == 0 or m == 0:
        return 0.0, [Step("+", i, 0) for i in range(n)]
    worth = np.ones(n) if weight is None else np.asarray(weight, dtype=np.float64)
    other = np.full(n, costs.other_word)
    extra = np.tile((costs.begin_extra, costs.extra_word), (n, 1))
    if free is not None:
        at = np.asarray(free, dtype=bool)
        other[at], extra[at] = costs.free_word, costs.free_word
    pair = np.where(same, worth[:, None], -other[:, None])
    if like is not None:
        pair = np.where(like & ~same, np.maximum(pair, -costs.like_word), pair)
    skip = np.full(m, costs.go_on_skip)
    if noise is not None:
        skip[np.asarray(noise, dtype=bool)] = costs.noise
    total = np.concatenate(([0.0], np.cumsum(skip)))
    begin = np.full(n + 1, costs.begin_skip)
    if marked is not None:
        begin[np.asarray(marked, dtype=bool)] = costs.marked_skip
    entry = total - begin[:, None] * _quiet(noise, m)
    tables = _fill(pair, total, entry, extra)
    return _trace(tables, pair, entry, extra)


def _quiet(noise: Sequence[bool] | None, m: int) -> Floats:
    """What beginning to skip at each long word costs, as a factor: nothing where it is noise."""
    factor = np.ones(m + 1)
    if noise is not None:
        factor[:m][np.asarray(noise, dtype=bool)] = 0.05
    return factor


@dataclass(slots=True)
class _Tables:
    """Best scores by (short words placed, long words passed): over all, ending in a pair, in an extra."""

    best: Floats
    pair: Floats
    extra: Floats


def _fill(pair: Floats, total: Floats, entry: Floats, dear: Floats) -> _Tables:
    n, m = pair.shape
    best = np.zeros((n + 1, m + 1))
    matched = np.full((n + 1, m + 1), -np.inf)
    extra = np.full((n + 1, m + 1), -np.inf)
    for i in range(1, n + 1):
        matched[i, 1:] = best[i - 1, :-1] + pair[i - 1]
        extra[i] = np.maximum(best[i - 1] - dear[i - 1, 0], extra[i - 1] - dear[i - 1, 1])
        row = np.maximum(matched[i], extra[i])
        if i < n:
            reach = np.maximum.accumulate(row + entry[i])
            np.maximum(row[1:], reach[:-1] - total[1:], out=row[1:])
        best[i] = row
    return _Tables(best, matched, extra)


def _trace(tables: _Tables, pair: Floats, entry: Floats, dear: Floats) -> tuple[float, list[Step]]:
    """The score and the steps back from the best end."""
    best, matched, extra = tables.best, tables.pair, tables.extra
    i = pair.shape[0]
    j = int(np.argmax(best[i]))
    score = float(best[i, j])
    steps: list[Step] = []
    while i > 0:
        if best[i, j] > max(matched[i, j], extra[i, j]):
            reach = np.maximum(matched[i, :j], extra[i, :j]) + entry[i, :j]
            k = int(np.argmax(reach))
            steps.extend(Step("-", i, at) for at in range(j - 1, k - 1, -1))
            j = k
        if matched[i, j] >= extra[i, j]:
            steps.append(Step("=" if pair[i - 1, j - 1] > 0 else "~", i - 1, j - 1))
            i, j = i - 1, j - 1
            continue
        going = True
        while going:
            going = extra[i, j] > best[i - 1, j] - dear[i - 1, 0]
            steps.append(Step("+", i - 1, j))
            i -= 1
    steps.reverse()
    return score, steps
