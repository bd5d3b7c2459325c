"""From the network's scores to statements: spans by the best chain of labels, then who belongs with whom.

Works on places of `Pieces`, not on characters. A cue makes a statement: pieces of content that point to
the same cue are one statement, and content and cue together choose the source.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from onrecord.find.windows import STATEMENT_LABELS, Pieces, Window

Floats = NDArray[np.float32]
Range = tuple[int, int]
NEVER = -1e4
_ROLES = ("source", "cue", "content")


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network says of one window; place 0 is the window's own first place, then its pieces.

    `emissions` [places, labels]; `cue` and `source` [places, places], one row a place that points.
    """

    window: Window
    emissions: Floats
    cue: Floats
    source: Floats


@dataclass(frozen=True, slots=True)
class Chain:
    """Learned scores of label after label `steps[from, to]`, with the impossible ones ruled out.

    `bias` is added to each label's score: it trades precision against recall.
    """

    steps: Floats
    bias: Floats


@dataclass(frozen=True, slots=True)
class Linked:
    """One statement in places `[start, end)` of the pieces, with what a confidence is made from.

    `features`: mean and least probability of the content's labels, of the cue's, of the source's,
    probability of the link to the cue and to the source.
    """

    content: tuple[Range, ...]
    cue: Range | None
    source: Range | None
    features: tuple[float, ...] = field(default=())


def allowed_steps() -> NDArray[np.bool_]:
    """`[from, to]`: an inside label follows only its own begin or inside."""
    labels = STATEMENT_LABELS
    return np.array([[to[0] != "I" or was[1:] == to[1:] for to in labels] for was in labels])


def best_labels(emissions: Floats, pieces: Pieces, chain: Chain) -> tuple[NDArray[np.int64], Floats]:
    """The best chain of labels, paragraph by paragraph, and each label's own probability there.

    A word's later pieces take the label of its first (inside, where that begins).
    """
    words = np.flatnonzero(pieces.first)
    scores = emissions[words] + chain.bias
    stops = np.searchsorted(words, pieces.breaks)
    starts = np.concatenate(([0], stops[:-1]))
    labels = _viterbi(scores, starts, stops - starts, chain.steps)
    soft = np.exp(scores - scores.max(1, keepdims=True))
    soft /= soft.sum(1, keepdims=True)
    certainty = soft[np.arange(len(words)), labels].astype(np.float32)
    owner = np.cumsum(pieces.first) - 1
    spread = labels[owner]
    later = ~pieces.first & (spread % 2 == 1)
    spread[later] += 1
    return spread, certainty[owner]


def _viterbi(
    scores: Floats, starts: NDArray[np.int64], lengths: NDArray[np.int64], steps: Floats
) -> NDArray[np.int64]:
    """The best label of each word. Each paragraph follows and ends with a separator, labelled O.

    All paragraphs go a step at a time together, the longest first: those under way are the first rows.
    """
    labels = np.zeros(len(scores), np.int64)
    order = np.argsort(-lengths, kind="stable")
    starts, lengths = starts[order], lengths[order]
    width = int(lengths[0]) if len(lengths) else 0
    under_way = np.searchsorted(-lengths, -np.arange(width + 1), side="left").tolist()
    last = np.zeros(len(lengths), np.int64)
    score = np.broadcast_to(steps[0], (len(lengths), len(steps)))
    back: list[NDArray[np.int64]] = []
    for i in range(width):
        rows, left = under_way[i], under_way[i + 1]
        here = scores[starts[:rows] + i]
        if i == 0:
            score = score[:rows] + here
        else:
            through = score[:rows, :, None] + steps
            back.append(through.argmax(1))
            score = through.max(1) + here
        if left < rows:
            last[left:rows] = (score[left:] + steps[:, 0]).argmax(1)
    at = last
    for i in range(width - 1, -1, -1):
        rows = under_way[i]
        labels[starts[:rows] + i] = at[:rows]
        if i:
            at[:rows] = back[i - 1][np.arange(rows), at[:rows]]
    return labels


def spans_of(labels: NDArray[np.int64]) -> dict[str, list[Range]]:
    """Spans of each role, as places `[start, end)`, in order."""
    found: dict[str, list[Range]] = {role: [] for role in _ROLES}
    role_of = (labels + 1) // 2
    begins = labels % 2 == 1
    edges = np.flatnonzero(begins | (np.diff(role_of, prepend=0) != 0))
    stops = [*edges[1:].tolist(), len(labels)][: len(edges)]
    for start, stop in zip(edges.tolist(), stops, strict=True):
        role = int(role_of[start])
        if role:
            found[_ROLES[role - 1]].append((start, stop))
    return found


