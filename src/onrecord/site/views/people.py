"""People, and everything that one of them said."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from starlette.requests import Request
from starlette.responses import Response

from onrecord.models import ActorKind
from onrecord.site import addresses
from onrecord.site.answers import page_answer, site_of
from onrecord.site.context import texts_round
from onrecord.site.listing import by_document, entity
from onrecord.site.pages import Link, PeoplePage, PersonPage, RoleSeen
from onrecord.site.views.asking import choice, cursor, desk_of, found, number, numbered, older, paging, words
from onrecord.site.words import shorten, side_words
from onrecord.store import RoleRow

_PAGE = 30
_PEOPLE = 60
_KINDS = {"person": "people", "organisation": "organisations", "country": "countries", "group": "groups"}


def people(request: Request) -> Response:
    query, kind, page = words(request, "q"), choice(request, "kind", tuple(_KINDS)), number(request)
    rows = desk_of(request).people(
        name=query or None,
        kind=cast(ActorKind, kind),
        limit=_PEOPLE + 1,
        offset=(page - 1) * _PEOPLE,
    )
    kinds = tuple(
        Link(name, None if key == kind else addresses.with_query("/people", kind=key, q=query))
        for key, name in _KINDS.items()
    )
    context = PeoplePage(
        people=tuple(map(entity, rows[:_PEOPLE])),
        query=query,
        kind=kind,
        kinds=kinds,
        newer=numbered(request, page - 1) if page > 1 else None,
        older=numbered(request, page + 1) if len(rows) > _PEOPLE else None,
    )
    return page_answer(request, "people", context)


def person(request: Request) -> Response:
    with paging():
        answer = found(
            lambda id: desk_of(request).person(id, limit=_PAGE, before=cursor(request)),
            request.path_params["id"],
            "Nobody in this desk has that id.",
        )
    public = site_of(request).public
    texts = texts_round(desk_of(request), answer.statements, public=public)
    said = by_document(answer.statements, answer.entity.id, public=public, texts=texts)
    context = PersonPage(
        id=answer.entity.id,
        name=answer.entity.name,
        href=addresses.person(answer.entity.id),
        kind=answer.entity.kind,
        sides=tuple(filter(None, map(side_words, answer.entity.sides))),
        other_names=answer.other_names,
        roles=_roles(answer.roles),
        statements=answer.entity.statements,
        documents=answer.entity.documents,
        said=said,
        older=older(request, answer.next),
        specimen=any(group.heading.specimen for group in said),
    )
    return page_answer(request, "person", context)


def _roles(rows: Iterable[RoleRow]) -> tuple[RoleSeen, ...]:
    """Each role once, with the first document that gives it."""
    seen: dict[str, RoleSeen] = {}
    for row in rows:
        role = shorten(" ".join(row.role.split()), 160)
        where = Link(row.title or "(no headline)", addresses.document(row.document))
        seen.setdefault(role, RoleSeen(role, where, row.published))
    return tuple(seen.values())
