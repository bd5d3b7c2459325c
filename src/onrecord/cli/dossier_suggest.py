"""`onrecord dossier suggest`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.common import counted, desk_option, errors_in_one_line, open_desk, plain
from onrecord.cli.dossiers import DAY, as_json, deliver, output_option

if TYPE_CHECKING:
    from onrecord.dossier.suggest import Suggestion
    from onrecord.models import Record


@click.command("suggest")
@desk_option
@click.option("--about", multiple=True, metavar="WORD", help="From documents that hold one of these words.")
@click.option("--source", metavar="NAME", help="From this outlet only.")
@click.option("--since", type=DAY, metavar="DATE", help="Published on that day or after it.")
@click.option("--until", type=DAY, metavar="DATE", help="Published on that day or before it.")
@click.option(
    "--most", type=click.IntRange(min=1), default=12, show_default=True, metavar="N", help="Of each."
)
@click.option("--format", "form", type=click.Choice(["text", "toml", "json"]), default="text",
              show_default=True, help="toml is a file that `dossier new --issues` takes.")  # fmt: skip
@output_option
@errors_in_one_line
def suggest_command(
    desk_path: Path | None, about: tuple[str, ...], source: str | None, since: str | None, until: str | None,
    most: int, form: str, output: Path | None,
) -> None:  # fmt: skip
    """Suggest parties, people and issues for a dossier, from what the desk's documents turn on.

    Nothing is made: take what fits. Each is listed with how often it is spoken of.

    \b
    Example:
      onrecord dossier suggest --about Oregon
      onrecord dossier suggest --since 7d --format toml -o issues.toml
    """
    from onrecord.dossier.suggest import suggest

    with open_desk(desk_path) as desk:
        found = suggest(_holding(desk.records(source=source, since=since, until=until), about), most=most)
    if form == "json":
        from dataclasses import asdict

        deliver(as_json(asdict(found)), output)
    else:
        deliver(_toml(found, about) if form == "toml" else _text(found), output)


def _holding(records: Iterator[Record], about: tuple[str, ...]) -> Iterator[Record]:
    wanted = [word.casefold() for word in about]
    for record in records:
        text = record.document.text.casefold() if wanted else ""
        if not wanted or any(word in text for word in wanted):
            yield record


def _text(found: Suggestion) -> str:
    lines = ["Issues"]
    for issue in found.issues:
        sides = f", {', '.join(side.upper() for side in issue.sides)}" if issue.sides else ""
        lines.append(f"  {plain(issue.name)} ({counted(issue.count, 'time')}{plain(sides)})")
        lines.append(f"    {plain(issue.example)}")
    lines.append("Parties")
    for party in found.parties:
        counts = f"{counted(party.positions, 'position')}, {counted(party.statements, 'statement')}"
        people = f": {', '.join(party.people)}" if party.people else ""
        lines.append(f"  {plain(party.side.upper())} ({counts}){plain(people)}")
    lines.append("People")
    for person in found.people:
        side = f", {person.side.upper()}" if person.side else ""
        lines.append(f"  {plain(person.name + side)} ({counted(person.statements, 'statement')})")
    return "\n".join(lines) + "\n"


def _toml(found: Suggestion, about: tuple[str, ...]) -> str:
    """A basic TOML string is a JSON string; parties go into a comment, as they are given to `new`."""
    sides = ",".join(party.side.upper() for party in found.parties[:6])
    lines = [f"# onrecord dossier new NAME --parties {plain(sides)} --issues THIS-FILE", ""]
    if about:
        lines += [f"about = {_quoted(list(about))}", ""]
    lines.append("[issues]")
    for issue in found.issues:
        lines.append(f"{_quoted(issue.name)} = {_quoted(list(issue.words) or [issue.name])}")
    return "\n".join(lines) + "\n"


def _quoted(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
