"""A page to paste a text into and read its record. Nothing is kept, so no request can be forged."""

from __future__ import annotations

from anyio import CapacityLimiter, to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from onrecord.errors import OnrecordError
from onrecord.models import Record
from onrecord.site.answers import page_answer
from onrecord.site.article import article_of
from onrecord.site.forms import fields_of
from onrecord.site.pages import ArticlePage, ReadPage
from onrecord.site.words import date_value

LIMIT = 200_000
"""Bytes of UTF-8 that a pasted text may have."""
_ENCODED = LIMIT * 3 + 4_096
_WAITING = 8


async def form(request: Request) -> Response:
    return page_answer(request, "read", ReadPage(limit=LIMIT // 1000))


async def read_pasted(request: Request) -> Response:
    """The record of the pasted text, as an article page; one is read at a time."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise HTTPException(403, "The text must come from this site's own form.")
    fields = await fields_of(request, _ENCODED)
    text, title, published = (fields.get(name, "") for name in ("text", "title", "published"))
    problem = _problem(text, published)
    if problem:
        context = ReadPage(text[:LIMIT], title, published, problem, LIMIT // 1000)
        return page_answer(request, "read", context, status=400)
    limiter: CapacityLimiter = request.app.state.reading
    if limiter.statistics().tasks_waiting >= _WAITING:
        raise HTTPException(503, "Many texts are being read just now. Try again in a minute.")
    try:
        record = await to_thread.run_sync(_read, text, title, published, limiter=limiter)
    except OnrecordError as error:
        context = ReadPage(text, title, published, f"This text {error.message}.", LIMIT // 1000)
        return page_answer(request, "read", context, status=400)
    return page_answer(request, "article", ArticlePage(article_of(record, None), None, False))


def _read(text: str, title: str, published: str) -> Record:
    from onrecord.reading import read_text

    return read_text(text, title=title or None, published=published or None)


def _problem(text: str, published: str) -> str | None:
    if not text.strip():
        return "There is no text to read. Paste one below."
    if len(text.encode("utf-8", "replace")) > LIMIT:
        return f"The text is longer than {LIMIT // 1000} kB. Shorten it, or use onrecord read on a file."
    if published and date_value(published) != published:
        return "The date is not one that can be read. Write it as 2025-12-04, or leave it empty."
    return None
