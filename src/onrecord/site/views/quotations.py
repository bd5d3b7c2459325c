"""One quotation: what the source says, and how each article of the desk ran it."""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from onrecord.models import Check, Record
from onrecord.site import addresses
from onrecord.site.answers import page_answer, site_of
from onrecord.site.listing import heading
from onrecord.site.notes import Reader, checked_in
from onrecord.site.pages import Link, QuotationPage, Version
from onrecord.site.versions import versions
from onrecord.site.views.asking import collections_of, desk_of, people_of
from onrecord.site.views.collected import quoted
from onrecord.site.visibility import LONGEST, is_specimen
from onrecord.site.words import shorten


def quotation(request: Request) -> Response:
    record, check = quoted(request, request.path_params["id"])
    rows = versions(desk_of(request), record, check)
    dates = [(one.document.published or "")[:10] for one, _, _ in rows]
    first = min(filter(None, dates), default=None)
    shown = tuple(
        _version(request, one, theirs, first=date == first, asked=theirs == check and one == record)
        for (one, theirs, _), date in zip(rows, dates, strict=True)
    )
    asked = next(version for version in shown if version.asked)
    passage, most = check.against, LONGEST if site_of(request).public else 2000
    context = QuotationPage(
        quote=asked.checked.quote,
        said=shorten(" ".join(passage.span.exact.split()), most) if passage else None,
        by=passage.speaker if passage else None,
        date=passage.date if passage else None,
        passage_href=asked.checked.passage_href,
        versions=shown,
        specimen=any(is_specimen(one.document.notes) for one, _, _ in rows),
    )
    return page_answer(request, "quotation", context)


def _version(request: Request, record: Record, check: Check, *, first: bool, asked: bool) -> Version:
    public, id = site_of(request).public, record.document.id
    people = people_of(request, id)
    reader = Reader.of(record, people, public=public, collections=collections_of(request))
    statement = next(s for s in record.statements if s.id == check.statement)
    row = desk_of(request).document_row(id)
    return Version(
        heading=heading(row, public=public),
        checked=replace(checked_in(reader, check), quotation_href=None),
        speakers=tuple(Link(actor.name, people.get(actor.id)) for actor in statement.speaker.actors),
        in_article=addresses.in_article(id, statement.id),
        first=first,
        asked=asked,
    )
