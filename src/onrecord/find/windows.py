"""From a text to the windows that the encoder reads: word pieces with features, offsets in code points.

The word pieces are those of an uncased vocabulary, so what it loses stands beside each piece: the
shape of the word (letter case, digits), where quotation marks open and close, and where a paragraph
starts. Quotation marks of every style are folded to one pair first, character for character.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

STATEMENT_LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
NAME_LABELS = (
    "O", "B-person", "I-person", "B-organisation", "I-organisation",
    "B-place", "I-place", "B-group", "I-group",
)  # fmt: skip
POINTER = 64
SHAPES = 8
QUOTES = 6
STARTS = 3
CLS, SEP = 101, 102

Ints = NDArray[np.int32]
Flags = NDArray[np.bool_]
Offsets = Sequence[tuple[int, int]]

_FOLD = str.maketrans(
    {
        "„": "“", "‟": "“", "«": "“", "″": '"', "＂": '"', "»": "”", "‹": "'", "›": "'", "‘": "'", "’": "'",
        "‚": "'", "‛": "'", "`": "'", "´": "'", "\u00a0": " ",
    }
)  # fmt: skip
_SURROGATE = re.compile("[\ud800-\udfff]")
_LOW = re.compile("„([^„“”\n\r]*)“")
_STRAIGHT = re.compile(r"\"|''|``")
_SINGLE = re.compile(
    r"(?:(?<=[\s(\[—–“])|(?<=^))'(?=\w)[^'“”\n]{2,200}(?:'\w[^'“”\n]{0,200})*?'(?=[\s.,;:!?)\]—–”]|$)"
)


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of the paragraphs of one text, in order; each paragraph ends with a separator.

    `starts` and `ends` are offsets in the text; `first` marks the first piece of each word (and the
    separators); `breaks` holds the place after each separator.
    """

    ids: Ints
    starts: Ints
    ends: Ints
    first: Flags
    shape: Ints
    quote: Ints
    start: Ints
    breaks: Ints

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Window:
    """Places `[lo, hi)` of the pieces, of which `[core, hi)` are decided here; before that is context."""

    lo: int
    core: int
    hi: int


def folded(text: str) -> str:
    """`text` with its quotation marks as “, ” and ', one character for one.

    A straight mark opens after white space, a bracket or a dash, unless one is open already; marks are
    paired anew in each paragraph (line).
    """
    text = _LOW.sub(r"“\1”", _SURROGATE.sub("\ufffd", text)).translate(_FOLD)
    if '"' not in text and "''" not in text:
        return text
    out: list[str] = []
    at, line, is_open = 0, 0, False
    for match in _STRAIGHT.finditer(text):
        here = match.start()
        gap = text[line:here]
        line = match.end()
        if "\n" in gap or "\r" in gap:
            is_open = False
        for mark in reversed(gap):
            if mark in "“”":
                is_open = mark == "“"
                break
        after = text[line : line + 1]
        opens = not is_open
        if opens and here and not text[here - 1].isspace() and text[here - 1] not in "([{—–-'“/":
            opens = bool(after) and not after.isspace() and after.isalnum()
        out.append(text[at:here] + ("“" if opens else "”") + (" " if line - here == 2 else ""))
        is_open = opens
        at = line
    out.append(text[at:])
    return "".join(out)


def pieces_of(text: str, places: Offsets, tokenizer: Any) -> Pieces:
    """Word pieces of the paragraphs at `places` (offsets of `text`, in order)."""
    folds = [folded(text[start:end]) for start, end in places]
    read = tokenizer.encode_batch(folds, add_special_tokens=False)
    ids: list[int] = []
    spots: list[tuple[int, int]] = []
    words: list[int] = []
    breaks: list[int] = []
    for fold, encoded in zip(folds, read, strict=True):
        ids += encoded.ids
        ids.append(SEP)
        spots += encoded.offsets
        spots.append((len(fold), len(fold)))
        words += encoded.word_ids
        words.append(-1)
        breaks.append(len(ids))
    if not ids:
        nothing = np.zeros(0, np.int32)
        return Pieces(nothing, nothing, nothing, nothing.astype(bool), nothing, nothing, nothing, nothing)
    ends = np.array(breaks, np.int32)
    lengths = np.diff(ends, prepend=np.int32(0))
    local = np.array(spots, np.int32).reshape(len(ids), 2)
    starts = local + np.repeat(np.array([start for start, _ in places], np.int32), lengths)[:, None]
    shift = np.cumsum([0, *(len(fold) + 1 for fold in folds)])[:-1].astype(np.int32)
    inside = local + np.repeat(shift, lengths)[:, None]
    first = np.ones(len(ids), bool)
    first[1:] = np.diff(np.array(words, np.int32)) != 0
    first[ends - 1] = True
    features = _features("\n".join(folds), folds, inside, first, ends)
    return Pieces(np.array(ids, np.int32), starts[:, 0], starts[:, 1], first, *features, ends)


