"""The labels of `bench/gold` hold offsets, names and values; the texts are their publishers' and not shipped."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bench import events, positions, speakers, times, turns


def rows_of(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def keys_of(rows: list[dict[str, Any]]) -> set[str]:
    return {key for row in rows for key in row}


def test_speakers() -> None:
    rows = rows_of(speakers.LABELS)
    assert len(rows) == 400
    assert keys_of(rows) == {"doc", "content", "source", "stratum", "kind", "speaker"}


def test_events_and_times() -> None:
    rows = rows_of(events.LABELS)
    assert len(rows) == 150
    assert keys_of(rows) == {"doc", "sentence", "events"}
    kinds = {key for row in rows for label in row["events"] for key in label}
    assert kinds == {"type", "mode", "status", "anchor", "actors", "recipients", "date", "place"}
    assert keys_of(rows_of(times.LABELS)) == {"doc", "span", "value"}


def test_positions() -> None:
    rows = rows_of(positions.LABELS)
    assert keys_of(rows) == {"doc", "start", "end", "set", "positions"}
    keys = {key for row in rows for position in row["positions"] for key in position}
    assert keys == {"actor", "stance", "object", "counterparty", "crosses"}


def test_turns() -> None:
    for row in rows_of(turns.GOLD):
        assert set(row) == {"collection", "id", "text_id", "until", "turns"}
        starts = [start for start, _ in row["turns"]]
        assert starts == sorted(set(starts)) and starts[0] == 0
        assert all(name is None or len(name) < 60 for _, name in row["turns"])
