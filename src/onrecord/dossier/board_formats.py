"""A board, a history and a calendar as rows, Markdown and JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from onrecord.dossier.board import Board, Cell
from onrecord.dossier.calendar import Entry
from onrecord.dossier.words import stance_words
from onrecord.export.markdown import escape
from onrecord.store.dossier_rows import EventRow, PositionRow, Take
from onrecord.store.spans import fullest

Positions = Mapping[int, PositionRow]
Line = dict[str, Any]

BOARD = (
    "issue", "state", "rule", "party", "stance", "degree", "object", "condition", "towards", "date", "source",
    "url", "change", "was", "taken", "evidence", "position", "document", "judged",
)  # fmt: skip
HISTORY = (
    "issue", "party", "date", "stance", "degree", "object", "condition", "towards", "people", "source", "url",
    "evidence", "confidence", "position", "document", "start", "end", "judged",
)  # fmt: skip
CALENDAR = (
    "when", "kind", "status", "who", "parties", "where", "country", "outlets", "reports", "evidence", "url",
    "event", "judged",
)  # fmt: skip


def board_lines(shown: Board, positions: Positions) -> list[Line]:
    """One line a cell that holds a position, others of its day included, in the order of the board."""
    lines = []
    for row in shown.rows:
        state = {"issue": row.issue.slug, "state": row.state.word, "rule": row.state.rule}
        lines += [state | line for cell in row.cells for line in _cell_lines(cell, positions)]
    return lines


def _cell_lines(cell: Cell, positions: Positions) -> list[Line]:
    takes = (cell.latest, *cell.beside) if cell.latest else ()
    return [_cell_line(cell, take, positions) for take in takes]


def _cell_line(cell: Cell, take: Take, positions: Positions) -> Line:
    first = take is cell.latest
    return _take_line(take, positions) | {
        "change": cell.change if first else None,
        "was": stance_words(cell.before) if first and cell.before else None,
        "taken": cell.taken,
    }


def history_lines(takes: Iterable[Take], positions: Positions) -> list[Line]:
    """One line a position."""
    return [_take_line(take, positions) for take in takes]


def _take_line(take: Take, positions: Positions) -> Line:
    row = positions[take.seq]
    told = fullest(row.evidence)
    return {
        "issue": take.issue, "party": take.party, "date": take.when or None, "stance": take.stance,
        "degree": take.degree, "object": take.object, "condition": row.condition, "towards": take.towards,
        "people": list(row.people), "source": row.document.source, "url": row.document.url,
        "evidence": told.exact, "confidence": take.confidence, "position": row.id,
        "document": row.document.id, "start": told.start, "end": told.end,
        "judged": take.judged,
    }  # fmt: skip


def calendar_lines(entries: Iterable[Entry]) -> list[Line]:
    """One line a meeting; `event` is the id of its first report."""
    return [
        {
            "when": e.when, "kind": e.kind, "status": e.status, "who": [who.name for who in e.who],
            "parties": list(e.parties), "where": e.where, "country": e.country, "outlets": list(e.outlets),
            "reports": len(e.reports), "evidence": fullest(e.reports[-1].evidence).exact,
            "url": e.reports[-1].document.url, "event": e.reports[0].id, "judged": e.judged,
        }
        for e in entries
    ]  # fmt: skip


def board_json(shown: Board, positions: Positions) -> Line:
    """The board with its definition, each cell with its newest position."""
    d = shown.dossier
    parties = [
        {"code": p.code, "name": p.name, "sides": list(p.sides), "people": list(p.people)} for p in d.parties
    ]
    rows = [
        {
            "issue": row.issue.slug, "name": row.issue.name, "state": row.state.word, "rule": row.state.rule,
            "because": [positions[take.seq].id for take in row.state.because if take.seq in positions],
            "cells": {c.party.code: _cell_lines(c, positions) for c in row.cells if c.latest},
        }
        for row in shown.rows
    ]  # fmt: skip
    return {
        "dossier": d.name, "title": d.title, "at": shown.at, "since": shown.since, "parties": parties,
        "issues": rows,
    }  # fmt: skip


def entry_json(entry: Entry) -> Line:
    """A meeting with every report of it as a span of its document."""
    (line,) = calendar_lines([entry])
    return line | {"id": entry.id, "told": [_report_json(report) for report in entry.reports]}


def _report_json(r: EventRow) -> Line:
    return {
        "event": r.id, "document": r.document.id, "source": r.document.source, "published": r.reported,
        "url": r.document.url, "status": r.status, "date": r.date, "where": r.where,
        "who": [{"name": w.name, "side": w.side, "part": w.part} for w in r.who],
        "evidence": [{"start": s.start, "end": s.end, "exact": s.exact} for s in r.evidence],
        "confidence": r.confidence,
    }  # fmt: skip


def board_markdown(shown: Board, positions: Positions) -> str:
    """A table of issues and parties; what others wrote is escaped."""
    d = shown.dossier
    head = ["Issue", *(party.name for party in d.parties), "State"]
    rows = [[escape(cell) for cell in head], ["---"] * len(head)]
    for row in shown.rows:
        cells = [_cell_markdown(cell, positions) for cell in row.cells]
        rows.append([escape(row.issue.name), *cells, f"**{row.state.word}**: {escape(row.state.rule)}"])
    dated = f"\n\nAs of {shown.at}." if shown.at else ""
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in rows)
    return f"# {escape(d.title)}{dated}\n\n{table}\n"


def _cell_markdown(cell: Cell, positions: Positions) -> str:
    if cell.latest is None:
        return ""
    row = positions[cell.latest.seq]
    was = f" (was: {stance_words(cell.before)})" if cell.change == "moved" and cell.before else ""
    where = ", ".join(filter(None, (cell.latest.when[:10], row.document.source)))
    return f"{stance_words(cell.latest)}{was}: {escape(cell.latest.object)} ({escape(where)})"


def lines_markdown(title: str, lines: Iterable[Line], columns: Iterable[str]) -> str:
    """Lines as a table of those columns."""
    names = list(columns)
    rows = [names, ["---"] * len(names)]
    rows += [[escape(_shown(line.get(name))) for name in names] for line in lines]
    return f"# {escape(title)}\n\n" + "\n".join(f"| {' | '.join(cells)} |" for cells in rows) + "\n"


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None or value is False else "yes" if value is True else str(value)
