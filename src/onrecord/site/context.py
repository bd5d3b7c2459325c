"""The sentence round a statement's words, for lists in which a fragment alone would say nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from onrecord.find.surface import sentences
from onrecord.site.words import shorten
from onrecord.store import Desk, StatementRow
from onrecord.visibility import withheld

Around = tuple[str, str]
_FRAGMENT = 5
"""A direct quotation of fewer words is a piece of a sentence, not one."""
_BEFORE, _AFTER = 200, 160
_REACH = 1500
_PARAGRAPH = re.compile(r"\n[ \t]*\n|\r\n[ \t]*\r\n")
_WRAPPED = re.compile(r"(?<=[\w,;-])\r?\n(?=[a-z])")
"""A line break within a sentence, where a text is wrapped at a width."""


def in_part(row: StatementRow) -> bool:
    """Whether the statement's words are likely to be a piece of a sentence, which needs the rest of it."""
    return row.kind != "direct" or len(row.said.split()) < _FRAGMENT


def texts_round(desk: Desk, rows: Iterable[StatementRow], *, public: bool) -> dict[str, str]:
    """The texts, by document, of the statements that need their sentence; one query for all of them.

    On a public desk the sentences of others are not shown round what is quoted of them.
    """
    return desk.texts(
        {row.document.id for row in rows if in_part(row) and not withheld(row.document.notes, public=public)}
    )


def around(row: StatementRow, texts: Mapping[str, str]) -> Around:
    """The words of the sentence before the statement's and those after it; both empty where it needs none."""
    text = texts.get(row.document.id)
    if text is None or not row.content or not in_part(row):
        return "", ""
    first, last = row.content[0].start, max(span.end for span in row.content)
    if not row.content[0].holds_in(text):
        return "", ""
    start, _ = _sentence(text, first)
    _, end = _sentence(text, max(first, last - 1))
    return _tail(text[start:first]), _head(text[last:end])


def _sentence(text: str, at: int) -> tuple[int, int]:
    low, high = max(0, at - _REACH), min(len(text), at + _REACH)
    for gap in _PARAGRAPH.finditer(text, low, high):
        if gap.end() <= at:
            low = gap.end()
        elif gap.start() > at:
            high = gap.start()
            break
    piece = _WRAPPED.sub(lambda gap: " " * len(gap[0]), text[low:high])
    for start, end in sentences(piece):
        if start <= at - low < end:
            return low + start, low + end
    return at, at + 1


def _tail(words: str) -> str:
    """The words before, the last of them where they are many, with the space that follows them."""
    folded = " ".join(words.split())
    if len(folded) > _BEFORE:
        folded = "… " + folded[-_BEFORE:].partition(" ")[2]
    return folded + " " if folded and words[-1:].isspace() else folded


def _head(words: str) -> str:
    folded = shorten(" ".join(words.split()), _AFTER)
    return " " + folded if folded and words[:1].isspace() else folded
