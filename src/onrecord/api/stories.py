"""Stories: each happening once, with its reports; and what is named more than before."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.exceptions import HTTPException

from onrecord.api.asking import Limit, Offset, Public, TheDesk, When, Word, found, further
from onrecord.api.shapes import DocumentOut, Page, SpanOut, StatementOut
from onrecord.api.story_shapes import (
    CastOut,
    ContradictionOut,
    DayOut,
    ReportOut,
    SideOut,
    StoryOut,
    StoryWhole,
    TrendOut,
    TrendsOut,
)
from onrecord.store import StoryRow
from onrecord.store.story_page import StoryDay
from onrecord.store.trends import TrendRow
from onrecord.stories.contradictions import Contradiction, Side
from onrecord.text.shorten import shorten
from onrecord.visibility import FEW, LONGEST, withheld

router = APIRouter(tags=["stories"])
_NONE = "no story of this desk has that id"


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
    following = further(offset, limit, offset + len(rows))
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


@router.get("/stories/{id}/timeline")
def timeline(
    desk: TheDesk,
    public: Public,
    id: str,
    limit: Annotated[int, Query(ge=1, le=60, description="How many days at most.")] = 12,
) -> Page[DayOut]:
    """The days that mattered in a story, each with one sentence of a source."""
    rows = found(lambda key: desk.stories.timeline(key, most=limit), id, _NONE)
    return Page(data=[_day(row, public=public) for row in (rows[:FEW] if public else rows)])


@router.get("/stories/{id}/contradictions")
def contradictions(desk: TheDesk, public: Public, id: str) -> Page[ContradictionOut]:
    """The same fact told differently by a story's reports; what merely grew with time comes last."""
    rows = found(desk.stories.contradictions, id, _NONE)
    return Page(data=[_contradiction(row, public=public) for row in (rows[:FEW] if public else rows)])


@router.get("/trends")
def trends(
    desk: TheDesk,
    date: Annotated[str | None, Query(pattern=r"^\d{4}-\d{2}-\d{2}$")] = None,
    days: Annotated[int, Query(ge=1, le=60)] = 1,
    least: Annotated[int, Query(ge=1, description="Texts that something must be named in.")] = 3,
    limit: Limit = 10,
) -> TrendsOut:
    """People, places and phrases that are named more than they used to be, up to a day."""
    try:
        last = date or desk.trends.day()
        asked: dict[str, Any] = {"day": last, "days": days, "least": least, "limit": limit}
        return TrendsOut(
            date=last,
            people=_trends(desk.trends.named(("person", "organisation", "group"), **asked)),
            places=_trends(desk.trends.named(("country",), **asked)),
            phrases=_trends(desk.trends.phrases(**asked)),
        )
    except ValueError as error:
        raise HTTPException(400, f"date: {error}") from error


def _story(row: StoryRow, outlets: tuple[str, ...], *, public: bool) -> StoryOut:
    return StoryOut(
        id=row.id, headline=row.headline,
        lead=None if withheld(row.document.notes, public=public) else row.lead,
        document=row.document.id, section=row.section, outlets=list(outlets), documents=row.documents,
        texts=row.texts, sources=row.sources, first=row.first, last=row.last,
        source=row.document.source, url=row.document.url, recent=row.recent, rank=row.rank,
    )  # fmt: skip


def _trends(rows: list[TrendRow]) -> list[TrendOut]:
    return [
        TrendOut(name=row.name, kind=row.kind, entity=row.entity, texts=row.texts, times=row.times)
        for row in rows
    ]


def _day(row: StoryDay, *, public: bool) -> DayOut:
    said = row.day.sentence
    return DayOut(
        day=row.day.day, sentence=_shown(said.exact, public=public), start=said.start, end=said.end,
        document=row.document.id, source=row.document.source, url=row.document.url,
        reports=row.day.reports, sources=row.day.sources,
    )  # fmt: skip


def _contradiction(row: Contradiction, *, public: bool) -> ContradictionOut:
    return ContradictionOut(
        kind=row.kind, about=row.about, clear=row.clear, development=row.development,
        confidence=row.confidence,
        sides=[_side(side, public=public) for side in row.sides],
    )  # fmt: skip


def _side(side: Side, *, public: bool) -> SideOut:
    sentence = _shown(side.sentence, public=public)
    return SideOut(
        document=side.report, source=side.source, when=side.when, denies=side.denies,
        value=SpanOut(start=side.start, end=side.end, exact=_shown(side.value, public=public)),
        sentence=SpanOut(start=side.sentence_start, end=side.sentence_end, exact=sentence),
    )  # fmt: skip


def _shown(words: str, *, public: bool) -> str:
    return shorten(words, LONGEST) if public else words
