"""Records of reports made by hand: a text, who is in it, what they did, and what they want."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from onrecord.models import (
    Actor,
    ActorKind,
    Degree,
    Document,
    Event,
    EventStatus,
    Position,
    Record,
    Span,
    Speaker,
    Stance,
    Statement,
    When,
    Where,
    make_id,
    text_id,
)

MADE = "test@1"


class Report:
    """One document in the making; each call adds what its words carry. `record` is what has been added."""

    def __init__(
        self,
        body: str,
        day: str,
        *,
        title: str = "A headline",
        source: str = "Gazette",
        path: str = "",
        **fields: Any,
    ) -> None:
        body = "\n\n".join(" ".join(part.split()) for part in body.strip().split("\n\n"))
        text = f"{title}\n\n{body}"
        path = path or f"{source}-{day}-{make_id(text)[:4]}.txt"
        self.document = Document(
            id=make_id("document", path, source), text_id=text_id(text), text=text, path=path, title=title,
            source=source, published=day, language="en", extractor=MADE,
            parts={"title": (Span.of(text, 0, len(title)),), "body": (Span.of(text, len(title) + 2, len(text)),)},
            **fields,
        )  # fmt: skip
        self.actors: dict[str, Actor] = {}
        self.statements: list[Statement] = []
        self.events: list[Event] = []
        self.positions: list[Position] = []

    def span(self, exact: str) -> Span:
        start = self.document.text.index(exact)
        return Span.of(self.document.text, start, start + len(exact))

    def actor(
        self, name: str, side: str | None = None, kind: ActorKind = "person", mention: str | None = None
    ) -> Actor:
        made = Actor(
            make_id("actor", self.document.id, name),
            name,
            kind,
            side,
            (),
            (self.span(mention or name),),
            MADE,
            0.9,
        )
        return self.actors.setdefault(name, made)

    def _named(self, names: tuple[str, ...]) -> tuple[Actor, ...]:
        return tuple(self.actors.get(name) or self.actor(name) for name in names)

    def says(self, name: str, words: str, *, cue: str = "said") -> Report:
        content = (self.span(words),)
        self.statements.append(
            Statement(
                make_id("statement", self.document.id, words), "indirect", "speech", content, (self.span(cue),),
                Speaker((), self._named((name,))), None, None, None, None, MADE, 0.9,
            )
        )  # fmt: skip
        return self

    def wants(
        self, side: str | None, stance: Stance, object: str, evidence: str, *, by: tuple[str, ...] = (),
        degree: Degree = "whole", towards: str | None = None, on: str | None = None, condition: str | None = None,
        date: tuple[str, str] | None = None, confidence: float = 0.8,
    ) -> Report:  # fmt: skip
        """A position; `date` is its value and the words that give it, `on` the issue that the finder names."""
        self.positions.append(
            Position(
                make_id("position", self.document.id, side, stance, evidence), side, self._named(by), stance, degree,
                on, self.span(object), self.span(condition) if condition else None, towards,
                When(date[0], self.span(date[1])) if date else None, (self.span(evidence),), None, MADE, confidence,
            )
        )  # fmt: skip
        return self

    def happens(
        self, type: str, evidence: str, *names: str, mode: str | None = None, status: EventStatus = "held",
        to: tuple[str, ...] = (), date: tuple[str, str] | None = None,
        place: tuple[str, str | None] | None = None, confidence: float = 0.8,
    ) -> Report:  # fmt: skip
        """An event of `names`, done to or with `to`; `place` is its words and country."""
        self.events.append(
            Event(
                make_id("event", self.document.id, type, evidence), type, mode, status, self._named(names),
                self._named(to), When(date[0], self.span(date[1])) if date else None,
                Where(place[0], place[1], self.span(place[0])) if place else None, (self.span(evidence),), MADE, confidence,
            )
        )  # fmt: skip
        return self

    @property
    def record(self) -> Record:
        return Record(
            self.document,
            tuple(self.actors.values()),
            tuple(self.statements),
            tuple(self.events),
            tuple(self.positions),
        )


def reread(record: Record, **changes: Any) -> Record:
    """The record as another finder might make it of the same text."""
    return replace(record, **changes)
