"""The brief: what is new in a dossier since a day, in whole sentences of the sources and in no others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.dossier.board import Board, Cell, board, moved
from onrecord.dossier.calendar import Entry, calendar
from onrecord.dossier.contradictions import Contradiction, contradictions
from onrecord.dossier.days import bounds, first_day
from onrecord.find.surface import sentences
from onrecord.models import Document, Span
from onrecord.store.dossier_rows import Dossier, EventRow, PositionRow, Take
from onrecord.store.names import fold_name
from onrecord.store.rows import DocumentRow, StatementRow
from onrecord.store.spans import fullest

if TYPE_CHECKING:
    from onrecord.store import Desk

STATEMENTS = 20
"""How many new statements a brief gives: the newest."""
STORIES, DIFFERENCES = 8, 12
"""In how many stories reports are held against each other, and how many differences are told."""
_LONGEST = 700


@dataclass(frozen=True, slots=True)
class Told:
    """A passage of whole sentences, with its document. `also` are other outlets that have the same words."""

    document: DocumentRow
    span: Span
    statement: str | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewStatement:
    """What somebody of a party said."""

    party: str
    names: tuple[str, ...]
    told: Told


@dataclass(frozen=True, slots=True)
class MovedPosition:
    """A party's position that is new or has moved, with where it was read, and what held before."""

    cell: Cell
    told: Told
    before: Told | None


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting with one passage from each of its reports since the day, the newest first."""

    entry: Entry
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What reports of one meeting tell differently: each value with a passage that gives it."""

    contradiction: Contradiction
    sides: tuple[tuple[str, Told], ...]


@dataclass(frozen=True, slots=True)
class StoryDifference:
    """What reports of one story tell differently: each value, or `claims` and `denies`, with its passage.

    Of a quotation in other words the passage is all that there is, and the value empty.
    """

    story: str
    kind: str
    about: str
    sides: tuple[tuple[str, Told], ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """`since` is the first day that counts, `until` the last; `left_out` counts statements without room."""

    dossier: Dossier
    since: str
    until: str | None
    statements: tuple[NewStatement, ...]
    left_out: int
    positions: tuple[MovedPosition, ...]
    held: tuple[Meeting, ...]
    coming: tuple[Meeting, ...]
    off: tuple[Meeting, ...]
    differences: tuple[Difference, ...]
    contradictions: tuple[StoryDifference, ...] = ()

    @property
    def empty(self) -> bool:
        told = (self.statements, self.positions, self.differences, self.contradictions)
        return not any((*told, self.held, self.coming, self.off))

    @property
    def documents(self) -> tuple[DocumentRow, ...]:
        """Every document that a passage is of, once."""
        meetings = (*self.held, *self.coming, *self.off)
        told = [
            *(one.told for one in self.statements),
            *(told for one in self.positions for told in (one.told, one.before) if told),
            *(told for one in meetings for told in one.told),
            *(told for one in self.differences for _, told in one.sides),
            *(told for one in self.contradictions for _, told in one.sides),
        ]
        return tuple({one.document.id: one.document for one in told}.values())


def brief(
    desk: Desk, dossier: Dossier, since: str, until: str | None = None, *, min_confidence: float = 0.0
) -> Brief:
    """What the desk holds that was published from `since` on, until `until` where that is given."""
    read = _Reader(desk)
    shown = board(dossier, desk.dossiers.takes(dossier, min_confidence=min_confidence), since=since, at=until)
    entries = calendar(dossier, *desk.dossiers.events(dossier, min_confidence=min_confidence))
    fresh = [meeting for entry in entries if (meeting := _meeting(read, entry, since, until))]
    said, left_out = _statements(desk, read, dossier, since, until, min_confidence)
    told_newly = {meeting.entry.id for meeting in fresh}
    return Brief(
        dossier, since, until, said, left_out, _positions(desk, read, shown),
        held=tuple(m for m in fresh if m.entry.status == "held"),
        coming=tuple(m for m in fresh if m.entry.status in ("planned", "proposed")),
        off=tuple(m for m in fresh if m.entry.status in ("called off", "denied")),
        differences=tuple(
            Difference(c, tuple((value, read.event(reports[0])) for value, reports in c.sides))
            for c in contradictions(e for e in entries if e.id in told_newly)
        ),
        contradictions=_between_reports(desk, read, dossier, since, until),
    )  # fmt: skip


def _between_reports(
    desk: Desk, read: _Reader, dossier: Dossier, since: str, until: str | None
) -> tuple[StoryDifference, ...]:
    """The clear differences in the stories that most of the dossier's new documents tell."""
    new = desk.dossiers.documents(dossier, since=since, until=until)
    counts = Counter(desk.stories.of_documents(new).values())
    told_before = set(new)
    found = []
    for story, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:STORIES]:
        for one in desk.stories.contradictions(story):
            if one.clear and not one.development and any(s.report in told_before for s in one.sides):
                sides: dict[str, tuple[str, Told]] = {}
                for side in one.sides:
                    row = read.desk.document_row(side.report)
                    value = "denies" if side.denies else "claims" if one.kind == "denial" else side.value
                    label = "" if one.kind == "wording" else value
                    sides.setdefault(value, (label, read.told(row, side.start, side.end)))
                found.append(StoryDifference(story, one.kind, one.about, tuple(sides.values())))
    return tuple(found[:DIFFERENCES])


