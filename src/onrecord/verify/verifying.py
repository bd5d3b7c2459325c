"""All checks of one record: the headline against the body, quotations against transcripts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.find.quotes import Quotation, outermost, quotations
from onrecord.models import Check, Passage, Record, Span, Statement
from onrecord.verify.collections import Collections
from onrecord.verify.headline import check_headline
from onrecord.verify.occasions import of_the_occasion
from onrecord.verify.traces import Query, Trace
from onrecord.verify.versions import Version

MADE_BY = "verify.trace/1"
_CONTEXT = 240


def verify(record: Record, sources: Collections | None = None) -> Record:
    """The record with its checks: each quotation in the headline against the body, and with `sources`
    each quotation of the body against what was said."""
    checks = check_headline(record)
    if sources:
        checks += check_quotations(record, sources)
    return replace(record, checks=checks)


def check_quotations(record: Record, sources: Collections) -> tuple[Check, ...]:
    """A check for each passage between quotation marks in the body, in the order of the text.

    `statement` of a check is the direct or mixed statement that carries the words, None where none does.
    """
    quoted = list(quoted_in(record))
    queries = [_query(record, statement, quotation) for statement, quotation in quoted]
    traces = of_the_occasion(queries, list(sources.trace_all(queries)))
    return tuple(
        _check(statement, quotation, trace)
        for (statement, quotation), trace in zip(quoted, traces, strict=True)
    )


def quoted_in(record: Record) -> Iterator[tuple[Statement | None, Quotation]]:
    """Each quotation of the body, once, with the direct or mixed statement that it belongs to, if any."""
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
        yield (owner if owner is not None and _shared(owner, quotation.span) else None), quotation


def versions_in(record: Record) -> Iterator[Version]:
    """Each quotation of the body as a version of what was said, to group with those of other articles."""
    document, seen = record.document, set[int]()
    for statement, quotation in quoted_in(record):
        if quotation.span.start not in seen:
            seen.add(quotation.span.start)
            yield Version(
                document.id,
                quotation.span.start,
                quotation.inner.exact,
                statement.id if statement else None,
                _named(statement),
                document.published,
            )


def _named(statement: Statement | None) -> str | None:
    """The one person whom the article gives the words to."""
    actors = statement.speaker.actors if statement else ()
    return actors[0].name if len(actors) == 1 and actors[0].kind == "person" else None


def _shared(statement: Statement, span: Span) -> int:
    """How many characters of the statement's content stand in the span."""
    return sum(max(0, min(part.end, span.end) - max(part.start, span.start)) for part in statement.content)


def _query(record: Record, statement: Statement | None, quotation: Quotation) -> Query:
    start = quotation.span.start
    return Query(
        quote=quotation.inner.exact,
        speaker=_named(statement),
        date=statement.date.value if statement and statement.date else None,
        context=record.document.text[max(0, start - _CONTEXT) : start],
        published=record.document.published,
    )


def _check(statement: Statement | None, quotation: Quotation, trace: Trace) -> Check:
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
        statement=statement.id if statement else None,
        made_by=MADE_BY,
        confidence=trace.confidence,
    )
