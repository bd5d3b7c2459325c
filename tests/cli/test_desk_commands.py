"""The commands that work on a desk: add, search, export, forget, desk."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli import COMMANDS, main
from onrecord.contract import from_json
from onrecord.store import Desk
from onrecord.store.db import VERSION
from tests.store.build import article

TALKS = article(
    "The mayor {Ana Ruiz} <said> “[the ceasefire\x1bc will hold]”.\n{Bo Lind} <warned> that [no ceasefire lasts].",
    path="a.txt", title="Talks go on", source="Gazette", published="2025-01-05", verdict="trimmed",
)  # fmt: skip
VOTE = article(
    "{Ana Ruiz} <called> it “[=2+2 a mess]”.", path="b.txt", title="A vote", url="https://g.example/vote"
)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    path = tmp_path / "my desk.sqlite"
    with Desk.open(path) as opened:
        list(opened.add_many([TALKS, VOTE]))
    return path


def run(*args: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args], input=stdin)


def on(desk: Path, command: str, *args: str | Path, stdin: str | None = None) -> Result:
    return run(command, *args, "--desk", desk, stdin=stdin)


# add


def test_add_puts_documents_in_once_and_keeps_revisions(tmp_path: Path) -> None:
    story, broken, desk = tmp_path / "story.txt", tmp_path / "broken.txt", tmp_path / "new.sqlite"
    words = (
        'Harbour vote fails\n\n"We will not sign this," Mayor Ana Ruiz said on Tuesday in the town hall.\n'
    )
    story.write_text(words, "utf-8")
    first = on(desk, "add", story)
    assert (first.exit_code, first.stdout) == (0, f"1 added · {desk}\n")
    again = on(desk, "add", story)
    assert again.stdout == f"0 added, 1 unchanged · {desk}\n"
    story.write_text(words + "\nThe harbour stays shut until the spring, the council said.\n", "utf-8")
    broken.write_bytes(bytes(range(256)) * 40)
    third = on(desk, "add", tmp_path / "*.txt", "--format", "json")
    assert third.exit_code == 2
    told = json.loads(third.stdout)
    assert (told["revised"], told["added"], [f["path"] for f in told["failed"]]) == (1, 0, [str(broken)])
    assert "broken.txt" in third.stderr
    with Desk.open(desk) as opened:
        (row,) = opened.documents()
        assert row.revisions == 2
        assert opened.search("sign", speaker="Ruiz").statement_total == 1


def test_add_reads_standard_input(tmp_path: Path) -> None:
    result = on(
        tmp_path / "new.sqlite", "add", "-", stdin='A title\n\n"We will go," Ana Ruiz said on Monday.\n'
    )
    assert result.exit_code == 0
    assert result.stdout.startswith("1 added")


def test_add_says_what_is_missing(tmp_path: Path) -> None:
    result = on(tmp_path / "new.sqlite", "add", tmp_path / "nothing.txt")
    assert result.exit_code == 2
    assert "nothing.txt" in result.stderr
    assert "Traceback" not in result.output


# search


def test_search_marks_hits_and_says_who(desk: Path) -> None:
    result = on(desk, "search", "ceasefire", "--what", "statements")
    assert result.exit_code == 0
    assert "Statements: 2" in result.stdout
    assert (
        "Ana Ruiz (direct, said, trimmed)\nthe [ceasefire] c will hold\nTalks go on · Gazette · 2025-01-05 · a.txt"
        in result.stdout
    )
    assert "\x1b" not in result.stdout, "other people's words do not steer the terminal"


def test_search_filters(desk: Path) -> None:
    one = json.loads(on(desk, "search", "ceasefire", "--speaker", "lind", "--format", "json").stdout)
    assert [row["words"] for row in one["results"]] == ["no [ceasefire] lasts"]
    assert (one["statement_total"], one["article_total"]) == (1, 0)
    assert on(desk, "search", "ceasefire", "--since", "2025-02").stdout == "nothing found\n"
    assert "give a date" in on(desk, "search", "x", "--since", "yesterday").stderr


def test_search_prints_lines_and_tables(desk: Path) -> None:
    lines = [json.loads(line) for line in on(desk, "search", "mess", "--format", "jsonl").stdout.splitlines()]
    assert [(row["type"], row["document"]) for row in lines] == [
        ("article", VOTE.document.id),
        ("statement", VOTE.document.id),
    ]
    rows = list(csv.DictReader(io.StringIO(on(desk, "search", "mess", "--format", "csv").stdout)))
    assert rows[1]["words"] == "'=2+2 a [mess]"
    assert rows[1]["speaker"] == "Ana Ruiz"


def test_search_takes_any_query(desk: Path) -> None:
    for query in ('"', "(", "a AND", "NEAR(", "*", "^x", "said:"):
        result = on(desk, "search", query)
        assert (result.exit_code, result.exception) == (0, None), query


# export


def test_export_writes_what_the_desk_holds(desk: Path, tmp_path: Path) -> None:
    lines = on(desk, "export").stdout.splitlines()
    assert [from_json(json.loads(line)) for line in lines] == [TALKS, VOTE]
    target = tmp_path / "out.csv"
    result = on(desk, "export", "-o", target, "--speaker", "Ruiz", "--kind", "direct")
    assert (result.exit_code, result.stdout) == (0, "")
    assert f"2 statements written to {target}" in result.stderr
    rows = list(csv.DictReader(io.StringIO(target.read_text("utf-8"))))
    assert [row["document_id"] for row in rows] == [TALKS.document.id, VOTE.document.id]
    assert all(row["entities"] for row in rows)


@pytest.mark.parametrize("name", ["x.parquet", "x.sqlite", "x.md", "x.json", "x.jsonl", "x.csv"])
def test_export_knows_the_format_by_the_name(desk: Path, tmp_path: Path, name: str) -> None:
    assert on(desk, "export", "-o", tmp_path / name).exit_code == 0
    head = (tmp_path / name).read_bytes()[:20]
    starts = {
        "x.parquet": b"PAR1",
        "x.sqlite": b"SQLite format 3",
        "x.md": b"# Talks",
        "x.json": b"[",
        "x.jsonl": b"{",
        "x.csv": b"id,",
    }
    assert head.startswith(starts[name])


def test_export_refuses_what_cannot_be(desk: Path, tmp_path: Path) -> None:
    before = desk.read_bytes()
    cases = [
        (["--format", "parquet"], "name a file for parquet"),
        (["-o", str(desk), "--format", "csv"], "the desk itself"),
        (["-o", str(tmp_path / "no" / "x.csv")], "folder does not exist"),
        (["-o", str(tmp_path)], "is a folder"),
    ]
    for args, why in cases:
        result = on(desk, "export", *args)
        assert result.exit_code == 2
        assert why in result.stderr
    assert desk.read_bytes() == before


# forget, desk


def test_forget_asks_and_then_removes(desk: Path) -> None:
    assert on(desk, "forget", "https://g.example/vote", stdin="n\n").exit_code == 1
    asked = on(desk, "forget", "https://g.example/vote", stdin="y\n")
    assert asked.exit_code == 0
    assert "A vote" in asked.stdout
    assert "forgotten: 1 document, 1 text, 1 statement" in asked.stdout
    again = on(desk, "forget", "https://g.example/vote", "--yes")
    assert again.exit_code == 2
    assert "no document has the id, path or URL https://g.example/vote" in again.stderr
    assert b"a mess" not in desk.read_bytes()


def test_desk_says_what_is_in_it(desk: Path) -> None:
    told = json.loads(on(desk, "desk", "--format", "json").stdout)
    assert (told["documents"], told["statements"], told["people"], told["version"]) == (2, 3, 2, VERSION)
    text = on(desk, "desk").stdout
    assert "documents   2 (2025-01-05 to 2025-01-05), 2 texts" in text
    assert str(desk) in text


# All


def test_desk_groups_what_an_earlier_version_left(desk: Path) -> None:
    with closing(sqlite3.connect(desk)) as sql, sql:
        for table in ("story", "story_cluster", "story_document", "story_term", "story_print"):
            sql.execute(f"DELETE FROM {table}")
    told = on(desk, "stories")
    assert "have no story yet; `onrecord desk` groups them" in told.stderr
    told = on(desk, "desk")
    assert "documents grouped into stories" in told.stderr
    assert "no story yet" not in on(desk, "stories").stderr


@pytest.mark.parametrize("command", ["search", "export", "forget", "desk"])
def test_a_desk_that_cannot_be_used_is_one_clear_line(tmp_path: Path, command: str) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_bytes(b"no database at all " * 100)
    args = [["x", "--yes"], ["x"], []][
        ["forget", "search"].index(command) if command in ("forget", "search") else 2
    ]
    for path, why in (
        (letter, "this is not a desk of onrecord"),
        (tmp_path / "none", "there is no desk here yet"),
    ):
        result = on(path, command, *args)
        assert result.exit_code == 2
        assert result.stderr.startswith(f"onrecord: {path}: {why}")
        assert len(result.stderr.splitlines()) == 1
    assert [p.name for p in tmp_path.iterdir()] == ["letter.txt"]


def test_the_environment_names_the_desk(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_DESK", str(desk))
    assert json.loads(run("desk", "--format", "json").stdout)["path"] == str(desk)


@pytest.mark.parametrize("command", ["add", "search", "export", "forget", "desk"])
def test_help_has_an_example(command: str) -> None:
    assert command in COMMANDS
    result = run(command, "--help")
    assert result.exit_code == 0
    assert f"Example:\n    onrecord {command}" in result.stdout


def test_a_closed_pipe_ends_quietly(desk: Path) -> None:
    with Desk.open(desk) as opened:
        list(
            opened.add_many(
                article("{Ana Ruiz} <said> “[go]”. " + "x " * 900, path=f"{n}.txt") for n in range(60)
            )
        )
    command = f'"{sys.executable}" -m onrecord export --desk "{desk}" | head -c 10'
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
