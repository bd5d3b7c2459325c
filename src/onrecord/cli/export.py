"""`onrecord export`: a desk's statements as files for other tools."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from onrecord.cli.common import desk_option, errors_in_one_line, format_of, open_desk
from onrecord.cli.filters import Filters, filter_options

FORMATS = ("csv", "jsonl", "json", "markdown", "parquet", "sqlite")


@click.command()
@desk_option
@filter_options
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="Without it, what FILE's name says; else jsonl."
)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE",
              help="Write there, by rename when whole; parquet and sqlite need it.")  # fmt: skip
@errors_in_one_line
def command(desk_path: Path | None, form: str | None, output: Path | None, **filters: Any) -> None:
    """Write a desk's statements as CSV, JSONL, Parquet, SQLite, Markdown or JSON.

    CSV and Parquet have a row for each statement; JSONL and JSON hold whole records; the SQLite file opens
    in Datasette with foreign keys and full-text search. In CSV, a cell that a spreadsheet would take for a
    formula begins with an apostrophe.

    \b
    Example:
      onrecord export -o statements.csv
      onrecord export --format parquet --speaker Ruiz --since 2025 -o ruiz.parquet
    """
    from onrecord.export import TEXT_FORMATS, write_file, write_text

    form = format_of(form, output, FORMATS, "jsonl")
    if output is None and form not in TEXT_FORMATS:
        raise click.UsageError(
            f"name a file for {form}: onrecord export --format {form} -o statements.{form}"
        )
    with open_desk(desk_path) as desk:
        if output is not None and output.exists() and output.resolve() == desk.path.resolve():
            raise click.UsageError("that file is the desk itself; name another one")
        records = Filters(**filters).records(desk)
        if output is None:
            sys.stdout.reconfigure(newline="")  # type: ignore[union-attr]
            write_text(records, form, sys.stdout, desk=desk)
            sys.stdout.flush()
            return
        count = write_file(records, form, output, desk=desk)
    click.echo(f"{count} statements written to {output}", err=True)
