"""`onrecord read` as a user runs it: real files, real processes, exit status and what is left behind."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ARTICLE = """Ferry strike ends after nine days

By Lea Sample

Published 3 March 2025

The ferry company Nordlinie said on Monday that all boats would sail again.

“We have a deal we can live with,” said Marta Lund, the union’s chief negotiator.

Lund added that the vote had been close.
"""


def onrecord(
    *arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    run = subprocess.run(
        [sys.executable, "-m", "onrecord", *map(str, arguments)],
        input=stdin, capture_output=True, check=False, cwd=cwd, env={**os.environ, "NO_COLOR": "1"},
    )  # fmt: skip
    return subprocess.CompletedProcess(
        run.args, run.returncode, run.stdout.decode("utf-8"), run.stderr.decode("utf-8")
    )


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.txt"
    path.write_text(ARTICLE, "utf-8")
    return path


def test_the_view_shows_page_people_and_statements_by_speaker(article: Path) -> None:
    run = onrecord("read", article)
    assert (run.returncode, run.stderr) == (0, "")
    lines = run.stdout.splitlines()
    assert lines[0] == "Ferry strike ends after nine days"
    assert "Lea Sample" in lines[1]
    people = run.stdout.split("People")[1].split("Statements")[0]
    assert "Marta Lund" in people
    assert "2 statements" in people
    said = run.stdout.split("Statements")[1]
    assert "⟨“We have a deal we can live with,”⟩ said Marta Lund" in said


def test_json_of_one_file_is_one_object_and_of_two_an_array(article: Path) -> None:
    one = json.loads(onrecord("read", article, "--format", "json").stdout)
    assert one["document"]["title"] == "Ferry strike ends after nine days"
    two = json.loads(onrecord("read", article, article, "--format", "json").stdout)
    assert two == [one, one]


def test_every_span_of_the_json_holds_in_the_file(article: Path) -> None:
    row = json.loads(onrecord("read", article, "--format", "jsonl").stdout)
    text = article.read_bytes().decode("utf-8")
    assert row["document"]["text"] == text
    spans = [span for s in row["statements"] for span in [*s["content"], *s["cue"], *s["speaker"]["mention"]]]
    assert len(spans) >= 8
    assert [s for s in spans if text[s["start"] : s["end"]] != s["exact"]] == []


def test_standard_input_and_compressed_files(article: Path, tmp_path: Path) -> None:
    packed = tmp_path / "ferry.txt.gz"
    packed.write_bytes(gzip.compress(article.read_bytes()))
    from_pipe = json.loads(onrecord("read", "-", "--format", "json", stdin=article.read_bytes()).stdout)
    from_pack = json.loads(onrecord("read", packed, "--format", "json").stdout)
    assert from_pipe["document"]["text_id"] == from_pack["document"]["text_id"]
    assert len(from_pipe["statements"]) == len(from_pack["statements"]) == 3


def test_one_broken_file_costs_only_itself(article: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.txt").write_bytes(os.urandom(64) + bytes(2000))
    (tmp_path / "empty.html").write_bytes(b"")
    run = onrecord("read", tmp_path, "--format", "jsonl")
    rows = [json.loads(line) for line in run.stdout.splitlines()]
    assert run.returncode == 2
    assert [row["error"]["kind"] if "error" in row else "read" for row in rows] == [
        "not text", "no article", "read",
    ]  # fmt: skip
    assert "broken.txt: " in run.stderr
    assert "1 read, 2 failed" in run.stderr


def test_a_path_that_names_nothing_is_said_in_one_line(tmp_path: Path) -> None:
    run = onrecord("read", tmp_path / "nowhere.html")
    assert (run.returncode, run.stdout) == (2, "")
    assert "nowhere.html" in run.stderr
    assert len(run.stderr.splitlines()) == 1
    assert "Traceback" not in run.stderr


def test_output_comes_by_rename_and_a_failure_leaves_the_old_file(article: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert onrecord("read", article, "--format", "jsonl", "-o", out).returncode == 0
    first = out.read_text("utf-8")
    assert json.loads(first)["document"]["byline"] is not None
    run = onrecord("read", article, "--format", "jsonl", "-o", tmp_path / "no" / "such" / "folder.jsonl")
    assert run.returncode == 2
    assert "Traceback" not in run.stderr
    assert sorted(p.name for p in tmp_path.iterdir()) == ["ferry.txt", "out.jsonl"]


@pytest.mark.parametrize("form", ["csv", "markdown"])
def test_tables_for_people(article: Path, form: str) -> None:
    run = onrecord("read", article, "--format", form)
    assert run.returncode == 0
    assert "Marta Lund" in run.stdout
    assert "“We have a deal we can live with,”" in run.stdout


def test_less_sure_findings_can_be_left_out(article: Path) -> None:
    row = json.loads(onrecord("read", article, "--format", "json", "--min-confidence", "1").stdout)
    every = json.loads(onrecord("read", article, "--format", "json").stdout)
    assert row["statements"] == [s for s in every["statements"] if s["confidence"] >= 1]


def test_help_has_an_example() -> None:
    run = onrecord("read", "--help")
    assert "Example:" in run.stdout
    assert "onrecord read article.html" in run.stdout


def test_text_of_others_cannot_steer_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "steer.txt"
    path.write_text(ARTICLE.replace("Marta Lund", "Marta \x1b[31mLund\x07"), "utf-8")
    run = onrecord("read", path)
    assert run.returncode == 0
    assert "\x1b" not in run.stdout
    assert "\x07" not in run.stdout


def test_the_format_is_what_the_outputs_name_says(article: Path, tmp_path: Path) -> None:
    assert onrecord("read", article, "-o", tmp_path / "out.json").returncode == 0
    assert json.loads((tmp_path / "out.json").read_text("utf-8"))["schema"] == "onrecord/1"
    odd = onrecord("read", article, "-o", tmp_path / "out.xlsx")
    assert (odd.returncode, (tmp_path / "out.xlsx").exists()) == (2, False)
    assert "names no format" in odd.stderr


def test_a_slip_in_a_commands_name_is_met_with_the_right_one() -> None:
    run = onrecord("raed")
    assert run.returncode == 2
    assert "Did you mean 'read'?" in run.stderr


def test_content_is_marked_where_no_style_is_seen(article: Path) -> None:
    assert "⟨“We have a deal we can live with,”⟩ said Marta Lund" in onrecord("read", article).stdout


def test_positions_as_rows(tmp_path: Path) -> None:
    page = tmp_path / "talks.txt"
    page.write_text("Peru rejected a new border, and Chile proposed a truce.", "utf-8")
    result = onrecord("read", page, "--finder", "rules", "--format", "csv", "--rows", "positions")
    head, *rows = result.stdout.splitlines()
    assert head.startswith("id,side,holders,stance,degree,issue,object")
    assert [row.split(",")[1:7] for row in rows] == [
        ["per", "Peru", "rejects", "whole", "territory", "a new border"],
        ["chl", "Chile", "offers", "whole", "truce", "a truce"],
    ]
    assert onrecord("read", page, "--rows", "positions").returncode == 2


def test_only_statements_leaves_out_events_and_positions(tmp_path: Path) -> None:
    page = tmp_path / "talks.txt"
    page.write_text(
        "Talks in Oslo\n\nNorway’s prime minister, Ane Dahl, met the president of Chile in Oslo on Monday.\n\n"
        "“Norway rejects the new tariff,” Dahl said. Chile demanded a new treaty on fish.\n",
        "utf-8",
    )

    def read(*more: str) -> dict[str, list[object]]:
        found: dict[str, list[object]] = json.loads(onrecord("read", page, "--format", "json", *more).stdout)
        return found

    whole, part = read(), read("--only", "statements")
    assert whole["events"] and whole["positions"]
    assert part["statements"] == whole["statements"] != []
    assert (part["events"], part["positions"]) == ([], [])
    refused = onrecord("read", page, "--format", "csv", "--rows", "events", "--only", "statements")
    assert (refused.returncode, "leave nothing to write" in refused.stderr) == (2, True)