def link(
    windows: Sequence[Scores], pieces: Pieces, labels: NDArray[np.int64], certainty: Floats
) -> list[Linked]:
    """Statements of one document, in the order of their first content."""
    spans = spans_of(labels)
    if not spans["content"]:
        return []
    pointing = _Pointing(windows, pieces, spans)
    groups: dict[tuple[int, int], list[Range]] = {}
    certain: dict[Range, float] = {}
    for content in spans["content"]:
        cue, sure = _point(pointing.rated("cue", content))
        certain[content] = sure
        groups.setdefault(cue or (-1, content[0]), []).append(content)
    linked = []
    for cue, contents in groups.items():
        real = cue if cue[0] >= 0 else None
        linked.append(_with_source(pointing, real, contents, certain, certainty))
    return sorted(linked, key=lambda one: one.content)


def _with_source(
    pointing: _Pointing,
    cue: Range | None,
    contents: list[Range],
    certain: dict[Range, float],
    certainty: Floats,
) -> Linked:
    asking = [*contents, cue] if cue else contents
    votes: dict[Range | None, list[float]] = {}
    for span in asking:
        for candidate, value in pointing.rated("source", span):
            votes.setdefault(candidate, []).append(value)
    floor = float(np.log(1e-4))
    total = {c: (sum(v) + floor * (len(asking) - len(v))) / len(asking) for c, v in votes.items()}
    source = max(total, key=lambda c: (total[c], c or (-1, -1))) if total else None
    own = certainty[contents[0][0] : contents[0][1]]
    if len(contents) > 1:
        own = np.concatenate([certainty[a:b] for a, b in contents])
    by_cue = certainty[cue[0] : cue[1]] if cue else _NOTHING
    by_source = certainty[source[0] : source[1]] if source else _ALL
    features = (
        float(own.mean()), float(own.min()), float(own[0]), float(own[-1]),
        float(by_cue.mean()), float(by_cue.min()), float(by_source.mean()), float(by_source.min()),
        min(certain[c] for c in contents), math.exp(total.get(source, floor)),
    )  # fmt: skip
    return Linked(tuple(contents), cue, source, features)


_NOTHING, _ALL = np.zeros(1, np.float32), np.ones(1, np.float32)


def _point(rated: list[tuple[Range | None, float]]) -> tuple[Range | None, float]:
    if not rated:
        return None, 0.0
    best, value = max(rated, key=lambda pair: (pair[1], pair[0] or (-1, -1)))
    return best, math.exp(value)


Rated = list[tuple[Range | None, float]]


class _Pointing:
    """What the spans of one document point to, found for all spans of a window at once."""

    def __init__(self, windows: Sequence[Scores], pieces: Pieces, spans: dict[str, list[Range]]) -> None:
        self.windows = windows
        self.first = pieces.first
        self.spans = spans
        self.cores = [w.window.core for w in windows]
        self.asking = {"cue": spans["content"], "source": sorted([*spans["content"], *spans["cue"]])}
        self.held: dict[tuple[str, int], dict[Range, Rated]] = {}

    def rated(self, role: str, span: Range) -> Rated:
        """Each candidate in the span's window, with the mean log probability that the span's words point
        into it; for a source also None."""
        key = role, bisect_right(self.cores, span[0]) - 1
        if key not in self.held:
            self.held[key] = self._window(*key)
        return self.held[key].get(span, [])

    def _window(self, role: str, index: int) -> dict[Range, Rated]:
        scores = self.windows[index]
        lo, hi = scores.window.lo, scores.window.hi
        asking = _between(self.asking[role], scores.window.core, hi)
        found: list[Range | None] = [None] if role == "source" else []
        found += [span for span in _between(self.spans[role], lo, hi) if span[1] <= hi]
        if not asking or not found:
            return {}
        masks = np.zeros((hi - lo + 1, len(found) + 1), np.float32)
        masks[:, 0] = 1.0
        for column, place in enumerate(found, 1):
            first, last = (-1, 0) if place is None else (place[0] - lo, place[1] - lo)
            masks[first + 1 : last + 1, column] = 1.0
        rows, starts = self._words(asking, hi)
        logits = (scores.cue if role == "cue" else scores.source)[rows - lo + 1]
        sums = np.exp(logits - logits.max(1, keepdims=True)) @ masks
        logs = np.log(sums[:, 1:] / sums[:, :1] + 1e-4)
        counts = np.diff(starts, append=len(rows))
        means = (np.add.reduceat(logs, starts, 0) / counts[:, None]).tolist()
        return {span: list(zip(found, mean, strict=True)) for span, mean in zip(asking, means, strict=True)}

    def _words(self, asking: Sequence[Range], hi: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The first pieces of all words of the spans, and where each span's begin among them."""
        rows: list[NDArray[np.int64]] = []
        for start, stop in asking:
            own = start + np.flatnonzero(self.first[start : min(stop, hi)])
            rows.append(own if len(own) else np.array([start]))
        starts = np.cumsum([0, *map(len, rows[:-1])])
        return np.concatenate(rows), starts


def _between(spans: list[Range], first: int, last: int) -> list[Range]:
    """Those of the sorted spans that start in `[first, last)`."""
    return spans[bisect_left(spans, (first, 0)) : bisect_left(spans, (last, 0))]
