"""What the dossier templates are given: frozen contexts, made of plain words and of addresses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.site.pages import Link

Tone = Literal["for", "between", "against"]


@dataclass(frozen=True, slots=True)
class DossierHead:
    """What every page of a dossier shows: its title and its other pages, the current one without address."""

    name: str
    title: str
    tabs: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class DossierRow:
    """A dossier in a list; `states` are words with how many issues are in that state."""

    name: Link
    parties: tuple[str, ...]
    issues: int
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DossiersPage:
    dossiers: tuple[DossierRow, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """A choice in a form."""

    value: str
    words: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Stood:
    """A position as a cell shows it: a word with a mark, what it is on, when and where it was told.

    `words` of the source are shortened where its text is withheld. `was` is the stance before.
    """

    stance: str
    mark: str
    tone: Tone
    object: str
    date: str | None
    source: str | None
    told: str
    change: str | None
    was: str | None
    judged: bool


@dataclass(frozen=True, slots=True)
class CellView:
    """One party on one issue; `stood` has the newest position first, then others of that day."""

    party: str
    history: str
    taken: int
    stood: tuple[Stood, ...]


@dataclass(frozen=True, slots=True)
class IssueRow:
    issue: str
    anchor: str
    state: str
    rule: str
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class Against:
    """Who opposes whom, on what. `wants` is what the other wants, where that is known."""

    party: str
    stance: str
    against: str
    issue: str
    object: str
    wants: str | None
    named: bool
    history: str


@dataclass(frozen=True, slots=True)
class BoardPage:
    """The board; `since` and `at` as they were asked for, `day` the day it is drawn for."""

    head: DossierHead
    parties: tuple[str, ...]
    rows: tuple[IssueRow, ...]
    oppositions: tuple[Against, ...]
    since: str
    at: str
    day: str | None
    changed: int
    specimen: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a source: what stands before the words that carry the finding, these, and what after."""

    before: str
    words: str
    after: str
    title: Link
    source: Link | None
    date: str | None
    url: str | None
    specimen: bool


@dataclass(frozen=True, slots=True)
class TakeView:
    """A position in a history. `number` counts on the page; the options are for correcting it."""

    number: int
    id: str
    stance: str
    mark: str
    tone: Tone
    object: str
    condition: str | None
    towards: str | None
    people: tuple[str, ...]
    date: str | None
    sure: int
    judged: bool
    passage: Passage
    stances: tuple[Option, ...]
    issues: tuple[Option, ...]
    holders: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class SaidView:
    names: tuple[Link, ...]
    words: str
    href: str
    source: str | None
    date: str | None


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """What a party said on an issue before: its positions, then its statements that name the issue."""

    head: DossierHead
    party: str
    issue: str
    address: str
    takes: tuple[TakeView, ...]
    said: tuple[SaidView, ...]
    newer: str | None
    older: str | None


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report of a meeting. `part` tells that it can be parted from the first."""

    id: str
    status: str
    date: str | None
    where: str | None
    passage: Passage
    part: bool


@dataclass(frozen=True, slots=True)
class DiffersView:
    """What the reports tell differently: each value with the outlets that give it."""

    on: str
    sides: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class MeetingView:
    number: int
    id: str
    event: str
    kind: str
    status: str
    when: str | None
    where: str | None
    who: tuple[Link, ...]
    reports: tuple[ReportView, ...]
    differs: tuple[DiffersView, ...]
    judged: bool
    statuses: tuple[Option, ...]
    others: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class PlaceView:
    name: str
    country: str | None
    meetings: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class CalendarPage:
    head: DossierHead
    address: str
    meetings: tuple[MeetingView, ...]
    places: tuple[PlaceView, ...]
    ics: str
    newer: str | None
    older: str | None


@dataclass(frozen=True, slots=True)
class PersonOf:
    number: int
    name: Link
    statements: int
    sides: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class PartyView:
    name: str
    sides: str
    people: tuple[PersonOf, ...]


@dataclass(frozen=True, slots=True)
class PartiesPage:
    head: DossierHead
    address: str
    parties: tuple[PartyView, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle of a figure, in its own units; `series` chooses the colour, `words` say what it is."""

    x: int
    y: int
    width: int
    height: int
    series: int
    words: str


@dataclass(frozen=True, slots=True)
class Tick:
    """Words on an axis; `anchor` is which end of them stands at `x`."""

    x: int
    y: int
    words: str
    anchor: Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing with its words: what it shows as a `description`, and as a table of `columns` and `rows`."""

    id: str
    title: str
    description: str
    width: int
    height: int
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    series: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class FiguresPage:
    head: DossierHead
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class BriefItem:
    """A heading, a label, or a passage under one."""

    heading: str | None
    label: str | None
    passage: Passage | None


@dataclass(frozen=True, slots=True)
class BriefPage:
    head: DossierHead
    since: str
    items: tuple[BriefItem, ...]


@dataclass(frozen=True, slots=True)
class CorrectionView:
    id: str
    about: str
    was: str
    verdict: str
    words: str
    given: str
    undone: str | None
    lost: bool


@dataclass(frozen=True, slots=True)
class CorrectionsPage:
    head: DossierHead
    address: str
    corrections: tuple[CorrectionView, ...]


@dataclass(frozen=True, slots=True)
class NewDossierPage:
    """The form; after a refusal with its reason and what was typed."""

    name: str = ""
    title: str = ""
    parties: str = ""
    about: str = ""
    issues: str = ""
    people: str = ""
    problem: str | None = None
