"""`collect`, `collections`, `trace` and `check` as a person runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli import main

SPEECH = (
    "The harbour has fed this town for two hundred winters, and it will feed our children too. We shall never lease "
    "the northern quay to strangers unless the whole council consents. The dredging cost forty thousand crowns."
)
ARTICLE = (
    "“We shall lease the quay,” says mayor\n\nBy A. Specimen\n\n"
    "LOWTON — Mayor Ada Odlum spoke on Monday at the customs house. “We shall never lease the northern quay to "
    "strangers,” Odlum said. “The harbour has fed this <b>village</b> for two hundred winters, and it will feed our "
    "children too,” she said.\n\nThe council will meet again in the spring to hear the fishermen and their lawyers.\n"
)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    row = {
        "id": "s1",
        "date": "1911-11-20",
        "title": "At the customs house",
        "speaker": "Ada Odlum",
        "text": SPEECH,
    }
    (tmp_path / "speeches.jsonl").write_text(json.dumps(row) + "\n")
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    desk = tmp_path / "my.sqlite"
    result = run("collect", "town", str(tmp_path / "speeches.jsonl"), "--desk", str(desk))
    assert result.exit_code == 0, result.output
    assert "1 transcripts" in result.stdout
    return desk


def run(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(main, list(arguments), input=given)


def test_transcripts_that_name_no_speaker_are_counted(desk: Path) -> None:
    (desk.parent / "notes.txt").write_text(
        "The river rose and we stood by it all night long, all of us together."
    )
    paths = (str(desk.parent / "notes.txt"), str(desk.parent / "speeches.jsonl"))
    result = run("collect", "mixed", *paths, "--desk", str(desk))
    assert result.exit_code == 0
    assert result.stderr == "onrecord: 1 of 2 transcripts names no speaker; --speaker gives one\n"
    assert run("collect", "named", *paths, "--desk", str(desk), "--speaker", "Tom Vane").stderr == ""


def test_collecting_again_adds_nothing(desk: Path) -> None:
    result = run("collect", "town", str(desk.parent / "speeches.jsonl"), "--desk", str(desk))
    assert "0 transcripts" in result.stdout


def test_what_cannot_be_collected_is_said(desk: Path) -> None:
    result = run("collect", "town", str(desk.parent / "none.txt"), "--desk", str(desk))
    assert result.exit_code == 2
    assert "none.txt" in result.stderr


def test_collections_are_listed(desk: Path) -> None:
    result = run("collections", "--desk", str(desk))
    assert "town" in result.stdout
    assert "1911-11-20" in result.stdout
    (info,) = json.loads(run("collections", "--desk", str(desk), "--format", "json").stdout)
    assert (info["name"], info["documents"], info["speakers"]) == ("town", 1, 1)


def test_a_collection_may_be_marked_and_its_speaker_named(desk: Path) -> None:
    (desk.parent / "rally.txt").write_text(
        "The river rose and we stood by it all night long, all of us together."
    )
    path = str(desk.parent / "rally.txt")
    assert (
        run("collect", "rallies", path, "--desk", str(desk), "--speaker", "Tom Vane", "--open").exit_code == 0
    )
    (info,) = [
        i
        for i in json.loads(run("collections", "--desk", str(desk), "--format", "json").stdout)
        if i["name"] == "rallies"
    ]
    assert (info["open"], info["translated"], info["speakers"]) == (True, False, 1)
    assert "rallies (open)" in run("collections", "--desk", str(desk)).stdout
    given = json.dumps({"quote": "we stood by it all night long, all of us together"}) + "\n"
    found = json.loads(run("trace", "-", "--in", "rallies", "--desk", str(desk), given=given).stdout)
    assert found["found"][0]["speaker"] == "Tom Vane"
    run("collect", "rallies", path, "--desk", str(desk), "--closed", "--translated")
    (info,) = [
        i
        for i in json.loads(run("collections", "--desk", str(desk), "--format", "json").stdout)
        if i["name"] == "rallies"
    ]
    assert (info["open"], info["translated"]) == (False, True)


def test_a_desk_without_collections_says_how_to_make_one(tmp_path: Path) -> None:
    assert "onrecord collect" in run("collections", "--desk", str(tmp_path / "d")).stdout
    result = run("trace", "-", "--desk", str(tmp_path / "d"), given="{}\n")
    assert (result.exit_code, "onrecord collect" in result.stderr) == (2, True)
    assert run("trace", "-", "--in", "none", "--desk", str(tmp_path / "d"), given="{}\n").exit_code == 2


def test_trace_prints_a_line_for_each_line_in_order(desk: Path) -> None:
    lines = [
        {"id": 1, "quote": "The dredging cost fifty thousand crowns"},
        {"id": "b", "quote": "it will feed our children too", "date": "1911-11"},
        {"id": None, "quote": "The owls of the moor were counted twice"},
    ]
    given = "".join(json.dumps(line) + "\n" for line in lines) + "\nnot json\n" + '{"id": 9}\n'
    result = run("trace", "-", "--in", "town", "--desk", str(desk), given=given)
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["id"] for row in rows] == [1, "b", None, None, 9]
    assert (rows[0]["verdict"], rows[0]["notes"]) == ("altered", ["figure changed"])
    assert rows[0]["difference"] == [
        ["=", "The dredging cost"],
        ["-", "forty"],
        ["+", "fifty"],
        ["=", "thousand crowns"],
    ]
    found = rows[1]["found"][0]
    assert SPEECH[found["start"] : found["end"]] == found["exact"]
    assert (found["document"], found["speaker"], found["date"]) == ("s1", "Ada Odlum", "1911-11-20")
    assert (rows[2]["verdict"], rows[2]["found"]) == ("not found", [])
    assert "error" in rows[3]
    assert "error" in rows[4]
    assert result.exit_code == 2


def test_half_a_surrogate_pair_breaks_nothing(desk: Path) -> None:
    result = run(
        "trace",
        "-",
        "--desk",
        str(desk),
        given='{"id": "\\ud800", "quote": "it will feed our \\ud800 children too"}\n',
    )
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["id"] == "\ud800"


def test_check_shows_verdicts_and_differences(desk: Path) -> None:
    result = run("check", str(desk.parent / "article.txt"), "--in", "town", "--desk", str(desk))
    assert result.exit_code == 0, result.output
    assert "altered" in result.stdout
    assert "hides: unless" in result.stdout
    assert "[-town-] {+" in result.stdout


def test_strict_ends_with_status_1(desk: Path) -> None:
    article = str(desk.parent / "article.txt")
    assert run("check", article, "--desk", str(desk), "--strict").exit_code == 1
    honest = desk.parent / "honest.txt"
    honest.write_text(
        "Harbour praised\n\nMayor Ada Odlum spoke on Monday. “The harbour has fed this town for two hundred winters,” "
        "Odlum said.\n",
        encoding="utf-8",
    )
    result = run("check", str(honest), "--desk", str(desk), "--strict")
    assert result.exit_code == 0, result.output


def test_reports_escape_what_others_wrote(desk: Path) -> None:
    article = str(desk.parent / "article.txt")
    page = run("check", article, "--desk", str(desk), "--format", "html").stdout
    assert "<b>" not in page
    assert "&lt;b&gt;" in page
    assert '<del><span class="hint">left out: </span>town</del>' in page
    assert page.rstrip().endswith("</html>")
    markdown = run("check", article, "--desk", str(desk), "--format", "markdown").stdout
    assert "<b>" not in markdown.replace("\\<b\\>", "")
    assert "~~town~~" in markdown


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_json_holds_to_the_contract(desk: Path, form: str) -> None:
    out = run("check", str(desk.parent / "article.txt"), "--desk", str(desk), "--format", form).stdout
    record = json.loads(out)[0] if form == "json" else json.loads(out)
    assert record["schema"] == "onrecord/1"
    checks = [check for check in record["checks"] if check["statement"]]
    assert {check["verdict"] for check in checks} == {"exact", "altered"}
    text = record["document"]["text"]
    for check in record["checks"]:
        assert text[check["quote"]["start"] : check["quote"]["end"]] == check["quote"]["exact"]


@pytest.mark.parametrize("name", ["collect", "collections", "trace", "check"])
def test_help_has_an_example(name: str) -> None:
    assert "Example:" in run(name, "--help").stdout
