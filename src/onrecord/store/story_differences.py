"""Where a story's reports differ: claims held against each other, denials, and wordings of one quotation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from onrecord.models import Actor, Record
from onrecord.store.saying_tables import version
from onrecord.store.story_tables import story_document
from onrecord.store.tables import document
from onrecord.stories.contradictions import Contradiction, Side, contradictions, denied, ordered
from onrecord.stories.report import Happening, Report, Stand
from onrecord.stories.tokens import fold

_SD, _V = story_document.c, version.c
_MARK, _CLOSING = 4, ("”", '"', "’")
_WORDINGS = 12
"""How many sayings of a story are compared in their wordings: those of most documents."""


def report_of(record: Record) -> Report:
    """A document of a story with what its record says that happened."""
    d = record.document
    spans = tuple((s.start, s.end) for s in d.parts.get("body", ()))
    events = tuple(
        Happening(
            e.evidence[0].start, e.evidence[-1].end, e.type, e.mode, e.status,
            e.date.value if e.date else None,
            _surnames((*e.actors, *e.recipients)),
        )
        for e in record.events
        if e.evidence
    )  # fmt: skip
    stands = tuple(
        Stand(
            p.evidence[0].start, p.evidence[-1].end, p.stance,
            _surnames(p.actors) | ({p.side} if p.side else set()),
            p.object.exact,
        )
        for p in record.positions
        if p.evidence and p.degree == "whole"
    )  # fmt: skip
    return Report(d.id, d.text, d.source, d.published or d.fetched or "", spans, events, stands)


def _surnames(actors: Iterable[Actor]) -> frozenset[str]:
    """The last word of each name, folded."""
    return frozenset(fold(a.name.split()[-1]) for a in actors if a.name.split())


def differences(connection: sa.Connection, key: str, reports: Sequence[Report]) -> list[Contradiction]:
    """All of them; the clear ones first, developments last."""
    found = [*contradictions(reports), *denied(reports), *wordings(connection, key, reports)]
    return ordered(found)


def wordings(connection: sa.Connection, key: str, reports: Iterable[Report]) -> list[Contradiction]:
    """Quotations that the reports run in other words than each other; what was cut with a mark is none."""
    texts = {report.id: report for report in reports}
    query = (
        sa.select(_V.saying, _V.start, _V.quote, _V.folded, _V.speaker, document.c.id)
        .join(story_document, _SD.document == _V.document)
        .join(document, document.c.seq == _V.document)
        .where(_SD.story == key, _SD.copy_of.is_(None), document.c.id.in_(texts))
        .order_by(_SD.sort_when, _V.document, _V.start)
    )
    groups: dict[int, dict[str, Any]] = defaultdict(dict)
    for row in connection.execute(query):
        groups[row.saying].setdefault(row.folded, row)
    several = sorted((g for g in groups.values() if len(g) > 1), key=lambda g: -len(g))
    found = (_wording(list(group.values()), texts) for group in several[:_WORDINGS])
    return [one for one in found if one is not None]


def _wording(rows: list[Any], texts: dict[str, Report]) -> Contradiction | None:
    from onrecord.verify.verdict import RANK, compare

    longest = max(rows, key=lambda row: len(row.quote))
    others = [
        row
        for row in rows
        if row.id != longest.id and RANK[compare(row.quote, longest.quote).verdict] > RANK["trimmed"]
    ]
    if not others:
        return None
    kept = [row for row in rows if row is longest or row in others]
    speaker = next((row.speaker for row in kept if row.speaker), None)
    sides = tuple(_side(row, texts[row.id]) for row in kept)
    return Contradiction("wording", speaker or "", sides, development=False, confidence=0.9)


def _side(row: Any, report: Report) -> Side:
    """The words between the marks; of a quotation in pieces, as much of the text as it is long.

    The sentence begins with the mark, where the quotation's own page is found.
    """
    at = report.text.find(row.quote, row.start, row.start + len(row.quote) + _MARK)
    start = row.start if at < 0 else at
    exact = report.text[start : start + len(row.quote)]
    end = start + len(exact)
    last = end + (report.text[end : end + 1] in _CLOSING)
    quoted = report.text[row.start : last]
    return Side(report.id, report.source, report.when, exact, start, end, row.start, last, quoted)
