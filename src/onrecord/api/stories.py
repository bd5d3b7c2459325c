"""Stories: each happening once, with its reports; and what is named more than before."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from onrecord.api.asking import Limit, Offset, Public, TheDesk, When, Word, found
from onrecord.api.shapes import DocumentOut, Page, StatementOut
from onrecord.store import StoryRow
from onrecord.store.trends import TrendRow
from onrecord.visibility import withheld

router = APIRouter(tags=["stories"])
_NONE = "no story of this desk has that id"


class StoryOut(BaseModel):
    """A story in a list; `texts` counts copies once, `sources` are outlets with a text of their own."""

    id: str
    headline: str
    lead: str | None
    document: str
    section: str | None
    outlets: list[str]
    documents: int
    texts: int
    sources: int
    first: str
    last: str


class ReportOut(BaseModel):
    """One text of a story and the documents that ran it again."""

    document: DocumentOut
    copies: list[DocumentOut]


class CastOut(BaseModel):
    """Whom a story's documents name, and in how many."""

    person: str
    name: str
    kind: str
    side: str | None
    documents: int
    statements: int


class StoryWhole(BaseModel):
    """A story with its reports, the latest first, whom it names, and what is said in it."""

    story: StoryOut
    reports: list[ReportOut]
    people: list[CastOut]
    statements: list[StatementOut]


class TrendOut(BaseModel):
    """What is named more than before; `person` is null for a phrase."""

    name: str
    kind: str
    person: str | None
    texts: int
    times: float


class TrendsOut(BaseModel):
    """Trends up to `date`, each held against its own past."""

    date: str | None
    people: list[TrendOut]
    places: list[TrendOut]
    phrases: list[TrendOut]


@router.get("/stories")
def stories(
    desk: TheDesk,
    public: Public,
    section: Word = None,
    source: Word = None,
    since: When = None,
    until: When = None,
    sources: Annotated[int, Query(ge=1, description="Independent outlets that must have it.")] = 1,
    limit: Limit = 30,
    offset: Offset = 0,
) -> Page[StoryOut]:
    """Stories, the freshest and most widely reported first; `next` is the `offset` of the following page."""
    rows = desk.stories.listed(
        section=section,
        source=source,
        since=since,
        until=until,
        least=sources,
        limit=limit + 1,
        offset=offset,
    )
    following = str(offset + limit) if len(rows) > limit else None
    outlets = desk.stories.outlets(row.id for row in rows)
    return Page(
        data=[_story(row, outlets[row.id].names, public=public) for row in rows[:limit]], next=following
    )


@router.get("/stories/{id}")
def story(desk: TheDesk, public: Public, id: str) -> StoryWhole:
    """One story whole; an id of a story that was joined to another leads to that one."""
    row = found(desk.stories.story, id, _NONE)
    outlets = desk.stories.outlets([row.id])[row.id]
    return StoryWhole(
        story=_story(row, outlets.names, public=public),
        reports=[
            ReportOut(
                document=DocumentOut.of(report.document, public=public),
                copies=[DocumentOut.of(copy, public=public) for copy in report.copies],
            )
            for report in desk.stories.documents(row.id)
        ],
        people=[
            CastOut(
                person=one.entity, name=one.name, kind=one.kind, side=one.side,
                documents=one.documents, statements=one.statements,
            )
            for one in desk.stories.people(row.id, kind=None)
        ],
        statements=[StatementOut.of(one, public=public) for one in desk.stories.statements(row.id)],
    )  # fmt: skip


@router.get("/trends")
def trends(
    desk: TheDesk,
    date: Annotated[str | None, Query(pattern=r"^\d{4}-\d{2}-\d{2}$")] = None,
    days: Annotated[int, Query(ge=1, le=60)] = 1,
    limit: Limit = 10,
) -> TrendsOut:
    """People, places and phrases that are named more than they used to be, up to a day."""
    try:
        last = date or desk.trends.day()
        return TrendsOut(
            date=last,
            people=_trends(
                desk.trends.named(("person", "organisation", "group"), day=last, days=days, limit=limit)
            ),
            places=_trends(desk.trends.named(("country",), day=last, days=days, limit=limit)),
            phrases=_trends(desk.trends.phrases(day=last, days=days, limit=limit)),
        )
    except ValueError as error:
        raise HTTPException(400, f"date: {error}") from error


def _story(row: StoryRow, outlets: tuple[str, ...], *, public: bool) -> StoryOut:
    return StoryOut(
        id=row.id, headline=row.headline,
        lead=None if withheld(row.document.notes, public=public) else row.lead,
        document=row.document.id, section=row.section, outlets=list(outlets), documents=row.documents,
        texts=row.texts, sources=row.sources, first=row.first, last=row.last,
    )  # fmt: skip


def _trends(rows: list[TrendRow]) -> list[TrendOut]:
    return [
        TrendOut(name=row.name, kind=row.kind, person=row.entity, texts=row.texts, times=row.times)
        for row in rows
    ]
