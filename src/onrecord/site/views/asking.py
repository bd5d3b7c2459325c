"""What views ask of a request: its desk, its fields within bounds, and where the next page is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from starlette.exceptions import HTTPException
from starlette.requests import Request

from onrecord.site.addresses import person, with_query
from onrecord.store import Desk

LONGEST_FIELD = 300
LAST_PAGE = 500


def desk_of(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


def people_of(request: Request, document: str) -> dict[str, str]:
    """The address of each actor's person page."""
    return {actor: person(row.id) for actor, row in desk_of(request).entities(document).items()}


def collections_of(request: Request) -> frozenset[str]:
    """The names of the desk's collections of transcripts."""
    return frozenset(desk_of(request).collections().names)


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
        raise HTTPException(400, "This address of a further page was not made by this desk.") from error


def words(request: Request, field: str) -> str:
    """A field of the query without space round it; a 400 where it is longer than any sensible one."""
    value = request.query_params.get(field, "").strip()
    if len(value) > LONGEST_FIELD:
        raise HTTPException(400, f"{field} is longer than {LONGEST_FIELD} characters.")
    return value


def choice(request: Request, field: str, among: tuple[str, ...]) -> str:
    """A field that takes one of a few words, the first if it is not given; a 400 for any other."""
    value = request.query_params.get(field) or among[0]
    if value not in among:
        named = ", ".join(word for word in among if word)
        raise HTTPException(400, f"{field} is one of: {named}.")
    return value


def number(request: Request) -> int:
    """The number of the page asked for, from 1."""
    value = request.query_params.get("page", "1")
    if not (value.isascii() and value.isdigit() and 1 <= int(value[:6]) <= LAST_PAGE):
        raise HTTPException(400, f"page is a number from 1 to {LAST_PAGE}.")
    return int(value)


def cursor(request: Request) -> str | None:
    return words(request, "before") or None


def older(request: Request, before: str | None) -> str | None:
    """The address of the page that starts after that cursor."""
    return None if before is None else with_query(request.url.path, before=before)


def numbered(request: Request, page: int) -> str:
    """The same question's page of that number."""
    fields = {key: value for key, value in request.query_params.items() if key != "page"}
    return with_query(request.url.path, **fields, page=page if page > 1 else None)
