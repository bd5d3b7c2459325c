"""Paragraphs of a text, as offsets: the unit that one bad mark may cost."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BREAK = re.compile(r"[\n\r\u2028\u2029]")
_BLANK = re.compile(r"(?:\r\n|\n|\r)[^\S\n\r]*(?:\r\n|\n|\r)|\u2029")


def paragraphs(
    text: str, start: int = 0, end: int | None = None, *, blank_line: bool = False
) -> Iterator[tuple[int, int]]:
    """`(start, end)` of each paragraph in `text[start:end]`, without white space round it, in order.

    Every line break parts paragraphs; with `blank_line` only an empty line does, for texts that are
    wrapped at a fixed width.
    """
    stop = len(text) if end is None else end
    at = start
    for match in (_BLANK if blank_line else _BREAK).finditer(text, start, stop):
        yield from _trimmed(text, at, match.start())
        at = match.end()
    yield from _trimmed(text, at, stop)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
