"""Tables of events, positions and documents: the rows that the records hold, in CSV and in Parquet alike."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

import onrecord
from onrecord.cli import main
from onrecord.export.csv import unguard
from onrecord.export.rows import KINDS, lines_of, write_rows, write_rows_csv
from onrecord.models import Record
from onrecord.store import Desk

TALKS = (
    "Envoys of Norland met ministers of Sudra in Geneva on Monday.\n\n"
    "Norland demanded the withdrawal of Sudran troops from the valley, a demand that Sudra rejected.\n\n"
    "“We will not leave,” Sudran foreign minister Ada Holm said."
)


@pytest.fixture(scope="module")
def record() -> Record:
    return onrecord.read_text(TALKS, title="Talks in Geneva", published="2031-05-07")


def rows(kind: str, record: Record) -> list[dict[str, str]]:
    stream = io.StringIO(newline="")
    count = write_rows_csv(kind, [record], stream)
    found = list(csv.DictReader(io.StringIO(stream.getvalue(), newline="")))
    assert len(found) == count
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_csv_and_parquet_hold_the_same_rows(kind: str, record: Record, tmp_path: Path) -> None:
    path = tmp_path / "rows.parquet"
    count = write_rows(kind, [record], path, "parquet")
    table = pq.read_table(path).to_pylist()
    lines = list(lines_of(kind, [record]))
    assert count == len(table) == len(lines) > 0
    for row, line, cells in zip(table, lines, rows(kind, record), strict=True):
        assert row["id"] == line.id == unguard(cells["id"])
        assert list(row) == list(cells)
        for span in row.get("offsets", []):
            assert record.document.text[span["start"] : span["end"]]


def test_a_document_has_its_story_and_whose_text_it_copies(tmp_path: Path) -> None:
    from tests.site.test_stories import AGAIN, FERRY, report

    path = tmp_path / "news.desk"
    with Desk.open(path) as desk:
        desk.add(report(FERRY, "Ferry Aurora runs aground off Skerry Point", "The Wire", "2024-03-04"))
        desk.add(report(FERRY, "Ninety saved from ferry", "The Quay Herald", "2024-03-04"))
        desk.add(report(AGAIN, "Divers look at ferry Aurora off Skerry Point", "The Tide", "2024-03-05"))
    out = CliRunner().invoke(main, ["export", "--desk", str(path), "--rows", "documents", "--format", "csv"])
    assert out.exit_code == 0, out.output
    wire, herald, tide = csv.DictReader(io.StringIO(out.output, newline=""))
    assert wire["story"] == herald["story"] == tide["story"] != ""
    assert (wire["copy_of"], herald["copy_of"], tide["copy_of"]) == ("", wire["id"], "")


def test_rows_go_with_tables_only(tmp_path: Path) -> None:
    Desk.open(tmp_path / "a.desk").close()
    command = ["export", "--desk", str(tmp_path / "a.desk"), "--rows", "events", "--format", "json"]
    out = CliRunner().invoke(main, command)
    assert out.exit_code == 2 and "csv or parquet" in out.output
