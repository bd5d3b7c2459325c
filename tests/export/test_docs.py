"""docs/desk.md says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

from onrecord.export.csv import _GUARDED
from onrecord.export.flat import COLUMNS
from onrecord.export.sqlite import _TABLES

PAGE = (Path(__file__).parents[2] / "docs" / "desk.md").read_text("utf-8")


def test_the_columns_are_listed_in_order() -> None:
    listed = re.search(r"in CSV and Parquet:\n\n(.+?)\n\n", PAGE, re.S)
    assert listed is not None
    assert tuple(re.findall(r"`(\w+)`", listed[1])) == COLUMNS


def test_the_tables_are_listed() -> None:
    tables = re.findall(r"CREATE TABLE (\w+)", _TABLES)
    line = re.search(r"The SQLite export has (.+?):", PAGE, re.S)
    assert line is not None
    assert sorted(re.findall(r"`(\w+)`", line[1])) == sorted(tables)


def test_the_guard_is_the_one_described() -> None:
    assert f"`{_GUARDED.pattern}`" in PAGE
