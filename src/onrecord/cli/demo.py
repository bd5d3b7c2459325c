"""`onrecord demo`: the shipped specimens in a desk of their own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.common import Summary, console, errors_in_one_line

if TYPE_CHECKING:
    from onrecord.demo import DemoResult

SHOWN = "1933-03-05-roosevelt-ledger.txt"


@click.command()
@click.option(
    "--desk",
    "desk_path",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The demo desk's file; without it one in your data folder, apart from your own desk.",
)
@click.option(
    "--articles",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Only copy the specimen articles into this folder, to read them yourself.",
)
@errors_in_one_line
def command(desk_path: Path | None, folder: Path | None) -> None:
    """Make a desk of specimen articles and show one record.

    The articles were written for onrecord on real speeches of presidents long dead. Most quotations are
    right; some are trimmed, altered, stitched or misattributed on purpose. Running it again changes nothing.

    \b
    Example:
      onrecord demo
      onrecord demo --desk demo.sqlite
      onrecord demo --articles specimens
    """
    from onrecord.demo import copy_articles, load_demo

    if folder is not None:
        click.echo(f"{len(copy_articles(folder))} specimens in {folder}")
        return
    path = desk_path or _default_path()
    summary = Summary([])
    result = load_demo(path, progress=summary.count)
    summary.clear()
    _show(result)
    _say_next(result)
    status = summary.finish()
    if status:
        raise SystemExit(status)


def _default_path() -> Path:
    from platformdirs import user_data_path

    return user_data_path("onrecord") / "demo.sqlite"


def _show(result: DemoResult) -> None:
    from onrecord.cli.view import print_record

    record = result.records.get(SHOWN) or next(iter(result.records.values()), None)
    if record is not None:
        print_record(record, console())


def _say_next(result: DemoResult) -> None:
    """What to do next; `ONRECORD_CALLED` is how a script that started onrecord is itself called."""
    import os
    import shlex

    done = ", ".join(f"{number} {word}" for word, number in sorted(result.added.items()))
    named = shlex.quote(str(result.path))
    called = shlex.quote(os.environ.get("ONRECORD_CALLED") or "onrecord")
    click.echo(f"{len(result.records)} specimens in {result.path}: {done}")
    click.echo()
    click.echo("Next:")
    click.echo(f"  {called} serve --desk {named}")
    click.echo(f'  {called} search "union" --speaker Lincoln --desk {named}')
    click.echo(f"  {called} dossier board oregon --desk {named}")
