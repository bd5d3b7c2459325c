"""The floors of `bench/floors_stories.toml` are reached on the data that they were measured on."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

import pytest
from bench.copies import Made, make, run
from bench.stories import measure
from bench.story_data import load

FLOORS = tomllib.loads((Path(__file__).parents[1] / "bench" / "floors_stories.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def folder(shared: Path) -> Path:
    found = shared / "data" / "stories"
    for name, floor in FLOORS.items():
        file = found / f"{'allsides' if name == 'copies' else name}.dev.jsonl.gz"
        assert hashlib.sha256(file.read_bytes()).hexdigest() == floor["sha256"], (
            "the data changed: measure again"
        )
    return found


@pytest.mark.corpus
def test_stories_reach_their_floors(folder: Path) -> None:
    for name, ours, _ in measure(folder, beside=False):
        assert ours.bcubed >= FLOORS[name]["bcubed"], name
        assert ours.pairs >= FLOORS[name]["pairs"], name


@pytest.mark.corpus
def test_copies_reach_their_floor(folder: Path) -> None:
    rows = [Made(row.article, row.story, None) for row in load("allsides", folder)[:500]]
    result = run(make(rows, 500, 7))
    assert result.precision >= FLOORS["copies"]["precision"]
    assert result.recall >= FLOORS["copies"]["recall"]
