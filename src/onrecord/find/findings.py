"""What finding hands to resolving: spans of one document's text, each with its maker and confidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from onrecord.find.parse import Parse
from onrecord.models import Act, Degree, Document, EventStatus, Kind, Span, Spans, Stance, When, Where

NameLabel = Literal["person", "organisation", "place", "group"]


@dataclass(frozen=True, slots=True)
class FoundStatement:
    """Content, cue and the words that name the speaker; any of the last two may be empty.

    `parent` is the index, in the same `Findings.statements`, of the statement that reports this one.
    """

    content: Spans
    cue: Spans
    source: Spans
    kind: Kind
    act: Act
    parent: int | None
    addressee: Span | None
    occasion: Span | None
    made_by: str
    confidence: float


@dataclass(frozen=True, slots=True)
class FoundName:
    """A proper name as it stands, and the role phrases that the text ties to it right there.

    `relation` is the name's span of another name that a role leans on ("his son-in-law", "wife of X"),
    or the possessive pronoun's span where the text has one.
    """

    span: Span
    label: NameLabel
    roles: Spans
    relation: Span | None
    made_by: str
    confidence: float


@dataclass(frozen=True, slots=True)
class FoundPosition:
    """A stance of one holder on an object.

    `holder` is the name, noun phrase or pronoun of who holds it; empty where that is whoever makes the
    statement that carries it. `counterparty` are the words for those who are asked. `statement` is the
    index, in `Findings.statements`, of the statement that carries the position or is it. The object may
    stand in a sentence before, where the evidence only points at it.
    """

    stance: Stance
    degree: Degree
    holder: Spans
    object: Span
    condition: Span | None
    counterparty: Spans
    evidence: Spans
    statement: int | None
    made_by: str
    confidence: float


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """Something done between actors: `anchor` states it, `evidence` is the stretch with all its parts.

    `definite` tells a noun that may point back to an event told before (`the meeting`); `within` is the
    index, in `Findings.statements`, of the statement that reports it.
    """

    type: str
    mode: str | None
    status: EventStatus
    anchor: Span
    actors: Spans
    recipients: Spans
    date: When | None
    place: Where | None
    evidence: Span
    definite: bool
    within: int | None
    made_by: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found in one document, each tuple in the order of the text."""

    statements: tuple[FoundStatement, ...] = ()
    names: tuple[FoundName, ...] = ()
    dates: tuple[When, ...] = ()
    places: tuple[Where, ...] = ()
    positions: tuple[FoundPosition, ...] = ()
    events: tuple[FoundEvent, ...] = ()


class StatementFinder(Protocol):
    """The one interface behind which finders of statements are swapped (rules, `fast`, `accurate`)."""

    @property
    def made_by(self) -> str:
        """Component and version, as it stands in the record."""
        ...

    def find(self, document: Document, parse: Parse) -> tuple[FoundStatement, ...]:
        """Statements in the document's title and body, ordered by first content character.

        `parse` is made only if it is looked at: a finder that does without costs nothing.
        """
        ...
