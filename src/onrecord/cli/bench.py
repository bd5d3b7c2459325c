"""`onrecord bench`: hold one reading against another."""

from __future__ import annotations

import json
from pathlib import Path

import click

from onrecord.cli.common import counted, errors_in_one_line, plain
from onrecord.errors import InputError

FORMATS = ("text", "jsonl")


@click.group()
def command() -> None:
    """Hold one reading of the same documents against another."""


@command.command()
@click.argument("old", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("new", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@errors_in_one_line
def diff(old: Path, new: Path, form: str) -> None:
    """List the statements that NEW gained and lost against OLD, as marked text.

    Both are what `onrecord read --format jsonl` wrote. A statement is shown in its paragraph, with marks
    round [speaker], {cue} and <content>.

    \b
    Example:
      onrecord read news/ --finder rules -o old.jsonl
      onrecord read news/ -o new.jsonl
      onrecord bench diff old.jsonl new.jsonl
    """
    from onrecord.changes import changes

    gained = lost = 0
    with old.open(encoding="utf-8") as before, new.open(encoding="utf-8") as after:
        try:
            found = list(changes(before, after))
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(
                "not lines of onrecord/1: write them with onrecord read", path=f"{old}, {new}"
            ) from error
    for change in found:
        gained += change.sign == "+"
        lost += change.sign == "-"
        if form == "jsonl":
            row = {"sign": change.sign, "path": change.path, "passage": change.passage}
            click.echo(json.dumps(row, ensure_ascii=False))
        else:
            click.echo(f"{change.sign} {plain(change.path)}\n    {plain(change.passage)}")
    click.echo(
        f"{counted(gained, 'statement')} gained, {counted(lost, 'statement')} lost", err=form == "jsonl"
    )
