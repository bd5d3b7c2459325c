"""Statements as Parquet with typed columns; lists stay lists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any

from onrecord.export.flat import COLUMNS, Entities, Line, lines
from onrecord.models import Failure, Record
from onrecord.store.guard import storable

ROWS = 20_000
"""Rows in a group: what is held in memory at once."""
_LISTS = ("speaker", "speaker_ids", "entities", "roles", "sides", "notes")
_LABELS = ("kind", "act", "verdict", "source", "section")


def write_parquet(results: Iterable[Record | Failure], path: Path, entities: Entities | None = None) -> int:
    """Write all statements to `path`; returns their number. Texts are UTF-8, offsets 32-bit code points."""
    import pyarrow.parquet as pq

    schema = _schema()
    rows = lines(results, entities)
    count = 0
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        while part := list(islice(rows, ROWS)):
            writer.write_table(_table(part, schema))
            count += len(part)
    return count


def _schema() -> Any:
    import pyarrow as pa

    span = pa.struct([pa.field("start", pa.int32(), False), pa.field("end", pa.int32(), False)])
    types: dict[str, Any] = {
        "offsets": pa.list_(pa.field("element", span, False)),
        "start": pa.int32(),
        "end": pa.int32(),
        "confidence": pa.float64(),
        **dict.fromkeys(_LISTS, pa.list_(pa.string())),
        **dict.fromkeys(_LABELS, pa.dictionary(pa.int32(), pa.string())),
    }
    return pa.schema([pa.field(name, types.get(name, pa.string())) for name in COLUMNS])


def _table(part: list[Line], schema: Any) -> Any:
    import pyarrow as pa

    return pa.Table.from_pylist([_row(line) for line in part], schema=schema)


def _row(line: Line) -> dict[str, Any]:
    row = {key: clean(value) for key, value in asdict(line).items()}
    row["offsets"] = [{"start": start, "end": end} for start, end in line.offsets]
    return row


def clean(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    return [clean(item) for item in value] if isinstance(value, tuple) else value
