"""The floors of `bench/gold/floors.toml` for events and time expressions, on the labelled articles."""

from __future__ import annotations

import json
import tomllib

import pytest

from bench import events, times
from tests.conftest import SHARED

DATA = SHARED / "data" / "polnear" / "dev"
FLOORS = tomllib.loads((events.LABELS.parent / "floors.toml").read_text("utf-8"))


@pytest.mark.corpus
@pytest.mark.skipif(not DATA.is_dir(), reason="the articles are not on this machine")
def test_the_floors_of_events_are_reached() -> None:
    met, missed, extra = events.judge(DATA, "accurate")
    found = events.figures(met, len(missed), len(extra))
    floors = FLOORS["events"]
    assert found["event F1"] >= floors["event"]
    assert found["type"] >= floors["type"]
    assert found["status"] >= floors["status"]
    assert found["actor token-F"] >= floors["actor"]
    assert found["recipient token-F"] >= floors["recipient"]


@pytest.mark.corpus
@pytest.mark.skipif(not DATA.is_dir(), reason="the articles are not on this machine")
def test_the_floor_of_times_is_reached() -> None:
    assert times.figures(times.judge(DATA, times.ours))["value F1"] >= FLOORS["times"]["value"]


def test_the_labels_hold_offsets_and_values_only() -> None:
    rows = [json.loads(line) for line in events.LABELS.read_text("utf-8").splitlines()]
    assert len(rows) == 150
    assert {key for row in rows for key in row} == {"doc", "sentence", "events"}
    kinds = {key for row in rows for label in row["events"] for key in label}
    assert kinds == {"type", "mode", "status", "anchor", "actors", "recipients", "date", "place"}
    told = [json.loads(line) for line in times.LABELS.read_text("utf-8").splitlines()]
    assert {key for row in told for key in row} == {"doc", "span", "value"}
