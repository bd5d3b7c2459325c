"""What comes into the desk while a watch is running: a page that fills from the top.

With a script it fills by server-sent events, each a piece of the page as the server sets it; without one the
page is loaded again every minute.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from itertools import chain

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from onrecord.site.answers import page_answer, site_of
from onrecord.site.assets import asset_url
from onrecord.site.context import texts_round
from onrecord.site.listing import heading, said
from onrecord.site.pages import LivePage, SaidIn
from onrecord.site.rendering import render
from onrecord.site.views.asking import desk_of
from onrecord.store import DocumentRow

_SHOWN = 30
_AT_ONCE = 20
_STATEMENTS = 4


@dataclass(slots=True)
class Streams:
    """How streams of events are kept: seconds between two looks, till one ends, and how many go on."""

    pause: float = 2.0
    lifetime: float = 600.0
    most: int = 200
    going_on: int = 0


def live(request: Request) -> Response:
    found = desk_of(request).arrivals(limit=_SHOWN)
    page = LivePage(
        tuple(_items(request, found.rows)), f"/live/events?after={found.last}", asset_url("live.js")
    )
    return page_answer(request, "live", page)


async def events(request: Request) -> Response:
    """Documents that come in from now on, or after the one that the browser had last."""
    after = request.headers.get("last-event-id") or request.query_params.get("after", "")
    if after and not (after.isascii() and after.isdigit() and len(after) < 12):
        raise HTTPException(400, "after is the number of a document.")
    streams: Streams = request.app.state.streams
    if streams.going_on >= streams.most:
        raise HTTPException(503, "Too many readers follow this page at once; load it again later.")
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(
        _stream(request, streams, int(after) if after else None),
        media_type="text/event-stream", headers=headers,
    )  # fmt: skip


async def _stream(request: Request, streams: Streams, after: int | None) -> AsyncIterator[str]:
    streams.going_on += 1
    try:
        desk = desk_of(request)
        if after is None:
            after = (await run_in_threadpool(desk.arrivals, limit=0)).last
        yield f"retry: 5000\nid: {after}\n\n"
        for _ in range(max(1, round(streams.lifetime / streams.pause))):
            found = await run_in_threadpool(desk.arrivals, after, limit=_AT_ONCE)
            if found.count:
                yield await run_in_threadpool(_events, request, found.rows, found.last)
            else:
                yield ":\n\n"
            after = found.last
            await asyncio.sleep(streams.pause)
    finally:
        streams.going_on -= 1


def _events(request: Request, rows: tuple[DocumentRow, ...], last: int) -> str:
    """An event for each document, the one that came first first."""
    site = site_of(request)
    pieces = [render("_live", item, site) for item in reversed(_items(request, rows))]
    return "".join(f"event: document\nid: {last}\n{_data(piece)}\n" for piece in pieces)


def _data(piece: str) -> str:
    return "".join(f"data: {line}\n" for line in piece.splitlines() if line.strip())


def _items(request: Request, rows: tuple[DocumentRow, ...]) -> list[SaidIn]:
    """The documents with the first statements of each."""
    desk, public = desk_of(request), site_of(request).public
    first = {row.id: desk.statements(row.id)[:_STATEMENTS] for row in rows if row.statements}
    texts = texts_round(desk, chain.from_iterable(first.values()), public=public)
    return [
        SaidIn(
            heading(row, public=public),
            tuple(said(s, public=public, with_heading=False, texts=texts) for s in first.get(row.id, ())),
        )
        for row in rows
    ]
