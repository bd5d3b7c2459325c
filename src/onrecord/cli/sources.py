"""`onrecord sources`: what is followed, and how it fares."""

from __future__ import annotations

import csv
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.common import console, counted, desk_option, errors_in_one_line, plain
from onrecord.cli.fetching import ago, moment, open_followed

if TYPE_CHECKING:
    from onrecord.store.following_rows import FollowedRow

_STYLES = {"well": "green", "failing": "yellow", "dead": "red", "gone": "red"}


@click.command()
@desk_option
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True
)
@errors_in_one_line
def command(desk_path: Path | None, form: str) -> None:
    """List the sources that a desk follows, with their health.

    Health: new (not asked yet), well, silent (nothing new for two weeks), failing, dead (eight errors in a
    row; still asked once a day), paused, gone (the server says so).

    \b
    Example:
      onrecord sources
      onrecord sources --format json
    """
    with open_followed(desk_path) as desk:
        rows = desk.following.sources()
    if form == "json":
        click.echo(json.dumps([_json(row) for row in rows], ensure_ascii=False))
    elif form == "csv":
        _csv(rows)
    elif not rows:
        click.echo("Nothing is followed yet; `onrecord follow URL` begins.")
    else:
        _table(rows)


def _json(row: FollowedRow) -> dict[str, Any]:
    return {
        "id": row.id, "url": row.url, "kind": row.kind, "title": row.title, "site": row.site,
        "state": row.state, "health": row.health, "added": moment(row.added), "asked": moment(row.asked),
        "succeeded": moment(row.succeeded), "due": moment(row.due), "interval": round(row.interval),
        "newest": moment(row.newest), "rate": row.rate and round(row.rate, 2), "items": row.items,
        "stored": row.stored, "waiting": row.waiting, "refused": row.refused, "errors": row.errors,
        "error": row.error, "note": row.note,
    }  # fmt: skip


def _csv(rows: list[FollowedRow]) -> None:
    from onrecord.export.csv import guard

    out = csv.writer(sys.stdout)
    names = list(_json(rows[0])) if rows else []
    out.writerow(names)
    for row in rows:
        out.writerow(["" if value is None else guard(str(value)) for value in _json(row).values()])


def _nothing_had(row: FollowedRow) -> str | None:
    """Why a source that answers gives no article."""
    if row.stored or row.waiting or not row.refused:
        return None
    return f"none of {counted(row.refused, 'article')} is to be had; of one: {row.refusal or 'no reason'}"


def _table(rows: list[FollowedRow]) -> None:
    from rich.table import Table
    from rich.text import Text

    now = time.time()
    table = Table(box=None, padding=(0, 2, 0, 0), show_edge=False)
    for name in ("health", "source", "last success", "next", "a day", "stored", "waiting"):
        table.add_column(name, justify="right" if name in ("a day", "stored", "waiting") else "left")
    for row in rows:
        title = plain(row.title or "")
        about = Text(plain(row.url) if not title else f"{title}\n{plain(row.url)}")
        for words in (row.error, row.note, _nothing_had(row)):
            if words:
                about.append(f"\n{plain(words)}", style="dim")
        next_turn = ago(row.due, now) if row.state == "active" else "–"
        table.add_row(
            Text(row.health, style=_STYLES.get(row.health, "")), about, ago(row.succeeded, now),
            "now" if row.state == "active" and row.due <= now else next_turn,
            "–" if row.rate is None else f"{row.rate:.1f}", f"{row.stored:,}", f"{row.waiting:,}",
        )  # fmt: skip
    out = console()
    out.print(table)
    ill = sum(row.health in ("failing", "dead", "gone") for row in rows)
    out.print(f"{counted(len(rows), 'source')}" + (f", {ill} not well" if ill else ""))
