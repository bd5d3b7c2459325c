"""Dates in file names and first lines, and whether two can be near."""

from __future__ import annotations

import pytest

from onrecord.verify.dates import far_apart, full_date, iso_date

PICTURES = {
    "3 November 1920": "1920-11-03",
    "Nov. 3, 1920": "1920-11-03",
    "on Friday 27th September, 2024": "2024-09-27",
    "1920-11-03": "1920-11-03",
    "speech_2016-1-26.txt": "2016-01-26",
    "TownhallSep8_2020.txt": "2020-09-08",
    "8-11-16-speech.txt": "2016-08-11",
    "10/4/16": "2016-10-04",
    "House/2024/May/22/part9.html": "2024-05-22",
    "20201103": "2020-11-03",
    "2024-09": "2024-09",
    "Hill-1798.txt": "1798",
    "speeches1950": None,
    "99/99/99": None,
    "no date": None,
}


@pytest.mark.parametrize(("text", "date"), PICTURES.items())
def test_iso_date(text: str, date: str | None) -> None:
    assert iso_date(text) == date


def test_only_a_date_with_its_month_named_counts_as_told_in_full() -> None:
    assert full_date("Given at noon, March 4, 1861, and on 5 May 1862") == "1861-03-04"
    assert full_date("page 10/4/16 of 1861") is None


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [
        ("2016-01-01", "2016-02-01", False),
        ("2016-01-01", "2014-02-01", True),
        ("2016", "2016-12-31", False),
        ("2016-03", "2016", False),
        ("2016", "2013-10", True),
        (None, "2013", False),
        ("soon", "2013", False),
    ],
)
def test_far_apart(one: str | None, other: str | None, far: bool) -> None:
    assert far_apart(one, other) is far
    assert far_apart(other, one) is far
