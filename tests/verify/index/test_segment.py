"""Segments and collections on disk: what is put in comes out, a build is whole or not there."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import DeskError, InputError, NotFound
from onrecord.verify.collections import Collections
from onrecord.verify.index import build
from onrecord.verify.index.build import add_transcripts, read_manifest
from onrecord.verify.index.segment import Segment, write_segment
from onrecord.verify.transcript import Transcript, Turn

texts = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=300), min_size=1, max_size=5)


@given(texts)
@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=40, deadline=None)
def test_every_text_comes_back_as_it_was(found: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_segment(Path(folder), [Transcript(f"t{i}", text) for i, text in enumerate(found)])
        segment = Segment(Path(folder))
        assert segment.document_count == len(found)
        for i, text in enumerate(found):
            assert segment.text(*segment.bounds(i)) == text
            assert segment.metadata(i)["id"] == f"t{i}"


def test_a_text_over_many_blocks_comes_back_at_any_place(tmp_path: Path) -> None:
    text = "".join(f"ünit {i}; " for i in range(9000))
    write_segment(tmp_path, [Transcript("a", "before"), Transcript("b", text)])
    segment = Segment(tmp_path)
    first, _ = segment.bounds(1)
    for at in (0, 4090, 8180, 8192, 30000, len(text) - 40):
        assert segment.text(first + at, first + at + 40) == text[at : at + 40]


def test_turns_come_back_with_their_speakers(tmp_path: Path) -> None:
    write_segment(
        tmp_path,
        [
            Transcript("a", "x" * 50, speaker="Dana Whit"),
            Transcript("b", "y" * 50, turns=(Turn(0, "Tom Vane"), Turn(20, None), Turn(30, "Dana Whit"))),
            Transcript("c", "z" * 50),
        ],
    )
    segment = Segment(tmp_path)
    assert [speaker for _, speaker in segment.turns_of(1)] == ["Tom Vane", None, "Dana Whit"]
    starts = [segment.bounds(i)[0] for i in range(3)]
    places = [starts[0], starts[0] + 49, starts[1], starts[1] + 25, starts[1] + 49, starts[2]]
    assert [segment.speaker(segment.turn_at(place)) for place in places] == [
        "Dana Whit", "Dana Whit", "Tom Vane", None, "Dana Whit", None,
    ]  # fmt: skip


def some(count: int, start: int = 0) -> list[Transcript]:
    return [
        Transcript(
            f"t{i}", f"Speech number {i} is about the river {i} and the bridge over it.", date=f"{1900 + i}"
        )
        for i in range(start, start + count)
    ]


def test_adding_twice_changes_nothing_and_more_is_added(tmp_path: Path) -> None:
    collections = Collections(tmp_path)
    assert collections.add("a", some(3)).documents == 3
    before = read_manifest(tmp_path / "a")
    assert collections.add("a", some(3)).documents == 0
    assert read_manifest(tmp_path / "a") == before
    assert collections.add("a", some(5)).documents == 2
    (info,) = collections.info()
    assert (info.documents, info.first, info.last) == (5, "1900", "1904")


@pytest.mark.parametrize("workers", [1, 2])
def test_many_segments_in_any_number_of_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    monkeypatch.setattr(build, "SEGMENT_CHARACTERS", 200)
    collections = Collections(tmp_path)
    collections.add("a", some(12), workers=workers)
    assert len(read_manifest(tmp_path / "a")["segments"]) > 2
    for i in range(12):
        assert collections.trace(f"Speech number {i} is about the river {i}").found[0].document == f"t{i}"


def test_the_same_input_gives_the_same_files(tmp_path: Path) -> None:
    for name in "ab":
        Collections(tmp_path).add(name, some(4))
    one, two = (
        {
            file.relative_to(tmp_path / name): file.read_bytes()
            for file in (tmp_path / name).rglob("*")
            if file.is_file()
        }
        for name in "ab"
    )
    assert one == two


@pytest.mark.parametrize("name", ["", "../up", "a/b", ".hidden", "x" * 200])
def test_a_name_that_is_no_folders_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError):
        Collections(tmp_path / "c").add(name, some(1))


def test_a_collection_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        Collections(tmp_path, ["none"])
    assert not Collections(tmp_path / "nowhere")


def test_a_later_version_is_not_read(tmp_path: Path) -> None:
    Collections(tmp_path).add("a", some(1))
    path = tmp_path / "a" / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "schema": 99}))
    with pytest.raises(DeskError):
        Collections(tmp_path).tracer()


def _build(folder: Path, ready: Path) -> None:
    build.SEGMENT_CHARACTERS = 20_000
    ready.touch()
    add_transcripts(folder, some(1500, 3))


@pytest.mark.parametrize("moment", range(10))
def test_a_killed_build_leaves_what_was_there_or_the_whole(tmp_path: Path, moment: int) -> None:
    folder, ready = tmp_path / "a", tmp_path / "ready"
    add_transcripts(folder, some(3))
    process = multiprocessing.get_context("fork").Process(target=_build, args=(folder, ready))
    process.start()
    while not ready.exists():
        time.sleep(0.001)
    time.sleep(0.02 * moment)
    if process.pid is not None and process.is_alive():
        os.kill(process.pid, signal.SIGKILL)
    process.join()
    documents = sum(segment["documents"] for segment in read_manifest(folder)["segments"])
    assert documents in (3, 1503)
    collections = Collections(tmp_path, ["a"])
    assert collections.trace("Speech number 2 is about the river 2").verdict == "exact"
    assert collections.add("a", some(1503)).documents == 1503 - documents
    assert collections.trace("Speech number 1400 is about the river 1400").verdict == "exact"
    left = [entry.name for entry in folder.iterdir() if entry.name.startswith(".unfinished")]
    assert left == []
