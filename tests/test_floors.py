"""The floors of `bench/floors.toml`: the data is the one that they were measured on, and they are reached."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.floors import Floor, digest, read_floors, write_floors
from bench.measures import KINDS, measure
from bench.raise_floors import moved
from bench.speakers import is_same

FLOORS = read_floors()
FLOOR = Floor(
    "rules",
    "statements",
    "shared/x",
    "0" * 64,
    {"finder": "rules", "documents": 3},
    {"joint": 40.0, "joint quoted": 50.0},
    {"lost": 0},
)


@pytest.mark.corpus
@pytest.mark.parametrize("floor", FLOORS, ids=lambda floor: floor.name)
def test_the_floor_is_reached(floor: Floor, shared: Path) -> None:
    path = shared.parent / floor.data
    assert digest(path) == floor.sha256, "the data changed: measure again with bench/raise_floors.py"
    assert floor.failures(measure(floor)) == {}


def test_every_kind_of_measurement_has_a_floor() -> None:
    assert {floor.measures for floor in FLOORS} == set(KINDS)
    assert all(floor.least or floor.most for floor in FLOORS)


def test_what_a_floor_says_of_figures() -> None:
    assert FLOOR.failures({"joint": 40.0, "joint quoted": 51.0, "lost": 0}) == {}
    assert FLOOR.failures({"joint": 39.9, "joint quoted": 51.0, "lost": 1}) == {"joint": 39.9, "lost": 1}


def test_a_floor_rises_by_itself_and_falls_only_on_request() -> None:
    def at(joint: float, quoted: float, *, lower: bool = False) -> dict[str, float]:
        reached = {"joint": joint, "joint quoted": quoted, "lost": 0}
        return dict(moved(FLOOR, reached, margin=1.0, allow_lower=lower).least)

    assert at(45.0, 50.4) == {"joint": 44.0, "joint quoted": 50.0}
    with pytest.raises(ValueError, match=r"rules: joint would lower the floor; see --allow-lower"):
        at(39.5, 60.0)
    assert at(30.0, 60.0, lower=True) == {"joint": 29.0, "joint quoted": 59.0}


def test_what_must_not_be_passed_sinks_by_itself_and_rises_only_on_request() -> None:
    floor = Floor("s", "speakers", "x", "0" * 64, most={"wrong all": 3.0})
    assert moved(floor, {"wrong all": 1.0}, margin=0.5, allow_lower=False).most == {"wrong all": 1.5}
    with pytest.raises(ValueError, match="wrong all"):
        moved(floor, {"wrong all": 3.5}, margin=0.5, allow_lower=False)


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


def test_the_digest_of_a_file_and_of_a_folder_without_texts(tmp_path: Path) -> None:
    file = tmp_path / "quotes.jsonl"
    file.write_text("one")
    of_file, of_folder = digest(file), digest(tmp_path)
    file.write_text("two")
    assert digest(file) != of_file and digest(tmp_path) != of_folder


def test_names_of_one_person() -> None:
    assert is_same("Anna Berg", "Berg") and is_same("Harbour Board of Oslo", "HBO")
    assert not is_same("Anna Berg", "Otto Berg")
