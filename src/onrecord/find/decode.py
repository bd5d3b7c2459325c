"""From the network's scores to statements: spans by the best chain of labels, then who belongs with whom.

Works on places of `Pieces`, not on characters. A cue makes a statement: pieces of content that point to
the same cue are one statement, and content and cue together choose the source.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
    n = len(pieces)
    words = np.flatnonzero(pieces.first)
    scores = emissions[words] + chain.bias
    stops = np.searchsorted(words, pieces.breaks)
    starts = np.concatenate(([0], stops[:-1]))
    lengths = stops - starts
    labels = np.zeros(len(words), np.int64)
    for group in _by_length(lengths):
        width = int(lengths[group].max())
        spots = starts[group][:, None] + np.arange(width)[None, :]
        inside = np.arange(width)[None, :] < lengths[group][:, None]
        block = scores[np.where(inside, spots, 0)]
        found = _viterbi(block, inside, chain.steps)
        labels[spots[inside]] = found[inside]
    soft = np.exp(scores - scores.max(1, keepdims=True))
    soft /= soft.sum(1, keepdims=True)
    certainty = soft[np.arange(len(words)), labels].astype(np.float32)
    owner = np.cumsum(pieces.first) - 1
    spread = labels[owner]
    later = ~pieces.first & (spread % 2 == 1)
    spread[later] += 1
    assert len(spread) == n
    return spread, certainty[owner]


def _by_length(lengths: NDArray[np.int64]) -> Iterable[NDArray[np.int64]]:
    """Indices of paragraphs in groups of like length, so that little is padded."""
    order = np.argsort(lengths, kind="stable")
    at = 0
    while at < len(order):
        limit = max(16, int(lengths[order[at]]) * 2)
        stop = at + int(np.searchsorted(lengths[order[at:]], limit, side="right"))
        yield order[at:stop]
        at = stop


def _viterbi(block: Floats, inside: NDArray[np.bool_], steps: Floats) -> NDArray[np.int64]:
    """Best labels `[paragraphs, width]`. Each paragraph follows and ends with a separator, labelled O."""
    rows, width, labels = block.shape
    score = steps[0][None, :] + block[:, 0]
    back = np.zeros((width, rows, labels), np.int64)
    stay = np.arange(labels)
    for i in range(1, width):
        through = score[:, :, None] + steps[None]
        best = through.argmax(1)
        moved = np.take_along_axis(through, best[:, None, :], 1)[:, 0] + block[:, i]
        here = inside[:, i, None]
        back[i] = np.where(here, best, stay)
        score = np.where(here, moved, score)
    out = np.zeros((rows, width), np.int64)
    out[:, -1] = (score + steps[:, 0]).argmax(1)
    for i in range(width - 1, 0, -1):
        out[:, i - 1] = np.take_along_axis(back[i], out[:, i, None], 1)[:, 0]
    return out


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
    groups: dict[tuple[int, int], list[Range]] = {}
    certain: dict[Range, float] = {}
    cores = np.array([w.window.core for w in windows])
    for content in spans["content"]:
        scores = windows[int(np.searchsorted(cores, content[0], side="right")) - 1]
        cue, sure = _point(scores, scores.cue, content, pieces, spans["cue"], none=False)
        certain[content] = sure
        groups.setdefault(cue or (-1, content[0]), []).append(content)
    linked = []
    for cue, contents in groups.items():
        real = cue if cue[0] >= 0 else None
        linked.append(
            _with_source(windows, cores, pieces, spans["source"], real, contents, certain, certainty)
        )
    return sorted(linked, key=lambda one: one.content)


def _with_source(
    windows: Sequence[Scores],
    cores: NDArray[np.int64],
    pieces: Pieces,
    sources: list[Range],
    cue: Range | None,
    contents: list[Range],
    certain: dict[Range, float],
    certainty: Floats,
) -> Linked:
    asking = [*contents, cue] if cue else contents
    votes: dict[Range | None, list[float]] = {}
    for span in asking:
        scores = windows[int(np.searchsorted(cores, span[0], side="right")) - 1]
        for candidate, value in _candidates(scores, scores.source, span, pieces, sources, none=True):
            votes.setdefault(candidate, []).append(value)
    floor = float(np.log(1e-4))
    total = {c: float(sum(v) + floor * (len(asking) - len(v))) / len(asking) for c, v in votes.items()}
    source = max(total, key=lambda c: (total[c], c or (-1, -1))) if total else None
    own = np.concatenate([certainty[a:b] for a, b in contents])
    by_cue = certainty[cue[0] : cue[1]] if cue else np.zeros(1, np.float32)
    by_source = certainty[source[0] : source[1]] if source else np.ones(1, np.float32)
    features = (
        float(own.mean()), float(own.min()), float(own[0]), float(own[-1]),
        float(by_cue.mean()), float(by_cue.min()), float(by_source.mean()), float(by_source.min()),
        min(certain[c] for c in contents), float(np.exp(total.get(source, floor))),
    )  # fmt: skip
    return Linked(tuple(contents), cue, source, features)


def _point(
    scores: Scores, pointer: Floats, span: Range, pieces: Pieces, candidates: list[Range], *, none: bool
) -> tuple[Range | None, float]:
    rated = _candidates(scores, pointer, span, pieces, candidates, none=none)
    if not rated:
        return None, 0.0
    best, value = max(rated, key=lambda pair: (pair[1], pair[0] or (-1, -1)))
    return best, float(np.exp(value))


def _candidates(
    scores: Scores, pointer: Floats, span: Range, pieces: Pieces, candidates: list[Range], *, none: bool
) -> list[tuple[Range | None, float]]:
    """Each candidate in the window with the mean log probability that the span's words point into it."""
    lo, hi = scores.window.lo, scores.window.hi
    rows = np.arange(span[0], min(span[1], hi))
    rows = rows[pieces.first[rows]] if pieces.first[rows].any() else rows[:1]
    logits = pointer[rows - lo + 1].astype(np.float64)
    top = logits.max(1, keepdims=True)
    shares = np.exp(logits - top)
    shares /= shares.sum(1, keepdims=True)
    rated: list[tuple[Range | None, float]] = []
    if none:
        rated.append((None, float(np.log(shares[:, 0] + 1e-4).mean())))
    for start, stop in candidates:
        if start >= lo and stop <= hi:
            inside = shares[:, start - lo + 1 : stop - lo + 1].sum(1)
            rated.append(((start, stop), float(np.log(inside + 1e-4).mean())))
    return rated
