"""`onrecord dossier board` and `history`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.common import confidence_option, desk_option, errors_in_one_line, fail, format_of, plain
from onrecord.cli.dossiers import DAY, as_csv, as_json, deliver, dossier_of, output_option, shown

if TYPE_CHECKING:
    from onrecord.dossier.board import Board, Cell
    from onrecord.store.dossier_rows import Dossier, PositionRow, Take

FORMATS = ("text", "markdown", "csv", "json")


@click.command("board")
@click.argument("name")
@desk_option
@click.option(
    "--since", type=DAY, metavar="DATE", help="Mark what changed since then: a date, yesterday, 7d."
)
@click.option("--at", type=DAY, metavar="DATE", help="As it stood on that day.")
@confidence_option
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="Text without it, or as the file's name says."
)
@output_option
@errors_in_one_line
def board_command(
    name: str, desk_path: Path | None, since: str | None, at: str | None, min_confidence: float,
    form: str | None, output: Path | None,
) -> None:  # fmt: skip
    """Show who stands where on what: the newest position of each party on each issue, in the source's words.

    Each issue is agreed, converging, apart, stuck or silent, by the rule that is named beside it.

    \b
    Example:
      onrecord dossier board peace-talks
      onrecord dossier board peace-talks --since 7d --format markdown -o board.md
    """
    from onrecord.dossier import board_formats
    from onrecord.dossier.board import board

    form = format_of(form, output, FORMATS, "text")
    with dossier_of(desk_path, name) as (desk, dossier):
        drawn = board(
            dossier, desk.dossiers.takes(dossier, min_confidence=min_confidence), since=since, at=at
        )
        positions = desk.dossiers.positions(drawn.shown)
    if form == "json":
        text = as_json(board_formats.board_json(drawn, positions))
    elif form == "csv":
        text = as_csv(board_formats.board_lines(drawn, positions), board_formats.BOARD)
    elif form == "markdown":
        text = board_formats.board_markdown(drawn, positions)
    else:
        text = _board_text(drawn, positions)
    deliver(text, output)


def _board_text(drawn: Board, positions: dict[int, PositionRow]) -> str:
    lines = [plain(drawn.dossier.title) + (f", as of {drawn.at}" if drawn.at else "")]
    width = max(len(party.name) for party in drawn.dossier.parties)
    for row in drawn.rows:
        lines += ["", plain(f"{row.issue.name}: {row.state.word} ({row.state.rule})")]
        for cell in row.cells:
            lines += _cell_lines(cell, positions, width)
    return "\n".join(lines) + "\n"


def _cell_lines(cell: Cell, positions: dict[int, PositionRow], width: int) -> list[str]:
    from onrecord.dossier.words import stance_words

    lines = []
    for take in (cell.latest, *cell.beside) if cell.latest else ():
        first = take is cell.latest
        change = ""
        if first and cell.change in ("new", "moved"):
            change = f" [{cell.change}{f', was: {stance_words(cell.before)}' if cell.before else ''}]"
        name = cell.party.name if first else ""
        words = f"{stance_words(take)}: {take.object}{change}{' (corrected)' if take.judged else ''}"
        lines.append(f"  {plain(name):<{width}}  {plain(words)}")
        lines.append(f"  {'':<{width}}  {_told_in(take, positions[take.seq])}")
    return lines


def _told_in(take: Take, row: PositionRow) -> str:
    return shown(take.when[:10] or "undated", row.document.source or row.document.path)


@click.command("history")
@click.argument("name")
@desk_option
@click.option("--issue", metavar="SLUG", help="On this issue only.")
@click.option("--party", metavar="SIDE", help="Of this party only.")
@confidence_option
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="Text without it, or as the file's name says."
)
@output_option
@errors_in_one_line
def history_command(
    name: str, desk_path: Path | None, issue: str | None, party: str | None, min_confidence: float,
    form: str | None, output: Path | None,
) -> None:  # fmt: skip
    """Show each position that was taken, the newest first: what has this party said on this before?

    The id at the end of each is what `onrecord dossier judge` takes.

    \b
    Example:
      onrecord dossier history peace-talks --issue territory --party RUS
    """
    from onrecord.dossier import board_formats

    form = format_of(form, output, FORMATS, "text")
    with dossier_of(desk_path, name) as (desk, dossier):
        _check_names(dossier, issue, party)
        takes = [
            take
            for take in reversed(desk.dossiers.takes(dossier, min_confidence=min_confidence))
            if issue in (None, take.issue) and (party is None or take.party == party.lower())
        ]
        positions = desk.dossiers.positions(take.seq for take in takes)
    lines = board_formats.history_lines(takes, positions)
    if form == "json":
        text = as_json(lines)
    elif form == "csv":
        text = as_csv(lines, board_formats.HISTORY)
    elif form == "markdown":
        columns = ("date", "party", "issue", "stance", "degree", "object", "source", "evidence")
        text = board_formats.lines_markdown(dossier.title, lines, columns)
    else:
        text = _history_text(dossier, takes, positions)
    deliver(text, output)


def _check_names(dossier: Dossier, issue: str | None, party: str | None) -> None:
    if issue is not None and issue not in (known := [i.slug for i in dossier.issues]):
        fail(f"{dossier.name} has no issue {issue}; it has: {', '.join(known)}")
    if party is not None and party.lower() not in (known := [p.code for p in dossier.parties]):
        fail(f"{dossier.name} has no party {party}; it has: {', '.join(known)}")


def _history_text(dossier: Dossier, takes: list[Take], positions: dict[int, PositionRow]) -> str:
    from onrecord.dossier.words import party_name, stance_words
    from onrecord.store.spans import fullest

    lines = []
    for take in takes:
        row = positions[take.seq]
        who = f"{party_name(dossier, take.party)} {stance_words(take)}"
        head = f"{take.when[:10] or 'undated'}  {who}: {take.object}"
        lines += [
            plain(head) + (" (corrected)" if take.judged else ""),
            f"  {plain(fullest(row.evidence).exact)}",
            f"  {shown(dossier.issue(take.issue).name, row.document.source, row.document.url, row.id)}",
        ]
    return "\n".join(lines or ["no position was found"]) + "\n"
