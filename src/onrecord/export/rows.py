"""What a table may have a row for, besides statements: events, positions, documents. As CSV or Parquet."""

from __future__ import annotations

import csv
import types
import typing
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from onrecord.export.atomic import atomic_path
from onrecord.export.csv import cell_of
from onrecord.export.event_flat import EventLine, event_lines
from onrecord.export.parquet import ROWS as GROUP
from onrecord.export.parquet import clean
from onrecord.export.position_flat import PositionLine, position_lines
from onrecord.export.story_flat import DocumentLine, document_lines
from onrecord.models import Failure, Record

if TYPE_CHECKING:
    from onrecord.store import Desk

KINDS: dict[str, type] = {"events": EventLine, "positions": PositionLine, "documents": DocumentLine}
Results = Iterable[Record | Failure]


def lines_of(rows: str, results: Results, desk: Desk | None = None) -> Iterator[Any]:
    """The rows of that kind; raises KeyError for a kind that is not in KINDS."""
    if rows == "documents":
        return document_lines(results, desk)
    return {"events": event_lines, "positions": position_lines}[rows](results)


def write_rows(rows: str, results: Results, path: Path, form: str, *, desk: Desk | None = None) -> int:
    """Write a table of that kind as `csv` or `parquet`, whole or not at all; returns its number of rows."""
    with atomic_path(path) as part:
        if form == "parquet":
            return _write_parquet(rows, results, part, desk)
        with part.open("w", encoding="utf-8", newline="") as stream:
            return write_rows_csv(rows, results, stream, desk=desk)


def write_rows_csv(rows: str, results: Results, stream: TextIO, *, desk: Desk | None = None) -> int:
    """Write a head and a row for each; returns their number."""
    writer = csv.writer(stream, lineterminator="\r\n")
    names = [field.name for field in fields(KINDS[rows])]
    writer.writerow(names)
    count = 0
    for line in lines_of(rows, results, desk):
        writer.writerow([cell_of(getattr(line, name)) for name in names])
        count += 1
    return count


def _write_parquet(rows: str, results: Results, path: Path, desk: Desk | None) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = _schema(KINDS[rows])
    found = lines_of(rows, results, desk)
    count = 0
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        while part := list(islice(found, GROUP)):
            writer.write_table(pa.Table.from_pylist([_row(line) for line in part], schema=schema))
            count += len(part)
    return count


def _row(line: Any) -> dict[str, Any]:
    row = {key: clean(value) for key, value in asdict(line).items()}
    if "offsets" in row:
        row["offsets"] = [{"start": start, "end": end} for start, end in line.offsets]
    return row


def _schema(line: type) -> Any:
    import pyarrow as pa

    span = pa.struct([pa.field("start", pa.int32(), False), pa.field("end", pa.int32(), False)])
    plain = {str: pa.string(), int: pa.int32(), float: pa.float64()}

    def column(name: str, hint: Any) -> Any:
        if name == "offsets":
            return pa.list_(pa.field("element", span, False))
        if typing.get_origin(hint) is tuple:
            return pa.list_(pa.string())
        if isinstance(hint, types.UnionType):
            hint = next(part for part in typing.get_args(hint) if part is not types.NoneType)
        return plain.get(hint, pa.string())

    hints = typing.get_type_hints(line)
    return pa.schema([pa.field(field.name, column(field.name, hints[field.name])) for field in fields(line)])
