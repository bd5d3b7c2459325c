"""`onrecord unfollow`: let sources go."""

from __future__ import annotations

import json
from pathlib import Path

import click

from onrecord.cli.common import FAILED, desk_option, errors_in_one_line, plain
from onrecord.cli.fetching import open_followed


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@desk_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@errors_in_one_line
def command(sources: tuple[str, ...], desk_path: Path | None, form: str) -> None:
    """Follow sources no longer. What was fetched from them stays in the desk.

    SOURCE is an address or a title as `onrecord sources` lists them, a host for all of that host's, or an id
    as `onrecord sources --format json` has it.

    \b
    Example:
      onrecord unfollow https://news.example/rss.xml
      onrecord unfollow news.example
    """
    gone, missing = [], []
    with open_followed(desk_path, read_only=False) as desk:
        for source in sources:
            try:
                gone += desk.following.unfollow(source)
            except KeyError:
                missing.append(source)
    if form == "json":
        click.echo(json.dumps({"unfollowed": [row.url for row in gone], "missing": missing}))
    else:
        for row in gone:
            click.echo(f"no longer follows {plain(row.url)}")
    for source in missing:
        click.echo(f"onrecord: {plain(source)}: no such source; `onrecord sources` lists them", err=True)
    raise SystemExit(FAILED if missing else 0)
