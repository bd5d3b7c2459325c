"""What is trending: a page, and a line on the front page."""

from __future__ import annotations

from datetime import date

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from onrecord.site import addresses
from onrecord.site.answers import page_answer
from onrecord.site.keeping import Kept
from onrecord.site.pages import Link
from onrecord.site.story_pages import Trend, TrendsPage
from onrecord.site.views.asking import desk_of, words
from onrecord.store import Desk
from onrecord.store.trends import TrendKind, TrendRow

_PEOPLE: tuple[TrendKind, ...] = ("person", "organisation", "group")
_PLACES: tuple[TrendKind, ...] = ("country",)
_LONG, _SHORT = 20, 4
_DAYS = 3
"""Days of the window: the front page of a small desk would have nothing in one day."""


def trends(request: Request) -> Response:
    """People, places and phrases up to `?date=`, or up to the newest document."""
    desk, day = desk_of(request), words(request, "date") or None
    try:
        last = date.fromisoformat(day).isoformat() if day else desk.trends.day()
    except ValueError as error:
        raise HTTPException(400, "date is a day, as in 2025-12-04.") from error
    kept: Kept = request.app.state.kept
    return page_answer(request, "trends", kept.lately(("trends", day and last), lambda: _page(desk, last)))


def _page(desk: Desk, last: str | None) -> TrendsPage:
    people, places = desk.trends.several((_PEOPLE, _PLACES), day=last, days=_DAYS, limit=_LONG)
    return TrendsPage(
        date=last,
        people=_items(people),
        places=_items(places),
        phrases=_items(desk.trends.phrases(day=last, days=_DAYS, limit=_LONG)),
    )


def for_front(desk: Desk) -> tuple[Trend, ...]:
    """A few trends of each kind."""
    day = desk.trends.day()
    people, places = desk.trends.several((_PEOPLE, _PLACES), day=day, days=_DAYS, limit=_SHORT + 1)
    phrases = desk.trends.phrases(day=day, days=_DAYS, limit=_SHORT)
    return _items((*people, *places[: _SHORT - 2], *phrases))


def _items(rows: list[TrendRow] | tuple[TrendRow, ...]) -> tuple[Trend, ...]:
    """Each name once: a phrase that is somebody's name is that person."""
    once: dict[str, Trend] = {}
    for row in rows:
        if row.entity is not None:
            href = addresses.person(row.entity)
        else:
            href = addresses.with_query("/search", q=f'"{row.name}"')
        once.setdefault(row.name.casefold(), Trend(Link(row.name, href), row.kind, row.texts, row.times))
    return tuple(once.values())
