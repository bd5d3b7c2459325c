"""`onrecord dossier calendar`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.common import (
    confidence_option,
    counted,
    desk_option,
    errors_in_one_line,
    format_of,
    plain,
)
from onrecord.cli.dossiers import DAY, as_csv, as_json, deliver, dossier_of, output_option, shown

if TYPE_CHECKING:
    from onrecord.dossier.calendar import Entry

FORMATS = ("text", "markdown", "csv", "json", "ics")


@click.command("calendar")
@click.argument("name")
@desk_option
@click.option("--since", type=DAY, metavar="DATE", help="From that day on.")
@click.option("--until", type=DAY, metavar="DATE", help="Until that day.")
@click.option("--places", is_flag=True, help="By place, the one with most meetings first.")
@confidence_option
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="Text without it, or as the file's name says."
)
@output_option
@errors_in_one_line
def calendar_command(
    name: str, desk_path: Path | None, since: str | None, until: str | None, places: bool,
    min_confidence: float, form: str | None, output: Path | None,
) -> None:  # fmt: skip
    """Show meetings, calls, visits, signings and deadlines: who, where, when, and whether they were held.

    Text and Markdown list what is to come first, then what is past, the newest first, then what has no known
    day; the other formats go by day. Reports of one meeting are one entry. The ids are those of its reports,
    which `onrecord dossier judge` takes to join or part them.

    \b
    Example:
      onrecord dossier calendar peace-talks --since today
      onrecord dossier calendar peace-talks -o talks.ics
    """
    from onrecord.dossier import board_formats
    from onrecord.dossier.calendar import calendar, listed, within
    from onrecord.dossier.ics import ics, left_out

    if form is None and output is not None and output.suffix.lower() in (".ics", ".ical"):
        form = "ics"
    form = format_of(form, output, FORMATS, "text")
    with dossier_of(desk_path, name) as (desk, dossier):
        found = calendar(dossier, *desk.dossiers.events(dossier, min_confidence=min_confidence))
    order = listed(found) if form in ("text", "markdown") and not places else found
    entries = [entry for entry in order if within(entry, since, until)]
    lines = board_formats.calendar_lines(entries)
    if form == "ics":
        text = ics(dossier.title, entries)
        if without := left_out(entries):
            entry = "1 entry" if without == 1 else f"{without:,} entries"
            click.echo(f"onrecord: {entry} left out: not even the month is known", err=True)
    elif form == "json":
        text = as_json([board_formats.entry_json(entry) for entry in entries])
    elif form == "csv":
        text = as_csv(lines, board_formats.CALENDAR)
    elif form == "markdown":
        columns = ("when", "kind", "status", "who", "where", "outlets", "evidence")
        text = board_formats.lines_markdown(dossier.title, lines, columns)
    else:
        text = _by_place(entries) if places else _text(entries)
    deliver(text, output)


def _text(entries: list[Entry]) -> str:
    from onrecord.store.spans import fullest

    lines = []
    for e in entries:
        head = f"{e.when or 'day not known'}  {e.kind}, {e.status}{' (corrected)' if e.judged else ''}"
        lines.append(
            plain(f"{head}: {', '.join(who.name for who in e.who)}")
            + (f" · {plain(e.where)}" if e.where else "")
        )
        for r in e.reports:
            words = fullest(r.evidence).exact
            lines += [f"  {plain(words)}", f"  {shown(r.document.source, r.reported, r.status, r.id)}"]
    return "\n".join(lines or ["no meeting was found"]) + "\n"


def _by_place(entries: list[Entry]) -> str:
    from onrecord.dossier.calendar import places

    lines = []
    for place, country, group in places(entries):
        lines.append(
            plain(f"{place}{f' ({country.upper()})' if country else ''}: {counted(len(group), 'meeting')}")
        )
        lines += ["  " + plain(f"{e.when or 'day not known'}  {e.kind}, {e.status}") for e in group]
    return "\n".join(lines or ["no place was found"]) + "\n"
