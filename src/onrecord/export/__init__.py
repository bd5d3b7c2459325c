"""Records and desks written as files for other tools.

`write_file` writes any format by rename; `write_text` writes a text format to an open stream.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from onrecord.export.atomic import atomic_path
from onrecord.models import Failure, Record

if TYPE_CHECKING:
    from onrecord.export.flat import Entities
    from onrecord.store import Desk

TEXT_FORMATS = ("jsonl", "json", "csv", "markdown")
FORMATS = (*TEXT_FORMATS, "parquet", "sqlite")

Results = Iterable[Record | Failure]

__all__ = ["FORMATS", "TEXT_FORMATS", "Results", "atomic_path", "write_file", "write_text"]


def write_file(results: Results, form: str, path: str | Path, *, desk: Desk | None = None) -> int:
    """Write records to a file, whole or not at all; returns the number of statements.

    With the desk that the records are from, tables name its entities too. Raises OutputError, and
    ValueError for a format that is not in FORMATS.
    """
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
    from onrecord.export.json import write_json

    return write_json(results, stream, array=form == "json")


def _entities(desk: Desk | None) -> Entities | None:
    if desk is None:
        return None
    return lambda record: {actor: row.id for actor, row in desk.entities(record.document.id).items()}


@contextmanager
def _text(path: Path) -> Iterator[TextIO]:
    with path.open("w", encoding="utf-8", newline="") as stream:
        yield stream
