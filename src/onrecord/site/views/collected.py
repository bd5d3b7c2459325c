"""Collections of transcripts, and a transcript with the passage marked that a quotation was traced to."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from onrecord.errors import NotFound
from onrecord.models import Check, Record
from onrecord.site import addresses
from onrecord.site.answers import page_answer, site_of
from onrecord.site.notes import Reader, checked_in, transcript_of
from onrecord.site.pages import Link
from onrecord.site.speech_pages import (
    CollectionPage,
    CollectionsPage,
    Gathered,
    TranscriptPage,
    TranscriptRow,
)
from onrecord.site.transcripts import excerpt, whole
from onrecord.site.versions import Found, found_at
from onrecord.site.views.asking import collections_of, desk_of, found, number, numbered, words
from onrecord.verify.collections import CollectionInfo, Collections
from onrecord.verify.transcript import Transcript

_PAGE = 100
_SPEAKERS = 60
_NO_COLLECTION = "No collection of this desk has that name."
_NO_TRANSCRIPT = "No transcript of this desk has that name."
NO_QUOTATION = "No quotation of this desk has that id."


def collections(request: Request) -> Response:
    rows = tuple(map(_gathered, desk_of(request).collections().info()))
    return page_answer(request, "collections", CollectionsPage(rows))


def collection(request: Request) -> Response:
    name, page = request.path_params["name"], number(request)
    chosen = _only(request, name)
    segments = [source.segment for source in chosen.tracer().sources]
    rows: list[TranscriptRow] = []
    skip = (page - 1) * _PAGE
    for segment in segments:
        count = segment.document_count
        here = range(min(skip, count), min(count, skip + _PAGE + 1 - len(rows)))
        rows.extend(_row(request, name, segment.metadata(at)) for at in here)
        skip = max(0, skip - count)
    speakers = sorted({speaker for segment in segments for speaker in segment.speakers if speaker})
    context = CollectionPage(
        collection=_gathered(next(chosen.info())),
        speakers=tuple(speakers[:_SPEAKERS]),
        transcripts=tuple(rows[:_PAGE]),
        newer=numbered(request, page - 1) if page > 1 else None,
        older=numbered(request, page + 1) if len(rows) > _PAGE else None,
    )
    return page_answer(request, "collection", context)


def transcript(request: Request) -> Response:
    """The transcript; on a public desk, where the collection is not open, only what stands round a passage
    that the desk's articles quote."""
    name, id = request.path_params["collection"], request.path_params["id"]
    record, check = _asked(request, name, id)
    passage = check.against if check else None
    text = _transcript(request, name, id, passage.text_id if passage else None)
    reader = Reader.of(record, {}, public=site_of(request).public) if record else None
    public = _withheld(request, name)
    span = passage.span if passage and passage.span.holds_in(text.text) else None
    if public:
        spoken = excerpt(text, span) if span else ()
    else:
        spoken = whole(text, span)
    context = TranscriptPage(
        title=text.title or id,
        collection=Link(name, addresses.collection(name)),
        date=text.date,
        speaker=text.speaker,
        occasion=None if public else text.occasion,
        spoken=spoken,
        excerpt=public,
        quoted=checked_in(reader, check) if reader and check else None,
        article=_article(record, check) if record and check else None,
    )
    return page_answer(request, "transcript", context)


def quoted(request: Request, id: str) -> Found:
    """The quotation of that id in the document that the query names; a 404 where the desk has none."""
    kind, _, digits = id.partition(".")
    document = words(request, "document")
    if kind != "at" or not (digits.isascii() and digits.isdigit() and len(digits) < 10 and document):
        raise HTTPException(404, NO_QUOTATION)
    one = found_at(found(desk_of(request).document, document, NO_QUOTATION), int(digits))
    if one is None:
        raise HTTPException(404, NO_QUOTATION)
    return one


def _asked(request: Request, name: str, id: str) -> tuple[Record | None, Check | None]:
    """The quotation that leads to this transcript, if one is named."""
    key = words(request, "quotation")
    if not key:
        return None, None
    one = quoted(request, key)
    if one.check is None or transcript_of(one.check) != (name, id):
        raise HTTPException(404, NO_QUOTATION)
    return one.record, one.check


def _article(record: Record, check: Check) -> Link:
    title = record.document.title or "(no headline)"
    id = record.document.id
    return Link(
        title, addresses.in_article(id, check.statement) if check.statement else addresses.document(id)
    )


def _transcript(request: Request, name: str, id: str, text_id: str | None) -> Transcript:
    try:
        return _only(request, name).transcript(name, id, text_id)
    except NotFound as error:
        raise HTTPException(404, _NO_TRANSCRIPT) from error


def _only(request: Request, name: str) -> Collections:
    if name not in collections_of(request):
        raise HTTPException(404, _NO_COLLECTION)
    return desk_of(request).collections(name)


def _gathered(info: CollectionInfo) -> Gathered:
    link = Link(info.name, addresses.collection(info.name))
    return Gathered(
        link, info.documents, info.words, info.first, info.last, info.speakers, info.translated, info.open
    )


def _withheld(request: Request, name: str) -> bool:
    return site_of(request).public and not desk_of(request).collections(name).is_open(name)


def _row(request: Request, name: str, facts: Mapping[str, str]) -> TranscriptRow:
    href = None if _withheld(request, name) else addresses.transcript(name, facts["id"])
    return TranscriptRow(
        Link(facts.get("title") or facts["id"], href), facts.get("date"), facts.get("speaker")
    )