def _features(
    joined: str, folds: Sequence[str], spots: Ints, first: Flags, ends: Ints
) -> tuple[Ints, Ints, Ints]:
    """Shape, quotation state and start of every piece, whose offsets in the joined text are `spots`."""
    n = len(spots)
    separators = np.zeros(n, bool)
    separators[ends - 1] = True
    whole = np.flatnonzero(first)
    stops = np.append(whole[1:], n) - 1
    places = zip(spots[whole, 0].tolist(), spots[stops, 1].tolist(), strict=True)
    shapes = np.array([_shape(joined[a:b]) for a, b in places], np.int32)
    shape = np.repeat(shapes, np.diff(np.append(whole, n)))
    states = [quotation(fold) for fold in folds]
    quote = np.concatenate(states)[spots[:, 0]]
    begin = np.where(_after_stop(joined)[spots[:, 0]], 2, 0).astype(np.int32)
    begin[np.concatenate(([0], ends[:-1]))] = 1
    for column in (shape, quote, begin):
        column[separators] = 0
    return shape, quote, begin


def _after_stop(text: str) -> Flags:
    """Whether a place follows the end of a sentence, as the punctuation (at most four characters) has it."""
    after = np.zeros(len(text) + 1, bool)
    after[[m.end() for m in _SENTENCE_STOP.finditer(text) if m.end() - m.start() <= 4]] = True
    return after


_SENTENCE_STOP = re.compile(r"[.!?][”')\]]*\s+")


@lru_cache(maxsize=65_536)
def _shape(word: str) -> int:
    """1 lower, 2 Title, 3 CAPITALS, 4 mIxed, 5 one capital, 6 digits, 7 no letters."""
    if word.islower():
        return 1
    if not any(map(str.isalpha, word)):
        return 6 if any(map(str.isdigit, word)) else 7
    if word.isupper():
        return 5 if len(word) == 1 else 3
    return 2 if word.istitle() else 4


def quotation(text: str) -> Ints:
    """For each character of a folded paragraph: 0 outside marks, 1 inside, 2 opening, 3 closing mark,
    4 inside marks that this paragraph does not close, 5 inside single marks."""
    state = np.zeros(len(text) + 1, np.int32)
    for match in _SINGLE.finditer(text) if "'" in text else ():
        state[match.start() : match.end()] = 5
    opened = -1
    for match in re.finditer("[“”]", text):
        here = match.start()
        if match.group() == "“":
            if opened < 0:
                opened = here
            state[here] = 2
        else:
            if opened >= 0:
                state[opened + 1 : here] = 1
                state[opened] = 2
            state[here] = 3
            opened = -1
    if opened >= 0:
        state[opened + 1 :] = 4
    return state


def windows_of(pieces: Pieces, size: int = 256, context: int = 48) -> Iterator[Window]:
    """Windows of whole paragraphs, at most `size` places with up to `context` places before.

    A paragraph longer than a window is cut, after a sentence where one ends in its last third.
    """
    at, n = 0, len(pieces)
    breaks = pieces.breaks.tolist()
    while at < n:
        lo = max(0, at - context)
        limit = min(n, lo + size - 1)
        hi = limit
        if limit < n:
            last = bisect_right(breaks, limit) - 1
            hi = breaks[last] if last >= 0 and breaks[last] > at else _cut(pieces, at, limit)
        yield Window(lo, at, hi)
        at = hi


def _cut(pieces: Pieces, at: int, limit: int) -> int:
    inside = np.flatnonzero(pieces.start[at + (limit - at) * 2 // 3 : limit] == 2)
    if len(inside):
        return at + (limit - at) * 2 // 3 + int(inside[-1])
    while limit > at + 1 and not pieces.first[limit]:
        limit -= 1
    return limit
