"""People, organisations, countries and groups, and what each of them said."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from onrecord.api.asking import Before, Limit, Offset, Public, TheDesk, Word, found, further, paging
from onrecord.api.shapes import Page, PersonOut, PersonWhole, RoleOut, StatementOut
from onrecord.models import ActorKind

router = APIRouter(tags=["people"])


@router.get("/people")
def people(
    desk: TheDesk,
    name: Word = None,
    kind: Annotated[ActorKind | None, Query()] = "person",
    side: Word = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Page[PersonOut]:
    """Entities, the most quoted first; `next` is the `offset` of the following page."""
    rows = desk.people(name=name, kind=kind, side=side, limit=limit + 1, offset=offset)
    following = further(offset, limit, offset + len(rows))
    return Page(data=[PersonOut.of(row) for row in rows[:limit]], next=following)


@router.get("/people/{id}")
def person(desk: TheDesk, public: Public, id: str, limit: Limit = 50, before: Before = None) -> PersonWhole:
    """One entity and what it said, newest first."""
    with paging():
        page = found(
            lambda key: desk.person(key, limit=limit, before=before), id, "nobody in this desk has that id"
        )
    return PersonWhole(
        person=PersonOut.of(page.entity),
        other_names=list(page.other_names),
        roles=[RoleOut(role=r.role, document=r.document, published=r.published) for r in page.roles],
        data=[StatementOut.of(row, public=public) for row in page.statements],
        next=page.next,
    )
