"""What is followed: saved searches and people, with what is new in each."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.site import addresses
from onrecord.site.access import Form, needs_token
from onrecord.site.answers import is_owner, page_answer, site_of
from onrecord.site.context import texts_round
from onrecord.site.listing import said
from onrecord.site.pages import Followed, FollowedPage, FollowingPage, Link
from onrecord.site.views.asking import desk_of, found
from onrecord.store import Desk, SavedRow

_FRESH = 50
_NONE = "Nothing that is followed has that name; it may have been let go."


def following(request: Request) -> Response:
    """All that is followed; on a public desk only for who may write, since it tells what its owner reads."""
    _only_the_owner(request)
    rows = desk_of(request).saved.all()
    page = FollowingPage(
        people=tuple(_followed(row) for row in rows if row.kind == "person"),
        searches=tuple(_followed(row) for row in rows if row.kind == "search"),
    )
    return page_answer(request, "following", page)


def followed(request: Request) -> Response:
    """The new statements of one that is followed."""
    _only_the_owner(request)
    desk, id = desk_of(request), request.path_params["id"]
    row = found(desk.saved.get, id, _NONE)
    public = site_of(request).public
    fresh = list(desk.saved.fresh(id, limit=_FRESH))
    texts = texts_round(desk, fresh, public=public)
    statements = tuple(said(one, public=public, texts=texts) for one in fresh)
    return page_answer(request, "followed", FollowedPage(_followed(row), statements))


@needs_token
def follow(request: Request, form: Form, desk: Desk) -> Response:
    """Follow a person, or keep a search."""
    try:
        if entity := form.get("person"):
            desk.saved.follow_person(entity)
        else:
            desk.saved.follow_search(form.get("q", ""), form.get("speaker", ""))
    except KeyError as error:
        raise HTTPException(404, "Nobody in this desk has that id.") from error
    except ValueError as error:
        raise HTTPException(400, "A search to be kept needs words or a speaker.") from error
    return _to_all()


@needs_token
def change(request: Request, form: Form, desk: Desk) -> Response:
    """Take what is new as seen, or let it go: `do` is `seen` or `stop`."""
    act = {"seen": desk.saved.seen, "stop": desk.saved.unfollow}.get(form.get("do", ""))
    if act is None:
        raise HTTPException(400, "do is seen or stop.")
    try:
        act(request.path_params["id"])
    except KeyError as error:
        raise HTTPException(404, _NONE) from error
    return _to_all()


def _to_all() -> Response:
    return RedirectResponse(addresses.FOLLOWING, 303, {"Cache-Control": "no-store"})


def _only_the_owner(request: Request) -> None:
    if not is_owner(request):
        raise HTTPException(404, "There is no page at this address.")


def _followed(row: SavedRow) -> Followed:
    if row.kind == "person":
        page = addresses.person(row.entity)
    else:
        page = addresses.with_query("/search", q=row.query, speaker=row.speaker)
    return Followed(
        name=Link(row.name, page),
        href=addresses.followed(row.id),
        fresh=row.fresh,
        since=row.made,
    )
