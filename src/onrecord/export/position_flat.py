"""One flat row a position, for tables. The columns are in `PositionLine`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

from onrecord.export.flat import joined
from onrecord.models import Failure, Position, Record


@dataclass(frozen=True, slots=True)
class PositionLine:
    """One position with its document. `start` and `end` are those of the object in the document's text."""

    id: str
    side: str | None
    holders: tuple[str, ...]
    stance: str
    degree: str
    issue: str | None
    object: str
    start: int
    end: int
    condition: str | None
    counterparty: str | None
    date: str | None
    evidence: str
    offsets: tuple[tuple[int, int], ...]
    statement: str | None
    confidence: float
    document_id: str
    title: str | None
    url: str | None
    path: str | None
    source: str | None
    published: str | None


POSITION_COLUMNS = tuple(field.name for field in fields(PositionLine))


def position_lines(results: Iterable[Record | Failure]) -> Iterator[PositionLine]:
    """The positions of all records, in their order."""
    for result in results:
        if isinstance(result, Record):
            yield from (_line(result, position) for position in result.positions)


def _line(record: Record, p: Position) -> PositionLine:
    d = record.document
    return PositionLine(
        id=p.id,
        side=p.side,
        holders=tuple(actor.name for actor in p.actors),
        stance=p.stance,
        degree=p.degree,
        issue=p.issue,
        object=p.object.exact,
        start=p.object.start,
        end=p.object.end,
        condition=p.condition.exact if p.condition else None,
        counterparty=p.counterparty,
        date=p.date.value if p.date else None,
        evidence=joined(p.evidence),
        offsets=tuple((span.start, span.end) for span in p.evidence),
        statement=p.statement,
        confidence=p.confidence,
        document_id=d.id,
        title=d.title,
        url=d.canonical_url or d.url,
        path=d.path,
        source=d.source,
        published=d.published,
    )
