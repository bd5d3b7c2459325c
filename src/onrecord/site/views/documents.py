"""Front page, sections, sources, documents and their statements."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from onrecord.site import addresses
from onrecord.site.answers import is_owner, json_answer, page_answer, site_of
from onrecord.site.article import article_of
from onrecord.site.fetched_from import fetched_from
from onrecord.site.listing import counted_source, heading
from onrecord.site.notes import Reader, groups_of, note_of
from onrecord.site.pages import (
    ArrivedPage,
    ArticlePage,
    Heading,
    Link,
    SectionPage,
    SetAside,
    SourcePage,
    SourcesPage,
    StatementPage,
)
from onrecord.site.paragraphs import paragraphs_with
from onrecord.site.sections import section_at
from onrecord.site.views.asking import collections_of, cursor, desk_of, found, older, paging, people_of
from onrecord.site.views.revisions import changes_of, last_changes, marks_of
from onrecord.site.words import counted
from onrecord.store import Desk, DocumentRow
from onrecord.visibility import is_specimen, record_json

_ARRIVED = 200
_PAGE = 30
_NO_DOCUMENT = "No document of this desk has that id."


def arrived(request: Request) -> Response:
    """Documents in the order in which they came in: what is new since a visit."""
    after = request.query_params.get("after", "0")
    if not (after.isascii() and after.isdigit() and len(after) < 12):
        raise HTTPException(400, "after is the number of a document.")
    found = desk_of(request).arrivals(int(after), limit=_ARRIVED)
    items = _headings(request, found.rows)
    return page_answer(request, "arrived", ArrivedPage(found.count, items, any(i.specimen for i in items)))


def section(request: Request) -> Response:
    desk = desk_of(request)
    row = section_at(desk, request.path_params["slug"])
    if row is None:
        raise HTTPException(404, "No section of this desk has that name.")
    with paging():
        rows = desk.documents(section=row.names, limit=_PAGE + 1, before=cursor(request))
    items = _headings(request, rows[:_PAGE])
    page = SectionPage(
        name=row.words,
        href=row.href,
        documents=row.documents,
        headings=items,
        older=older(request, rows[_PAGE - 1].cursor if len(rows) > _PAGE else None),
        specimen=any(item.specimen for item in items),
    )
    return page_answer(request, "section", page)


def sources(request: Request) -> Response:
    desk = desk_of(request)
    rows = tuple(map(counted_source, desk.sources()))
    aside = tuple(SetAside(count.host, count.total, count.kinds) for count in desk.aside.counts())
    shown = fetched_from(desk) if is_owner(request) else ()
    return page_answer(request, "sources", SourcesPage(rows, aside, shown))


def source(request: Request) -> Response:
    desk, name = desk_of(request), request.path_params["name"]
    row = found(desk.source, name, "No source of this desk has that name.")
    with paging():
        rows = desk.documents(source=name, limit=_PAGE + 1, before=cursor(request))
    items = _headings(request, rows[:_PAGE])
    page = SourcePage(
        source=counted_source(row),
        headings=items,
        older=older(request, rows[_PAGE - 1].cursor if len(rows) > _PAGE else None),
        specimen=any(item.specimen for item in items),
    )
    return page_answer(request, "source", page)


def document(request: Request) -> Response:
    desk, id = desk_of(request), request.path_params["id"]
    record = found(desk.document, id, _NO_DOCUMENT)
    changes = last_changes(desk, id) if record.document.revision_of else []
    article = article_of(
        record,
        people_of(request, id),
        public=site_of(request).public,
        collections=collections_of(request),
        sayings=desk.sayings.of_document(id),
        revised=marks_of(record, changes),
    )
    listed = changes_of(request, record, changes)
    missing = desk.following.missing(id)
    page = ArticlePage(
        article,
        addresses.document_json(id),
        True,
        listed,
        _story(desk, id),
        _copies(desk, id),
        (missing.moment, missing.reason) if missing else None,
    )
    return page_answer(request, "article", page)


def _story(desk: Desk, id: str) -> Link | None:
    """The story of a document, where others tell it too."""
    row = desk.stories.of_document(id)
    if row is None or row.documents < 2:
        return None
    words = f"{counted(row.documents, 'report')} of {counted(row.sources, 'outlet')}"
    return Link(words, addresses.story(row.id))


def _copies(desk: Desk, id: str) -> Link | None:
    """Who else ran a document's text, where somebody did."""
    group = desk.stories.copies(id)
    if not group.copies:
        return None
    return Link(counted(len(group.copies) + 1, "document"), addresses.copies(id))


def document_json(request: Request) -> Response:
    record = found(desk_of(request).document, request.path_params["id"], _NO_DOCUMENT)
    return json_answer(request, record_json(record, public=site_of(request).public))


def statement(request: Request) -> Response:
    public, asked = site_of(request).public, request.query_params.get("document")
    answer = found(
        lambda id: desk_of(request).statement(id, document=asked or None),
        request.path_params["id"],
        "No statement of this desk has that id.",
    )
    row = answer.row.document
    reader = Reader.of(
        answer.record,
        people_of(request, row.id),
        public=public,
        collections=collections_of(request),
        sayings=desk_of(request).sayings.of_document(row.id),
    )
    note = note_of(reader, answer.statement)
    at = note.mark.number - 1
    around = [addresses.statement(mark.id, row.id) for mark in reader.marks]
    page = StatementPage(
        heading=heading(row, public=public),
        group=groups_of(reader, [answer.statement], set())[0],
        note=note,
        marks=reader.marks,
        paragraphs=paragraphs_with(reader, answer.statement),
        language=answer.record.document.language,
        in_article=addresses.in_article(row.id, note.mark.id),
        previous=around[at - 1] if at else None,
        following=around[at + 1] if at + 1 < len(around) else None,
        made_by=answer.statement.made_by,
        specimen=is_specimen(row.notes),
    )
    return page_answer(request, "statement", page)


def _headings(request: Request, rows: Sequence[DocumentRow]) -> tuple[Heading, ...]:
    return tuple(heading(row, public=site_of(request).public) for row in rows)
