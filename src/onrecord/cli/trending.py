"""`onrecord trending`: who and what is in the news more than before."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.common import counted, desk_option, errors_in_one_line, open_desk, plain

if TYPE_CHECKING:
    from onrecord.store.trends import TrendRow

KINDS = {"people": ("person", "organisation", "group"), "places": ("country",), "phrases": ()}


@click.command()
@desk_option
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE",
              help="The last day looked at; without it, the newest document's.")  # fmt: skip
@click.option("--days", type=click.IntRange(1, 60), default=1, show_default=True, metavar="N",
              help="How many days, held against the four weeks before them.")  # fmt: skip
@click.option("--least", type=click.IntRange(min=1), default=3, show_default=True, metavar="N",
              help="Texts that something must be named in.")  # fmt: skip
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True, metavar="N")
@click.option("--format", "form", type=click.Choice(["text", "json", "jsonl"]), default="text",
              show_default=True)  # fmt: skip
@errors_in_one_line
def command(desk_path: Path | None, day: Any, days: int, least: int, limit: int, form: str) -> None:
    """List people, places and phrases that are named more than they used to be.

    Each is held against its own past, so that a name that is always in the news is not here. Copies of one
    text count once.

    \b
    Example:
      onrecord trending
      onrecord trending --date 2025-12-04 --days 7 --format json
    """
    last = day.date().isoformat() if day else None
    with open_desk(desk_path, read_only=True) as desk:
        found = {
            group: desk.trends.named(kinds, day=last, days=days, least=least, limit=limit)  # type: ignore[arg-type]
            if kinds
            else desk.trends.phrases(day=last, days=days, least=least, limit=limit)
            for group, kinds in KINDS.items()
        }
        without, every = desk.trends.undated()
    if 2 * without > every:
        of = f"{without:,} of {counted(every, 'document')}"
        click.echo(f"onrecord: {of} {'has' if without == 1 else 'have'} no date, and cannot trend", err=True)
    if form == "json":
        rows = {group: [asdict(row) for row in rows] for group, rows in found.items()}
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    elif form == "jsonl":
        for row in (row for rows in found.values() for row in rows):
            click.echo(json.dumps(asdict(row), ensure_ascii=False))
    else:
        _print(found)


def _print(found: dict[str, list[TrendRow]]) -> None:
    if not any(found.values()):
        click.echo("Nothing is named more than it used to be.")
    for group, rows in found.items():
        if rows:
            click.echo(group.capitalize())
        for row in rows:
            texts = "1 text" if row.texts == 1 else f"{row.texts} texts"
            click.echo(f"  {plain(row.name)}  {texts}, {row.times:g} times as many as before")
