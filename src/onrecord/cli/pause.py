"""`onrecord pause`: leave sources alone for a while, or ask them again."""

from __future__ import annotations

import json
import time
from pathlib import Path

import click

from onrecord.cli.common import FAILED, desk_option, errors_in_one_line, plain
from onrecord.cli.fetching import open_followed


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@desk_option
@click.option("--resume", is_flag=True, help="Ask them again, from now on.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@errors_in_one_line
def command(sources: tuple[str, ...], desk_path: Path | None, resume: bool, form: str) -> None:
    """Leave sources alone without forgetting them; with --resume ask them again.

    SOURCE is an address or a title as `onrecord sources` lists them, a host for all of that host's, or an id
    as `onrecord sources --format json` has it. What is in the queue already is still fetched.

    \b
    Example:
      onrecord pause news.example
      onrecord pause --resume news.example
    """
    done, missing = [], []
    with open_followed(desk_path, read_only=False) as desk:
        for source in sources:
            try:
                done += desk.following.set_state(source, "active" if resume else "paused", now=time.time())
            except KeyError:
                missing.append(source)
    if form == "json":
        sources_json = [{"id": row.id, "url": row.url, "state": row.state} for row in done]
        click.echo(json.dumps({"sources": sources_json, "missing": missing}))
    else:
        for row in done:
            click.echo(f"{'asks again' if resume else 'paused'} {plain(row.url)}")
    for source in missing:
        click.echo(f"onrecord: {plain(source)}: no such source; `onrecord sources` lists them", err=True)
    raise SystemExit(FAILED if missing else 0)
