"""Whole records of the articles of `bench/synthetic_news.py`: people, statements, events and positions.

Every quotation is a statement of the person named beside it; where two people of a happening are named there
is an event between the sides, and one statement in three carries a position. All spans hold.
"""

from __future__ import annotations

import re
from zlib import crc32

from bench.synthetic_news import Person, Report
from onrecord.models import (
    Actor,
    Document,
    Event,
    Position,
    Record,
    Span,
    Speaker,
    Stance,
    Statement,
    make_id,
    text_id,
)

MADE_BY = "bench@1"
ISSUES = ("territory", "finance", "truce", "tariffs", "migration", "adaptation")
STANCES: tuple[Stance, ...] = ("demands", "rejects", "accepts", "supports")
SECTIONS = ("World", "Politics", "Business", "Science", "Sport", None, None)
_QUOTE = re.compile(r"“([^”]+)”")


def record_of(report: Report) -> Record:
    """The record of a report, as reading it would give."""
    article, happening = report.article, report.happening
    text = f"{article.title}\n\n{article.text}"
    start = len(article.title) + 2
    name = int(article.id.removeprefix("news-"))
    host = (article.source or "paper").replace(" ", "-").lower()
    url = f"https://{host}.example/{(article.date or '')[:10]}/{article.id}"
    document = Document(
        id=make_id("document", url, None), text_id=text_id(text), text=text, url=url, title=article.title,
        parts={"title": (Span.of(text, 0, start - 2),), "body": (Span.of(text, start, len(text)),)},
        source=article.source, published=article.date, language="en", extractor=MADE_BY,
        section=SECTIONS[happening.topic % len(SECTIONS)], fetched=article.date,
    )  # fmt: skip
    actors = {p.name: a for p in happening.people if (a := _actor(document, p)) is not None}
    statements = _statements(document, actors)
    events: tuple[Event, ...] = ()
    if len(actors) > 1 and name % 2:
        one, other, *_ = actors.values()
        evidence = (one.mentions[0],)
        events = (
            Event(
                make_id(document.id, "event"), "CONSULT", "meet", "held", (one,), (other,), None, None,
                evidence, MADE_BY, 0.8,
            ),
        )  # fmt: skip
    return Record(document, tuple(actors.values()), statements, events, _positions(document, statements))


def _actor(document: Document, person: Person) -> Actor | None:
    text = document.text
    found = [Span.of(text, m.start(), m.end()) for m in re.finditer(re.escape(person.name), text)]
    if not found:
        return None
    before = text.find(f"{person.role} {person.name}") if person.role else -1
    roles = (Span.of(text, before, before + len(person.role)),) if before >= 0 else ()
    id = make_id(document.id, person.name)
    return Actor(id, person.name, "person", person.side, roles, tuple(found[:8]), MADE_BY, 0.9)


def _statements(document: Document, actors: dict[str, Actor]) -> tuple[Statement, ...]:
    found = []
    text = document.text
    for match in _QUOTE.finditer(text):
        line = text[match.end() : text.find("\n", match.end()) if "\n" in text[match.end() :] else None]
        speaker = next((a for name, a in actors.items() if line.endswith(f"{name}.")), None)
        if speaker is None:
            continue
        at = text.index(speaker.name, match.end())
        by = Speaker((Span.of(text, at, at + len(speaker.name)),), (speaker,))
        cue = Span.of(text, match.end() + 1, match.end() + 5)
        said = Span.of(text, match.start(1), match.end(1))
        found.append(
            Statement(
                make_id(document.id, match.start()), "direct", "speech", (said,), (cue,), by,
                None, None, None, None, MADE_BY, 0.9,
            )
        )  # fmt: skip
    return tuple(found)


def _positions(document: Document, statements: tuple[Statement, ...]) -> tuple[Position, ...]:
    found = []
    for s in statements:
        draw = crc32(s.content[0].exact.encode())
        (actor,) = s.speaker.actors
        if draw % 3 == 0 and actor.side:
            found.append(
                Position(
                    make_id(document.id, "position", s.id), actor.side, (actor,), STANCES[draw % 4], "whole",
                    ISSUES[draw % 6], s.content[0], None, None, None, s.content, s.id, MADE_BY, 0.8,
                )
            )  # fmt: skip
    return tuple(found)
