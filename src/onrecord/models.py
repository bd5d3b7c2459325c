"""The record types: what onrecord reads out of one document.

Frozen and slotted; every offset counts Unicode code points of `Document.text`, `[start, end)`,
and `text[start:end] == exact` holds for every span (law 1). Ids are made from content by
`make_id`, never counted, so that the same input gives the same record in any process.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, Self

SCHEMA = "onrecord/1"

Kind = Literal["direct", "indirect", "mixed"]
Act = Literal["speech", "stance", "finding"]
ActorKind = Literal["person", "organisation", "country", "group"]
EventStatus = Literal["held", "planned", "proposed", "called off", "denied"]
Stance = Literal["demands", "offers", "accepts", "rejects", "supports", "opposes", "conditions"]
Degree = Literal["whole", "part"]
DocumentKind = Literal[
    "article", "transcript", "live blog", "gallery", "video page", "index page", "paywall stub"
]
VerdictWord = Literal["exact", "same words", "trimmed", "altered", "stitched", "not found", "too short"]
Difference = tuple[tuple[Literal["=", "-", "+"], str], ...]


def text_id(text: str) -> str:
    """SHA-256 of the text's UTF-8, in hex. Lone surrogates, which UTF-8 cannot hold, count as U+FFFD."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def make_id(*parts: object) -> str:
    """16 hex digits made from the parts' own content, in order; `None` differs from the empty string."""
    folded = "\x1f".join("\x00" if part is None else str(part) for part in parts)
    return hashlib.sha256(folded.encode("utf-8", "replace")).hexdigest()[:16]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`text[start:end] == exact`, in code points of one immutable text."""

    start: int
    end: int
    exact: str = field(compare=False)

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Self:
        """The span of `text` from `start` to `end`; raises ValueError where these are not inside it."""
        if not 0 <= start <= end <= len(text):
            raise ValueError(f"span [{start}, {end}) is outside a text of {len(text)} characters")
        return cls(start, end, text[start:end])

    def holds_in(self, text: str) -> bool:
        return text[self.start : self.end] == self.exact

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def __len__(self) -> int:
        return self.end - self.start


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """One immutable text with its metadata. `parts` maps title, byline, section, body … to spans of `text`.

    `served` is where the same parts stand in the page as it was served (code points of the decoded
    page), for those that could be found there in order; empty for plain text, where the two are one.
    `published` and `updated` are ISO 8601, as coarse as the page tells.
    """

    id: str
    text_id: str
    text: str
    parts: Mapping[str, Spans]
    kind: DocumentKind = "article"
    path: str | None = None
    url: str | None = None
    canonical_url: str | None = None
    source: str | None = None
    title: str | None = None
    byline: str | None = None
    section: str | None = None
    published: str | None = None
    updated: str | None = None
    fetched: str | None = None
    language: str | None = None
    extractor: str = ""
    revision_of: str | None = None
    served: Mapping[str, Spans] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def span(self, start: int, end: int) -> Span:
        return Span.of(self.text, start, end)

    @property
    def body(self) -> str:
        """The body's spans joined by blank lines."""
        return "\n\n".join(span.exact for span in self.parts.get("body", ()))


@dataclass(frozen=True, slots=True)
class When:
    """A date in words and its ISO 8601 value, as coarse as the words (`2025-12`)."""

    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Where:
    """A place in words, its name, and its country as an ISO 3166 alpha-3 slug (`rus`) when it is sure."""

    name: str
    country: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, organisation, country or group in one document. `side` is a shipped slug (`usa`, `nato`)."""

    id: str
    name: str
    kind: ActorKind
    side: str | None
    roles: Spans
    mentions: Spans
    made_by: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Speaker:
    """The words that name the speaker here, who that is, and the readings that remain when it is open."""

    mention: Spans = ()
    actors: tuple[Actor, ...] = ()
    candidates: tuple[Actor, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody's words or stated view. `within` is the id of the statement that reports this one."""

    id: str
    kind: Kind
    act: Act
    content: Spans
    cue: Spans
    speaker: Speaker
    within: str | None
    addressee: Span | None
    occasion: Span | None
    date: When | None
    made_by: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Event:
    """Something done between actors, with its PLOVER `type` and `mode`.

    `evidence` has a span for each mention; `within` is the id of the statement that reports it, or None.
    """

    id: str
    type: str
    mode: str | None
    status: EventStatus
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    date: When | None
    place: Where | None
    evidence: Spans
    made_by: str
    confidence: float
    within: str | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """A side's stance on an issue at a date. `statement` is the id of the statement that carries it."""

    id: str
    side: str | None
    actors: tuple[Actor, ...]
    stance: Stance
    degree: Degree
    issue: str | None
    object: Span
    condition: Span | None
    counterparty: str | None
    date: When | None
    evidence: Spans
    statement: str | None
    made_by: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Passage:
    """Where the words were found: a span of the text named `text_id`, with who said it there and when."""

    text_id: str
    span: Span
    document: str | None = None
    speaker: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A verdict on one quotation of a document, with its passage and the difference word by word.

    In `difference`, `=` stands in both, `-` only in what was said, `+` only in the quotation.
    """

    quote: Span
    verdict: VerdictWord
    notes: tuple[str, ...]
    against: Passage | None
    difference: Difference
    statement: str | None
    made_by: str
    confidence: float

    @property
    def traced(self) -> bool:
        """Whether the quotation was held against transcripts, not against its own article."""
        return self.made_by.startswith("verify.trace")


@dataclass(frozen=True, slots=True)
class Record:
    """All that was read out of one document."""

    document: Document
    actors: tuple[Actor, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    positions: tuple[Position, ...] = ()
    checks: tuple[Check, ...] = ()

    def actor(self, actor_id: str) -> Actor:
        """The actor of that id; raises KeyError."""
        for actor in self.actors:
            if actor.id == actor_id:
                return actor
        raise KeyError(actor_id)

    def surer_than(self, least: float) -> Record:
        """This record without the statements, events and positions that are less sure than `least` (0–1)."""
        kept = tuple(s for s in self.statements if s.confidence >= least)
        ids = {s.id for s in kept}
        return replace(
            self,
            statements=tuple(s if s.within in ids else replace(s, within=None) for s in kept),
            events=tuple(
                e if e.within in ids else replace(e, within=None)
                for e in self.events
                if e.confidence >= least
            ),
            positions=tuple(p for p in self.positions if p.confidence >= least),
            checks=tuple(c for c in self.checks if c.statement is None or c.statement in ids),
        )

    def said_by(self, actor: Actor) -> tuple[Statement, ...]:
        """This actor's statements, in the order of the text."""
        return tuple(s for s in self.statements if any(a.id == actor.id for a in s.speaker.actors))


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that was not read, or not kept as an article, with its reason (law 5).

    `kind` is a word or two that can be counted: an error's, a page's (`bot wall`, `index page`), or
    `left out` for what was not asked for. `url`, `source` and `fetched` stand where they are known.
    """

    path: str
    kind: str
    message: str
    url: str | None = None
    source: str | None = None
    fetched: str | None = None


def spans_of(text: str, offsets: Iterable[tuple[int, int]]) -> Spans:
    """Spans of `text` for pairs of offsets, in order."""
    return tuple(Span.of(text, start, end) for start, end in sorted(offsets))
