"""Dossiers: board, histories, calendar, brief, people, figures, corrections."""

from __future__ import annotations

from collections import Counter

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from onrecord.dossier.board import board
from onrecord.dossier.brief import brief
from onrecord.dossier.brief_formats import lines
from onrecord.dossier.calendar import Entry, calendar, listed, places
from onrecord.dossier.contradictions import contradictions
from onrecord.dossier.days import bounds, first_day
from onrecord.dossier.ics import ics
from onrecord.dossier.sides import side_name
from onrecord.dossier.words import stance_of
from onrecord.site import addresses
from onrecord.site.answers import page_answer, site_of
from onrecord.site.dossier_pages import (
    BoardPage,
    BriefItem,
    BriefPage,
    CalendarPage,
    CorrectionsPage,
    CorrectionView,
    DossierRow,
    DossiersPage,
    Figure,
    FiguresPage,
    HistoryPage,
    NewDossierPage,
    Option,
    PartiesPage,
    PartyView,
    PersonOf,
    PlaceView,
    SaidView,
)
from onrecord.site.dossier_views import (
    Sentences,
    against_rows,
    board_rows,
    head_of,
    meeting_view,
    sides_in_words,
    take_view,
)
from onrecord.site.figures import by_category, over_time
from onrecord.site.pages import Link
from onrecord.site.views.asking import desk_of, found, number, numbered, words
from onrecord.site.words import date_words, shorten
from onrecord.store import StatementRow
from onrecord.store.corrections import NONE
from onrecord.store.dossier_rows import Dossier
from onrecord.visibility import LONGEST, is_specimen, withheld

_PAGE = 25
_MEETINGS = 20
_SAID = 20
_NO_DOSSIER = "No dossier of this desk has that name."
_STANCES = {
    "between": "demands, offers or conditions",
    "against": "rejects or opposes",
    "for": "accepts or supports",
}
_STATUSES = ("held", "planned", "proposed", "called off", "denied")


def dossier_of(request: Request) -> Dossier:
    return found(desk_of(request).dossiers.get, request.path_params["name"], _NO_DOSSIER)


def dossiers(request: Request) -> Response:
    desk = desk_of(request)
    rows = []
    for dossier in desk.dossiers.all():
        states = Counter(row.state.word for row in board(dossier, desk.dossiers.takes(dossier)).rows)
        told = tuple(f"{count} {word}" for word, count in states.most_common())
        names = tuple(party.name for party in dossier.parties)
        rows.append(
            DossierRow(Link(dossier.title, addresses.dossier(dossier.name)), names, len(dossier.issues), told)
        )
    return page_answer(request, "dossiers", DossiersPage(tuple(rows)))


def new(request: Request) -> Response:
    return page_answer(request, "dossier_new", NewDossierPage())


def shown(request: Request) -> Response:
    """The board."""
    dossier, desk, public = dossier_of(request), desk_of(request), site_of(request).public
    since, at = _day(request, "since"), _day(request, "at")
    drawn = board(dossier, desk.dossiers.takes(dossier), since=since or None, at=at or None)
    positions = desk.dossiers.positions(drawn.shown)
    context = BoardPage(
        head=head_of(dossier, ""),
        parties=tuple(party.name for party in dossier.parties),
        rows=board_rows(drawn, positions, public=public),
        oppositions=against_rows(drawn),
        since=since,
        at=at,
        day=drawn.at,
        changed=sum(cell.change in ("new", "moved") for row in drawn.rows for cell in row.cells),
        specimen=any(is_specimen(row.document.notes) for row in positions.values()),
    )
    return page_answer(request, "dossier", context)