def passage(text: str, start: int, end: int) -> Span:
    """The whole sentences that hold `[start, end)`; only the first of them where they are very long."""
    at = max(text.rfind("\n", 0, start) + 1, 0)
    stop = text.find("\n", max(end - 1, start))
    inside = [
        (a, b) for a, b in sentences(text, at, len(text) if stop < 0 else stop) if a < end and b > start
    ]
    if not inside:
        return Span.of(text, start, end)
    if inside[-1][1] - inside[0][0] > _LONGEST:
        inside = inside[:1]
    return Span.of(text, inside[0][0], inside[-1][1])


class _Reader:
    """Reads passages, each document once."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.documents: dict[str, Document] = {}

    def told(self, row: DocumentRow, start: int, end: int, statement: str | None = None) -> Told:
        if row.id not in self.documents:
            self.documents[row.id] = self.desk.document(row.id).document
        return Told(row, passage(self.documents[row.id].text, start, end), statement)

    def event(self, row: EventRow) -> Told:
        told = fullest(row.evidence)
        return self.told(row.document, told.start, told.end)

    def position(self, row: PositionRow) -> Told:
        told = fullest(row.evidence)
        return self.told(row.document, told.start, told.end, row.statement)


def _meeting(read: _Reader, entry: Entry, since: str, until: str | None) -> Meeting | None:
    new = [r for r in entry.reports if _within(r.reported, since, until)]
    told = tuple(read.event(report) for report in reversed(new))
    return Meeting(entry, _once(told)) if told else None


def _within(value: str, since: str, until: str | None) -> bool:
    days, last = bounds(value), bounds(until)
    return days is not None and days[1].isoformat() >= since and (last is None or days[0] <= last[1])


def _once(told: Iterable[Told]) -> tuple[Told, ...]:
    """The same words in several outlets once, with the other outlets named."""
    found: dict[str, Told] = {}
    for one in told:
        key = fold_name(one.span.exact)
        first = found.setdefault(key, one)
        outlet = one.document.source
        if first is not one and outlet and outlet != first.document.source and outlet not in first.also:
            found[key] = replace(first, also=(*first.also, outlet))
    return tuple(found.values())


def _statements(
    desk: Desk, read: _Reader, dossier: Dossier, since: str, until: str | None, least: float
) -> tuple[tuple[NewStatement, ...], int]:
    rows = desk.dossiers.statements(dossier, since=since, until=until, limit=400, min_confidence=least)
    found: dict[str, NewStatement] = {}
    passages: set[tuple[str, Span]] = set()
    for party, row in rows:
        key = fold_name(row.said)
        if key in found:
            outlet, told = row.document.source, found[key].told
            if outlet and outlet != told.document.source and outlet not in told.also:
                found[key] = replace(found[key], told=replace(told, also=(*told.also, outlet)))
        elif len(found) < STATEMENTS:
            told = read.told(row.document, row.content[0].start, row.content[0].end, row.id)
            if (row.document.id, told.span) not in passages:
                passages.add((row.document.id, told.span))
                found[key] = NewStatement(party, tuple(s.name for s in row.speakers), told)
    full = len(found) == STATEMENTS
    return tuple(found.values()), _unshown(rows, found) if full else 0


def _unshown(rows: list[tuple[str, StatementRow]], found: dict[str, NewStatement]) -> int:
    """How many statements are not among those given, each wording counted once."""
    return len({fold_name(row.said) for _, row in rows} - found.keys())


def _positions(desk: Desk, read: _Reader, shown: Board) -> tuple[MovedPosition, ...]:
    cells = moved(shown)
    takes = [take for cell in cells for take in (cell.latest, cell.before) if take]
    rows = desk.dossiers.positions(take.seq for take in takes)

    def told(take: Take | None) -> Told | None:
        return read.position(rows[take.seq]) if take else None

    found = [(cell, told(cell.latest), told(cell.before)) for cell in cells]
    return tuple(MovedPosition(cell, latest, before) for cell, latest, before in found if latest)


def when_told(told: Told) -> str:
    """The day on which a passage was published, or fetched; empty where neither is known."""
    return first_day(told.document.published) or first_day(told.document.fetched)
