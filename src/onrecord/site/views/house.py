"""The site's own pages and files: about, health, static files, errors."""

from __future__ import annotations

from importlib.metadata import version

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from onrecord.errors import DeskError
from onrecord.site.answers import error_answer, page_answer
from onrecord.site.assets import assets
from onrecord.site.pages import AboutPage
from onrecord.site.security import HEADERS
from onrecord.site.views.asking import desk_of


def about(request: Request) -> Response:
    info = desk_of(request).info()
    context = AboutPage(version("onrecord"), info.documents, info.statements)
    return page_answer(request, "about", context)


def healthz(request: Request) -> Response:
    """200 while the desk answers."""
    documents = desk_of(request).info().documents
    return JSONResponse({"status": "ok", "documents": documents}, headers={"Cache-Control": "no-store"})


def static(request: Request) -> Response:
    asset = assets().get(request.path_params["name"])
    if asset is None:
        raise HTTPException(404, "No such file.")
    keep = "public, max-age=31536000, immutable"
    return Response(asset.body, media_type=asset.media, headers={"Cache-Control": keep})


def favicon(request: Request) -> Response:
    """Browsers ask for it unasked; the page's own icon is an SVG among the static files."""
    return Response(status_code=204, headers={"Cache-Control": "public, max-age=86400"})


async def on_http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    words = error.detail
    if error.status_code == 404 and words == "Not Found":
        words = "There is no page at this address."
    elif error.status_code == 405 and words == "Method Not Allowed":
        words = "This address only shows something; nothing can be written to it."
    answer = error_answer(request, error.status_code, words)
    for name, value in (error.headers or {}).items():
        answer.headers[name] = value
    return answer


async def on_desk_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, DeskError)
    return error_answer(request, 503, f"{error.message[:1].upper()}{error.message[1:]}")


async def on_fault(request: Request, error: Exception) -> Response:
    """The last resort, which stands outside the middleware: it brings the headers itself."""
    words = "This is a fault in onrecord, not in what you asked. Please report it."
    answer = error_answer(request, 500, words)
    answer.headers.update(HEADERS)
    return answer
