"""Windows of samples gathered into padded batches."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from bench.training.data import IGNORE, NONE, Sample
from onrecord.find.windows import CLS, Window, windows_of

MASK, PAD = 103, 0
Column = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of one batch: places are [windows, places], words [windows, words] with `word` their places.

    Targets are -100 where nothing is to be learned. `soft` [windows, places, labels] is a teacher's word.
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
    soft: Tensor | None


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
    soft = None
    if all(sample.soft is not None for sample, _ in pack):
        soft = torch.from_numpy(np.stack([_soft(sample, window, width) for sample, window in pack]))
    return Batch(
        ids, shape, quote, start, mask, word, inside, torch.where(inside, held, torch.zeros_like(held)),
        cue, source, names, soft,
    )  # fmt: skip


def _row(
    sample: Sample, window: Window, width: int, noise: np.random.Generator | None, masked: float
) -> tuple[Column, ...]:
    p, lo, hi = sample.pieces, window.lo, window.hi
    ids, shape = _wide(p.ids, window, width, CLS, PAD), _wide(p.shape, window, width)
    quote, start = _wide(p.quote, window, width), _wide(p.start, window, width)
    if noise is not None:
        _disturb(ids, shape, quote, noise, masked)
    first = _wide(p.first, window, width).astype(bool)
    mask = np.arange(width) < hi - lo + 1
    names = _wide(sample.names, window, width, -100, -100)
    names[~first] = -100
    return (
        ids, shape, quote, start, mask, first, _wide(sample.labels, window, width),
        _pointed(sample.cue, p.first, window, width, -100),
        _pointed(sample.source, p.first, window, width, 0), names,
    )  # fmt: skip


def _wide(column: Column, window: Window, width: int, head: int = 0, fill: int = 0) -> Column:
    """The window's part of a column behind its own first place, filled up to the batch's width."""
    out: Column = np.full(width, fill, np.int64)
    out[0] = head
    out[1 : window.hi - window.lo + 1] = column[window.lo : window.hi]
    return out


def _disturb(ids: Column, shape: Column, quote: Column, noise: np.random.Generator, masked: float) -> None:
    """Hides some words; now and then takes away letter case, or some of the quotation marks' states."""
    hide = (noise.random(len(ids)) < masked) & (shape > 0) & (shape != 7)
    ids[hide] = MASK
    if noise.random() < 0.06:
        shape[(shape > 0) & (shape < 6)] = 1
    if noise.random() < 0.06:
        quote[noise.random(len(quote)) < 0.5] = 0


def _pointed(column: Column, first: Column, window: Window, width: int, none: int) -> Column:
    """Targets in places of the window; `none` where nothing is pointed to."""
    lo, hi = window.lo, window.hi
    target = column[lo:hi]
    here = np.where((target >= lo) & (target < hi), target - lo + 1, -100)
    here[target == NONE] = none
    here[(target == IGNORE) | ~first[lo:hi]] = -100
    out: Column = np.full(width, -100, np.int64)
    out[1 : hi - lo + 1] = here
    return out


def _soft(sample: Sample, window: Window, width: int) -> Column:
    assert sample.soft is not None
    out: Column = np.zeros((width, sample.soft.shape[1]), np.float32)
    out[1 : window.hi - window.lo + 1] = sample.soft[window.lo : window.hi]
    return out
