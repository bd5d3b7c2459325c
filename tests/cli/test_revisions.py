"""`onrecord revisions`: what changed, on the terminal and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from onrecord.cli import main
from tests.test_revisions import NEW, OLD


def test_a_file_that_was_changed(tmp_path: Path) -> None:
    file, desk = tmp_path / "harbour.txt", str(tmp_path / "desk.sqlite")
    for words in (OLD, NEW):
        file.write_text(words, "utf-8")
        assert (
            CliRunner().invoke(main, ["add", str(file), "--desk", desk, "--finder", "rules"]).exit_code == 0
        )
    told = CliRunner().invoke(main, ["revisions", str(file), "--desk", desk])
    assert told.exit_code == 0
    assert "changed 1 time" in told.stdout and "vanished: " in told.stdout and "{+single+}" in told.stdout
    assert "reworded: Ines Calder: “Not one" in told.stdout
    ((document,)) = json.loads(
        CliRunner().invoke(main, ["revisions", str(file), "--desk", desk, "--format", "json"]).stdout
    )
    (change,) = document["changes"]
    assert "".join(words for sign, words in change["difference"] if sign != "-") == NEW
    assert {one["change"] for one in change["statements"]} == {
        "appeared",
        "vanished",
        "reworded",
        "given to another",
    }
    assert CliRunner().invoke(main, ["revisions", "none", "--desk", desk]).exit_code == 2
