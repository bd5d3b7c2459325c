"""Words of a text with their offsets: runs of letters and digits, apostrophes and figures kept whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from onrecord.text.fold import fold_word

_MARKS = "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
_INDIC = "\u0900-\u0963\u0966-\u096f\u0971-\u0df3\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_HIDDEN = "\u00ad\u200b-\u200d\u2060\ufeff"
_LETTER = rf"(?:[^\W_]|[{_MARKS}{_INDIC}{_HIDDEN}\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff])"
_START = rf"(?:[^\W_]|[{_INDIC}])"
_APOSTROPHE = "['’‘ʼ`´′＇]"
WORD = re.compile(
    rf"[$€£¥₹]?\d+(?:[.,]\d+)*(?:{_LETTER}|(?={_APOSTROPHE}{_START}){_APOSTROPHE})*"
    rf"|{_START}(?:{_LETTER}|{_APOSTROPHE}(?={_START}))*"
    rf"|(?<=\d)\s?%"
)


class Word(NamedTuple):
    """One word: `[start, end)` in the text and its folded form."""

    start: int
    end: int
    folded: str


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """The words of `text[start:end]` in order; offsets are offsets in `text`."""
    stop = len(text) if end is None else end
    if text.isascii():
        lowered = text.lower()
        for match in WORD.finditer(text, start, stop):
            first, last = match.span()
            yield Word(first, last, _plain(lowered[first:last]))
        return
    for match in WORD.finditer(text, start, stop):
        yield Word(*match.span(), fold_word(match.group()).strip())


def _plain(word: str) -> str:
    return word.replace("`", "'").strip() if word[-1] == "%" or "`" in word else word


def folded_words(text: str) -> list[str]:
    """The folded words alone."""
    return [fold_word(match).strip() for match in WORD.findall(text)]
