"""Where the token goes in, and where a session ends."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.site.access import LASTS, NO_SESSION, WriteAccess, access_of, needs_token, same_site
from onrecord.site.access import Form as Fields
from onrecord.site.addresses import WRITE
from onrecord.site.answers import page_answer
from onrecord.site.forms import fields_of
from onrecord.site.pages import WritePage
from onrecord.store import Desk

_NO_STORE = "no-store"


async def write(request: Request) -> Response:
    """Whether one may write here; with `?token=…`, the token's exchange for a session."""
    access = access_of(request)
    token = request.query_params.get("token")
    if token is not None and access is not None:
        return _opened(request, access, token)
    answer = page_answer(request, "write", WritePage(access is not None))
    answer.headers["Cache-Control"] = _NO_STORE
    return answer


async def enter(request: Request) -> Response:
    """The same with the token typed into a form."""
    access = access_of(request)
    if access is None:
        raise HTTPException(405)
    same_site(request)
    fields = await fields_of(request, 4_000)
    return _opened(request, access, fields.get("token", ""))


@needs_token
def leave(request: Request, form: Fields, desk: Desk) -> Response:
    """End the session in this browser."""
    answer = RedirectResponse(WRITE, 303, {"Cache-Control": _NO_STORE})
    access = access_of(request)
    if access is not None:
        answer.delete_cookie(access.cookie, path="/", httponly=True, samesite="strict")
    return answer


def _opened(request: Request, access: WriteAccess, token: str) -> Response:
    if not access.admits(token):
        raise HTTPException(403, NO_SESSION)
    answer = RedirectResponse(WRITE, 303, {"Cache-Control": _NO_STORE})
    answer.set_cookie(
        access.cookie,
        access.open_session(),
        max_age=LASTS,
        path="/",
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return answer
