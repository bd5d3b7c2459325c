"""Folding that no reader would miss, with the way back to the original's offsets.

Letter case, the shapes of quotation marks, apostrophes and dashes, runs of white space, ligatures,
full-width forms and characters that do not show are folded; nothing here knows a language. Each code
point is folded by itself, so a composed and a decomposed letter fold to the same text. Accents stay
unless `accents=False`.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

DOUBLE_MARKS = '"“”„‟«»〝〞〟＂'
SINGLE_MARKS = "'‘’‚‛‹›`´ʼʹ′＇"
DASHES = "-‐‑‒–—―−﹘﹣－⸺⸻"
_SPACE = " "
_FIRST_OPTIONAL_MARK = 10
"""Canonical combining classes from here on are points and accents; below are parts of Indic letters."""


@cache
def fold_char(char: str, accents: bool = True) -> str:
    """What one code point folds to: nothing, one character, or several (`ﬁ`, `…`, `½`)."""
    if char in DOUBLE_MARKS:
        return '"'
    if char in SINGLE_MARKS:
        return "'"
    if char in DASHES:
        return "-"
    if char.isspace():
        return _SPACE
    if unicodedata.category(char) in ("Cf", "Cc", "Cs"):
        return ""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())
    kept = [c for c in folded if accents or unicodedata.combining(c) < _FIRST_OPTIONAL_MARK]
    return "".join(_SPACE if c.isspace() else _plain(c) for c in kept)


def _plain(char: str) -> str:
    if char in SINGLE_MARKS:
        return "'"
    return "-" if char in DASHES else char


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and where each of its characters came from.

    Character `i` of `text` came from code points `[starts[i], ends[i])` of the original, whose length
    is `length`. White space round the text is gone, runs of it within are one space.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    length: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's `(start, end)` for `[start, end)` of the folded text.

        An empty span gives an empty one; raises ValueError where the offsets are outside the text.
        """
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"span [{start}, {end}) is outside a text of {len(self.text)} characters")
        if start == end:
            at = self.starts[start] if start < len(self.text) else self.length
            return at, at
        return self.starts[start], self.ends[end - 1]

    def at(self, start: int, end: int) -> tuple[int, int]:
        """The folded `(start, end)` of what came from `[start, end)` of the original."""
        first = bisect_right(self.ends, start)
        return first, max(first, bisect_left(self.starts, end))


def fold(text: str, *, accents: bool = True) -> Folded:
    """`text` folded, with its offset map."""
    if text.isascii() and text.isprintable() and "  " not in text and text == text.strip():
        return _same_length(text)
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    spaced = True
    for at, char in enumerate(text):
        for folded in fold_char(char, accents):
            if folded == _SPACE and spaced:
                if ends and pieces[-1] == _SPACE:
                    ends[-1] = at + 1
                continue
            spaced = folded == _SPACE
            pieces.append(folded)
            starts.append(at)
            ends.append(at + 1)
    if pieces and pieces[-1] == _SPACE:
        del pieces[-1], starts[-1], ends[-1]
    return Folded("".join(pieces), starts, ends, len(text))


def _same_length(text: str) -> Folded:
    folded = text.lower().replace("`", "'")
    return Folded(folded, range(len(text)), range(1, len(text) + 1), len(text))


def fold_word(word: str, *, accents: bool = True) -> str:
    """One word folded, without its offsets."""
    if word.isascii():
        return word.lower().replace("`", "'")
    return "".join(fold_char(char, accents) for char in word)
