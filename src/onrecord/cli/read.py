"""`onrecord read`: articles in, records out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from onrecord.cli.common import (
    Summary,
    archive_options,
    confidence_option,
    console,
    errors_in_one_line,
    finder_option,
    format_of,
    wanted_of,
    workers_option,
)
from onrecord.models import Failure, Record

if TYPE_CHECKING:
    from rich.console import Console

    from onrecord.find import Only

FORMATS = ("text", "json", "jsonl", "csv", "markdown")

ROWS = ("statements", "events", "positions")
ONLY = ("statements",)


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH|-...")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="Without it, what FILE's name says; else text."
)
@click.option(
    "--rows",
    type=click.Choice(ROWS),
    default="statements",
    show_default=True,
    help="What CSV has a row for.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write to a file.")
@click.option(
    "--only",
    type=click.Choice(ONLY),
    help="Leave out events and positions, and the time that they take.",
)
@archive_options
@confidence_option
@finder_option
@workers_option
@errors_in_one_line
def command(
    paths: tuple[str, ...],
    form: str | None,
    rows: str,
    output: Path | None,
    only: Only | None,
    since: str | None,
    until: str | None,
    hosts: tuple[str, ...],
    languages: tuple[str, ...],
    min_confidence: float,
    finder: str,
    workers: int,
) -> None:
    """Read articles: who said what, who did what, each item with its exact words.

    PATH is plain text, Markdown or HTML (also .gz), an archive that holds many articles (WARC; JSON lines,
    JSON, CSV or TSV; a feed with full texts), a folder, a glob, or - for standard input. With --format json
    one file of one article gives one object; everything else gives an array.

    \b
    Example:
      onrecord read article.html
      onrecord read news/ --format jsonl -o records.jsonl --workers 2
      onrecord read news/ --format csv --rows events
      onrecord read archive.jsonl.gz --only statements --finder fast -o quotations.jsonl
    """
    from onrecord.reading import read_many

    form = format_of(form, output, FORMATS, "text")
    if rows != "statements":
        if form != "csv":
            raise click.UsageError(f"--rows {rows} goes with --format csv; the other formats hold them too")
        if only is not None:
            raise click.UsageError(f"--rows {rows} and --only {only} leave nothing to write")
        form = rows
    summary = Summary(paths)
    shown = output is None and sys.stdout.isatty()
    results = read_many(
        paths,
        workers=workers,
        finder=finder,
        progress=summary.note if shown else summary.count,
        stdin=sys.stdin.buffer,
        wanted=wanted_of(since, until, hosts, languages),
        only=only,
    )
    sure = (_sure(result, min_confidence) for result in results)
    _deliver(sure, form, output, one=_is_one(paths))
    raise SystemExit(summary.finish())


def _is_one(paths: tuple[str, ...]) -> bool:
    """Whether the arguments name one document, so that JSON is one object; never told by what is found."""
    from onrecord.gather.archives import is_archive

    if len(paths) != 1 or is_archive(paths[0]):
        return False
    return paths[0] == "-" or Path(paths[0]).is_file()


def _sure(result: Record | Failure, least: float) -> Record | Failure:
    return result.surer_than(least) if isinstance(result, Record) and least else result


def _deliver(results: Iterator[Record | Failure], form: str, output: Path | None, *, one: bool) -> None:
    if output is None:
        _write(results, form, sys.stdout, one=one)
        return
    from onrecord.export.atomic import atomic_path

    with atomic_path(output) as path, path.open("w", encoding="utf-8", newline="") as stream:
        _write(results, form, stream, one=one)


def _write(results: Iterator[Record | Failure], form: str, stream: TextIO, *, one: bool) -> None:
    if form in ("json", "jsonl"):
        from onrecord.export.json import write_json

        write_json(results, stream, array=form == "json" and not one)
        return
    records = (result for result in results if isinstance(result, Record))
    if form == "text":
        _print(records, console(file=stream))
        return
    if form in ROWS[1:]:
        from onrecord.export.rows import write_rows_csv

        write_rows_csv(form, records, stream)
        return
    from onrecord.export import write_text

    write_text(records, form, stream)


def _print(records: Iterator[Record], console: Console) -> None:
    from onrecord.cli.view import print_record

    for number, record in enumerate(records):
        if number:
            console.rule()
        print_record(record, console)
