"""The floors of `bench/gold/floors.toml`: whom statements are given to, on the labelled speakers."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from bench.floors import digest
from bench.speakers import LABELS, figures, is_same, measure, read_labels


@pytest.mark.corpus
def test_the_floors_of_speakers_are_reached(shared: Path) -> None:
    floors = tomllib.loads((LABELS.parent / "floors.toml").read_text("utf-8"))
    data = shared.parent / floors["data"]
    assert digest(data) == floors["sha256"], "the data changed: measure again"
    found = figures(measure(read_labels(), data, None))
    for stratum, least in floors["right"].items():
        assert found[stratum]["right"] >= least, stratum
    for stratum, most in floors["wrong"].items():
        assert found[stratum]["wrong"] <= most, stratum


def test_the_labels_hold_offsets_and_names_only() -> None:
    rows = [json.loads(line) for line in LABELS.read_text("utf-8").splitlines()]
    assert len(rows) == 400
    assert {key for row in rows for key in row} == {"doc", "content", "source", "stratum", "kind", "speaker"}


def test_names_of_one_person() -> None:
    assert is_same("Anna Berg", "Berg") and is_same("Harbour Board of Oslo", "HBO")
    assert not is_same("Anna Berg", "Otto Berg")
