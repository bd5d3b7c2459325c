"""Statements as CSV (RFC 4180, UTF-8, CRLF between rows; breaks inside a cell stay as they are).

Cells with several values join them: names, roles and sides by "; ", ids by a space, offsets as `12-20 31-44`.

A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return for a formula,
and other people's words must not run as one. Such a cell gets a leading apostrophe, as does one that
begins with apostrophes before such a character; `unguard` takes exactly that one away again.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from typing import TextIO

from onrecord.export.flat import COLUMNS, Entities, Line, lines
from onrecord.models import Failure, Record

_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_GUARDED = re.compile(r"''*[=+\-@\t\r＝＋－＠]")
_IDS = ("speaker_ids", "entities")
_LONE = re.compile("[\ud800-\udfff]")


def write_csv(results: Iterable[Record | Failure], stream: TextIO, entities: Entities | None = None) -> int:
    """Write a head and a row for each statement; returns the number of statements."""
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    count = 0
    for line in lines(results, entities):
        writer.writerow([_statement_cell(line, name) for name in COLUMNS])
        count += 1
    return count


def cell_of(value: object) -> str:
    """One value as a safe cell: several joined, pairs of offsets as `12-20`."""
    if isinstance(value, tuple):
        pairs = bool(value) and isinstance(value[0], tuple)
        value = " ".join(f"{start}-{end}" for start, end in value) if pairs else "; ".join(map(str, value))
    return guard("" if value is None else _LONE.sub("\ufffd", str(value)))


def guard(cell: str) -> str:
    """The cell, safe to open in a spreadsheet."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguard(cell: str) -> str:
    """The cell that `guard` was given."""
    return cell[1:] if _GUARDED.match(cell) else cell


def _statement_cell(line: Line, name: str) -> str:
    value = getattr(line, name)
    return cell_of(" ".join(value) if name in _IDS else value)
