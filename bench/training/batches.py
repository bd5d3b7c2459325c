"""Windows of samples gathered into padded batches."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from onrecord.find.windows import CLS, Window, windows_of
from training.data import IGNORE, NONE, Sample

MASK, PAD = 103, 0


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of one batch: places are [windows, places], words [windows, words] with `word` their places.

    Targets are -100 where nothing is to be learned.
    """

    ids: Tensor
    shape: Tensor
    quote: Tensor
    start: Tensor
    mask: Tensor
    word: Tensor
    inside: Tensor
    labels: Tensor
    cue: Tensor
    source: Tensor
    names: Tensor


Item = tuple[Sample, Window]


def cut(samples: Sequence[Sample], draw: random.Random, size: int) -> list[Item]:
    """Windows of every sample, cut anew: their size and the context before them vary."""
    return [
        (sample, window)
        for sample in samples
        for window in windows_of(sample.pieces, draw.randint(size * 5 // 8, size), draw.choice((0, 0, 32)))
    ]


def batches(items: Sequence[Item], draw: random.Random, places: int) -> Iterator[list[Item]]:
    """Batches of windows of like length, at most `places` places each, in random order."""
    order = sorted(items, key=lambda item: (item[1].hi - item[1].lo) + draw.random() * 24)
    packs: list[list[Item]] = [[]]
    for item in order:
        width = item[1].hi - item[1].lo + 1
        if packs[-1] and (len(packs[-1]) + 1) * width > places:
            packs.append([])
        packs[-1].append(item)
    draw.shuffle(packs)
    yield from packs


def gather(pack: Sequence[Item], noise: np.random.Generator | None, masked: float = 0.06) -> Batch:
    """One batch; with `noise`, some words are hidden and some windows lose their letter case."""
    width = max(w.hi - w.lo + 1 for _, w in pack)
    rows = [_row(sample, window, width, noise, masked) for sample, window in pack]
    columns = [torch.from_numpy(np.stack(column)) for column in zip(*rows, strict=True)]
    ids, shape, quote, start, mask, first, labels, cue, source, names = columns
    words = int(first.sum(1).max())
    word = torch.argsort(~first, dim=1, stable=True)[:, :words]
    inside = torch.gather(first, 1, word)
    held = labels.gather(1, word)
    return Batch(
        ids, shape, quote, start, mask, word, inside, torch.where(inside, held, torch.zeros_like(held)),
        cue, source, names,
    )  # fmt: skip


def _row(
    sample: Sample, window: Window, width: int, noise: np.random.Generator | None, masked: float
) -> tuple[np.ndarray, ...]:  # type: ignore[type-arg]
    p, lo, hi = sample.pieces, window.lo, window.hi
    n = hi - lo + 1

    def wide(column: np.ndarray, head: int, fill: int, kind: type = np.int64) -> np.ndarray:  # type: ignore[type-arg]
        out = np.full(width, fill, kind)
        out[0] = head
        out[1:n] = column[lo:hi]
        return out

    ids, shape = wide(p.ids, CLS, PAD), wide(p.shape, 0, 0)
    quote, start = wide(p.quote, 0, 0), wide(p.start, 0, 0)
    if noise is not None:
        hide = (noise.random(width) < masked) & (shape > 0) & (shape != 7)
        ids[hide] = MASK
        if noise.random() < 0.06:
            shape[(shape > 0) & (shape < 6)] = 1
        if noise.random() < 0.06:
            quote[quote != 0] = np.where(noise.random(int((quote != 0).sum())) < 0.5, 0, quote[quote != 0])
    first = wide(p.first, 0, 0, bool)
    mask = np.arange(width) < n

    def pointed(column: np.ndarray, none: int) -> np.ndarray:  # type: ignore[type-arg]
        out = np.full(width, -100, np.int64)
        target = column[lo:hi]
        here = np.where((target >= lo) & (target < hi), target - lo + 1, -100)
        here[target == NONE] = none
        here[(target == IGNORE) | ~p.first[lo:hi]] = -100
        out[1:n] = here
        return out

    names = wide(sample.names, -100, -100)
    names[~first] = -100
    return (
        ids, shape, quote, start, mask, first, wide(sample.labels, 0, 0),
        pointed(sample.cue, -100), pointed(sample.source, 0), names,
    )  # fmt: skip
