"""`onrecord desk`: what is in a desk."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.common import desk_option, errors_in_one_line, group_waiting, open_desk, plain

if TYPE_CHECKING:
    from onrecord.store import DeskInfo


@click.command()
@desk_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@errors_in_one_line
def command(desk_path: Path | None, form: str) -> None:
    """Say what is in a desk: counts, period, size and version.

    A desk of an earlier version is brought up to date, and its documents are grouped into stories. That may
    take some minutes for a large one; broken off, it goes on the next time.

    \b
    Example:
      onrecord desk
      onrecord desk --desk my.desk --format json
    """
    with open_desk(desk_path, read_only=False) as desk:
        grouped = group_waiting(desk)
        info = desk.info()
    if grouped:
        click.echo(f"{grouped:,} documents grouped into stories", err=True)
    click.echo(json.dumps(asdict(info), ensure_ascii=False) if form == "json" else _text(info))


def _text(info: DeskInfo) -> str:
    period = f"{info.first} to {info.last}" if info.first else "no dates"
    return "\n".join(
        (
            plain(info.path),
            f"documents   {info.documents:,} ({plain(period)}), {info.revisions:,} texts",
            f"statements  {info.statements:,}, {info.checks:,} checks",
            f"people      {info.people:,}",
            f"sources     {info.sources:,}",
            f"size        {info.size / 1e6:,.1f} MB, layout {info.version}",
        )
    )
