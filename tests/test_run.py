"""The script of a checkout: it works from any folder, and paths are those of the folder it is called from."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
UV = """#!/bin/sh
[ "$1" = sync ] || echo "$PWD|$ONRECORD_CALLED|$*"
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout in which uv, once fetched, only says where and how it was called."""
    made = tmp_path / "a checkout"
    uv = made / ".uv" / "bin" / "uv"
    uv.parent.mkdir(parents=True)
    uv.write_text(UV, encoding="utf-8")
    uv.chmod(0o755)
    shutil.copy(ROOT / "run", made / "run")
    (tmp_path / "work").mkdir()
    return made


def called(folder: Path, *command: str) -> list[str]:
    environment = {name: value for name, value in os.environ.items() if name != "ONRECORD_CALLED"}
    ended = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=True
    )  # fmt: skip
    return ended.stdout.strip().split("|")


def test_from_elsewhere_paths_are_the_callers(checkout: Path) -> None:
    work = checkout.parent / "work"
    where, name, arguments = called(work, "../a checkout/run", "read", "np.json", "--desk", "a.desk")
    assert (where, name) == (str(work), f"{checkout}/run")
    assert arguments == (
        f"run --project {checkout} --frozen --no-sync onrecord read np.json --desk a.desk"
    )  # fmt: skip


def test_in_its_own_folder_it_is_called_by_its_short_name(checkout: Path) -> None:
    where, name, arguments = called(checkout, "./run", "demo")
    assert (where, name) == (str(checkout), "./run")
    assert arguments.endswith("onrecord demo")


def test_the_checks_run_in_the_checkout_wherever_they_are_called(checkout: Path) -> None:
    where, _, arguments = called(checkout.parent / "work", str(checkout / "run"), "check", "-k", "sides")
    assert (where, arguments) == (str(checkout), "run --frozen python -m tests.check -k sides")
