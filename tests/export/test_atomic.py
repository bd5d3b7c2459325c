"""A file is written whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from onrecord.errors import OutputError
from onrecord.export.atomic import atomic_path


def test_what_was_written_takes_the_place(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    with atomic_path(target) as part:
        part.write_text("new", "utf-8")
        assert not target.exists()
    assert target.read_text("utf-8") == "new"
    assert [p.name for p in tmp_path.iterdir()] == ["out.csv"]


def test_a_failure_leaves_what_was_there_and_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("old", "utf-8")
    with pytest.raises(ZeroDivisionError), atomic_path(target) as part:
        part.write_text("half", "utf-8")
        raise ZeroDivisionError
    assert target.read_text("utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["out.csv"]


def test_a_full_disk_is_said_and_costs_nothing(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("old", "utf-8")
    with (
        pytest.raises(OutputError, match="no space left") as raised,
        atomic_path(target),
        open("/dev/full", "w") as full,
    ):
        full.write("x" * 100_000)
    assert raised.value.path == str(target)
    assert target.read_text("utf-8") == "old"


@pytest.mark.parametrize(
    ("name", "why"),
    [("nowhere/out.csv", "folder does not exist"), ("", "is a folder"), ("file/out.csv", "not a folder")],
)
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, name: str, why: str) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(OutputError, match=why), atomic_path(tmp_path / name):
        pass


def test_no_permission_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "out.csv"
    target.write_text("old", "utf-8")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(OutputError, match="no permission"), atomic_path(target):
        pass


def test_the_mode_of_a_file_is_kept_and_a_new_one_follows_the_mask(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_text("x", "utf-8")
    old.chmod(0o640)
    mask = os.umask(0o027)
    try:
        for target in (old, new):
            with atomic_path(target) as part:
                part.write_text("y", "utf-8")
    finally:
        os.umask(mask)
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    assert stat.S_IMODE(new.stat().st_mode) == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_text("old", "utf-8")
    link.symlink_to(real)
    with atomic_path(link) as part:
        part.write_text("new", "utf-8")
    assert link.is_symlink()
    assert real.read_text("utf-8") == "new"


def test_a_device_is_written_directly() -> None:
    with atomic_path("/dev/null") as part:
        part.write_text("gone", "utf-8")
    assert Path("/dev/null").is_char_device()
