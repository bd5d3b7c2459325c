"""What was changed between two texts, word by word, in an order in which people read it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Sign = Literal["=", "-", "+"]

_WIDE = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_WORD = re.compile(rf"(?:[{_WIDE}]|[^\s{_WIDE}]+)\s*")
_PARAGRAPH = re.compile(r"[^\n]*\n*")
_MOST_CELLS = 400_000_000
"""Beyond so many pairs of words, paragraphs are compared whole: a table of so many bits takes 50 MB."""
_STRAY_WORDS = 2
_STRAY_LETTERS = 10


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand in both texts (`=`), only in the old one (`-`) or only in the new one (`+`).

    `start` is where they begin in the text that `exact` is taken from: the old one for `-`, else the new one.
    """

    sign: Sign
    start: int
    exact: str


def difference(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces of both texts, in order, what was struck before what was put in its place.

    All `=` and `+` pieces joined are the new text. White space alone makes no difference.
    """
    if old == new:
        return (Piece("=", 0, new),) if new else ()
    lead = len(new) - len(new.lstrip())
    before, after = _tokens(old, _WORD), _tokens(new, _WORD)
    first, last = _shared_ends(before, after)
    left, right = before[first : len(before) - last], after[first : len(after) - last]
    if len(left) * len(right) > _MOST_CELLS:
        before, after = _tokens(old, _PARAGRAPH), _tokens(new, _PARAGRAPH)
        first, last = _shared_ends(before, after)
        left, right = before[first : len(before) - last], after[first : len(after) - last]
    steps: list[tuple[Sign, list[_Token]]] = [("=", after[:first])]
    steps += _steps(left, right)
    steps.append(("=", after[len(after) - last :]))
    pieces = _merged(_without_strays([step for step in steps if step[1]]))
    if not lead:
        return pieces
    return _merged([("=", [_Token(0, new[:lead], "")])]) + pieces


@dataclass(frozen=True, slots=True)
class _Token:
    """A word with the white space after it; words are compared without."""

    start: int
    exact: str
    word: str


_Steps = list[tuple[Sign, list[_Token]]]


def _tokens(text: str, pattern: re.Pattern[str]) -> list[_Token]:
    return [
        _Token(match.start(), match.group(), match.group().strip())
        for match in pattern.finditer(text)
        if match.group().strip()
    ]


def _shared_ends(before: Sequence[_Token], after: Sequence[_Token]) -> tuple[int, int]:
    """How many tokens the two share at their beginning, and at their end."""
    most = min(len(before), len(after))
    first = next((i for i in range(most) if before[i].word != after[i].word), most)
    most -= first
    last = next((i for i in range(most) if before[-1 - i].word != after[-1 - i].word), most)
    return first, last


def _steps(left: list[_Token], right: list[_Token]) -> Iterator[tuple[Sign, list[_Token]]]:
    from rapidfuzz.distance import Indel

    steps = Indel.opcodes([token.word for token in left], [token.word for token in right])
    for step in steps:
        if step.tag == "equal":
            yield "=", right[step.dest_start : step.dest_end]
        elif step.tag == "delete":
            yield "-", left[step.src_start : step.src_end]
        else:
            yield "+", right[step.dest_start : step.dest_end]


def _without_strays(steps: _Steps) -> _Steps:
    """A short word or two left standing between changes is read as part of the change."""
    kept: _Steps = []
    struck: list[_Token] = []
    put: list[_Token] = []
    for place, (sign, tokens) in enumerate(steps):
        between = 0 < place < len(steps) - 1
        stray = len(tokens) <= _STRAY_WORDS and sum(len(token.word) for token in tokens) <= _STRAY_LETTERS
        if sign == "=" and not (between and stray and (struck and put) and "\n" not in tokens[-1].exact):
            kept += [("-", struck), ("+", put), ("=", tokens)]
            struck, put = [], []
        elif sign == "=":
            struck, put = [*struck, *tokens], [*put, *tokens]
        elif sign == "-":
            struck = [*struck, *tokens]
        else:
            put = [*put, *tokens]
    kept += [("-", struck), ("+", put)]
    return [(sign, tokens) for sign, tokens in kept if tokens]


def _merged(steps: _Steps) -> tuple[Piece, ...]:
    return tuple(
        Piece(sign, tokens[0].start, "".join(token.exact for token in tokens)) for sign, tokens in steps
    )
