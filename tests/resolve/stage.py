"""Small documents with statements marked by hand: `[speaker]`, `{cue}`, `<content>`, as many as there are.

Each `<content>` takes the nearest `[speaker]` and `{cue}` of its sentence; a content inside another is
reported by it. Names, dates and places are found as in a reading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from onrecord.find.dates import find_dates
from onrecord.find.findings import Findings, FoundStatement
from onrecord.find.names import find_names
from onrecord.find.parse import Parse
from onrecord.find.places import find_places
from onrecord.find.positions import find_positions
from onrecord.models import Actor, Document, Record, Span, Statement, text_id
from onrecord.resolve import resolve

_SIGN = re.compile(r"[\[\]{}<>]")


@dataclass(frozen=True, slots=True)
class Staged:
    """A document with the statements that its marks drew."""

    document: Document
    statements: tuple[FoundStatement, ...]


def stage(picture: str, published: str | None = "2025-12-04") -> Staged:
    text, marks = "", []
    at = 0
    for sign in _SIGN.finditer(picture):
        text += picture[at : sign.start()]
        marks.append((sign[0], len(text)))
        at = sign.end()
    text += picture[at:]
    document = Document(
        "staged", text_id(text), text, {"body": (Span.of(text, 0, len(text)),)}, published=published
    )
    found: dict[str, list[Span]] = {"[": [], "{": [], "<": []}
    opened: list[tuple[str, int]] = []
    for sign_text, place in marks:
        if sign_text in found:
            opened.append((sign_text, place))
        else:
            kind, start = opened.pop()
            found[kind].append(Span.of(text, start, place))
    contents = sorted(found["<"])
    return Staged(document, tuple(_statement(text, content, found, contents) for content in contents))


def _statement(
    text: str, content: Span, found: dict[str, list[Span]], contents: list[Span]
) -> FoundStatement:
    outer = [c for c in contents if c.covers(content) and c != content]
    holder = min(outer, key=len) if outer else None
    quoted = content.exact[:1] in '“"'
    return FoundStatement(
        (content,),
        _nearest(text, content, found["{"], holder),
        _nearest(text, content, found["["], holder),
        "direct" if quoted else "indirect",
        "speech",
        None if holder is None else contents.index(holder),
        None,
        None,
        "test/1",
        0.9,
    )


def _nearest(text: str, content: Span, spans: list[Span], holder: Span | None) -> tuple[Span, ...]:
    def distance(span: Span) -> int:
        between = text[min(span.end, content.end) : max(span.start, content.start)]
        return len(between) + 1000 * between.count("\n") + 200 * len(re.findall(r"[.!?]\s", between))

    fitting = [s for s in spans if not content.covers(s) and (holder is None or holder.covers(s))]
    return (min(fitting, key=distance),) if fitting else ()


def findings(picture: str, published: str | None = "2025-12-04") -> tuple[Document, Findings]:
    """A staged picture's document with all that is found in it, the marked statements among it."""
    staged = stage(picture, published)
    document = staged.document
    names = find_names(document, Parse(document))
    found = Findings(
        staged.statements,
        names,
        find_dates(document),
        find_places(document, names),
        positions=find_positions(document, staged.statements),
    )
    return document, found


def read(picture: str, published: str | None = "2025-12-04") -> Record:
    """The record of a staged picture."""
    return resolve(*findings(picture, published))


def speakers(picture: str) -> list[str]:
    """For each statement its speakers’ names joined by `+`, or `?` with the candidates."""
    return [spoken(statement) for statement in read(picture).statements]


def spoken(statement: Statement) -> str:
    if statement.speaker.actors:
        return " + ".join(actor.name for actor in statement.speaker.actors)
    return "? " + " / ".join(actor.name for actor in statement.speaker.candidates)


def person(record: Record, name: str) -> Actor:
    return next(a for a in record.actors if a.kind == "person" and a.name == name)


def bare(record: Record) -> Record:
    return replace(record, document=replace(record.document, text=""))


__all__ = ["bare", "findings", "pairwise", "person", "read", "speakers", "spoken", "stage"]
