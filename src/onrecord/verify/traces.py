"""What is asked of a tracer and what it answers: a quotation, the places where it stands, the verdict."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.models import Difference, VerdictWord
from onrecord.verify.index.candidates import Candidate
from onrecord.verify.index.segment import Segment
from onrecord.verify.verdict import Comparison


@dataclass(frozen=True, slots=True)
class Query:
    """A quotation to trace. `speaker` and `date` are what its article says; `context` stands before it.

    `published` is when the article was, so that nothing said later can be what it quotes.
    """

    quote: str
    speaker: str | None = None
    date: str | None = None
    context: str = ""
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where words were found: `[start, end)` of that document's text."""

    collection: str
    document: str
    text_id: str
    title: str | None
    start: int
    end: int
    exact: str
    speaker: str | None
    date: str | None


@dataclass(frozen=True, slots=True)
class Trace:
    """The verdict on one quotation, the places that bear it out, and the difference to the first of them."""

    verdict: VerdictWord
    notes: tuple[str, ...] = ()
    found: tuple[Place, ...] = ()
    difference: Difference = ()
    confidence: float = 0.9


@dataclass(frozen=True, slots=True)
class Source:
    """One segment of one collection."""

    collection: str
    segment: Segment
    translated: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A candidate with its verdict; `base` is where its document starts in the segment."""

    source: Source
    document: int
    base: int
    candidate: Candidate
    comparison: Comparison

    @property
    def start(self) -> int:
        return self.candidate.start + self.comparison.start - self.base

    @property
    def text(self) -> str:
        """The whole stretch that was compared with the quotation."""
        return self.source.segment.text(self.candidate.start, self.candidate.end)

    @property
    def speaker(self) -> str | None:
        """Who speaks where the words begin."""
        segment = self.source.segment
        return segment.speaker(segment.turn_at(self.candidate.start + self.comparison.start))

    @property
    def date(self) -> str | None:
        """The day of the document, as its collection has it."""
        return self.source.segment.metadata(self.document).get("date")
