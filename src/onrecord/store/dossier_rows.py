"""A dossier as a person defined it, and what of the desk belongs to it: frozen rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from onrecord.models import ActorKind, Degree, EventStatus, Span, Spans, Stance
from onrecord.store.rows import DocumentRow


@dataclass(frozen=True, slots=True)
class Party:
    """One side of a dossier: those of `sides`, and `people` by name, whatever side a document gives them."""

    code: str
    name: str
    sides: tuple[str, ...]
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Issue:
    """What is negotiated. A position is on it where its words hold one of `words`.

    A word may end in `*`, and may be several in a row.
    """

    slug: str
    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """A matter that is followed: parties and issues in the order of the board.

    `about` are words of which a document must hold one to belong to it; without them, those of the issues.
    """

    name: str
    title: str
    parties: tuple[Party, ...]
    issues: tuple[Issue, ...]
    about: tuple[str, ...] = ()
    made: str = ""

    def party(self, code: str) -> Party:
        """The party of that code; raises KeyError."""
        for party in self.parties:
            if party.code == code:
                return party
        raise KeyError(code)

    def issue(self, slug: str) -> Issue:
        """The issue of that slug; raises KeyError."""
        for issue in self.issues:
            if issue.slug == slug:
                return issue
        raise KeyError(slug)


class Take(NamedTuple):
    """A position that a party took on an issue, as a board needs it. `seq` is its number in the desk.

    `when` is an ISO date, as coarse as known, or empty. `judged` tells that a person corrected it. A tuple,
    since a board over a large desk is made of tens of thousands.
    """

    seq: int
    issue: str
    party: str
    stance: Stance
    degree: Degree
    object: str
    towards: str | None
    when: str
    confidence: float
    judged: bool = False


@dataclass(frozen=True, slots=True)
class PositionRow:
    """A position with its document and its words, as spans of the document's text; `at` is the object's."""

    seq: int
    id: str
    document: DocumentRow
    side: str | None
    people: tuple[str, ...]
    stance: Stance
    degree: Degree
    issue: str
    object: str
    evidence: Spans
    condition: str | None
    counterparty: str | None
    statement: str | None
    when: str
    confidence: float
    at: Span


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who takes part in an event, as its document has them."""

    name: str
    side: str | None
    kind: ActorKind
    entity: str
    part: Literal["actor", "recipient"]


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event as one document reports it. `date` is when it happens, `reported` when that was written."""

    seq: int
    id: str
    document: DocumentRow
    type: str
    mode: str | None
    status: EventStatus
    who: tuple[Who, ...]
    date: str | None
    where: str | None
    country: str | None
    evidence: Spans
    confidence: float

    @property
    def reported(self) -> str:
        return self.document.published or self.document.fetched or ""
