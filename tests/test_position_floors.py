"""The floors of `bench/gold/position_floors.toml`: positions and the bulletins' calendar."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from bench.bulletins import main as bulletins
from bench.positions import LABELS, digest, score

FLOORS: dict[str, Any] = tomllib.loads((LABELS.parent / "position_floors.toml").read_text("utf-8"))


@pytest.mark.corpus
@pytest.mark.parametrize("name", sorted(FLOORS["positions"]))
def test_the_floors_of_positions_are_reached(shared: Path, name: str) -> None:
    floor = FLOORS["positions"][name]
    assert digest(name, shared / "data") == floor["sha256"], "the data changed: measure again"
    tallies = score(name, shared / "data").tallies
    for measure in ("exact", "actor, stance", "exact across"):
        if measure in floor:
            assert 100 * tallies[measure].scores[2] >= floor[measure], measure


@pytest.mark.corpus
def test_the_calendar_of_the_bulletins(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bulletins(["--shared", str(shared / "data"), "--json"])
    found = json.loads(capsys.readouterr().out)
    floor = FLOORS["calendar"]
    assert found["meetings"] >= floor["meetings"]
    assert found["in order"] == 1
    for measure in ("place", "near", "start"):
        assert 100 * found[measure] / found["meetings"] >= floor[measure], measure


def test_the_labels_hold_offsets_only() -> None:
    rows = [json.loads(line) for line in LABELS.read_text("utf-8").splitlines()]
    assert {key for row in rows for key in row} == {"doc", "start", "end", "set", "positions"}
    keys = {key for row in rows for position in row["positions"] for key in position}
    assert keys == {"actor", "stance", "object", "counterparty", "crosses"}
