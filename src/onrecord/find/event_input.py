"""What the event-type network reads: one sentence's word pieces, with actor and recipient marked.

A mark is an ordinary piece of the vocabulary (`@` round the actor, `#` round the recipient), so that the
word vectors shared with the other models serve here too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from onrecord.find.decode import Floats
from onrecord.find.windows import CLS, SEP, Ints, folded

ACTOR, RECIPIENT = 1030, 1001
LONGEST = 128
WIDEST = 24

Part = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Marked:
    """Piece ids of a marked sentence; `actor` and `recipient` are the places of their opening marks.

    Where a sentence has no actor or no recipient, its place is 0, that of the first piece. `offsets` are
    those of the pieces in the sentence; a mark's is empty.
    """

    ids: Ints
    offsets: tuple[Part, ...]
    actor: int
    recipient: int


def marked(text: str, actor: Part | None, recipient: Part | None, tokenizer: Any) -> Marked:
    """`text` is the sentence; `actor` and `recipient` are offsets in it.

    A sentence of more than `LONGEST` pieces loses those that are furthest from its marks.
    """
    encoded = tokenizer.encode_batch([folded(text)], add_special_tokens=False)[0]
    cuts: dict[int, list[int]] = {}
    for part, mark in ((actor, ACTOR), (recipient, RECIPIENT)):
        if part is not None:
            inside = [i for i, (a, b) in enumerate(encoded.offsets) if a < part[1] and b > part[0]]
            if inside:
                cuts.setdefault(inside[0], []).append(mark)
                cuts.setdefault(inside[-1] + 1, []).insert(0, -mark)
    ids: list[int] = []
    offsets: list[Part] = []
    places: dict[int, int] = {}
    for i, piece in enumerate([*encoded.ids, SEP]):
        for mark in cuts.get(i, ()):
            places.setdefault(mark, len(ids))
            ids.append(abs(mark))
            offsets.append((0, 0))
        ids.append(piece)
        offsets.append(encoded.offsets[i] if i < len(encoded.offsets) else (0, 0))
    first, last = _kept(len(ids), list(places.values()))
    found = {mark: 1 + place - first for mark, place in places.items() if first <= place < last}
    kept = np.array([CLS, *ids[first:last]], np.int32)
    spots = ((0, 0), *offsets[first:last])
    return Marked(kept, spots, found.get(ACTOR, 0), found.get(RECIPIENT, 0))


def best_span(edges: Floats, read: Marked, column: int) -> Part | None:
    """The stretch of the sentence whose first and last piece score highest in `column` and the one after."""
    real = np.array([b > a for a, b in read.offsets])
    if not real.any():
        return None
    first = np.where(real, edges[:, column], -1e9)
    last = np.where(real, edges[:, column + 1], -1e9)
    total = first[:, None] + last[None, :]
    n = len(first)
    gap = np.arange(n)[None, :] - np.arange(n)[:, None]
    total[(gap < 0) | (gap > WIDEST)] = -np.inf
    i, j = divmod(int(total.argmax()), n)
    return read.offsets[i][0], read.offsets[j][1]


def _kept(size: int, places: list[int]) -> Part:
    """The stretch of at most `LONGEST` pieces to read, round the marks."""
    if size < LONGEST:
        return 0, size
    middle = (min(places) + max(places)) // 2 if places else 0
    first = min(max(0, middle - LONGEST // 2), size - LONGEST + 1)
    return first, first + LONGEST - 1
