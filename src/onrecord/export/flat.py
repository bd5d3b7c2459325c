"""One flat row a statement: what CSV, Parquet and other tables hold. The columns are in `Line`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields

from onrecord.models import Failure, Record, Spans, Statement

JOIN = " … "
"""Stands between the pieces of a statement's content; `offsets` says where each piece is."""

Entities = Callable[[Record], Mapping[str, str]]
"""Gives a desk's entity id for each actor id of a record."""


@dataclass(frozen=True, slots=True)
class Line:
    """One statement with its speakers and its document. Offsets count code points of the document's text.

    `speaker`, `speaker_ids`, `entities`, `roles` and `sides` run in parallel, one item a speaker; a role
    or side that is not known is an empty string. `start` is that of the first piece, `end` of the last.
    """

    id: str
    speaker: tuple[str, ...]
    speaker_ids: tuple[str, ...]
    entities: tuple[str, ...]
    mention: str
    roles: tuple[str, ...]
    sides: tuple[str, ...]
    kind: str
    act: str
    content: str
    offsets: tuple[tuple[int, int], ...]
    cue: str
    start: int
    end: int
    date: str | None
    confidence: float
    verdict: str | None
    notes: tuple[str, ...]
    document_id: str
    title: str | None
    url: str | None
    path: str | None
    source: str | None
    section: str | None
    published: str | None


COLUMNS = tuple(field.name for field in fields(Line))


def lines(results: Iterable[Record | Failure], entities: Entities | None = None) -> Iterator[Line]:
    """The statements of all records, in their order; documents that could not be read have none."""
    for result in results:
        if isinstance(result, Record):
            known = entities(result) if entities else {}
            for statement in result.statements:
                yield _line(result, statement, known)


def joined(spans: Spans) -> str:
    """The words of the spans, with what stands between them left out and marked."""
    return JOIN.join(span.exact for span in spans)


def _line(record: Record, s: Statement, entities: Mapping[str, str]) -> Line:
    d, actors = record.document, s.speaker.actors
    check = next((check for check in record.checks if check.statement == s.id), None)
    return Line(
        id=s.id,
        speaker=tuple(actor.name for actor in actors),
        speaker_ids=tuple(actor.id for actor in actors),
        entities=tuple(entities[actor.id] for actor in actors if actor.id in entities),
        mention=joined(s.speaker.mention),
        roles=tuple(actor.roles[0].exact if actor.roles else "" for actor in actors),
        sides=tuple(actor.side or "" for actor in actors),
        kind=s.kind,
        act=s.act,
        content=joined(s.content),
        offsets=tuple((span.start, span.end) for span in s.content),
        cue=joined(s.cue),
        start=s.content[0].start if s.content else 0,
        end=s.content[-1].end if s.content else 0,
        date=s.date.value if s.date else None,
        confidence=s.confidence,
        verdict=check.verdict if check else None,
        notes=check.notes if check else (),
        document_id=d.id,
        title=d.title,
        url=d.canonical_url or d.url,
        path=d.path,
        source=d.source,
        section=d.section,
        published=d.published,
    )
