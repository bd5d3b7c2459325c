"""Statements, search over them, and tracing a quotation in the desk's transcripts."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query

from onrecord.api.asking import Limit, Offset, Public, TheDesk, When, Word, found, further
from onrecord.api.shapes import DocumentOut, PassageOut, SearchOut, StatementOut, TraceOut
from onrecord.models import Kind

router = APIRouter(tags=["statements"])


@router.get("/statements/{id}")
def statement(desk: TheDesk, public: Public, id: str, document: Word = None) -> StatementOut:
    """One statement; `document` tells apart two documents of one text."""
    page = found(
        lambda key: desk.statement(key, document=document), id, "no statement of this desk has that id"
    )
    return StatementOut.of(page.row, public=public)


@router.get("/search")
def search(
    desk: TheDesk,
    public: Public,
    q: Annotated[str, Query(max_length=300, description="Words, a phrase in quotation marks, word*, -word.")],
    speaker: Word = None,
    kind: Kind | None = None,
    source: Word = None,
    since: When = None,
    until: When = None,
    min_confidence: Annotated[float, Query(ge=0, le=1)] = 0.0,
    what: Literal["all", "articles", "statements"] = "all",
    limit: Limit = 20,
    offset: Offset = 0,
) -> SearchOut:
    """Articles and statements that hold all the words."""
    result = desk.search(
        q, speaker=speaker, kind=kind, source=source, since=since, until=until,
        min_confidence=min_confidence, what=what, limit=limit, offset=offset,
    )  # fmt: skip
    return SearchOut(
        articles=[DocumentOut.of(hit.document, public=public) for hit in result.articles],
        statements=[StatementOut.of(hit.statement, public=public) for hit in result.statements],
        article_total=result.article_total,
        statement_total=result.statement_total,
        next=further(offset, limit, max(result.article_total, result.statement_total)),
    )


@router.get("/trace")
def trace(
    desk: TheDesk,
    quote: Annotated[str, Query(min_length=1, max_length=4_000)],
    speaker: Word = None,
    date: When = None,
) -> TraceOut:
    """Whether these were the words, in the desk's transcripts: verdict, passages, difference."""
    answer = desk.trace(quote, speaker, date)
    return TraceOut(
        quote=quote,
        verdict=answer.verdict,
        notes=list(answer.notes),
        found=[
            PassageOut(
                document=place.document, start=place.start, end=place.end, exact=place.exact,
                speaker=place.speaker, date=place.date,
            )
            for place in answer.found
        ],
        difference=list(answer.difference),
    )  # fmt: skip
