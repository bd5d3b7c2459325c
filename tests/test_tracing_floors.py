"""The floors of `bench/gold/tracing_floors.toml`: marked quotations in a slice of the transcripts, and turns."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from bench.trace import _made, rows_of, same_passage
from bench.turns import GOLD, measured

from onrecord.verify.collections import Collections
from onrecord.verify.tracer import Query

FLOORS = tomllib.loads((GOLD.parent / "tracing_floors.toml").read_text("utf-8"))
OTHERS = 300


@pytest.mark.corpus
def test_the_floors_of_tracing_are_reached(shared: Path, tmp_path: Path) -> None:
    quotes = shared.parent / FLOORS["data"]
    assert hashlib.sha256(quotes.read_bytes()).hexdigest() == FLOORS["sha256"], (
        "the data changed: measure again"
    )
    rows = [json.loads(line) for line in quotes.read_text("utf-8").splitlines()]
    given = list(rows_of(sorted((quotes.parents[1] / "transcripts").glob("*.jsonl.gz")), None))
    wanted = {row["document"] for row in rows}
    slice_ = [one for one in given if one["id"] in wanted]
    slice_ += [one for one in given if one["id"] not in wanted][:OTHERS]
    collections = Collections(tmp_path)
    collections.add("slice", _made(slice_))
    found: Counter[str] = Counter()
    for row, trace in zip(rows, collections.trace_all(Query(row["quote"]) for row in rows), strict=True):
        good = trace.verdict in row["accept"] and row.get("note", "") in ("", *trace.notes)
        if row["kind"] in ("exact", "never said"):
            found[row["kind"]] += good
        else:
            found["placed"] += bool(trace.found) and same_passage(row, trace)
            found["accepted"] += good
    assert found["exact"] >= FLOORS["exact"]
    assert found["placed"] >= FLOORS["changed_found"]
    assert found["accepted"] >= FLOORS["changed_accepted"]
    assert found["never said"] >= FLOORS["never_said"]


@pytest.mark.corpus
def test_the_floor_of_turns_is_reached(shared: Path) -> None:
    scores = list(measured(shared / "data"))
    share = 100 * sum(score.right for score in scores) / sum(score.words for score in scores)
    assert share >= FLOORS["turns"], [score for score in scores if score.right < score.words]


def test_marked_turns_hold_offsets_and_names_only() -> None:
    for line in GOLD.read_text("utf-8").splitlines():
        row = json.loads(line)
        assert set(row) == {"collection", "id", "text_id", "until", "turns"}
        starts = [start for start, _ in row["turns"]]
        assert starts == sorted(set(starts)) and starts[0] == 0
        assert all(name is None or len(name) < 60 for _, name in row["turns"])
