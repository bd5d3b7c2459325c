"""`onrecord timeline`: the days that mattered in a story."""

from __future__ import annotations

import json
from pathlib import Path

import click

from onrecord.cli.common import console, desk_option, errors_in_one_line, fail, open_desk, plain


@click.command()
@click.argument("story")
@desk_option
@click.option("--limit", type=click.IntRange(min=1), default=12, show_default=True, metavar="N")
@click.option("--format", "form", type=click.Choice(["text", "json", "jsonl"]), default="text",
              show_default=True)  # fmt: skip
@errors_in_one_line
def command(story: str, desk_path: Path | None, limit: int, form: str) -> None:
    """Tell a story by its days, each with one sentence of a source.

    STORY is an id that `onrecord stories` lists.

    \b
    Example:
      onrecord timeline 257a44346a5ecb67
    """
    with open_desk(desk_path) as desk:
        try:
            days = desk.stories.timeline(story, most=limit)
        except KeyError:
            fail(f"no story {story!r} in this desk; `onrecord stories` lists them")
    rows = [
        {
            "day": d.day.day, "sentence": d.day.sentence.exact, "start": d.day.sentence.start,
            "end": d.day.sentence.end, "document": d.document.id, "source": d.document.source,
            "url": d.document.url, "reports": d.day.reports, "sources": d.day.sources,
        }
        for d in days
    ]  # fmt: skip
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    elif form == "jsonl":
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
    else:
        out = console()
        for row in rows:
            where = " · ".join(str(f) for f in (row["source"], row["url"]) if f)
            out.print(plain(f"{row['day']}  {row['sentence']}"), soft_wrap=True)
            out.print(f"            {plain(where)}", style="dim", soft_wrap=True)