def history(request: Request) -> Response:
    """What has this party said on this before?"""
    dossier, desk, public = dossier_of(request), desk_of(request), site_of(request).public
    try:
        issue = dossier.issue(request.path_params["issue"])
        party = dossier.party(request.path_params["party"])
    except KeyError as error:
        raise HTTPException(404, "This dossier has no such issue or party.") from error
    page = number(request)
    takes = [
        take
        for take in reversed(desk.dossiers.takes(dossier))
        if (take.issue, take.party) == (issue.slug, party.code)
    ]
    here = takes[(page - 1) * _PAGE : page * _PAGE]
    rows, read = desk.dossiers.positions(take.seq for take in here), Sentences(desk, public)
    said = desk.dossiers.statements(dossier, on=issue, party=party.code, limit=_SAID) if page == 1 else []
    context = HistoryPage(
        head=head_of(dossier, "history"),
        party=party.name,
        issue=issue.name,
        address=addresses.dossier(dossier.name, "corrections"),
        takes=tuple(take_view(dossier, n, take, rows[take.seq], read) for n, take in enumerate(here, 1)),
        said=tuple(_said(row, public=public) for _, row in said),
        newer=numbered(request, page - 1) if page > 1 else None,
        older=numbered(request, page + 1) if len(takes) > page * _PAGE else None,
    )
    return page_answer(request, "dossier_history", context)


def _said(row: StatementRow, *, public: bool) -> SaidView:
    hidden = withheld(row.document.notes, public=public)
    return SaidView(
        tuple(Link(speaker.name, addresses.person(speaker.entity)) for speaker in row.speakers),
        shorten(row.said, LONGEST if hidden else 600),
        addresses.in_article(row.document.id, row.id),
        row.document.source,
        row.document.published,
    )


def _entries(request: Request, dossier: Dossier) -> list[Entry]:
    return calendar(dossier, *desk_of(request).dossiers.events(dossier))


def meetings(request: Request) -> Response:
    dossier, desk = dossier_of(request), desk_of(request)
    entries = listed(_entries(request, dossier))
    page = number(request)
    first = (page - 1) * _MEETINGS
    here = entries[first : first + _MEETINGS]
    read = Sentences(desk, site_of(request).public)
    address = addresses.dossier(dossier.name, "corrections")
    shown_here = {entry.id for entry in here}
    context = CalendarPage(
        head=head_of(dossier, "calendar"),
        address=address,
        meetings=tuple(
            meeting_view(
                n, entry, entries[max(0, first + n - 6) : first + n + 5], contradictions([entry]), read
            )
            for n, entry in enumerate(here, 1)
        ),
        places=tuple(
            PlaceView(
                place,
                side_name(country) if country else None,
                tuple(Link(_when(e), f"#m-{e.id}" if e.id in shown_here else None) for e in group[:12]),
            )
            for place, country, group in places(entries)[:60]
        ),
        ics=addresses.dossier(dossier.name, "calendar.ics"),
        newer=numbered(request, page - 1) if page > 1 else None,
        older=numbered(request, page + 1) if len(entries) > first + _MEETINGS else None,
    )
    return page_answer(request, "dossier_calendar", context)


def _when(entry: Entry) -> str:
    return date_words(entry.when) if entry.when else "day not known"


def calendar_file(request: Request) -> Response:
    dossier = dossier_of(request)
    body = ics(dossier.title, _entries(request, dossier)).encode("utf-8", "replace")
    named = f'attachment; filename="{dossier.name}.ics"'
    return Response(body, media_type="text/calendar; charset=utf-8", headers={"Content-Disposition": named})


def people(request: Request) -> Response:
    dossier = dossier_of(request)
    listed = desk_of(request).dossiers.people(dossier)
    parties, at = [], 0
    for party in dossier.parties:
        those = []
        for entity, name, statements in listed[party.code]:
            at += 1
            sides = (
                *(Option(p.code, p.name, p.code == party.code) for p in dossier.parties),
                Option(NONE, "no party"),
            )
            those.append(PersonOf(at, Link(name, addresses.person(entity)), statements, sides))
        parties.append(PartyView(party.name, sides_in_words(party.sides), tuple(those)))
    context = PartiesPage(
        head_of(dossier, "people"), addresses.dossier(dossier.name, "corrections"), tuple(parties)
    )
    return page_answer(request, "dossier_people", context)


