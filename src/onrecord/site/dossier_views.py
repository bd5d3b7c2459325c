"""A dossier's rows as items of a page: cells, positions, meetings, passages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import get_args

from onrecord.dossier.board import Board, Cell, oppositions
from onrecord.dossier.brief import passage
from onrecord.dossier.calendar import Entry
from onrecord.dossier.contradictions import Contradiction
from onrecord.dossier.words import on_words, party_name, stance_of, stance_words
from onrecord.models import Document, EventStatus, Span, Spans, Stance
from onrecord.site import addresses
from onrecord.site.dossier_pages import (
    Against,
    CellView,
    DiffersView,
    DossierHead,
    IssueRow,
    MeetingView,
    Option,
    Passage,
    ReportView,
    Stood,
    TakeView,
    Tone,
)
from onrecord.site.notes import percent
from onrecord.site.pages import Link
from onrecord.site.paragraphs import blocks
from onrecord.site.words import safe_url, shorten, side_words
from onrecord.store import Desk, DocumentRow
from onrecord.store.corrections import NONE
from onrecord.store.dossier_rows import Dossier, EventRow, PositionRow, Take
from onrecord.store.spans import fullest
from onrecord.visibility import LONGEST, is_specimen, visible, withheld

_TABS = (
    ("Board", ""), ("Calendar", "calendar"), ("Brief", "brief"), ("People", "people"), ("Figures", "figures"),
    ("Corrections", "corrections"),
)  # fmt: skip
_TONES: dict[str, tuple[str, Tone]] = {
    "accepts": ("✓", "for"), "supports": ("✓", "for"), "offers": ("→", "between"),
    "conditions": ("◐", "between"), "demands": ("!", "between"), "rejects": ("✕", "against"),
    "opposes": ("✕", "against"),
}  # fmt: skip


def head_of(dossier: Dossier, current: str) -> DossierHead:
    tabs = tuple(
        Link(words, None if page == current else addresses.dossier(dossier.name, page))
        for words, page in _TABS
    )
    return DossierHead(dossier.name, dossier.title, tabs)


def sign(stance: Stance, degree: str) -> tuple[str, Tone]:
    """The mark beside a stance's word, and its tone."""
    mark, tone = _TONES[stance]
    return ("◐" if degree == "part" else mark), tone


# The board


def board_rows(shown: Board, positions: dict[int, PositionRow], *, public: bool) -> tuple[IssueRow, ...]:
    return tuple(
        IssueRow(
            row.issue.name, f"i-{row.issue.slug}", row.state.word, row.state.rule,
            tuple(_cell(shown.dossier, cell, positions, public=public) for cell in row.cells),
        )
        for row in shown.rows
    )  # fmt: skip


def _cell(dossier: Dossier, cell: Cell, positions: dict[int, PositionRow], *, public: bool) -> CellView:
    takes = (cell.latest, *cell.beside) if cell.latest else ()
    return CellView(
        cell.party.name, addresses.cell_history(dossier.name, cell.issue.slug, cell.party.code), cell.taken,
        tuple(_stood(cell, take, positions[take.seq], public=public) for take in takes),
    )  # fmt: skip


def _stood(cell: Cell, take: Take, row: PositionRow, *, public: bool) -> Stood:
    first = take is cell.latest
    mark, tone = sign(take.stance, take.degree)
    told = (
        addresses.in_article(row.document.id, row.statement)
        if row.statement
        else addresses.document(row.document.id)
    )
    moved = first and cell.change in ("new", "moved")
    return Stood(
        stance=stance_words(take),
        mark=mark,
        tone=tone,
        object=visible(take.object, row.document.notes, public=public),
        date=take.when or None,
        source=row.document.source,
        told=told,
        change=cell.change if moved else None,
        was=stance_words(cell.before) if moved and cell.before else None,
        judged=take.judged,
    )


def against_rows(shown: Board) -> tuple[Against, ...]:
    d = shown.dossier
    return tuple(
        Against(
            party_name(d, o.take.party),
            stance_words(o.take),
            party_name(d, o.against),
            o.issue.name,
            shorten(o.take.object, LONGEST),
            shorten(o.other.object, LONGEST) if o.other else None,
            o.by == "named",
            addresses.cell_history(d.name, o.issue.slug, o.take.party),
        )
        for o in oppositions(shown)
    )


# Passages


