"""All checks of one record: the headline against the body, quotations against transcripts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.find.quotes import Quotation, outermost, quotations
from onrecord.models import Check, Passage, Record, Span, Statement
from onrecord.verify.collections import Collections
from onrecord.verify.headline import check_headline
from onrecord.verify.tracer import Query, Trace

MADE_BY = "verify.trace/1"
_CONTEXT = 80


def verify(record: Record, sources: Collections | None = None) -> Record:
    """The record with its checks: each quotation in the headline against the body, and with `sources`
    each quotation of its direct and mixed statements against what was said."""
    checks = check_headline(record)
    if sources:
        checks += check_quotations(record, sources)
    return replace(record, checks=checks)


def check_quotations(record: Record, sources: Collections) -> tuple[Check, ...]:
    """A check for each passage between quotation marks in a direct or mixed statement, in their order."""
    quoted = list(_quoted(record))
    traces = sources.trace_all(_query(record, statement, quotation) for statement, quotation in quoted)
    return tuple(
        _check(statement, quotation, trace)
        for (statement, quotation), trace in zip(quoted, traces, strict=True)
    )


def _quoted(record: Record) -> Iterator[tuple[Statement, Quotation]]:
    """Each quotation with the statement that it belongs to, once."""
    document = record.document
    found = [
        quotation
        for body in document.parts.get("body", ())
        for quotation in outermost(quotations(document.text, body.start, body.end, document.language))
        if any(char.isalnum() for char in quotation.inner.exact)
    ]
    statements = [statement for statement in record.statements if statement.kind in ("direct", "mixed")]
    for quotation in found:
        owner = max(statements, key=lambda s: _shared(s, quotation.span), default=None)
        if owner is not None and _shared(owner, quotation.span):
            yield owner, quotation


def _shared(statement: Statement, span: Span) -> int:
    """How many characters of the statement's content stand in the span."""
    return sum(max(0, min(part.end, span.end) - max(part.start, span.start)) for part in statement.content)


def _query(record: Record, statement: Statement, quotation: Quotation) -> Query:
    actors = statement.speaker.actors
    start = quotation.span.start
    return Query(
        quote=quotation.inner.exact,
        speaker=actors[0].name if len(actors) == 1 and actors[0].kind == "person" else None,
        date=statement.date.value if statement.date else None,
        context=record.document.text[max(0, start - _CONTEXT) : start],
    )


def _check(statement: Statement, quotation: Quotation, trace: Trace) -> Check:
    against = None
    if trace.found:
        place = trace.found[0]
        against = Passage(
            place.text_id,
            Span(place.start, place.end, place.exact),
            f"{place.collection}/{place.document}",
            place.speaker,
            place.date,
        )
    return Check(
        quote=quotation.span,
        verdict=trace.verdict,
        notes=trace.notes,
        against=against,
        difference=trace.difference,
        statement=statement.id,
        made_by=MADE_BY,
        confidence=trace.confidence,
    )
