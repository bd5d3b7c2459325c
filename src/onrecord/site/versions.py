"""Every version of one quotation in the desk: found by its words, told by its passage, the oldest first."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.models import Check, Record, Span
from onrecord.site.notes import is_traced
from onrecord.store import Desk
from onrecord.text.words import folded_words

_WINDOW = 4
_WINDOWS = 5
_HITS = 60
_LEAST_SHARED = 0.5


def versions(desk: Desk, record: Record, check: Check) -> list[tuple[Record, Check, int]]:
    """Each document's checks of these words, with its number among its statement's; oldest first.

    Candidates are statements that share a few words in a row with the quotation or with its source; of
    them those count that were traced to the same passage, or whose words are the same.
    """
    found = {record.document.id: record}
    for id in _candidates(desk, check):
        if id not in found:
            found[id] = desk.document(id)
    rows = [
        (other, theirs, number)
        for other in found.values()
        for theirs, number in traced(other)
        if theirs == check or same(check, theirs)
    ]
    rows.sort(key=lambda row: (row[0].document.published or "9999", row[0].document.id, row[1].quote))
    return rows


def traced(record: Record) -> Iterator[tuple[Check, int]]:
    """The record's checks against transcripts, each with its number among its statement's, from 1."""
    counts: dict[str, int] = {}
    for check in record.checks:
        if check.statement is not None:
            counts[check.statement] = counts.get(check.statement, 0) + 1
            if is_traced(check):
                yield check, counts[check.statement]


def same(a: Check, b: Check) -> bool:
    """Whether two quotations are of the same words: of one passage, else alike after folding."""
    if a.against and b.against and a.against.text_id == b.against.text_id:
        return _shared(a.against.span, b.against.span) >= _LEAST_SHARED
    left, right = (" ".join(folded_words(check.quote.exact)) for check in (a, b))
    short, long = sorted((left, right), key=len)
    return len(short.split()) >= _WINDOW and f" {short} " in f" {long} "


def _shared(a: Span, b: Span) -> float:
    """The part of the shorter passage that stands in the other."""
    return max(0, min(a.end, b.end) - max(a.start, b.start)) / max(1, min(len(a), len(b)))


def _candidates(desk: Desk, check: Check) -> list[str]:
    texts = [check.quote.exact] + ([check.against.span.exact] if check.against else [])
    phrases = dict.fromkeys(phrase for text in texts for phrase in _phrases(text))
    ids: dict[str, None] = {}
    for phrase in phrases:
        found = desk.search(f'"{phrase}"', what="statements", limit=_HITS)
        ids |= {hit.statement.document.id: None for hit in found.statements}
    return list(ids)[:_HITS]


def _phrases(text: str) -> Iterator[str]:
    """A few words in a row from the beginning, the end and between."""
    words = [word for word in text.split() if any(map(str.isalnum, word))]
    last = max(0, len(words) - _WINDOW)
    steps = min(last, _WINDOWS - 1)
    for step in range(steps + 1):
        at = last * step // steps if steps else 0
        yield " ".join(words[at : at + _WINDOW])