@dataclass
class Sentences:
    """Reads passages of documents, each document once."""

    desk: Desk
    public: bool
    documents: dict[str, Document] = field(default_factory=dict)

    def passage(self, row: DocumentRow, evidence: Spans, statement: str | None = None) -> Passage:
        """The sentences that hold the words, with these marked; only the words where the text is withheld."""
        if row.id not in self.documents:
            self.documents[row.id] = self.desk.document(row.id).document
        text = self.documents[row.id].text
        told = fullest(evidence)
        start, end = told.start, told.end
        hidden = withheld(row.notes, public=self.public)
        whole = passage(text, start, end)
        end = min(end, whole.end)
        before, words, after = text[whole.start : start], text[start:end], text[end : whole.end]
        if hidden:
            before, words, after = "", shorten(words, LONGEST), ""
        return Passage(
            before,
            words,
            after,
            Link(row.title or "(no headline)", self._place(row, start, statement, hidden)),
            Link(row.source, addresses.source(row.source)) if row.source else None,
            row.published,
            safe_url(row.url),
            is_specimen(row.notes),
        )

    def whole(self, row: DocumentRow, span: Span, statement: str | None = None) -> Passage:
        """The passage of a brief, nothing in it marked."""
        found = self.passage(row, (span,), statement)
        return Passage(
            found.before + found.words + found.after,
            "",
            "",
            found.title,
            found.source,
            found.date,
            found.url,
            found.specimen,
        )

    def _place(self, row: DocumentRow, start: int, statement: str | None, hidden: bool) -> str:
        if statement:
            return addresses.in_article(row.id, statement)
        for number, (_, end) in enumerate(sorted(blocks(self.documents[row.id])), 1):
            if start < end:
                return addresses.document(row.id) if hidden else addresses.paragraph(row.id, number)
        return addresses.document(row.id)


# Histories and meetings


def take_view(dossier: Dossier, number: int, take: Take, row: PositionRow, read: Sentences) -> TakeView:
    mark, tone = sign(take.stance, take.degree)
    towards = party_name(dossier, take.towards) if take.towards else None
    return TakeView(
        number=number, id=f"{row.document.id}/{row.id}", stance=stance_words(take), mark=mark, tone=tone,
        object=visible(take.object, row.document.notes, public=read.public),
        condition=visible(row.condition, row.document.notes, public=read.public) if row.condition else None,
        towards=towards, people=row.people, date=take.when or None,
        sure=percent(take.confidence), judged=take.judged,
        passage=read.passage(row.document, row.evidence),
        stances=(
            *(Option(s, stance_of(s, "whole"), s == take.stance) for s in get_args(Stance)),
            Option(NONE, "no position at all"),
        ),
        issues=(
            *(Option(i.slug, i.name, i.slug == take.issue) for i in dossier.issues),
            Option(NONE, "no issue of this dossier"),
        ),
        holders=(
            *(Option(p.code, p.name, p.code == take.party) for p in dossier.parties),
            Option(NONE, "no party’s"),
        ),
    )  # fmt: skip


def meeting_view(
    number: int,
    entry: Entry,
    around: Sequence[Entry],
    differs: Iterable[Contradiction],
    read: Sentences,
) -> MeetingView:
    first = entry.reports[0]
    return MeetingView(
        number=number, id=f"m-{entry.id}", event=_event_id(first), kind=entry.kind, status=entry.status,
        when=entry.when, where=entry.where,
        who=tuple(Link(who.name, addresses.person(who.entity)) for who in entry.who),
        reports=tuple(_report(r, read, part=r is not first) for r in entry.reports),
        differs=tuple(
            DiffersView(on_words(c.on), tuple((value, _outlets(reports)) for value, reports in c.sides))
            for c in differs
        ),
        judged=entry.judged,
        statuses=(
            *(Option(s, s, s == entry.status) for s in get_args(EventStatus)),
            Option(NONE, "no meeting at all"),
        ),
        others=tuple(Option(_event_id(e.reports[0]), _named(e)) for e in around if e.id != entry.id),
    )  # fmt: skip


def _event_id(row: EventRow) -> str:
    return f"{row.document.id}/{row.id}"


def _named(entry: Entry) -> str:
    names = ", ".join(who.name for who in entry.who[:3])
    return shorten(f"{entry.when or 'undated'}: {entry.kind}, {names}", 90)


def _outlets(reports: Iterable[EventRow]) -> str:
    return ", ".join(dict.fromkeys(r.document.source or "no outlet named" for r in reports))


def _report(row: EventRow, read: Sentences, *, part: bool) -> ReportView:
    return ReportView(
        _event_id(row), row.status, row.date, row.where, read.passage(row.document, row.evidence), part
    )


def sides_in_words(sides: Iterable[str]) -> str:
    return ", ".join(filter(None, map(side_words, sides)))
