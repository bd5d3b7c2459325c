"""`onrecord bench diff`: what one reading gained and lost against another."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.test_read import ARTICLE, onrecord


def test_diff_shows_the_statement_that_went_in_its_marked_paragraph(tmp_path: Path) -> None:
    article = tmp_path / "ferry.txt"
    article.write_text(ARTICLE, "utf-8")
    old, new = tmp_path / "old.jsonl", tmp_path / "new.jsonl"
    assert onrecord("read", article, "--finder", "rules", "-o", old).returncode == 0
    row = json.loads(old.read_text("utf-8"))
    row["statements"] = [s for s in row["statements"] if s["kind"] != "direct"]
    new.write_text(json.dumps(row), "utf-8")
    run = onrecord("bench", "diff", old, new)
    assert "<“We have a deal we can live with,”> {said} [Marta Lund" in run.stdout
    assert run.stdout.endswith("0 statements gained, 1 statement lost\n")


def test_lines_that_are_no_records_are_said_in_one_line(tmp_path: Path) -> None:
    odd = tmp_path / "odd.jsonl"
    odd.write_text("no json\n", "utf-8")
    run = onrecord("bench", "diff", odd, odd)
    assert run.returncode == 2
    assert "not lines of onrecord/1" in run.stderr
    assert "Traceback" not in run.stderr
