"""What the API answers with. Every list comes as `{"data": […], "next": …}`, every error as `{"error": …}`.

Keys have the words of the record; dates are ISO 8601, as coarse as known. Keys are added within v1,
never renamed.
"""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import BaseModel, Field

from onrecord.models import Span
from onrecord.store import DocumentRow, EntityRow, SectionRow, SourceRow, StatementRow
from onrecord.text.shorten import shorten
from onrecord.visibility import LONGEST, withheld


class Page[T](BaseModel):
    """A page of a list; `next` is the `before` (or `offset`) of the following page, null at the end."""

    data: list[T]
    next: str | None = None


class Problem(BaseModel):
    kind: str
    message: str


class Refusal(BaseModel):
    error: Problem


class DeskOut(BaseModel):
    """The desk's counts and the version of the software that shows it."""

    version: str
    schema_: str = Field(alias="schema")
    documents: int
    statements: int
    people: int
    sources: int
    first: str | None
    last: str | None


class SpanOut(BaseModel):
    """`text[start:end] == exact` in code points; `exact` is shortened where the text is withheld."""

    start: int
    end: int
    exact: str


class DocumentOut(BaseModel):
    """A document without its text; its whole record is at `/documents/{id}`."""

    id: str
    text_id: str
    kind: str
    title: str | None
    byline: str | None
    source: str | None
    section: str | None
    url: str | None
    published: str | None
    updated: str | None
    fetched: str | None
    language: str | None
    lead: str | None
    statements: int
    revisions: int
    withheld: bool

    @classmethod
    def of(cls, row: DocumentRow, *, public: bool) -> DocumentOut:
        hidden = withheld(row.notes, public=public)
        return cls(
            id=row.id, text_id=row.text_id, kind=row.kind, title=row.title, byline=row.byline,
            source=row.source, section=row.section, url=row.url, published=row.published,
            updated=row.updated, fetched=row.fetched, language=row.language,
            lead=None if hidden else row.lead, statements=row.statements, revisions=row.revisions,
            withheld=hidden,
        )  # fmt: skip


class SpeakerOut(BaseModel):
    """A speaker: `person` is the entity of the desk, `actor` the id inside the document's record."""

    person: str
    actor: str
    name: str
    side: str | None
    role: str | None


class StatementOut(BaseModel):
    """A statement with its spans, its speakers and the document that it stands in."""

    id: str
    document: str
    title: str | None
    source: str | None
    published: str | None
    kind: str
    act: str
    content: list[SpanOut]
    cue: str
    mention: str
    speakers: list[SpeakerOut]
    open: bool
    date: str | None
    confidence: float
    verdict: str | None
    notes: list[str]

    @classmethod
    def of(cls, row: StatementRow, *, public: bool) -> StatementOut:
        most = LONGEST if withheld(row.document.notes, public=public) else None
        return cls(
            id=row.id, document=row.document.id, title=row.document.title, source=row.document.source,
            published=row.document.published, kind=row.kind, act=row.act,
            content=spans(row.content, most), cue=row.cue, mention=row.mention,
            speakers=[
                SpeakerOut(person=s.entity, actor=s.actor, name=s.name, side=s.side, role=s.role)
                for s in row.speakers
            ],
            open=row.open, date=row.date, confidence=row.confidence, verdict=row.verdict,
            notes=list(row.notes),
        )  # fmt: skip


def spans(found: Sequence[Span], most: int | None) -> list[SpanOut]:
    """Spans, their words together at most `most` characters long."""
    left, out = most, []
    for span in found:
        exact = span.exact if left is None else shorten(span.exact, left) if left > 1 else ""
        left = None if left is None else max(left - len(span.exact), 0)
        out.append(SpanOut(start=span.start, end=span.end, exact=exact))
    return out


class PersonOut(BaseModel):
    """One person, organisation, country or group across the desk's documents."""

    id: str
    name: str
    kind: str
    sides: list[str]
    statements: int
    documents: int

    @classmethod
    def of(cls, row: EntityRow) -> PersonOut:
        return cls(
            id=row.id, name=row.name, kind=row.kind, sides=list(row.sides),
            statements=row.statements, documents=row.documents,
        )  # fmt: skip


class RoleOut(BaseModel):
    """A role in a document's own words, and that document."""

    role: str
    document: str
    published: str | None


class PersonWhole(BaseModel):
    """An entity with its roles, other names and a page of its statements, newest first."""

    person: PersonOut
    other_names: list[str]
    roles: list[RoleOut]
    data: list[StatementOut]
    next: str | None


class SectionOut(BaseModel):
    """A section; `name` is null for documents without one."""

    name: str | None
    documents: int

    @classmethod
    def of(cls, row: SectionRow) -> SectionOut:
        return cls(name=row.name, documents=row.documents)


class SourceOut(BaseModel):
    """A source with its counts and the time that its documents span."""

    name: str
    documents: int
    statements: int
    first: str | None
    last: str | None

    @classmethod
    def of(cls, row: SourceRow) -> SourceOut:
        return cls(
            name=row.name, documents=row.documents, statements=row.statements, first=row.first, last=row.last
        )


class SearchOut(BaseModel):
    """The best matches first; the totals are all matches, `next` the offset of the following page."""

    articles: list[DocumentOut]
    statements: list[StatementOut]
    article_total: int
    statement_total: int
    next: str | None


class PassageOut(BaseModel):
    """Where the words stand in a transcript, who said them there and when."""

    document: str
    start: int
    end: int
    exact: str
    speaker: str | None
    date: str | None


class TraceOut(BaseModel):
    """A quotation's verdict against the desk's transcripts; what was not found is not in these sources."""

    quote: str
    verdict: str
    notes: list[str]
    found: list[PassageOut]
    difference: list[tuple[str, str]]
