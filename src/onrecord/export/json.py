"""Records as JSON: an object a line, an array of them, or one alone."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

from onrecord.contract import to_json
from onrecord.models import Failure, Record

_BREAKS = {ord(c): f"\\u{ord(c):04x}" for c in "\x85\u2028\u2029"}


def write_json(results: Iterable[Record | Failure], stream: TextIO, *, array: bool) -> int:
    """Write each result on a line of its own, in an array or bare; returns the number of statements."""
    count = 0
    before, after = ("[\n", "") if array else ("", "\n")
    for result in results:
        stream.write(before + json_line(to_json(result)) + after)
        before = ",\n" if array else ""
        count += len(result.statements) if isinstance(result, Record) else 0
    if array:
        stream.write("[]\n" if before == "[\n" else "\n]\n")
    return count


def json_line(row: object) -> str:
    """One line of JSON; what UTF-8 cannot hold or some readers take for a line's end is escaped."""
    line = json.dumps(row, ensure_ascii=False).translate(_BREAKS)
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(row)
    return line
