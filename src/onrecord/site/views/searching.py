"""Search over articles and statements."""

from __future__ import annotations

from typing import cast

from starlette.requests import Request
from starlette.responses import Response

from onrecord.models import Kind
from onrecord.site.answers import page_answer, site_of
from onrecord.site.context import texts_round
from onrecord.site.listing import found, statement_found
from onrecord.site.pages import SearchPage
from onrecord.site.views.asking import choice, desk_of, number, numbered, words
from onrecord.store import What

_PAGE = 20
WHAT = ("all", "articles", "statements")
KINDS = ("", "direct", "indirect", "mixed")


def search(request: Request) -> Response:
    query, speaker = words(request, "q"), words(request, "speaker")
    what, kind, page = choice(request, "what", WHAT), choice(request, "kind", KINDS), number(request)
    asked = bool(query or speaker or kind)
    public = site_of(request).public
    empty = SearchPage(query, speaker, what, kind, asked, (), (), 0, 0, page, None, None, False)
    if not asked:
        return page_answer(request, "search", empty)
    desk = desk_of(request)
    answer = desk.search(
        query,
        speaker=speaker or None,
        kind=cast(Kind, kind) if kind else None,
        what=cast(What, what),
        limit=_PAGE,
        offset=(page - 1) * _PAGE,
    )
    articles = tuple(found(hit, public=public) for hit in answer.articles)
    texts = texts_round(desk, (hit.statement for hit in answer.statements), public=public)
    statements = tuple(statement_found(hit, public=public, texts=texts) for hit in answer.statements)
    more = page * _PAGE < max(answer.article_total, answer.statement_total)
    headings = [*(hit.heading for hit in articles), *(s.heading for s in statements if s.heading)]
    context = SearchPage(
        query=query,
        speaker=speaker,
        what=what,
        kind=kind,
        asked=True,
        articles=articles,
        statements=statements,
        article_total=answer.article_total,
        statement_total=answer.statement_total,
        number=page,
        newer=numbered(request, page - 1) if page > 1 else None,
        older=numbered(request, page + 1) if more else None,
        specimen=any(heading.specimen for heading in headings),
    )
    return page_answer(request, "search", context)
