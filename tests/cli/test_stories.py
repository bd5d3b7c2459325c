"""`onrecord stories`: a desk's stories, and files of articles grouped without one."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord.cli import main
from onrecord.store import Desk
from tests.store.test_stories import record
from tests.stories.news import NEWS, article


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    path = tmp_path / "articles.jsonl"
    path.write_text("".join(f"{json.dumps(asdict(a))}\n" for a in NEWS), "utf-8")
    return path


def run(*args: str, status: int = 0) -> str:
    result = CliRunner().invoke(main, ["stories", *args])
    assert result.exit_code == status, result.output
    return result.stdout


def test_articles_of_a_file_are_grouped_line_by_line(lines: Path) -> None:
    rows = [json.loads(line) for line in run(str(lines), "--format", "jsonl").splitlines()]
    assert [row["id"] for row in rows] == [a.id for a in NEWS]
    assert rows[0]["story"] == rows[2]["story"] != rows[1]["story"] == rows[4]["story"]
    assert [row["copy_of"] for row in rows] == [None] * 5


def test_a_line_that_is_no_article_costs_only_itself(lines: Path) -> None:
    lines.write_text(lines.read_text("utf-8") + "{no json\n", "utf-8")
    rows = [json.loads(line) for line in run(str(lines), "--format", "jsonl", status=2).splitlines()]
    assert len(rows) == 6
    assert "error" in rows[5]


def test_a_desks_stories_are_listed(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    with Desk.open(path) as desk:
        for a in NEWS:
            desk.add(record(a))
    text = run("--desk", str(path))
    assert NEWS[3].title in text
    assert "2 texts · 2 outlets" in text
    rows = json.loads(run("--desk", str(path), "--sources", "2", "--format", "json"))
    assert [row["sources"] for row in rows] == [2, 2]
    assert (
        "5 documents grouped" in CliRunner().invoke(main, ["stories", "--desk", str(path), "--again"]).stderr
    )


def test_where_reports_differ_is_told_with_each_sentence(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    told = (
        "Lund waited seven hours at the harbour office of Skagen to cast her ballot. The queue went round the quay.",
        "The queue at Skagen went round the quay. Lund waited six hours at the harbour office to cast her ballot, she said.",
    )
    with Desk.open(path) as desk:
        for n, text in enumerate(told):
            desk.add(record(article(f"q{n}", text, "The queue of Skagen", "2031-02-01", f"Paper {n}")))
        (story,) = desk.stories.listed()
    done = CliRunner().invoke(main, ["contradictions", story.id, "--desk", str(path)])
    assert done.exit_code == 0, done.output
    assert "seven: Lund waited seven hours" in done.output and "six: Lund waited six hours" in done.output
    assert "Paper 0 · 2031-02-01" in done.output
    every = CliRunner().invoke(main, ["contradictions", "--desk", str(path)])
    assert every.exit_code == 0 and f"The queue of Skagen · {story.id}\n" in every.stdout
    assert every.stdout.endswith(done.stdout)
    rows = json.loads(
        CliRunner().invoke(main, ["contradictions", "--desk", str(path), "--format", "json"]).stdout
    )
    assert {(row["story"], row["headline"]) for row in rows} == {(story.id, "The queue of Skagen")}
    missing = CliRunner().invoke(main, ["contradictions", "none", "--desk", str(path)])
    assert missing.exit_code == 2 and "onrecord stories" in missing.stderr


def test_a_desk_whose_reports_agree_has_no_story_that_differs(tmp_path: Path) -> None:
    with Desk.open(tmp_path / "desk.sqlite") as desk:
        desk.add(record(NEWS[0]))
    done = CliRunner().invoke(main, ["contradictions", "--desk", str(tmp_path / "desk.sqlite")])
    assert (done.exit_code, done.stdout) == (0, "in no story of this desk do the reports clearly differ\n")


def test_trending_says_where_most_documents_have_no_date(tmp_path: Path) -> None:
    path = str(tmp_path / "desk.sqlite")
    with Desk.open(path) as desk:
        for n, date in enumerate(("2031-02-01", "2031-02-02", None)):
            desk.add(record(replace(NEWS[n], id=f"d{n}", date=date)))
        few = CliRunner().invoke(main, ["trending", "--desk", path])
        for n in range(2):
            desk.add(record(replace(NEWS[n], id=f"u{n}", text=f"{n} {NEWS[n].text}", date=None)))
    most = CliRunner().invoke(main, ["trending", "--desk", path])
    assert (few.exit_code, few.stderr) == (0, "")
    assert most.stderr == "onrecord: 3 of 5 documents have no date, and cannot trend\n"
    assert most.stdout == "Nothing is named more than it used to be.\n"
