"""One flat row an event, for tables. The columns are in `EventLine`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

from onrecord.export.flat import joined
from onrecord.models import Event, Failure, Record


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event with its document. Names and sides run in parallel; an unknown side is an empty string."""

    id: str
    type: str
    mode: str | None
    status: str
    actors: tuple[str, ...]
    actor_sides: tuple[str, ...]
    recipients: tuple[str, ...]
    recipient_sides: tuple[str, ...]
    date: str | None
    place: str | None
    country: str | None
    evidence: str
    offsets: tuple[tuple[int, int], ...]
    within: str | None
    confidence: float
    document_id: str
    title: str | None
    url: str | None
    path: str | None
    source: str | None
    published: str | None


EVENT_COLUMNS = tuple(field.name for field in fields(EventLine))


def event_lines(results: Iterable[Record | Failure]) -> Iterator[EventLine]:
    """The events of all records, in their order."""
    for result in results:
        if isinstance(result, Record):
            yield from (_line(result, event) for event in result.events)


def _line(record: Record, e: Event) -> EventLine:
    d = record.document
    return EventLine(
        id=e.id,
        type=e.type,
        mode=e.mode,
        status=e.status,
        actors=tuple(actor.name for actor in e.actors),
        actor_sides=tuple(actor.side or "" for actor in e.actors),
        recipients=tuple(actor.name for actor in e.recipients),
        recipient_sides=tuple(actor.side or "" for actor in e.recipients),
        date=e.date.value if e.date else None,
        place=e.place.name if e.place else None,
        country=e.place.country if e.place else None,
        evidence=joined(e.evidence),
        offsets=tuple((span.start, span.end) for span in e.evidence),
        within=e.within,
        confidence=e.confidence,
        document_id=d.id,
        title=d.title,
        url=d.canonical_url or d.url,
        path=d.path,
        source=d.source,
        published=d.published,
    )
