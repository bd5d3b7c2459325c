"""The board: issues × parties, each cell the party's newest position, and what changed since a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.dossier.days import first_day
from onrecord.dossier.state import State, along, state_of
from onrecord.store.dossier_rows import Dossier, Issue, Party, Take

Change = Literal["new", "moved", "repeated"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One party on one issue. `latest` is its newest take, `beside` others of that day with another stance.

    `change` is what happened since the day asked for: a `new` position where there was none, one that
    `moved`, one `repeated` with the same stance; None for nothing. `before` is the take that held until then.
    """

    issue: Issue
    party: Party
    latest: Take | None
    beside: tuple[Take, ...]
    taken: int
    change: Change | None
    before: Take | None


@dataclass(frozen=True, slots=True)
class Row:
    issue: Issue
    cells: tuple[Cell, ...]
    state: State


@dataclass(frozen=True, slots=True)
class Board:
    """`at` is the day it is drawn for, `since` the day from which changes count."""

    dossier: Dossier
    rows: tuple[Row, ...]
    at: str | None
    since: str | None

    @property
    def shown(self) -> set[int]:
        """The numbers of the positions that its cells show."""
        takes = {t.seq for row in self.rows for cell in row.cells for t in (cell.latest, cell.before) if t}
        return takes | {t.seq for row in self.rows for cell in row.cells for t in cell.beside}


@dataclass(frozen=True, slots=True)
class Opposition:
    """`take` rejects or opposes; `against` is the other party, `other` what that wants, where it is known.

    `by` is how it is known: the text names the other party, or both took a position on the same issue.
    """

    issue: Issue
    take: Take
    against: str
    other: Take | None
    by: Literal["named", "same issue"]


def board(
    dossier: Dossier, takes: Iterable[Take], *, since: str | None = None, at: str | None = None
) -> Board:
    """The board of takes; with `at` as it stood on that day. Without, it is that of the newest take."""
    histories: dict[tuple[str, str], list[Take]] = defaultdict(list)
    newest = ""
    for take in takes:
        day = first_day(take.when)
        if at and day > at:
            continue
        newest = max(newest, day)
        histories[take.issue, take.party].append(take)
    for history in histories.values():
        history.sort(key=lambda take: (first_day(take.when), take.confidence, take.seq))
    asked = at or newest or None
    rows = []
    for issue in dossier.issues:
        by_party = {party.code: histories.get((issue.slug, party.code), []) for party in dossier.parties}
        cells = tuple(_cell(issue, party, by_party[party.code], since) for party in dossier.parties)
        rows.append(Row(issue, cells, state_of(by_party, asked)))
    return Board(dossier, tuple(rows), asked, since)


def _cell(issue: Issue, party: Party, history: Sequence[Take], since: str | None) -> Cell:
    if not history:
        return Cell(issue, party, None, (), 0, None, None)
    latest = history[-1]
    day = first_day(latest.when)
    beside: dict[tuple[str, str], Take] = {}
    for take in reversed(history):
        if first_day(take.when) != day:
            break
        beside.setdefault((take.stance, take.degree), take)
    beside.pop((latest.stance, latest.degree))
    old = [take for take in history if since and first_day(take.when) < since]
    before = old[-1] if old else None
    change: Change | None = None
    if since and day >= since:
        change = "new" if before is None else _change(before, latest)
    return Cell(issue, party, latest, tuple(beside.values()), len(history), change, before)


def _change(before: Take, after: Take) -> Change:
    same = (before.stance, before.degree) == (after.stance, after.degree)
    return "repeated" if same else "moved"


def stages(history: Sequence[Take]) -> list[list[Take]]:
    """A party's takes on an issue in stages, the newest first, each as long as stance and degree stayed."""
    found: list[list[Take]] = []
    for take in sorted(history, key=lambda take: (first_day(take.when), take.confidence, take.seq)):
        if found and (found[-1][-1].stance, found[-1][-1].degree) == (take.stance, take.degree):
            found[-1].append(take)
        else:
            found.append([take])
    return [stage[::-1] for stage in reversed(found)]


def oppositions(shown: Board) -> list[Opposition]:
    """Who opposes whom, on what: every rejection that stands, with whom it is against."""
    found = []
    for row in shown.rows:
        latest = {cell.party.code: cell.latest for cell in row.cells if cell.latest}
        for cell in row.cells:
            for take in filter(None, (cell.latest, *cell.beside)):
                if take.stance not in ("rejects", "opposes"):
                    continue
                found += _against(row.issue, take, latest)
    return found


def _against(issue: Issue, take: Take, latest: dict[str, Take]) -> list[Opposition]:
    if take.towards:
        return [Opposition(issue, take, take.towards, latest.get(take.towards), "named")]
    others = {code: other for code, other in latest.items() if code != take.party}
    return [
        Opposition(issue, take, code, other, "same issue")
        for code, other in others.items()
        if other.stance not in ("rejects", "opposes")
    ]


def moved(shown: Board) -> list[Cell]:
    """The cells that changed since the board's day, those that moved furthest first."""
    cells = [cell for row in shown.rows for cell in row.cells if cell.change in ("new", "moved")]
    return sorted(cells, key=lambda cell: -_step(cell))


def _step(cell: Cell) -> int:
    if cell.latest is None or cell.before is None:
        return 0
    return abs(along(cell.latest.stance, cell.latest.degree) - along(cell.before.stance, cell.before.degree))
