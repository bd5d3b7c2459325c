"""`onrecord watch`: follow the desk's sources until stopped."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.common import desk_option, errors_in_one_line, finder_option, workers_option
from onrecord.cli.fetching import manners_options, revisit_option

if TYPE_CHECKING:
    from onrecord.watching.starting import Manners


@click.command()
@desk_option
@finder_option
@workers_option
@manners_options
@revisit_option
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", show_default=True,
              help="How new statements are printed.")  # fmt: skip
@click.option("--quiet", is_flag=True, help="Print errors only.")
@errors_in_one_line
def command(
    desk_path: Path | None, finder: str, workers: int, manners: Manners, revisit: tuple[float, ...],
    form: str, quiet: bool,
) -> None:  # fmt: skip
    """Ask the desk's sources as they publish, fetch what is new, keep what is read in it.

    It goes on until Ctrl-C. Each source is asked between every minute and once a day: as often as it
    publishes and as its server allows. Several may watch one desk at once and share its work. After a watch
    was killed the next one goes on where it was: what was under way is fetched again, and nothing is kept
    twice. What is followed meanwhile is asked within a minute. New statements are printed as they come; with
    jsonl one to a line.

    \b
    Example:
      onrecord watch --contact newsdesk@example.org
      onrecord watch --format jsonl --workers 2 | jq .speakers[].name
    """
    from onrecord.cli.watching import work

    work(
        desk_path,
        manners,
        finder=finder,
        workers=workers,
        revisit=revisit,
        form=form,
        quiet=quiet,
        once=False,
    )
