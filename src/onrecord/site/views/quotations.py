"""One quotation: what the source says, and how each article of the desk ran it."""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from onrecord.site import addresses
from onrecord.site.answers import page_answer, site_of
from onrecord.site.listing import heading
from onrecord.site.notes import Reader, checked_in
from onrecord.site.pages import Link, Sign
from onrecord.site.speech_pages import QuotationPage, Version
from onrecord.site.versions import Found, versions
from onrecord.site.views.asking import collections_of, desk_of, people_of
from onrecord.site.views.collected import quoted
from onrecord.site.words import shorten
from onrecord.verify.verdict import compare
from onrecord.visibility import LONGEST, is_specimen


def quotation(request: Request) -> Response:
    asked = quoted(request, request.path_params["id"])
    rows, documents = versions(desk_of(request), asked)
    dates = [(one.record.document.published or "")[:10] for one in rows]
    first = min(filter(None, dates), default=None)
    longest = max(rows, key=lambda one: len(one.quote))
    shown = tuple(
        _version(
            request, one, longest, first=date == first,
            asked=one.start == asked.start and one.record == asked.record,
        )
        for one, date in zip(rows, dates, strict=True)
    )  # fmt: skip
    mine = next(version for version in shown if version.asked)
    passage, most = asked.check.against if asked.check else None, _most(request)
    context = QuotationPage(
        quote=mine.quote,
        traced=asked.check is not None,
        documents=documents,
        said=shorten(" ".join(passage.span.exact.split()), most) if passage else None,
        by=passage.speaker if passage else None,
        date=passage.date if passage else None,
        passage_href=mine.checked.passage_href if mine.checked else None,
        versions=shown,
        specimen=any(is_specimen(one.record.document.notes) for one in rows),
    )
    return page_answer(request, "quotation", context)


def _most(request: Request) -> int:
    return LONGEST if site_of(request).public else 2000


def _version(request: Request, one: Found, longest: Found, *, first: bool, asked: bool) -> Version:
    public, record, id = site_of(request).public, one.record, one.record.document.id
    people = people_of(request, id)
    reader = Reader.of(record, people, public=public, collections=collections_of(request))
    statement = next((s for s in record.statements if s.id == one.statement), None)
    checked = replace(checked_in(reader, one.check), quotation_href=None) if one.check else None
    actors = statement.speaker.actors if statement else ()
    return Version(
        heading=heading(desk_of(request).document_row(id), public=public),
        quote=shorten(one.marked, _most(request)),
        checked=checked,
        difference=() if one.check or one is longest else _difference(one, longest, _most(request)),
        conflict=one.conflict,
        speakers=tuple(Link(actor.name, people.get(actor.id)) for actor in actors),
        in_article=addresses.in_article(id, statement.id) if statement else addresses.document(id),
        first=first,
        asked=asked,
    )


def _difference(one: Found, longest: Found, most: int) -> tuple[tuple[Sign, str], ...]:
    """How the words differ from those of the longest version; nothing where they do not."""
    steps = compare(one.quote, longest.quote).difference
    if all(sign == "=" for sign, _ in steps) or sum(len(words) for _, words in steps) > most:
        return ()
    return steps
