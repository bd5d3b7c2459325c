"""`onrecord collections`: what transcripts a desk has."""

from __future__ import annotations

import json
from pathlib import Path

import click

from onrecord.cli.collect import desk_file
from onrecord.cli.common import console, desk_option, errors_in_one_line, plain


@click.command()
@desk_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@errors_in_one_line
def command(desk_path: Path | None, form: str) -> None:
    """List a desk's collections of transcripts: size, period, speakers.

    \b
    Example:
      onrecord collections
      onrecord collections --format json
    """
    from dataclasses import asdict

    from onrecord.verify.collections import Collections

    found = list(Collections.beside(desk_file(desk_path)).info())
    if form == "json":
        click.echo(json.dumps([asdict(info) for info in found], ensure_ascii=False))
        return
    if not found:
        click.echo("no collections yet: make one with onrecord collect NAME PATH")
        return
    from rich.table import Table

    table = Table("collection", "transcripts", "words", "period", "speakers", "on disk", box=None)
    for info in found:
        period = " to ".join(dict.fromkeys(date for date in (info.first, info.last) if date)) or "not known"
        marks = [mark for mark, given in (("translated", info.translated), ("open", info.open)) if given]
        name = plain(info.name) + (f" ({', '.join(marks)})" if marks else "")
        table.add_row(
            name,
            f"{info.documents:,}",
            f"{info.words:,}",
            period,
            f"{info.speakers:,}",
            f"{info.size / 1e6:.1f} MB",
        )
    console().print(table)
