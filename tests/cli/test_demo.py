"""`onrecord demo` as a newcomer runs it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord.cli import main
from onrecord.cli.demo import SHOWN
from onrecord.demo import articles, catalogue


def test_the_demo_shows_a_record_and_says_how_to_open_the_site(tmp_path: Path) -> None:
    desk = tmp_path / "a desk.sqlite"
    result = CliRunner().invoke(main, ["demo", "--desk", str(desk)])
    assert result.exit_code == 0, result.output
    assert catalogue()[SHOWN]["title"] in result.stdout
    assert "specimen" in result.stdout
    assert "hides: only" in result.stdout
    assert f"onrecord serve --desk '{desk}'" in result.stdout
    assert "14 specimens" in result.stdout
    assert f"onrecord dossier board oregon --desk '{desk}'" in result.stdout
    again = CliRunner().invoke(main, ["demo", "--desk", str(desk)], env={"ONRECORD_CALLED": "./run"})
    assert f"  ./run serve --desk '{desk}'" in again.stdout and "  onrecord " not in again.stdout


def test_the_readme_shows_what_the_demo_prints(tmp_path: Path) -> None:
    """Line by line in this order, whatever stands between; `…` alone is for what is left out."""
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    shown = readme.partition("```text\nBUSINESS\n")[2].partition("```")[0].splitlines()
    printed = CliRunner().invoke(main, ["demo", "--desk", str(tmp_path / "desk.sqlite")]).stdout
    lines = iter([line.split() for line in printed.splitlines()])
    wanted = [line.split() for line in shown if line.strip() not in ("", "…")]
    assert len(wanted) > 15
    assert [" ".join(line) for line in wanted if line not in lines] == []


def test_the_demo_has_a_desk_of_its_own_that_a_second_run_leaves_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("ONRECORD_DESK", str(tmp_path / "mine.sqlite"))
    first = CliRunner().invoke(main, ["demo"])
    assert first.exit_code == 0, first.output
    assert [path.name for path in tmp_path.rglob("*.sqlite")] == ["demo.sqlite"]
    assert "14 unchanged" not in first.stdout
    assert "14 unchanged" in CliRunner().invoke(main, ["demo"]).stdout


def test_the_articles_can_be_copied(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["demo", "--articles", str(tmp_path / "specimens")])
    assert result.exit_code == 0
    assert sorted(path.name for path in (tmp_path / "specimens").iterdir()) == [p.name for p in articles()]


def test_a_file_that_is_no_desk_is_one_line_and_status_2(tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("not a desk")
    result = CliRunner().invoke(main, ["demo", "--desk", str(tmp_path / "notes")])
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
