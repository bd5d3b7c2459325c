"""Answers: a page, JSON, an error in the same envelope; each with an ETag, and 304 where that still holds."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from onrecord.site.access import access_of, session_of
from onrecord.site.pages import ErrorPage, Site
from onrecord.site.rendering import render

_HTML = "text/html; charset=utf-8"
_JSON = "application/json; charset=utf-8"
TITLES = {
    400: "That request cannot be read",
    403: "Not from there",
    404: "Not in this desk",
    405: "Not a way to ask",
    413: "Too long",
    503: "The desk cannot be used",
}


def is_owner(request: Request) -> bool:
    """Whether the reader may see what tells of the desk's owner: on a public desk, who has a session."""
    return not site_of(request).public or session_of(request) is not None


def site_of(request: Request) -> Site:
    """What every page shows, for this reader."""
    site: Site = request.app.state.site
    access, session = access_of(request), session_of(request)
    return replace(site, form=access.form_token(session)) if access and session else site


def page_answer(request: Request, template: str, page: object, *, status: int = 200) -> Response:
    """The rendered page; 304 without it where the reader has the same."""
    return _answer(request, page_body(request, template, page), _HTML, status)


def page_body(request: Request, template: str, page: object) -> bytes:
    """The page as HTML for this reader, in UTF-8."""
    return render(template, page, site_of(request)).encode("utf-8", "replace")


def html_answer(request: Request, body: bytes) -> Response:
    """A page that was rendered before."""
    return _answer(request, body, _HTML, 200)


def json_answer(request: Request, value: Any, *, status: int = 200) -> Response:
    """The value as JSON, in ASCII so that any text of others passes whole."""
    return _answer(request, json.dumps(value).encode("ascii"), _JSON, status)


def raw_answer(request: Request, body: bytes, media: str) -> Response:
    """Bytes of some other media type, a feed or a site map."""
    return _answer(request, body, media, 200)


def error_answer(request: Request, status: int, message: str) -> Response:
    """An error as a page, or as `{"error": {"kind", "message"}}` where JSON was asked for."""
    title = TITLES.get(status, "Something went wrong")
    if request.url.path.endswith(".json"):
        return json_answer(request, {"error": {"kind": title, "message": message}}, status=status)
    return page_answer(request, "error", ErrorPage(status, title, message), status=status)


def _answer(request: Request, body: bytes, media: str, status: int) -> Response:
    if status != 200 or request.method not in ("GET", "HEAD"):
        return Response(body, status, media_type=media, headers={"Cache-Control": "no-store"})
    etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    headers = {"ETag": f"W/{etag}", "Cache-Control": "no-cache"}
    if access_of(request) is not None:
        headers |= {"Cache-Control": "private, no-cache", "Vary": "Cookie"}
    known = [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]
    if etag in known:
        return Response(status_code=304, headers=headers)
    return Response(body, status, media_type=media, headers=headers)
