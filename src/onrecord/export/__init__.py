"""Records and desks written as files for other tools.

`write_file` writes any format by rename; `write_text` writes a text format to an open stream.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from onrecord.errors import OutputError
from onrecord.export.atomic import atomic_path
from onrecord.models import Failure, Record

if TYPE_CHECKING:
    from onrecord.export.flat import Entities
    from onrecord.store import Desk

TEXT_FORMATS = ("jsonl", "json", "csv", "markdown")
FORMATS = (*TEXT_FORMATS, "parquet", "sqlite")

_BREAKS = {ord(c): f"\\u{ord(c):04x}" for c in "\x85\u2028\u2029"}

Results = Iterable[Record | Failure]

__all__ = ["FORMATS", "TEXT_FORMATS", "Results", "atomic_path", "write_file", "write_text"]


def write_file(results: Results, form: str, path: str | Path, *, desk: Desk | None = None) -> int:
    """Write records to a file, whole or not at all; returns the number of statements.

    With the desk that the records are from, tables name its entities too. Raises OutputError, and
    ValueError for a format that is not in FORMATS.
    """
    try:
        return _write_file(results, form, path, desk)
    except OutputError as error:
        raise OutputError(error.message, path=str(path)) from error


def _write_file(results: Results, form: str, path: str | Path, desk: Desk | None) -> int:
    with atomic_path(path) as part:
        if form == "parquet":
            from onrecord.export.parquet import write_parquet

            return write_parquet(results, part, _entities(desk))
        if form == "sqlite":
            from onrecord.export.sqlite import write_sqlite

            pairs = (
                (r, desk.entities(r.document.id) if desk and isinstance(r, Record) else {}) for r in results
            )
            return write_sqlite(pairs, part)
        with _text(part) as stream:
            return write_text(results, form, stream, desk=desk)


def write_text(results: Results, form: str, stream: TextIO, *, desk: Desk | None = None) -> int:
    """Write records in a format of TEXT_FORMATS; returns the number of statements.

    Open the stream with `newline=""`, so that line ends come out as they are written.
    """
    if form == "csv":
        from onrecord.export.csv import write_csv

        return write_csv(results, stream, _entities(desk))
    if form == "markdown":
        from onrecord.export.markdown import write_markdown

        return write_markdown(results, stream)
    if form not in ("json", "jsonl"):
        raise ValueError(f"{form!r} is not one of the text formats {', '.join(TEXT_FORMATS)}")
    return _write_json(results, stream, array=form == "json")


def _write_json(results: Results, stream: TextIO, *, array: bool) -> int:
    from onrecord.contract import to_json

    count = 0
    between = "[\n" if array else ""
    for result in results:
        stream.write(between + _json_line(to_json(result)))
        between = ",\n" if array else "\n"
        count += len(result.statements) if isinstance(result, Record) else 0
    if array:
        stream.write("[]\n" if between == "[\n" else "\n]\n")
    elif between:
        stream.write("\n")
    return count


def _json_line(row: object) -> str:
    """One line of JSON; what UTF-8 cannot hold or some readers take for a line's end is escaped."""
    line = json.dumps(row, ensure_ascii=False).translate(_BREAKS)
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(row)
    return line


def _entities(desk: Desk | None) -> Entities | None:
    if desk is None:
        return None
    return lambda record: {actor: row.id for actor, row in desk.entities(record.document.id).items()}


@contextmanager
def _text(path: Path) -> Iterator[TextIO]:
    with path.open("w", encoding="utf-8", newline="") as stream:
        yield stream