def figures(request: Request) -> Response:
    dossier, desk = dossier_of(request), desk_of(request)
    days = {(day, code): n for day, code, n in desk.dossiers.statements_a_day(dossier)}
    sides = {party.code: party.name for party in dossier.parties}
    drawn = (
        over_time("statements", "Statements a day, by side.", sides, days, "statements"),
        _meetings_over_time(_entries(request, dossier)),
        _positions_by_issue(request, dossier),
    )
    return page_answer(request, "dossier_figures", FiguresPage(head_of(dossier, "figures"), drawn))


def _meetings_over_time(entries: list[Entry]) -> Figure:
    counts: Counter[tuple[str, str]] = Counter()
    for entry in entries:
        day = first_day(entry.when)
        if day:
            counts[day, entry.status] += 1
    return over_time("meetings", "Meetings over time.", {s: s for s in _STATUSES}, counts, "meetings")


def _positions_by_issue(request: Request, dossier: Dossier) -> Figure:
    from onrecord.site.dossier_views import sign

    counts: Counter[tuple[str, str]] = Counter()
    for take in desk_of(request).dossiers.takes(dossier):
        counts[take.issue, sign(take.stance, take.degree)[1]] += 1
    names = {issue.slug: issue.name for issue in dossier.issues}
    return by_category("positions", "Positions by issue.", names, _STANCES, counts, "positions")


def briefing(request: Request) -> Response:
    """What is new; without a day, since a week before the newest document."""
    dossier, desk = dossier_of(request), desk_of(request)
    since = _day(request, "since") or _week_before(desk.info().last)
    made, read = brief(desk, dossier, since), Sentences(desk, site_of(request).public)
    items = [
        BriefItem(
            line.label if line.heading > 1 else None,
            line.label if not line.heading and line.label else None,
            read.whole(line.told.document, line.told.span, line.told.statement) if line.told else None,
        )
        for line in lines(made)
        if line.heading != 1
    ]
    return page_answer(request, "dossier_brief", BriefPage(head_of(dossier, "brief"), since, tuple(items)))


def _week_before(last: str | None) -> str:
    from datetime import timedelta

    days = bounds(last)
    return (days[0] - timedelta(days=7)).isoformat() if days else "1000-01-01"


def corrections(request: Request) -> Response:
    dossier, desk = dossier_of(request), desk_of(request)
    lost = {row.id for row in desk.dossiers.lost(dossier)}
    rows = tuple(
        CorrectionView(
            row.id,
            row.about,
            row.right_name if row.about != "meeting" else "",
            _verdict(dossier, row.verdict),
            row.left_name if row.about != "meeting" else f"{row.left_name} … {row.right_name}",
            row.given,
            row.undone,
            row.id in lost,
        )
        for row in desk.dossiers.judgements(dossier.name)
    )
    address = addresses.dossier(dossier.name, "corrections/undo")
    context = CorrectionsPage(head_of(dossier, "corrections"), address, rows)
    return page_answer(request, "dossier_corrections", context)


def _verdict(dossier: Dossier, verdict: str) -> str:
    """A judgement's word, with parties and issues by their names."""
    names = {party.code: party.name for party in dossier.parties}
    names |= {issue.slug: issue.name for issue in dossier.issues} | {
        "conditions": stance_of("conditions", "whole")
    }
    return names.get(verdict, verdict)


def _day(request: Request, field: str) -> str:
    """A day of the query, or nothing; a 400 for what is none."""
    value = words(request, field)
    if not value:
        return ""
    days = bounds(value)
    if days is None:
        raise HTTPException(400, f"{field} is a date such as 2025-12-04.")
    return days[0].isoformat()
