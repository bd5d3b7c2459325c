"""`onrecord export`: a desk's statements as files for other tools."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from onrecord.cli.common import desk_option, errors_in_one_line, format_of, open_desk
from onrecord.cli.filters import Filters, filter_options

ROWS = ("statements", "events", "positions", "documents")
FORMATS = ("csv", "jsonl", "json", "markdown", "parquet", "sqlite")


@click.command()
@desk_option
@filter_options
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="Without it, what FILE's name says; else jsonl."
)
@click.option("--rows", type=click.Choice(ROWS), default="statements", show_default=True,
              help="What CSV and Parquet have a row for.")  # fmt: skip
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE",
              help="Write there, by rename when whole; parquet and sqlite need it.")  # fmt: skip
@errors_in_one_line
def command(desk_path: Path | None, form: str | None, rows: str, output: Path | None, **filters: Any) -> None:
    """Write a desk's statements as CSV, JSONL, Parquet, SQLite, Markdown or JSON.

    CSV and Parquet have a row for each statement, or with --rows for each event, position or document (a
    document with its story and whose text it copies); JSONL and JSON hold whole records; the SQLite file
    opens in Datasette with foreign keys and full-text search. In CSV, a cell that a spreadsheet would take
    for a formula begins with an apostrophe.

    \b
    Example:
      onrecord export -o statements.csv
      onrecord export --rows documents -o documents.parquet
      onrecord export --format parquet --speaker Ruiz --since 2025 -o ruiz.parquet
    """
    from onrecord.export import TEXT_FORMATS, write_file, write_text
    from onrecord.export.rows import write_rows, write_rows_csv

    form = format_of(form, output, FORMATS, "jsonl")
    if rows != "statements" and form not in ("csv", "parquet"):
        raise click.UsageError(f"--rows {rows} goes with csv or parquet; the other formats hold them too")
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
            if rows == "statements":
                write_text(records, form, sys.stdout, desk=desk)
            else:
                write_rows_csv(rows, records, sys.stdout, desk=desk)
            sys.stdout.flush()
            return
        if rows == "statements":
            count = write_file(records, form, output, desk=desk)
        else:
            count = write_rows(rows, records, output, form, desk=desk)
    click.echo(f"{count} {rows} written to {output}", err=True)
