"""Dossiers: what they are made of, the board, each position taken, the calendar, the brief."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.exceptions import HTTPException

from onrecord.api.asking import Limit, Offset, Public, Sure, TheDesk, When, found, further
from onrecord.api.dossier_shapes import BoardOut, BriefOut, DossierOut, DossierWhole, EntryOut, TakeOut
from onrecord.api.shapes import Page
from onrecord.dossier import board_formats, brief_formats
from onrecord.dossier.board import board
from onrecord.dossier.brief import brief
from onrecord.dossier.calendar import calendar, within
from onrecord.dossier.days import bounds
from onrecord.store import Desk, DocumentRow
from onrecord.store.dossier_rows import Dossier
from onrecord.visibility import visible

router = APIRouter(prefix="/dossiers", tags=["dossiers"])
_NONE = "no dossier of this desk has that name; /dossiers lists them"
_WORDS = ("evidence", "object", "condition", "exact", "value", "about")


@router.get("")
def dossiers(desk: TheDesk) -> Page[DossierOut]:
    """The desk's dossiers by name, each with its parties and issues."""
    return Page(data=[DossierOut.model_validate(asdict(d)) for d in desk.dossiers.all()])


@router.get("/{name}")
def dossier(desk: TheDesk, name: str) -> DossierWhole:
    """What a dossier is made of: parties with their people, issues with the words that mark them."""
    asked = _dossier(desk, name)
    people = {
        code: [{"entity": entity, "name": named, "statements": count} for entity, named, count in who]
        for code, who in desk.dossiers.people(asked).items()
    }
    return DossierWhole.model_validate(asdict(asked) | {"people": people})


@router.get("/{name}/board")
def the_board(
    desk: TheDesk,
    public: Public,
    name: str,
    since: Annotated[When, Query(description="Mark what changed since that day.")] = None,
    at: Annotated[When, Query(description="As it stood on that day.")] = None,
    min_confidence: Sure = 0.0,
) -> BoardOut:
    """Who stands where on what: the newest position of each party on each issue, and each issue's state."""
    asked = _dossier(desk, name)
    takes = desk.dossiers.takes(asked, min_confidence=min_confidence)
    drawn = board(asked, takes, since=_first(since, "since"), at=_last(at, "at"))
    positions = desk.dossiers.positions(drawn.shown)
    rows = {row.document.id: row.document for row in positions.values()}
    return BoardOut.model_validate(_veiled(board_formats.board_json(drawn, positions), rows, public=public))


@router.get("/{name}/history")
def history(
    desk: TheDesk,
    public: Public,
    name: str,
    party: Annotated[str | None, Query(max_length=80, description="A party’s code.")] = None,
    issue: Annotated[str | None, Query(max_length=200, description="An issue’s slug.")] = None,
    min_confidence: Sure = 0.0,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Page[TakeOut]:
    """Each position that was taken, the newest first: what has this party said on this before?"""
    asked = _dossier(desk, name)
    code = None if party is None else party.lower()
    _known("party", code, [p.code for p in asked.parties])
    _known("issue", issue, [i.slug for i in asked.issues])
    takes = [
        take
        for take in reversed(desk.dossiers.takes(asked, min_confidence=min_confidence))
        if issue in (None, take.issue) and code in (None, take.party)
    ]
    here = takes[offset : offset + limit]
    positions = desk.dossiers.positions(take.seq for take in here)
    rows = {row.document.id: row.document for row in positions.values()}
    lines = _veiled(board_formats.history_lines(here, positions), rows, public=public)
    return Page(
        data=[TakeOut.model_validate(line) for line in lines], next=further(offset, limit, len(takes))
    )


@router.get("/{name}/calendar")
def the_calendar(
    desk: TheDesk,
    public: Public,
    name: str,
    since: When = None,
    until: When = None,
    min_confidence: Sure = 0.0,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Page[EntryOut]:
    """Meetings, calls, visits, signings and deadlines in the order of their days, with all their reports."""
    asked = _dossier(desk, name)
    days = (_first(since, "since"), _last(until, "until"))
    made = calendar(asked, *desk.dossiers.events(asked, min_confidence=min_confidence))
    entries = [entry for entry in made if within(entry, *days)]
    data = []
    for entry in entries[offset : offset + limit]:
        rows = {report.document.id: report.document for report in entry.reports}
        line = _veiled(board_formats.entry_json(entry), rows, public=public)
        data.append(EntryOut.model_validate(line))
    return Page(data=data, next=further(offset, limit, len(entries)))


@router.get("/{name}/brief")
def the_brief(
    desk: TheDesk,
    public: Public,
    name: str,
    since: Annotated[str, Query(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$", description="From that day on.")],
    until: When = None,
    min_confidence: Sure = 0.0,
) -> BriefOut:
    """What is new, all in sources' words: positions that moved, meetings, differences, statements."""
    asked, first = _dossier(desk, name), _first(since, "since")
    assert first is not None
    made = brief(desk, asked, first, _last(until, "until"), min_confidence=min_confidence)
    told = brief_formats.as_json(made)
    rows = {row.id: row for row in made.documents}
    return BriefOut.model_validate(_veiled(told, rows, public=public))


def _dossier(desk: Desk, name: str) -> Dossier:
    return found(desk.dossiers.get, name, _NONE)


def _known(what: str, given: str | None, known: list[str]) -> None:
    if given is not None and given not in known:
        raise HTTPException(400, f"{what}: this dossier has {', '.join(known)}")


def _first(date: str | None, name: str) -> str | None:
    return None if date is None else _bounds(date, name)[0]


def _last(date: str | None, name: str) -> str | None:
    return None if date is None else _bounds(date, name)[1]


def _bounds(date: str, name: str) -> tuple[str, str]:
    days = bounds(date)
    if days is None:
        raise HTTPException(400, f"{name}: {date} is no date")
    return days[0].isoformat(), days[1].isoformat()


def _veiled(value: Any, rows: dict[str, DocumentRow], *, public: bool, document: str = "") -> Any:
    """The same with words of withheld documents shortened; a part belongs to the `document` that it names.

    Words of a document that is not among the rows are shortened too.
    """
    if not public:
        return value
    if isinstance(value, list):
        return [_veiled(one, rows, public=public, document=document) for one in value]
    if not isinstance(value, dict):
        return value
    inside = value.get("document", document)
    notes = rows[inside].notes if inside in rows else ()
    return {
        key: visible(one, notes, public=public)
        if key in _WORDS and isinstance(one, str)
        else _veiled(one, rows, public=public, document=inside)
        for key, one in value.items()
    }
