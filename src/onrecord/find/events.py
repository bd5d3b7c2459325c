"""Events between actors, found by frames of verbs and nouns: what was done, by whom, to whom, when and where.

No parse is needed: the subject and object of a verb are told from word lists, names and punctuation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.find.event_clauses import drafts
from onrecord.find.event_draft import Draft
from onrecord.find.event_index import Index
from onrecord.find.event_phrases import Range, Sentence
from onrecord.find.findings import FoundEvent, FoundName, FoundStatement
from onrecord.find.surface import sentences
from onrecord.models import Document, Span, When, Where
from onrecord.text.paragraphs import paragraphs

MADE_BY = "events/1"


def find_events(
    document: Document,
    names: Sequence[FoundName],
    dates: Sequence[When],
    places: Sequence[Where],
    statements: Sequence[FoundStatement] = (),
) -> tuple[FoundEvent, ...]:
    """The events of title and body, in the order of the text. Questions tell none."""
    index = Index(document, names, dates, places, statements)
    out = [
        event
        for part in ("title", "body")
        for span in document.parts.get(part, ())
        for paragraph in paragraphs(document.text, span.start, span.end)
        for place in sentences(document.text, *paragraph)
        if document.text[place[1] - 1] != "?"
        for event in _read(document, index, place)
    ]
    return tuple(sorted(out, key=lambda event: (event.anchor, event.type)))


def _read(document: Document, index: Index, place: tuple[int, int]) -> Iterator[FoundEvent]:
    sentence = index.sentence(*place)
    found = drafts(sentence)
    anchors = [_span(document, sentence, draft.anchor) for draft in found]
    for draft, anchor in zip(found, anchors, strict=True):
        yield _event(document, index, sentence, draft, anchor, anchors, place)


def _event(
    document: Document,
    index: Index,
    sentence: Sentence,
    draft: Draft,
    anchor: Span,
    anchors: Sequence[Span],
    place: tuple[int, int],
) -> FoundEvent:
    actors = tuple(_span(document, sentence, part) for part in (draft.actor,) if part is not None)
    recipients = tuple(_span(document, sentence, part) for part in (draft.recipient,) if part is not None)
    date = index.date(anchor, anchors, place)
    head = sentence.tokens[draft.first].start
    where = index.place(anchor, anchors, head, (*actors, *recipients), place)
    stop = sentence.tokens[min(draft.stop, len(sentence.tokens)) - 1].end
    parts = [anchor, *actors, *recipients, *(one.span for one in (date, where) if one is not None)]
    evidence = document.span(min(p.start for p in parts), max(stop, *(p.end for p in parts)))
    return FoundEvent(
        draft.frame.type, draft.frame.mode, draft.status, anchor, actors, recipients, date, where, evidence,
        draft.definite, index.statement(anchor), MADE_BY, 0.7,
    )  # fmt: skip


def _span(document: Document, sentence: Sentence, part: Range) -> Span:
    return document.span(sentence.tokens[part[0]].start, sentence.tokens[part[1] - 1].end)
