"""Word pairs of a text as hashes with their places, computed for millions of characters at once.

Words here are coarser than in `onrecord.text.words`: letters and digits, folded without accents;
everything else parts words, except apostrophes and characters that do not show. The index only has to
lead to a place; what stands there is compared with care afterwards.
"""

from __future__ import annotations

from functools import cache
from itertools import chain
from typing import Any

import numpy as np

from onrecord.text.fold import SINGLE_MARKS, fold_char

Hashes = np.ndarray[Any, np.dtype[np.uint64]]
Places = np.ndarray[Any, np.dtype[np.int64]]

_BASE = 0x9E3779B97F4A7C15
_UNDO = pow(_BASE, -1, 1 << 64)
_MIX = np.uint64(0xFF51AFD7ED558CCD)
_SECOND = np.uint64(0xC2B2AE3D27D4EB4F)
_SHIFT, _SHIFT_SECOND = np.uint64(32), np.uint64(29)
_TABLE_SIZE = 1 << 16
_IDEOGRAPHS = range(0x3400, 0xA48D)
_HANGUL = range(0xAC00, 0xD7A4)
_HANGUL_TO_PRIVATE = range(0xAC00, 0xF900)
_SEPARATOR, _HIDDEN = 0, 1
_CHUNK = 1 << 20


def code_points(text: str) -> np.ndarray[Any, np.dtype[np.uint32]]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


@cache
def _table() -> tuple[Any, dict[int, list[int]]]:
    """What each code point below 65,536 counts as: 0 parts words, 1 does not show, else a letter's value.

    The second part has the letters of those that fold to several. Ideographs and Hangul are themselves.
    """
    values = np.zeros(_TABLE_SIZE, dtype=np.uint32)
    several: dict[int, list[int]] = {}
    for code in chain(range(_IDEOGRAPHS.start), range(_IDEOGRAPHS.stop, _TABLE_SIZE)):
        if code in _HANGUL_TO_PRIVATE:
            continue
        char = chr(code)
        if (char in SINGLE_MARKS and char not in "‹›") or (
            not char.isascii() and not char.isspace() and fold_char(char, False) == ""
        ):
            values[code] = _HIDDEN
        elif char.isalnum():
            folded = [ord(c) for c in fold_char(char, False) if c.isalnum()]
            values[code] = folded[0] if folded else _SEPARATOR
            if len(folded) > 1:
                several[code] = folded
    values[_IDEOGRAPHS.start : _IDEOGRAPHS.stop] = _IDEOGRAPHS
    values[_HANGUL.start : _HANGUL.stop] = _HANGUL
    return values, several


@cache
def _several_flags() -> Any:
    flags = np.zeros(_TABLE_SIZE, dtype=bool)
    flags[list(_table()[1])] = True
    return flags


@cache
def _powers(size: int) -> tuple[Hashes, Hashes]:
    """`_BASE ** i` and its inverse for i below `size`, modulo 2 ** 64."""
    up = np.empty(size, dtype=np.uint64)
    down = np.empty(size, dtype=np.uint64)
    for out, factor in ((up, _BASE), (down, _UNDO)):
        out[0] = 1
        done = 1
        while done < size:
            step = min(done, size - done)
            out[done : done + step] = out[:step] * np.uint64(pow(factor, done, 1 << 64))
            done += step
    return up, down


def _letters(codes: np.ndarray[Any, np.dtype[np.uint32]]) -> tuple[Any, Places | None]:
    """Letter values with the hidden ones gone, and the place of each; None where places are 0, 1, 2 …"""
    table, several = _table()
    high = codes >= _TABLE_SIZE
    values = table[np.where(high, 0, codes)]
    if high.any():
        values = np.where(high, codes, values)
    places: Places | None = None
    hidden = values == _HIDDEN
    if hidden.any():
        places = np.flatnonzero(~hidden)
        values, codes = values[places], codes[places]
    if several and (codes > 127).any():
        expanding = _several_flags()[np.minimum(codes, _TABLE_SIZE - 1)] & (codes < _TABLE_SIZE)
        if expanding.any():
            values, places = _expanded(values, codes, expanding, places)
    return values, places


def _expanded(values: Any, codes: Any, expanding: Any, places: Places | None) -> tuple[Any, Places]:
    several = _table()[1]
    base = np.arange(len(values)) if places is None else places
    counts = np.ones(len(values), dtype=np.int64)
    at = np.flatnonzero(expanding)
    letters = [several[int(codes[i])] for i in at]
    counts[at] = [len(each) for each in letters]
    wide = np.repeat(values, counts)
    starts = (np.cumsum(counts) - counts)[at]
    for start, each in zip(starts, letters, strict=True):
        wide[start : start + len(each)] = each
    return wide, np.repeat(base, counts)


def words_of(text: str) -> tuple[Hashes, Places]:
    """A hash of each coarse word of `text` and the place of its first character."""
    values, places = _letters(code_points(text))
    if len(values) == 0:
        return np.empty(0, dtype=np.uint64), np.empty(0, dtype=np.int64)
    inside = values != _SEPARATOR
    edges = np.diff(inside.view(np.int8), prepend=np.int8(0), append=np.int8(0))
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    if len(starts) == 0:
        return np.empty(0, dtype=np.uint64), np.empty(0, dtype=np.int64)
    up, down = _powers(_power_size(len(values)))
    sums = np.zeros(len(values) + 1, dtype=np.uint64)
    np.cumsum(values.astype(np.uint64) * up[: len(values)], out=sums[1:])
    hashes = (sums[ends] - sums[starts]) * down[starts]
    return hashes, starts if places is None else places[starts]


def _power_size(size: int) -> int:
    return max(1 << 12, 1 << (size - 1).bit_length())


def pair_hashes(hashes: Hashes) -> Hashes:
    """A well-mixed hash for each two neighbouring words: one fewer than words."""
    second = hashes[1:] ^ (hashes[1:] >> _SHIFT_SECOND)
    mixed: Any = hashes[:-1] * _MIX + second * _SECOND
    mixed = (mixed ^ (mixed >> _SHIFT)) * _MIX
    return np.asarray(mixed ^ (mixed >> _SHIFT_SECOND), dtype=np.uint64)


def pairs_of(text: str) -> tuple[Hashes, Places]:
    """A hash for each two neighbouring words of `text` and the place of the first, chunk by chunk.

    Chunks end at white space; the one pair that lies across two chunks is left out.
    """
    if len(text) <= _CHUNK:
        hashes, places = words_of(text)
        return pair_hashes(hashes), places[:-1]
    found: list[tuple[Hashes, Places]] = []
    start = 0
    while start < len(text):
        end = _chunk_end(text, start)
        hashes, places = words_of(text[start:end])
        found.append((pair_hashes(hashes), places[:-1] + start))
        start = end
    return np.concatenate([h for h, _ in found]), np.concatenate([p for _, p in found])


def _chunk_end(text: str, start: int) -> int:
    end = start + _CHUNK
    if end >= len(text):
        return len(text)
    for mark in ("\n", " "):
        at = text.rfind(mark, start + _CHUNK // 2, end)
        if at > 0:
            return at + 1
    return end
