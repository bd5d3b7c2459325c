"""Spans as two columns of a row: their words, joined, and their offsets."""

from __future__ import annotations

import json
from collections.abc import Iterable

from onrecord.models import Span, Spans

_GAP = " … "


def join_words(spans: Iterable[Span]) -> str:
    """The spans' words, with what stands between them left out and marked."""
    return _GAP.join(span.exact for span in spans)


def offsets_of(spans: Iterable[Span]) -> str:
    """`[[start, end], …]` as JSON."""
    return json.dumps([[span.start, span.end] for span in spans])


def spans_from(words: str, offsets: str) -> Spans:
    """The spans that `join_words` and `offsets_of` were given."""
    found, at = [], 0
    for start, end in json.loads(offsets):
        found.append(Span(start, end, words[at : at + end - start]))
        at += end - start + len(_GAP)
    return tuple(found)


def fullest(spans: Spans) -> Span:
    """The longest of them, the first of those: where several places carry one finding, it says most."""
    return max(spans, key=lambda span: (len(span), -span.start))
