"""Every format holds the same statements, and what has a way back gives the same records."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from onrecord.contract import from_json
from onrecord.errors import OutputError
from onrecord.export import FORMATS, write_file, write_text
from onrecord.export.csv import guard, unguard
from onrecord.export.flat import COLUMNS, lines
from onrecord.models import Failure, Record
from onrecord.store import Desk
from tests.export.conftest import TALKS, VOTE
from tests.strategies import records

SLOW = settings(deadline=None, max_examples=40)
FAILED = Failure("c.txt", "not text", "it is a picture")


def text_of(results: list[Record | Failure], form: str) -> str:
    stream = io.StringIO(newline="")
    write_text(results, form, stream)
    return stream.getvalue()


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


# JSON


@SLOW
@given(st.lists(records(), max_size=3))
def test_jsonl_and_json_give_the_records_back(many: list[Record]) -> None:
    jsonl = text_of([*many, FAILED], "jsonl")
    assert [from_json(json.loads(line)) for line in jsonl.splitlines()] == [*many, FAILED]
    assert [from_json(row) for row in json.loads(text_of([*many], "json"))] == many


def test_nothing_is_an_empty_file_or_array() -> None:
    assert text_of([], "jsonl") == ""
    assert json.loads(text_of([], "json")) == []
    assert text_of([], "csv").split("\r\n")[0] == ",".join(COLUMNS)


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not one of"):
        text_of([TALKS], "xlsx")
    with pytest.raises(ValueError, match="not one of"):
        write_file([TALKS], "xlsx", tmp_path / "x")
    assert list(tmp_path.iterdir()) == []


# Flat rows and CSV


def test_a_row_says_who_said_what_where() -> None:
    first, second = lines([TALKS, FAILED])
    assert (first.speaker, first.sides, first.roles, first.mention) == (
        ("Ana Ruiz",),
        ("esp",),
        ("mayor",),
        "Ana Ruiz",
    )
    assert (first.content, first.cue, first.kind) == ("we will go … come back", "said", "direct")
    text = TALKS.document.text
    assert [text[start:end] for start, end in first.offsets] == ["we will go", "come back"]
    assert text[first.start : first.end] == "we will go” and “come back"
    assert (first.verdict, first.notes) == ("trimmed", ("hides: not",))
    assert (second.verdict, second.notes) == (None, ())
    assert (first.document_id, first.title, first.url) == (
        TALKS.document.id,
        "-Talks",
        "https://g.example/talks",
    )
    assert (first.source, first.section, first.published) == ("Gazette", "World", "2025-01-05")


def test_csv_is_read_back_by_any_reader() -> None:
    first, second, third = rows_of(text_of([TALKS, VOTE], "csv"))
    assert list(first) == list(COLUMNS)
    assert (first["speaker"], first["offsets"].count("-"), first["confidence"]) == ("Ana Ruiz", 2, "0.9")
    assert second["content"] == "'=1+1 is the sum"
    assert first["title"] == "'-Talks"
    assert third["content"] == VOTE.statements[0].content[0].exact, "breaks and marks inside a cell are kept"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "'=x", "''=x", "＝1"])
def test_a_spreadsheet_takes_no_cell_for_a_formula(cell: str) -> None:
    assert guard(cell) == f"'{cell}"
    assert unguard(guard(cell)) == cell


@pytest.mark.parametrize("cell", ["", "words", "'quoted'", "1-2", "a=b", "'"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert guard(cell) == cell == unguard(cell)


@given(st.text(st.sampled_from("'=+-@\t\ra")) | st.text())
def test_the_guard_can_be_taken_away_again(cell: str) -> None:
    assert unguard(guard(cell)) == cell
    assert guard(cell)[:1] not in set("=+-@\t\r＝＋－＠")


@SLOW
@given(records())
def test_csv_keeps_every_content_to_the_letter(record: Record) -> None:
    rows = rows_of(text_of([record], "csv"))
    assert [unguard(row["content"]) for row in rows] == [line.content for line in lines([record])]


# Parquet


def test_parquet_has_typed_columns(tmp_path: Path, full: Desk) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = tmp_path / "x.parquet"
    assert write_file(full.records(), "parquet", path, desk=full) == 3
    table = pq.read_table(path)
    assert table.column_names == list(COLUMNS)
    types = {field.name: field.type for field in table.schema}
    assert types["start"] == pa.int32()
    assert types["confidence"] == pa.float64()
    assert types["speaker"] == pa.list_(pa.field("element", pa.string()))
    assert pa.types.is_struct(types["offsets"].value_type)
    first = table.to_pylist()[0]
    assert first["speaker"] == ["Ana Ruiz"]
    assert first["offsets"] == [{"start": s.start, "end": s.end} for s in TALKS.statements[0].content]
    assert first["entities"] == [full.people(name="Ruiz")[0].id]


@SLOW
@given(records())
def test_parquet_keeps_every_content_to_the_letter(record: Record) -> None:
    import tempfile

    import pyarrow.parquet as pq

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.parquet"
        write_file([record], "parquet", path)
        assert pq.read_table(path)["content"].to_pylist() == [line.content for line in lines([record])]


# Markdown


def test_markdown_reads_as_a_record_and_runs_nothing() -> None:
    text = text_of([TALKS, VOTE, FAILED], "markdown")
    assert text.startswith("# \\-Talks\n")
    assert "- **Ana Ruiz**, mayor, esp" in text
    assert "> we will go … come back" in text
    assert "trimmed, hides: not" in text
    assert "Could not be read: it is a picture" in text
    html = MarkdownIt().render(text)
    assert html.count("<h1>") == 3
    assert "<em>" not in html
    assert "&amp;lt; *bold* _x_" in html


@given(st.text(st.sampled_from("#*_`<>[]()!-+=|~&\\1.) \n\t\"'ab:/")))
def test_no_words_become_markup(words: str) -> None:
    from onrecord.export.markdown import escape

    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(escape(words) or "x")
    assert html.count("<") == 2, "one paragraph and nothing in it"


# Files


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_is_whole_or_as_it_was(tmp_path: Path, form: str) -> None:
    target = tmp_path / "out"
    target.write_text("old", "utf-8")

    def broken() -> object:
        yield TALKS
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_file(broken(), form, target)  # type: ignore[arg-type]
    assert target.read_text("utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]
    assert write_file([TALKS, FAILED, VOTE], form, target) == 3
    assert target.read_bytes() != b"old"


@pytest.mark.parametrize("form", FORMATS)
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, form: str) -> None:
    with pytest.raises(OutputError, match="folder does not exist") as raised:
        write_file([TALKS], form, tmp_path / "no" / "out")
    assert raised.value.path == str(tmp_path / "no" / "out")


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_records_give_the_same_bytes(tmp_path: Path, form: str) -> None:
    for name in ("one", "two"):
        write_file([TALKS, VOTE], form, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
