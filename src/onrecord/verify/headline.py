"""Each quotation in the headline against its own body: the quotations there first, then the sentences."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from onrecord.find.quotes import Quotation, outermost, quotations
from onrecord.models import Check, Document, Passage, Record, Span
from onrecord.text.paragraphs import paragraphs
from onrecord.verify.tokens import Quote, Said, quote_words, said_words
from onrecord.verify.verdict import NOT_FOUND, Comparison, Terms, judge

MADE_BY = "verify.headline/1"
_GOOD = ("exact", "same words", "trimmed")
_FEW_WORDS = 3
_AGAINST_QUOTATION = Terms(headline=True, less=True)
_AGAINST_SENTENCE = Terms(headline=True)
_CONFIDENCE = {"exact": 0.99, "same words": 0.98, "trimmed": 0.97, "stitched": 0.8, "altered": 0.8}
_OTHERWISE = 0.7


def check_headline(record: Record) -> tuple[Check, ...]:
    """A check for each passage between quotation marks in the headline, in the order of the text."""
    document = record.document
    quotes = [
        quotation
        for title in document.parts.get("title", ())
        for quotation in _quotations(document, title)
        if quotation.closed and any(char.isalnum() for char in quotation.inner.exact)
    ]
    if not quotes or not document.parts.get("body"):
        return ()
    passages = _Body(document)
    return tuple(_check(record, passages, quotation) for quotation in quotes)


def _quotations(document: Document, part: Span) -> tuple[Quotation, ...]:
    return outermost(quotations(document.text, part.start, part.end, document.language))


class _Body:
    """The body's quotations and, where these do not do, its paragraphs, each told into words once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.quotations = [
            said_words(document.text, quotation.inner.start, quotation.inner.end)
            for body in document.parts["body"]
            for quotation in _quotations(document, body)
        ]

    @cached_property
    def paragraphs(self) -> list[Said]:
        text = self.document.text
        return [
            said_words(text, start, end)
            for body in self.document.parts["body"]
            for start, end in paragraphs(text, body.start, body.end)
        ]

    def best(self, quote: Quote) -> Comparison:
        """The verdict that speaks best for the headline; of equals, the first in the text."""
        quoted = _best(
            quote, (s for q in self.quotations for s in _by_sentence(q, quote)), _AGAINST_QUOTATION
        )
        if quoted.verdict in _GOOD:
            return quoted
        plain = _best(quote, iter(self.paragraphs), _AGAINST_SENTENCE)
        if plain.verdict in ("exact", "same words") or quoted.verdict == "not found":
            return _serious(plain, quote)
        return _serious(quoted, quote)


def _best(quote: Quote, passages: Iterator[Said], terms: Terms) -> Comparison:
    found = [judge(quote, said, terms) for said in passages if said.words]
    return min(found, key=lambda c: (*c.rank, c.end - c.start), default=NOT_FOUND)


def _by_sentence(said: Said, quote: Quote) -> Iterator[Said]:
    """Each sentence of a quotation that could hold the whole of `quote`, then the quotation itself."""
    first = 0
    for i in range(1, len(said.words) + 1):
        if not said.ends_sentence(i):
            continue
        if i - first >= len(quote.words) and i - first < len(said.words):
            yield Said(said.text, said.words[first:i], said.notes)
        first = i
    yield said


def _serious(comparison: Comparison, quote: Quote) -> Comparison:
    """A change is claimed only where enough words stand to know that these are the words meant."""
    if comparison.verdict in _GOOD or len(quote.words) >= _FEW_WORDS:
        return comparison
    return NOT_FOUND


def _check(record: Record, body: _Body, quotation: Quotation) -> Check:
    comparison = body.best(quote_words(quotation.inner.exact))
    return Check(
        quote=quotation.span,
        verdict=comparison.verdict,
        notes=comparison.notes,
        against=_passage(record, comparison),
        difference=comparison.difference,
        statement=None,
        made_by=MADE_BY,
        confidence=_CONFIDENCE.get(comparison.verdict, _OTHERWISE),
    )


def _passage(record: Record, comparison: Comparison) -> Passage | None:
    if comparison.verdict == "not found":
        return None
    document = record.document
    span = Span.of(document.text, comparison.start, comparison.end)
    return Passage(document.text_id, span, document.id, _speaker_of(record, span), None)


def _speaker_of(record: Record, span: Span) -> str | None:
    for statement in record.statements:
        if any(content.covers(span) for content in statement.content) and len(statement.speaker.actors) == 1:
            return statement.speaker.actors[0].name
    return None
