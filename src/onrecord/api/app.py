"""The API as one application over one desk, to be mounted at `/api/v1`. It only reads."""

from __future__ import annotations

from importlib.metadata import version

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from onrecord.api import documents, dossiers, people, quotations, reporting, revisions, stories
from onrecord.api.shapes import Problem, Refusal
from onrecord.errors import DeskError
from onrecord.store import Desk

KINDS = {400: "bad request", 404: "not found", 405: "not allowed", 422: "bad request", 503: "desk"}
ABOUT = (
    "Who said and did what, tied to the exact words that carry it. Lists come as `data` with `next`, "
    "errors as `error` with `kind` and `message`. "
    "Spans are `[start, end)` in code points of the document’s text."
)


def make_api(desk: Desk, *, public: bool) -> FastAPI:
    """The API of that desk; `public` withholds the full text of others' articles, as on the site."""
    app = FastAPI(
        title="onrecord",
        version=version("onrecord"),
        description=ABOUT,
        docs_url=None,
        redoc_url=None,
        responses={400: {"model": Refusal}, 404: {"model": Refusal}},
    )
    app.state.desk = desk
    app.state.public = public
    for part in (documents, revisions, people, quotations, reporting, stories, dossiers):
        app.include_router(part.router)
    app.add_exception_handler(HTTPException, _on_http_error)
    app.add_exception_handler(RequestValidationError, _on_bad_field)
    app.add_exception_handler(DeskError, _on_desk_error)
    return app


def _refusal(status: int, message: str) -> JSONResponse:
    refusal = Refusal(error=Problem(kind=KINDS.get(status, "fault"), message=message))
    return JSONResponse(refusal.model_dump(), status)


async def _on_http_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    return _refusal(error.status_code, str(error.detail))


async def _on_bad_field(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    return _refusal(400, f"{'.'.join(map(str, first['loc'][1:])) or 'request'}: {first['msg']}")


async def _on_desk_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, DeskError)
    return _refusal(503, error.message)
