"""What was found in a document, by offset: each event gets the date, place and statement beside it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from onrecord.find.event_lexicon import words
from onrecord.find.event_phrases import Sentence
from onrecord.find.findings import FoundName, FoundStatement
from onrecord.find.surface import Token
from onrecord.models import Document, Span, Spans, When, Where

_CLAUSE = re.compile(r"\b(?:who|which|that|where|because|while)\b|[;:]")
_AFTER = re.compile(r"(?:’s|'s)?\s([a-z]+)")
_PLACING = frozenset({"in", "at", "near", "outside", "to", "inside"})
_FAR = 110
_OPENING, _TOUCHING = 12, 12
_DEADLINE = re.compile(r"(?:no later than|until|through|as of)\s+(?:the\s+)?$", re.IGNORECASE)


class Index:
    """Names, dates, places and statements of one document, sorted.

    The day in a dateline is that of the report, and dates no event.
    """

    def __init__(
        self,
        document: Document,
        names: Sequence[FoundName],
        dates: Sequence[When],
        places: Sequence[Where],
        statements: Sequence[FoundStatement],
    ) -> None:
        self.text = document.text
        self.names = sorted(names, key=lambda name: name.span)
        line = next(iter(document.parts.get("dateline", ())), None)
        told = (w for w in dates if line is None or not line.start <= w.span.start < line.end)
        self.dates = sorted(told, key=lambda when: when.span)
        self.places = sorted(places, key=lambda where: where.span)
        self._name_starts = [name.span.start for name in self.names]
        self._date_starts = [when.span.start for when in self.dates]
        self._place_starts = [where.span.start for where in self.places]
        self._contents = sorted(
            (span.start, span.end, number) for number, one in enumerate(statements) for span in one.content
        )

    def sentence(self, start: int, end: int, toks: Sequence[Token]) -> Sentence:
        """The sentence at these offsets, with names and dates on its tokens."""
        starts = [token.start for token in toks]
        named: dict[int, int] = {}
        labels: dict[int, str] = {}
        dated: dict[int, int] = {}
        for number in range(*_between(self._name_starts, start, end)):
            span = self.names[number].span
            labels[number] = self.names[number].label
            named |= dict.fromkeys(
                range(bisect_left(starts, span.start), bisect_left(starts, span.end)), number
            )
        for number in range(*_between(self._date_starts, start, end)):
            span = self.dates[number].span
            for at in range(bisect_left(starts, span.start), bisect_left(starts, span.end)):
                dated[at] = number
                named.pop(at, None)
        return Sentence(toks, named, dated, labels)

    def date(self, anchor: Span, anchors: Sequence[Span], sentence: tuple[int, int]) -> When | None:
        """The date that goes with the words `anchor`, one of the `anchors` of a sentence."""
        best: tuple[int, When] | None = None
        for when in self.dates[slice(*_between(self._date_starts, *sentence))]:
            low, high = sorted((anchor, when.span))
            between = self.text[low.end : max(low.end, high.start)]
            if self._is_deadline(when.span, sentence[0]):
                continue
            if len(between) > _FAR or _CLAUSE.search(between) or self._outside(anchor, when.span):
                continue
            opens = when.span.start - sentence[0] <= _OPENING
            if not opens and not _belongs(anchor, when.span, anchors):
                continue
            cost = len(between) + 40 * between.count(",") * (when.span > anchor)
            if best is None or cost < best[0]:
                best = (cost, when)
        return None if best is None else best[1]

    def place(
        self,
        anchor: Span,
        anchors: Sequence[Span],
        head: int,
        taken: Spans,
        sentence: tuple[int, int],
        *,
        spoken: bool = False,
    ) -> Where | None:
        """The place of an event: in its noun phrase, which begins at `head`, or behind `in`, `at`, `near`.

        What is part of an actor or recipient (`taken`) is no place. What is `spoken` (a demand, praise,
        blame) has the place that opens the sentence or touches its verb: others are in what it is about.
        """
        best: tuple[int, int] | None = None
        for number in range(*_between(self._place_starts, *sentence)):
            span = self.places[number].span
            if any(span.overlaps(part) for part in taken):
                continue
            if head <= span.start < anchor.start:
                return self._joined(number)
            if not _belongs(anchor, span, anchors) or not self._is_placing(number, sentence[0]):
                continue
            low, high = sorted((anchor, span))
            between = self.text[low.end : max(low.end, high.start)]
            gap = len(between) + 20 * (span < anchor)
            if spoken and span.start - sentence[0] > _OPENING and gap > _TOUCHING:
                continue
            if gap < _FAR and not _CLAUSE.search(between) and (best is None or gap < best[0]):
                best = (gap, number)
        return None if best is None else self._joined(best[1])

    def _is_placing(self, number: int, start: int) -> bool:
        """Whether a preposition before the place says that something is there, and it describes no noun."""
        span = self.places[number].span
        lead = self.text[max(start, span.start - 14) : span.start].lower().split()
        lead = [word for word in lead if word not in {"the", "a"}]
        if not lead or lead[-1] not in _PLACING:
            return False
        after = _AFTER.match(self.text, span.end)
        goes_on = words("prepositions") | words("auxiliaries") | words("relatives") | words("adverbs")
        return after is None or after[1] in goes_on or after[1] == "and"

    def _joined(self, number: int) -> Where:
        """`the Kremlin in Moscow` is one place: the second tells where the first is."""
        first = self.places[number]
        if number + 1 < len(self.places):
            second = self.places[number + 1]
            if self.text[first.span.end : second.span.start] in {" in ", ", ", " in the "}:
                span = Span.of(self.text, first.span.start, second.span.end)
                return Where(f"{first.name}, {second.name}", second.country or first.country, span)
        return first

    def _is_deadline(self, span: Span, start: int) -> bool:
        """`no later than May 10`: when something should be, not when it was asked for."""
        when = self.text.startswith(", when", span.end)
        return not when and _DEADLINE.search(self.text[max(start, span.start - 24) : span.start]) is not None

    def _outside(self, anchor: Span, span: Span) -> bool:
        """Whether the event is told inside a statement's content and the span stands outside it."""
        return any(
            start <= anchor.start and anchor.end <= end and not start <= span.start < end
            for start, end, _ in self._contents
        )

    def statement(self, anchor: Span) -> int | None:
        """The number of the smallest statement that holds the words."""
        holders = [
            (end - start, number)
            for start, end, number in self._contents
            if start <= anchor.start and anchor.end <= end
        ]
        return min(holders)[1] if holders else None


def _between(starts: Sequence[int], start: int, end: int) -> tuple[int, int]:
    return bisect_left(starts, start), bisect_right(starts, end - 1)


def _belongs(anchor: Span, span: Span, anchors: Sequence[Span]) -> bool:
    """Whether a date or place goes with the anchor: no other event's words stand between, or before both."""
    if span < anchor:
        return not any(other < span for other in anchors)
    return not any(anchor < other < span for other in anchors)
