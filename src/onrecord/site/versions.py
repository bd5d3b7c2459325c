"""Every version of one quotation in the desk, by its words and by its passage, the first one run first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.models import Check, Record, Span
from onrecord.store import Desk
from onrecord.text.words import folded_words
from onrecord.verify.verifying import quoted_in

MOST = 60

_WINDOW = 4
_WINDOWS = 5
_HITS = 60
_LEAST_SHARED = 0.5


@dataclass(frozen=True, slots=True)
class Found:
    """A quotation in a record: where it starts, its words without and with marks, its check if any."""

    record: Record
    start: int
    quote: str
    marked: str
    statement: str | None
    check: Check | None
    conflict: bool = False


def versions(desk: Desk, asked: Found) -> tuple[list[Found], int]:
    """The quotation in every document that runs it, the first one run first, and how many documents do.

    Those are the versions of its saying, and quotations that were traced to the same passage; at most
    `MOST` are given, the one asked for among them.
    """
    rows = {(asked.record.document.id, asked.start): asked}
    count = 1
    try:
        page = desk.sayings.at(asked.record.document.id, asked.start)
    except KeyError:
        page = None
    records = {asked.record.document.id: asked.record}
    for row in page.versions[:MOST] if page else ():
        id = row.version.document
        record = records.setdefault(id, asked.record) if id in records else desk.document(id)
        records[id] = record
        one = found_at(record, row.version.start)
        if one is not None:
            rows[id, one.start] = replace(one, conflict=row.conflict)
    count = max(count, page.saying.documents if page else 1)
    for one in _of_the_passage(desk, asked, records):
        rows.setdefault((one.record.document.id, one.start), one)
    ordered = sorted(rows.values(), key=lambda one: (_date(one), one.record.document.id, one.start))
    return ordered, max(count, len({one.record.document.id for one in ordered}))


def found_at(record: Record, start: int) -> Found | None:
    """The quotation that starts there in the body, if one does."""
    for statement, quotation in quoted_in(record):
        if quotation.span.start == start:
            checks = (check for check in record.checks if check.traced and check.quote.start == start)
            said = statement.id if statement else None
            quote, marked = quotation.inner.exact, quotation.span.exact
            return Found(record, start, quote, marked, said, next(checks, None))
    return None


def _date(one: Found) -> str:
    return one.record.document.published or "9999"


def _of_the_passage(desk: Desk, asked: Found, records: dict[str, Record]) -> Iterator[Found]:
    """Quotations of other documents that were traced to the same passage."""
    if asked.check is None or asked.check.against is None:
        return
    for id in _candidates(desk, asked.check):
        record = records[id] if id in records else desk.document(id)
        for check in record.checks:
            if check.traced and same(asked.check, check):
                one = found_at(record, check.quote.start)
                if one is not None:
                    yield one


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
