"""`onrecord check`: an article's quotations against what was said."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from onrecord.cli.collect import desk_file
from onrecord.cli.common import (
    Summary,
    console,
    desk_option,
    errors_in_one_line,
    finder_option,
    workers_option,
)
from onrecord.cli.trace import collections_option
from onrecord.models import Failure, Record

ACCUSES = 1


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH|-...")
@desk_option
@collections_option
@click.option(
    "--strict",
    is_flag=True,
    help="End with status 1 when a quotation is altered or stitched, hides something or has another speaker.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "jsonl", "markdown", "html"]),
    default="text",
    show_default=True,
)
@finder_option
@workers_option
@errors_in_one_line
def command(
    paths: tuple[str, ...],
    desk_path: Path | None,
    names: tuple[str, ...],
    strict: bool,
    form: str,
    finder: str,
    workers: int,
) -> None:
    """Check articles: the headline against the body, quotations against transcripts.

    Without --in, all collections of the desk count. A quotation that was not found is not in these
    sources; that says nothing about whether it was said.

    \b
    Example:
      onrecord check article.html
      onrecord check draft.txt --in speeches --strict
      onrecord check news/ --format html > report.html
    """
    from onrecord.reading import read_many
    from onrecord.verify import verify
    from onrecord.verify.collections import Collections

    sources = Collections.beside(desk_file(desk_path), names or None)
    summary = Summary(paths)
    results = read_many(paths, workers=workers, finder=finder, progress=summary.count, stdin=sys.stdin.buffer)
    checked = (verify(one, sources) if isinstance(one, Record) else one for one in results)
    accused = False
    for one in _shown(checked, form):
        accused = accused or (isinstance(one, Record) and _accuses(one))
    status = summary.finish()
    raise SystemExit(status or (ACCUSES if strict and accused else 0))


def _accuses(record: Record) -> bool:
    from onrecord.export.checks import accuses

    return any(accuses(check) for check in record.checks)


def _shown(results: Iterator[Record | Failure], form: str) -> Iterator[Record | Failure]:
    """Print each result as it comes, and hand it on."""
    if form in ("json", "jsonl"):
        yield from _as_json(results, array=form == "json")
        return
    from onrecord.export.checks import html_end, html_start, in_html, in_markdown

    if form == "html":
        click.echo(html_start())
    for one in results:
        if isinstance(one, Record):
            if form == "text":
                _print(one)
            else:
                click.echo(in_html(one) if form == "html" else in_markdown(one))
        yield one
    if form == "html":
        click.echo(html_end())


def _as_json(results: Iterator[Record | Failure], *, array: bool) -> Iterator[Record | Failure]:
    from onrecord.contract import to_json

    for number, one in enumerate(results):
        before = ("," if number else "[") if array else ""
        click.echo(before + json.dumps(to_json(one), ensure_ascii=False))
        yield one
        if array and number == 0:
            continue
    if array:
        click.echo("]")


def _print(record: Record) -> None:
    from rich.text import Text

    from onrecord.cli.common import plain
    from onrecord.cli.view import print_checks

    out = console()
    out.print(Text(plain(record.document.title or record.document.path or "-"), style="bold"))
    print_checks(record, out)
    if not record.checks:
        out.print("  no quotation to check")
