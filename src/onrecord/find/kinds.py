"""Direct, indirect or mixed: how much of a statement's content stands inside quotation marks."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.find.quotes import Quotation
from onrecord.models import Kind, Spans

_ALL = 0.95
_SOME = 0.02


def kind_of(text: str, content: Spans, found: Iterable[Quotation]) -> Kind:
    """`direct` where all its letters and digits are quoted, `indirect` where none is, or `mixed`.

    `found` are the quotations of the text, from `quotations`.
    """
    outer = [quotation for quotation in found if quotation.level == 1]
    total = quoted = 0
    for span in content:
        total += _letters(text, span.start, span.end)
        for quotation in outer:
            inner = quotation.inner
            quoted += _letters(text, max(span.start, inner.start), min(span.end, inner.end))
    if not quoted or quoted < _SOME * total:
        return "indirect"
    return "direct" if quoted >= _ALL * total else "mixed"


def _letters(text: str, start: int, end: int) -> int:
    """How many letters and digits `text[start:end]` has."""
    return sum(map(str.isalnum, text[start:end])) if start < end else 0
