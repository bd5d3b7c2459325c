"""`onrecord revisions`: what a document's later texts changed of its earlier ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.common import console, counted, desk_option, errors_in_one_line, fail, open_desk, plain

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from onrecord.revisions import Revised, StatementChange
    from onrecord.store.following_rows import Missing
    from onrecord.store.rows import DocumentRow

_ROUND = 60


@click.command()
@click.argument("key", metavar="ID|PATH|URL")
@desk_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@errors_in_one_line
def command(key: str, desk_path: Path | None, form: str) -> None:
    """Show what a document's revisions changed: its words, and which statements came, went or were reworded,
    told otherwise ("denied" for "confirmed") or given to another speaker.

    \b
    Example:
      onrecord revisions https://gazette.example/vote
      onrecord revisions news/vote.html --format json
    """
    with open_desk(desk_path) as desk:
        rows = desk.matching(key)
        if not rows:
            fail(f"{desk.path}: no document has the id, path or URL {key}")
        found = [(row, desk.changes(row.id), desk.following.missing(row.id)) for row in rows]
    if form == "json":
        click.echo(json.dumps([_json(*one) for one in found], ensure_ascii=False))
        return
    out = console()
    for one in found:
        _print(*one, out)


def _json(row: DocumentRow, changes: list[Revised], missing: Missing | None) -> dict[str, Any]:
    from onrecord.revisions import change_json

    gone = {"since": missing.moment, "reason": missing.reason} if missing else None
    told = [change_json(change) for change in changes]
    return {"document": row.id, "title": row.title, "missing": gone, "changes": told}


def _print(row: DocumentRow, changes: list[Revised], missing: Missing | None, out: Console) -> None:
    times = f"changed {counted(len(changes), 'time')}" if changes else "has had one text"
    out.print(
        plain(f"{row.title or '(no headline)'} · {row.source or row.path or ''}: {times}"), style="bold"
    )
    if missing:
        out.print(plain(f"not at its address any more, as seen first {missing.moment}: {missing.reason}"))
    for change in changes:
        when = " → ".join(filter(None, (change.since, change.when)))
        head = "headline changed, " if change.title else ""
        words = f"{counted(change.struck, 'word')} taken out, {counted(change.put_in, 'word')} put in"
        out.print(f"\n{change.number}. {plain(when)} · {head}{words}")
        for one in change.statements:
            out.print(_statement_line(one))
        out.print(_text(change))


def _statement_line(one: StatementChange) -> Text:
    from rich.text import Text

    from onrecord.revisions import said_words, speaker_words

    line = Text(f"   {one.change}: ", style="bold")
    line.append(plain(speaker_words(one.statement)) + ": ", style="none")
    if one.difference:
        for sign, words in one.difference:
            _append(line, sign, f"{words} ")
    else:
        line.append(plain(said_words(one.statement)), style="strike" if one.new is None else "none")
    return line


def _text(change: Revised) -> Text:
    """The changes, each with some of the words round it."""
    from rich.text import Text

    line = Text("   ")
    last = len(change.pieces) - 1
    for place, piece in enumerate(change.pieces):
        words = piece.exact
        if piece.sign == "=" and len(words) > 2 * _ROUND:
            begin = words[:_ROUND] + " … " if place else "… "
            words = begin + (words[-_ROUND:] if place < last else "")
        _append(line, piece.sign, words)
    return line


def _append(line: Text, sign: str, words: str) -> None:
    """Marks and not only style: they must be told apart in a file too."""
    marks = {"=": "{}", "-": "[-{}-] ", "+": "{{+{}+}} "}
    styles = {"=": "none", "-": "red strike", "+": "green"}
    shown = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    if shown:
        line.append(marks[sign].format(shown) + (" " if sign == "=" else ""), style=styles[sign])
