"""Feeds of the desk, of a section, a source, a person and a search; and the page that lists them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from onrecord.site import addresses
from onrecord.site.answers import page_answer, raw_answer, site_of
from onrecord.site.feeds import MEDIA, Entry, Feed, Form, written
from onrecord.site.listing import heading, said
from onrecord.site.pages import ConnectPage, FeedLinks
from onrecord.site.sections import section_at, sections_of
from onrecord.site.views.asking import desk_of, found, words
from onrecord.site.words import safe_url, shorten
from onrecord.store import DocumentRow, StatementRow

_ENTRIES = 40
_SECTIONS = 12
_TITLE = 140


def everything(request: Request) -> Response:
    rows = desk_of(request).documents(limit=_ENTRIES)
    return _answer(request, "onrecord", "The newest documents of this desk", "/", _reports(request, rows))


def section(request: Request) -> Response:
    desk = desk_of(request)
    row = section_at(desk, request.path_params["slug"])
    if row is None:
        raise HTTPException(404, "No section of this desk has that name.")
    rows = desk.documents(section=row.names, limit=_ENTRIES)
    about = f"The newest documents in {row.words}"
    return _answer(request, row.words, about, row.href, _reports(request, rows))


def source(request: Request) -> Response:
    desk, name = desk_of(request), request.path_params["name"]
    found(desk.source, name, "No source of this desk has that name.")
    rows = desk.documents(source=name, limit=_ENTRIES)
    return _answer(
        request, name, f"The newest documents of {name}", addresses.source(name), _reports(request, rows)
    )


def person(request: Request) -> Response:
    """What one entity said: for those who follow a person."""
    page = found(
        lambda id: desk_of(request).person(id, limit=_ENTRIES),
        request.path_params["id"],
        "Nobody in this desk has that id.",
    )
    name = page.entity.name
    entries = _statements(request, page.statements)
    return _answer(request, name, f"What {name} said", addresses.person(page.entity.id), entries)


def story(request: Request) -> Response:
    """The reports of one story as they come in, a text and its copies once."""
    desk = desk_of(request)
    row = found(desk.stories.story, request.path_params["id"], "No story of this desk has that id.")
    rows = [report.document for report in desk.stories.documents(row.id, limit=_ENTRIES)]
    about = f"Reports of: {row.headline}"
    return _answer(request, row.headline, about, addresses.story(row.id), _reports(request, rows))


def search(request: Request) -> Response:
    """The newest statements and articles that a search finds: for those who save it."""
    query, speaker = words(request, "q"), words(request, "speaker")
    if not query and not speaker:
        raise HTTPException(400, "A search feed needs q or speaker.")
    answer = desk_of(request).search(query, speaker=speaker or None, limit=_ENTRIES)
    entries = (
        *_statements(request, (hit.statement for hit in answer.statements)),
        *_reports(request, (hit.document for hit in answer.articles)),
    )
    asked = " · ".join(filter(None, (query, speaker)))
    page = addresses.with_query("/search", q=query, speaker=speaker)
    return _answer(request, f"Search: {asked}", f"What this desk has on {asked}", page, entries)


def connect(request: Request) -> Response:
    """All feeds of the desk on one page, and how to follow more."""
    rows = sections_of(desk_of(request))[:_SECTIONS]
    sections = tuple(FeedLinks(row.words, *addresses.feeds(row.href)) for row in rows)
    whole = FeedLinks("All documents", *addresses.feeds("/"))
    return page_answer(request, "connect", ConnectPage(whole, sections))


def _answer(request: Request, title: str, about: str, page: str, entries: Iterable[Entry]) -> Response:
    form = request.path_params["form"]
    if form not in MEDIA:
        raise HTTPException(404, "A feed is named feed.atom, feed.rss or feed.json.")
    newest = sorted(entries, key=lambda entry: entry.changed or entry.published or "", reverse=True)
    home = str(request.base_url).rstrip("/")
    query = f"?{request.url.query}" if request.url.query else ""
    feed = Feed(title, about, home + page, home + request.url.path + query, tuple(newest[:_ENTRIES]))
    return raw_answer(request, written(feed, cast(Form, form)), MEDIA[cast(Form, form)])


def _reports(request: Request, rows: Iterable[DocumentRow]) -> list[Entry]:
    public, home = site_of(request).public, str(request.base_url).rstrip("/")
    entries = []
    for row in rows:
        shown = heading(row, public=public, longest=400)
        author = " · ".join(filter(None, (row.byline, row.source))) or None
        entries.append(
            Entry(
                shown.title,
                home + shown.href,
                shown.lead,
                author,
                row.published,
                row.updated or row.published or row.fetched,
                safe_url(row.url),
            )
        )
    return entries


def _statements(request: Request, rows: Iterable[StatementRow]) -> list[Entry]:
    public, home = site_of(request).public, str(request.base_url).rstrip("/")
    entries = []
    for row in rows:
        shown = said(row, public=public)
        content = "".join(piece for piece, _ in shown.pieces)
        who = " and ".join(link.words for link in shown.speakers) or shown.mention or "Nobody named"
        where = " · ".join(filter(None, (row.document.title, row.document.source)))
        when = row.document.published or row.document.fetched
        title = shorten(f"{who}: {content}", _TITLE)
        entries.append(Entry(title, home + shown.href, f"{content}\n\n{where}".strip(), who, when, when))
    return entries
