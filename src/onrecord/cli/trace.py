"""`onrecord trace`: quotations as JSON lines in, where each was said out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from onrecord.cli.collect import desk_file
from onrecord.cli.common import FAILED, desk_option, errors_in_one_line, fail

if TYPE_CHECKING:
    from onrecord.verify.traces import Query, Trace

collections_option = click.option(
    "--in", "names", multiple=True, metavar="NAME", help="Only this collection; may be given again."
)


@click.command()
@click.argument("quotes", type=click.Path(allow_dash=True), metavar="QUOTES.jsonl|-")
@desk_option
@collections_option
@errors_in_one_line
def command(quotes: str, desk_path: Path | None, names: tuple[str, ...]) -> None:
    """Trace quotations in collections: a line of JSON in, a line out, in the same order.

    A line in has quote, and id, speaker and date if they are known. A line out has id, verdict, notes,
    found (document, start, end, exact, speaker, date) and difference; a line that cannot be used has error.

    \b
    Example:
      onrecord trace quotes.jsonl --in speeches
      echo '{"id": 1, "quote": "my fellow citizens of the world"}' | onrecord trace -
    """
    from onrecord.verify.collections import Collections

    collections = Collections.beside(desk_file(desk_path), names or None)
    if not collections:
        fail("there are no collections to trace in: make one with onrecord collect NAME PATH")
    from onrecord.export.json import json_line

    failed = False
    try:
        with _opened(quotes) as lines:
            for row in traced(lines, collections.trace_all):
                failed = failed or "error" in row
                sys.stdout.write(json_line(row) + "\n")
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        fail(f"{quotes}: cannot be read: {error.strerror or error}")
    if failed:
        raise SystemExit(FAILED)


def _opened(path: str) -> BinaryIO:
    return sys.stdin.buffer if path == "-" else Path(path).open("rb")


def traced(lines: Iterable[bytes], trace_all: Any) -> Iterator[dict[str, Any]]:
    """A row for each line that is not blank, in order; lines are read a batch at a time."""
    from itertools import islice

    from onrecord.verify.tracer import BATCH
    from onrecord.verify.traces import Query

    waiting = iter(line for line in lines if line.strip())
    while batch := list(islice(waiting, BATCH)):
        rows = [_query(line) for line in batch]
        traces = iter(trace_all(query for query, _ in rows if isinstance(query, Query)))
        for query, known_as in rows:
            if isinstance(query, Query):
                yield _row(known_as, next(traces))
            else:
                yield {"id": known_as, "error": {"kind": "input", "message": query}}


def _query(line: bytes) -> tuple[Query | str, Any]:
    """The query and the id of a line, or what is wrong with it."""
    from onrecord.verify.traces import Query

    try:
        row = json.loads(line)
    except ValueError as error:
        return f"is no JSON: {error}", None
    if not isinstance(row, dict) or not isinstance(row.get("quote"), str):
        return "has no quote", row.get("id") if isinstance(row, dict) else None
    speaker, date = row.get("speaker"), row.get("date")
    query = Query(
        row["quote"], speaker if isinstance(speaker, str) else None, date if isinstance(date, str) else None
    )
    return query, row.get("id")


def _row(known_as: Any, trace: Trace) -> dict[str, Any]:
    return {
        "id": known_as,
        "verdict": trace.verdict,
        "notes": list(trace.notes),
        "found": [
            {
                "document": place.document,
                "start": place.start,
                "end": place.end,
                "exact": place.exact,
                "speaker": place.speaker,
                "date": place.date,
                "collection": place.collection,
                "title": place.title,
                "text_id": place.text_id,
            }
            for place in trace.found
        ],
        "difference": [list(step) for step in trace.difference],
    }
