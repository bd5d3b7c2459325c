"""`onrecord brief`: what is new in a dossier, in the sources' own sentences."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli.common import confidence_option, desk_option, errors_in_one_line, format_of
from onrecord.cli.dossiers import DAY, as_json, deliver, dossier_of, output_option

FORMATS = ("text", "markdown", "html", "eml", "json")
_SUFFIXES = {".html": "html", ".htm": "html", ".eml": "eml"}


@click.command()
@click.argument("name")
@click.option("--since", type=DAY, default="yesterday", show_default=True, metavar="DATE",
              help="From that day on: a date, yesterday, 7d.")  # fmt: skip
@click.option("--until", type=DAY, metavar="DATE", help="Until that day.")
@desk_option
@confidence_option
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="Text without it, or as the file's name says."
)
@click.option("--to", default="", metavar="ADDRESS", help="Whom the e-mail is for.")
@output_option
@errors_in_one_line
def command(
    name: str, since: str, until: str | None, desk_path: Path | None, min_confidence: float, form: str | None,
    to: str, output: Path | None,
) -> None:  # fmt: skip
    """Say what is new in a dossier: positions that moved, meetings, what is told differently, statements.

    Every sentence is one that a source wrote, with its outlet, date and link. `eml` is an e-mail that is not
    sent: a mail program opens it as a draft.

    \b
    Example:
      onrecord brief peace-talks --since yesterday
      onrecord brief peace-talks --since 7d -o week.html
    """
    from datetime import UTC, datetime

    from onrecord.dossier import brief_formats
    from onrecord.dossier.brief import brief

    if form is None and output is not None:
        form = _SUFFIXES.get(output.suffix.lower())
    form = format_of(form, output, FORMATS, "text")
    if any(c in to for c in "\r\n\0"):
        raise click.BadParameter("an address stands on one line", param_hint="--to")
    with dossier_of(desk_path, name) as (desk, dossier):
        made = brief(desk, dossier, since, until, min_confidence=min_confidence)
    if form == "json":
        text = as_json(brief_formats.as_json(made))
    elif form == "eml":
        text = brief_formats.as_eml(made, datetime.now(UTC), to=to)
    else:
        writers = {
            "text": brief_formats.as_text,
            "markdown": brief_formats.as_markdown,
            "html": brief_formats.as_html,
        }
        text = writers[form](made)
    deliver(text, output)
