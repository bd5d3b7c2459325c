"""Proper names from the encoder's scores, in place of the parse's entities."""

from __future__ import annotations

from typing import cast

import numpy as np

from onrecord.find.encoder import Encoded
from onrecord.find.findings import NameLabel
from onrecord.find.windows import NAME_LABELS, SEP

NamePlace = tuple[int, int, NameLabel]


def name_places(encoded: Encoded) -> list[NamePlace]:
    """Names of one stretch as (start, end, label) in offsets of the text, in order.

    A name never crosses paragraphs; an inside label without its begin opens a name.
    """
    pieces = encoded.pieces
    words = np.flatnonzero(pieces.first)
    best = encoded.names[words].argmax(1)
    best[pieces.ids[words] == SEP] = 0
    stops = np.append(words[1:], len(pieces)) - 1
    out: list[NamePlace] = []
    kinds = (best + 1) // 2
    at, n = 0, len(words)
    while at < n:
        kind = int(kinds[at])
        stop = at + 1
        if kind:
            while stop < n and kinds[stop] == kind and best[stop] % 2 == 0:
                stop += 1
            label = cast(NameLabel, NAME_LABELS[2 * kind - 1].removeprefix("B-"))
            out.append((int(pieces.starts[words[at]]), int(pieces.ends[stops[stop - 1]]), label))
        at = stop
    return out
