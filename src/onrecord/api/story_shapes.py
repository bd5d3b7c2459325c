"""What the API answers about stories and trends."""

from __future__ import annotations

from pydantic import BaseModel

from onrecord.api.shapes import DocumentOut, SpanOut, StatementOut


class StoryOut(BaseModel):
    """A story in a list; `texts` counts copies once, `sources` are outlets with a text of their own."""

    id: str
    headline: str
    lead: str | None
    document: str
    section: str | None
    outlets: list[str]
    documents: int
    texts: int
    sources: int
    first: str
    last: str
    source: str | None
    url: str | None
    recent: int
    rank: float


class ReportOut(BaseModel):
    """One text of a story and the documents that ran it again."""

    document: DocumentOut
    copies: list[DocumentOut]


class CastOut(BaseModel):
    """Whom a story's documents name, and in how many."""

    person: str
    name: str
    kind: str
    side: str | None
    documents: int
    statements: int


class StoryWhole(BaseModel):
    """A story with its reports, the latest first, whom it names, and what is said in it."""

    story: StoryOut
    reports: list[ReportOut]
    people: list[CastOut]
    statements: list[StatementOut]


class TrendOut(BaseModel):
    """What is named more than before; `entity` (see /people) is null for a phrase."""

    name: str
    kind: str
    entity: str | None
    texts: int
    times: float


class TrendsOut(BaseModel):
    """Trends up to `date`, each held against its own past."""

    date: str | None
    people: list[TrendOut]
    places: list[TrendOut]
    phrases: list[TrendOut]


class DayOut(BaseModel):
    """A day of a story with one sentence `[start, end)` of a source; in how many reports and outlets."""

    day: str
    sentence: str
    start: int
    end: int
    document: str
    source: str | None
    url: str | None
    reports: int
    sources: int


class SideOut(BaseModel):
    """What one report states: `value` in its `sentence`, both spans of its document's text.

    `denies`: it denies what the other sides claim.
    """

    document: str
    source: str | None
    when: str
    value: SpanOut
    sentence: SpanOut
    denies: bool


class ContradictionOut(BaseModel):
    """A fact that reports tell differently, the clear ones first; most others are two facts told alike.

    `development`: it merely grew from one report to a later one.
    """

    kind: str
    about: str
    clear: bool
    development: bool
    confidence: float
    sides: list[SideOut]
