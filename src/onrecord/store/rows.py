"""What a desk answers with: frozen rows. Dates are ISO 8601, as coarse as known."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from onrecord.models import Act, ActorKind, DocumentKind, Kind, Record, Span, Statement, VerdictWord
from onrecord.store.anchors import Anchor

What = Literal["all", "articles", "statements"]
Piece = tuple[str, bool]
"""Some text, and whether it is a hit of the search."""


class Added(StrEnum):
    """What adding a record did."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    REVISED = "revised"
    """The same document with a new text: the old one is kept as a revision."""
    REREAD = "reread"
    """The same text, read by another version: its findings are replaced."""
    DUPLICATE = "duplicate"
    """The same text at another address of the same site: it was not kept twice."""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document without its text. `lead` is the beginning of its body, `cursor` its place in the order."""

    id: str
    text_id: str
    kind: DocumentKind
    title: str | None
    byline: str | None
    source: str | None
    section: str | None
    path: str | None
    url: str | None
    published: str | None
    updated: str | None
    fetched: str | None
    language: str | None
    lead: str
    statements: int
    revisions: int
    notes: tuple[str, ...]
    cursor: str


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Documents that came into the desk after a moment, the last one first; `count` is how many in all.

    `last` is the number of the desk's last document, 0 in an empty one: give it as `after` later on.
    """

    rows: tuple[DocumentRow, ...]
    count: int
    last: int


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section and the number of its documents; `name` is None for those without one."""

    name: str | None
    documents: int


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source with its counts; `first` and `last` are the earliest and latest times, as in DeskInfo."""

    name: str
    documents: int
    statements: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """One text that a document has had; `number` counts from 1, `current` marks the one shown."""

    document: str
    number: int
    text_id: str
    title: str | None
    updated: str | None
    fetched: str | None
    current: bool


@dataclass(frozen=True, slots=True)
class EntityRow:
    """One person, organisation, country or group across the desk's documents.

    `id` is made from content. Any id that ever led to this entity still does, unless it was split off.
    """

    id: str
    name: str
    kind: ActorKind
    sides: tuple[str, ...]
    statements: int
    documents: int


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role in a document's own words, and that document."""

    role: str
    document: str
    title: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """A speaker as the document has it: `actor` is the id inside the record, `entity` the one of the desk."""

    entity: str
    actor: str
    name: str
    side: str | None
    role: str | None


@dataclass(frozen=True, slots=True)
class SayingRow:
    """What the desk knows of the quotation that starts at `start` of a document's text: how many documents
    run it, in how many wordings, and whether two of them give it to different people (`conflict`)."""

    id: int
    start: int
    documents: int
    texts: int
    conflict: bool


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement with its document and speakers; `content` holds spans of the document's text.

    `open` tells that several speakers remain possible; `speakers` is then empty. `ran` is the quotation of
    the statement that most documents run, where others run it too.
    """

    id: str
    document: DocumentRow
    kind: Kind
    act: Act
    content: tuple[Span, ...]
    cue: str
    mention: str
    speakers: tuple[SpeakerRow, ...]
    open: bool
    date: str | None
    confidence: float
    verdict: VerdictWord | None
    notes: tuple[str, ...]
    cursor: str
    ran: SayingRow | None = None

    @property
    def said(self) -> str:
        """The content's words, its pieces joined by " … "."""
        return " … ".join(span.exact for span in self.content)


@dataclass(frozen=True, slots=True)
class StatementPage:
    """One statement with the whole record that it stands in."""

    row: StatementRow
    statement: Statement
    record: Record


@dataclass(frozen=True, slots=True)
class PersonPage:
    """An entity, its roles as documents give them, and a page of its statements, newest first.

    `next` is the cursor of the following page, or None at the end. `other_names` are spellings seen
    besides `entity.name`, the most frequent first.
    """

    entity: EntityRow
    other_names: tuple[str, ...]
    roles: tuple[RoleRow, ...]
    statements: tuple[StatementRow, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class ArticleHit:
    """A document that a search found, with marked words of its title and body."""

    document: DocumentRow
    title: tuple[Piece, ...]
    snippet: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class StatementHit:
    """A statement that a search found, with marked words of its content."""

    statement: StatementRow
    snippet: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Best matches first; `limit` and `offset` count articles and statements each for themselves.

    `article_total` and `statement_total` are all matches, not only the ones on this page.
    """

    query: str
    articles: tuple[ArticleHit, ...]
    statements: tuple[StatementHit, ...]
    article_total: int
    statement_total: int


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was removed. `wiped` tells whether the words are gone from the file itself too.

    It is False while another connection still reads what was there: forget again when it has closed.
    """

    documents: tuple[str, ...]
    revisions: int
    statements: int
    wiped: bool


@dataclass(frozen=True, slots=True)
class JudgementRow:
    """A person's word on what onrecord decided; `undone` is when it was taken back, or None.

    `about` is `entity`: are `left` and `right` one? Or it is what of a report was corrected (see
    `store.corrections`); then `left_name` holds the words, `right_name` what they had been taken for, and
    `verdict` what they are. `scope` is the dossier in which that counts, None for all.
    """

    id: str
    left: str
    right: str
    verdict: str
    left_name: str
    right_name: str
    quotation: str | None
    given: str
    undone: str | None
    about: str = "entity"
    scope: str | None = None
    anchors: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class DeskInfo:
    """What is in a desk: counts, size in bytes of the file and its log, and the version of its layout.

    `first` and `last` are when its documents were published, else fetched, in UTC; None without any date.
    """

    path: str
    version: int
    size: int
    documents: int
    revisions: int
    statements: int
    people: int
    sources: int
    checks: int
    first: str | None
    last: str | None
