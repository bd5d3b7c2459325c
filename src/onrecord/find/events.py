"""Events between actors, found by frames of verbs and nouns: what was done, by whom, to whom, when and where.

No parse is needed: the subject and object of a verb are told from word lists, names and punctuation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.find.event_clauses import drafts
from onrecord.find.event_draft import Draft
from onrecord.find.event_index import Index
from onrecord.find.event_lexicon import event_words
from onrecord.find.event_phrases import Range, Sentence
from onrecord.find.event_types import plover, type_odds
from onrecord.find.findings import FoundEvent, FoundName, FoundStatement
from onrecord.find.layout import layout_of, paragraphs_of
from onrecord.find.surface import Token
from onrecord.models import Document, Span, Spans, When, Where

MADE_BY = "events/1"
_OVERRULES = 0.8
_PLAIN = frozenset({"ASSAULT", "SANCTION"})
_LEAST, _MOST = 0.75, 0.95
_SURE_VERB = (0.4, 0.65, 0.8)
_SURE_NOUN = (0.45, 0.6, 0.7)
"""Confidence by the number of parties told: shares that were right on the labelled sentences, rounded."""


def find_events(
    document: Document,
    names: Sequence[FoundName],
    dates: Sequence[When],
    places: Sequence[Where],
    statements: Sequence[FoundStatement] = (),
) -> tuple[FoundEvent, ...]:
    """The events of title and body, in the order of the text. Questions tell none."""
    index = Index(document, names, dates, places, statements)
    layout = layout_of(document.text)
    out = [
        event
        for paragraph in paragraphs_of(document)
        for place in layout.sentences(paragraph)
        if document.text[place[1] - 1] != "?"
        for event in _read(document, index, place, layout.words_of(paragraph, place))
    ]
    return tuple(sorted(out, key=lambda event: (event.anchor, event.type)))


def _read(
    document: Document, index: Index, place: tuple[int, int], tokens: Sequence[Token]
) -> Iterator[FoundEvent]:
    if event_words().isdisjoint([token.lower for token in tokens]):
        return
    sentence = index.sentence(*place, tokens)
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
    alone = len(anchors) == 1
    kind, sure = _weighed(document.text, draft, anchor, actors, recipients, place, alone=alone)
    mode = draft.frame.mode if kind == draft.frame.type else None
    return FoundEvent(
        plover(kind, mode, draft.status), mode, draft.status, anchor, actors, recipients, date, where,
        evidence, draft.definite, index.statement(anchor), MADE_BY, sure,
    )  # fmt: skip


def _weighed(
    text: str,
    draft: Draft,
    anchor: Span,
    actors: Spans,
    recipients: Spans,
    place: tuple[int, int],
    *,
    alone: bool,
) -> tuple[str, float]:
    """The type and how sure the event is: the frame's type, unless the network is sure of another.

    The network reads the sentence and not which of its verbs is meant: where it holds several events, or the
    verb is one of violence, the frame decides. It knows sentences with a doer and a sufferer in which it
    has happened: others it is not asked about. The threshold was set on held-out folds of its training data.
    """
    kind = draft.frame.type
    verbal = draft.first == draft.anchor[0]
    if not (verbal and actors and recipients and draft.status == "held"):
        parties = bool(actors) + bool(recipients)
        return kind, (_SURE_VERB if verbal else _SURE_NOUN)[parties]
    start = place[0]
    actor, recipient = ((s[0].start - start, s[0].end - start) for s in (actors, recipients))
    odds = type_odds(text[start : place[1]], actor, recipient)
    best = max(odds, key=lambda name: odds[name])
    if best != kind and alone and kind not in _PLAIN and odds[best] >= _OVERRULES:
        kind = best
    return kind, round(_LEAST + (_MOST - _LEAST) * odds.get(kind, 0.0), 4)


def _span(document: Document, sentence: Sentence, part: Range) -> Span:
    return document.span(sentence.tokens[part[0]].start, sentence.tokens[part[1] - 1].end)
