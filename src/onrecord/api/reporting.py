"""Events and positions across the desk's documents: who did what, and who stands where on what."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict

from onrecord.api.asking import Limit, Offset, Public, Sure, TheDesk, When, Word, found, further
from onrecord.api.shapes import Page, SpanOut, spans
from onrecord.models import Degree, EventStatus, Stance
from onrecord.store.dossier_rows import EventRow, PositionRow, Who
from onrecord.visibility import LONGEST, visible, withheld

router = APIRouter(tags=["events and positions"])
_NONE = "no document of this desk has that id"
Side = Annotated[str | None, Query(max_length=80, description="Such as `ukr` (ISO 3166) or `nato`.")]
Person = Annotated[str | None, Query(max_length=80, description="An `id` of `/people`.")]


class TookPartOut(BaseModel):
    """Somebody who takes part in an event; `person` is the entity of the desk."""

    person: str
    name: str
    kind: str
    side: str | None


class PlaceOut(BaseModel):
    """A place as the document names it; `country` is a slug."""

    name: str
    country: str | None


class EventOut(BaseModel):
    """An event as one document reports it; `date` is when it happens, `published` when it was written."""

    id: str
    document: str
    title: str | None
    source: str | None
    url: str | None
    published: str | None
    type: str
    mode: str | None
    status: EventStatus
    actors: list[TookPartOut]
    recipients: list[TookPartOut]
    date: str | None
    place: PlaceOut | None
    evidence: list[SpanOut]
    confidence: float

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "c04e…", "document": "9ab1…", "title": "Envoys meet over the Sound",
                    "source": "Quay Herald", "url": "https://quay.example/1", "published": "2025-03-03",
                    "type": "CONSULT", "mode": "meet", "status": "held",
                    "actors": [{"person": "1f…", "name": "Ana Ruud", "kind": "person", "side": "nor"}],
                    "recipients": [{"person": "2a…", "name": "Ulf Brandt", "kind": "person", "side": "swe"}],
                    "date": "2025-03-02", "place": {"name": "Skagen", "country": "dnk"},
                    "evidence": [{"start": 0, "end": 23, "exact": "Ana Ruud met Ulf Brandt"}],
                    "confidence": 0.8,
                }
            ]
        }
    )  # fmt: skip

    @classmethod
    def of(cls, row: EventRow, *, public: bool) -> EventOut:
        d = row.document
        most = LONGEST if withheld(d.notes, public=public) else None
        return cls(
            id=row.id, document=d.id, title=d.title, source=d.source, url=d.url, published=d.published,
            type=row.type, mode=row.mode, status=row.status,
            actors=[_took_part(who) for who in row.who if who.part == "actor"],
            recipients=[_took_part(who) for who in row.who if who.part == "recipient"],
            date=row.date, place=PlaceOut(name=row.where, country=row.country) if row.where else None,
            evidence=spans(row.evidence, most), confidence=row.confidence,
        )  # fmt: skip


class PositionOut(BaseModel):
    """A side's stance as one document reports it. `date` is that of the stance, else of the document."""

    id: str
    document: str
    title: str | None
    source: str | None
    url: str | None
    published: str | None
    side: str | None
    holders: list[str]
    stance: Stance
    degree: Degree
    issue: str | None
    object: SpanOut
    condition: str | None
    counterparty: str | None
    date: str | None
    statement: str | None
    evidence: list[SpanOut]
    confidence: float

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "5f0c…", "document": "9ab1…", "title": "Envoys meet over the Sound",
                    "source": "Quay Herald", "url": "https://quay.example/1", "published": "2025-03-03",
                    "side": "nor", "holders": ["Ana Ruud"], "stance": "demands", "degree": "whole",
                    "issue": None, "object": {"start": 19, "end": 46, "exact": "sharing the herring grounds"},
                    "condition": None, "counterparty": "swe", "date": "2025-03-03", "statement": None,
                    "evidence": [
                        {"start": 0, "end": 46, "exact": "Norway insists on sharing the herring grounds"}
                    ],
                    "confidence": 0.8,
                }
            ]
        }
    )  # fmt: skip

    @classmethod
    def of(cls, row: PositionRow, *, public: bool) -> PositionOut:
        d = row.document
        most = LONGEST if withheld(d.notes, public=public) else None
        return cls(
            id=row.id, document=d.id, title=d.title, source=d.source, url=d.url, published=d.published,
            side=row.side, holders=list(row.people), stance=row.stance, degree=row.degree,
            issue=row.issue or None, object=spans((row.at,), most)[0],
            condition=visible(row.condition, d.notes, public=public) if row.condition else None,
            counterparty=row.counterparty, date=row.when or None, statement=row.statement,
            evidence=spans(row.evidence, most), confidence=row.confidence,
        )  # fmt: skip


@router.get("/events")
def events(
    desk: TheDesk,
    public: Public,
    type: Annotated[str | None, Query(max_length=20, description="A PLOVER type, such as CONSULT.")] = None,
    mode: Annotated[str | None, Query(max_length=40, description="Such as meet, phone or visit.")] = None,
    status: EventStatus | None = None,
    person: Person = None,
    side: Side = None,
    document: Word = None,
    source: Word = None,
    since: When = None,
    until: When = None,
    min_confidence: Sure = 0.0,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Page[EventOut]:
    """Events, the latest first: by when they happen, else were reported. `next` is the following `offset`."""
    rows = found(
        lambda key: desk.reporting.events(
            type=type, mode=mode, status=status, person=person, side=side, document=key or None,
            source=source, since=since, until=until, min_confidence=min_confidence,
            limit=limit + 1, offset=offset,
        ),
        document or "",
        _NONE,
    )  # fmt: skip
    following = further(offset, limit, offset + len(rows))
    return Page(data=[EventOut.of(row, public=public) for row in rows[:limit]], next=following)


@router.get("/positions")
def positions(
    desk: TheDesk,
    public: Public,
    stance: Stance | None = None,
    issue: Annotated[str | None, Query(max_length=80, description="The issue as it was read.")] = None,
    person: Person = None,
    side: Side = None,
    counterparty: Side = None,
    document: Word = None,
    source: Word = None,
    since: When = None,
    until: When = None,
    min_confidence: Sure = 0.0,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Page[PositionOut]:
    """Positions, the latest first; `side` is whose they are. `next` is the following `offset`."""
    rows = found(
        lambda key: desk.reporting.positions(
            stance=stance, issue=issue, person=person, side=side, counterparty=counterparty,
            document=key or None, source=source, since=since, until=until, min_confidence=min_confidence,
            limit=limit + 1, offset=offset,
        ),
        document or "",
        _NONE,
    )  # fmt: skip
    following = further(offset, limit, offset + len(rows))
    return Page(data=[PositionOut.of(row, public=public) for row in rows[:limit]], next=following)


def _took_part(who: Who) -> TookPartOut:
    return TookPartOut(person=who.entity, name=who.name, kind=who.kind, side=who.side)
