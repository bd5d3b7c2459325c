"""The floors of `bench/floors.toml`: the data is the one that they were measured on, and they are reached."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.floors import Floor, digest, read_floors, write_floors
from bench.raise_floors import measure, moved

FLOORS = read_floors()
FLOOR = Floor("rules", "rules", "shared/x", 3, "0" * 64, 40.0)


@pytest.mark.corpus
@pytest.mark.parametrize("floor", FLOORS, ids=lambda floor: floor.name)
def test_the_floor_is_reached(floor: Floor, shared: Path) -> None:
    folder = shared.parent / floor.data
    assert digest(folder) == floor.sha256, "the data changed: measure again with bench/raise_floors.py"
    joint, lost = measure(floor)
    assert joint >= floor.joint
    assert lost <= floor.lost


def test_a_floor_rises_by_itself_and_falls_only_on_request() -> None:
    assert moved(FLOOR, 45.0, margin=1.0, allow_lower=False).joint == 44.0
    with pytest.raises(ValueError, match="allow-lower"):
        moved(FLOOR, 40.5, margin=1.0, allow_lower=False)
    assert moved(FLOOR, 30.0, margin=1.0, allow_lower=True).joint == 29.0


def test_floors_are_written_as_they_are_read(tmp_path: Path) -> None:
    file = tmp_path / "floors.toml"
    file.write_text("# why\n")
    write_floors([FLOOR], file)
    assert read_floors(file) == (FLOOR,)
    assert file.read_text().startswith("# why\n")


def test_the_digest_follows_names_and_bytes(tmp_path: Path) -> None:
    (tmp_path / "text").mkdir()
    (tmp_path / "text" / "a.txt").write_text("one")
    before = digest(tmp_path)
    assert digest(tmp_path) == before
    (tmp_path / "text" / "a.txt").write_text("two")
    assert digest(tmp_path) != before
