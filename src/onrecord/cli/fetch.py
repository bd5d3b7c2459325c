"""`onrecord fetch`: one round over what is due, for cron."""

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
@click.option("--format", "form", type=click.Choice(["text", "json", "jsonl"]), default="text",
              show_default=True, help="jsonl: new statements; json: counts.")  # fmt: skip
@click.option("--quiet", is_flag=True, help="Print errors only.")
@errors_in_one_line
def command(
    desk_path: Path | None, finder: str, workers: int, manners: Manners, revisit: tuple[float, ...],
    form: str, quiet: bool,
) -> None:  # fmt: skip
    """Ask the sources that are due, fetch what is new, keep what is read in it, and end.

    Sources that are not due yet are left alone, so it may be run as often as one likes.

    The exit status is 0 also where sources or articles failed, even all of them: they are named on standard
    error, and `onrecord sources` shows them. It is 2 where there is no desk or nothing is followed.

    \b
    Example:
      onrecord fetch
      */10 * * * *  onrecord fetch --quiet --contact newsdesk@example.org
    """
    from onrecord.cli.watching import work

    work(
        desk_path, manners, finder=finder, workers=workers, revisit=revisit, form=form,
        quiet=quiet or form == "json", once=True,
    )  # fmt: skip
