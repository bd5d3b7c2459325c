"""What every endpoint asks of a request: the desk, its bounds, and a 404 where there is no such thing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated

from fastapi import Depends, Query, Request
from starlette.exceptions import HTTPException

from onrecord.store import Desk

MOST = 200


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


def _public(request: Request) -> bool:
    public: bool = request.app.state.public
    return public


TheDesk = Annotated[Desk, Depends(_desk)]
Public = Annotated[bool, Depends(_public)]
Limit = Annotated[int, Query(ge=1, le=MOST, description="How many at most.")]
Offset = Annotated[int, Query(ge=0, le=100_000, description="How many to pass over.")]
Before = Annotated[str | None, Query(max_length=300, description="`next` of the page before.")]
Word = Annotated[str | None, Query(max_length=300)]
Sure = Annotated[float, Query(ge=0, le=1, description="Leave out what is less sure than this.")]
When = Annotated[
    str | None,
    Query(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$", description="ISO date, as coarse as you like."),
]


def found[T](ask: Callable[[str], T], key: str, otherwise: str) -> T:
    """What the desk answers for `key`; a 404 with those words where it has no such thing."""
    try:
        return ask(key)
    except KeyError as error:
        raise HTTPException(404, otherwise) from error


@contextmanager
def paging() -> Iterator[None]:
    """A 400 where the desk does not know the cursor that it is given."""
    try:
        yield
    except ValueError as error:
        raise HTTPException(400, "before: is not a cursor of this desk") from error


def further(offset: int, limit: int, total: int) -> str | None:
    """The offset of the following page, None at the end; `total` may count only as far as was looked."""
    return str(offset + limit) if offset + limit < total else None
