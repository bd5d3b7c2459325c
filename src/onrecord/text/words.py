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
_ASCII_WORD = re.compile(
    r"[a-z]++(?:'[a-z0-9]++|[0-9][a-z0-9]*+)*+|\$?\d+(?:[.,]\d+)*[a-z0-9]*(?:'[a-z0-9]+)*|(?<=\d)\s?%"
)
"""`WORD` for a text in small ASCII letters, several times as fast."""
_USUAL = (
    ("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("—", "-"), ("–", "-"), ("…", ";"), ("\u00a0", " "),
)  # fmt: skip
"""What makes most English texts other than ASCII, and an ASCII character that parts or joins words alike."""


class Word(NamedTuple):
    """One word: `[start, end)` in the text and its folded form."""

    start: int
    end: int
    folded: str


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """The words of `text[start:end]` in order; offsets are offsets in `text`."""
    stop = len(text) if end is None else end
    plain = _plain(text)
    if plain is None:
        found = WORD.finditer(text, start, stop)
        return (Word(*match.span(), fold_word(match.group()).strip()) for match in found)
    spans = [match.span() for match in _ASCII_WORD.finditer(plain, start, stop)]
    made, percent = tuple.__new__, "%" in plain  # Word's own constructor takes as long as all the rest.
    return iter(
        [
            made(Word, (first, last, plain[first:last].strip() if percent else plain[first:last]))
            for first, last in spans
        ]
    )


def _plain(text: str) -> str | None:
    """The text, place for place, in small ASCII letters and straight marks; None where it has others."""
    if not text.isascii():
        for mark, plain in _USUAL:
            text = text.replace(mark, plain)
        if not text.isascii():
            return None
    return text.lower().replace("`", "'")


def folded_words(text: str) -> list[str]:
    """The folded words alone."""
    plain = _plain(text)
    if plain is None:
        return [fold_word(match).strip() for match in WORD.findall(text)]
    found: list[str] = _ASCII_WORD.findall(plain)
    return [word.strip() for word in found] if "%" in plain else found
