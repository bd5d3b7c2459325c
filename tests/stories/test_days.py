"""A story by its days, each with a sentence of a source."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.stories.days import days_named
from onrecord.stories.report import Report
from onrecord.stories.timeline import dated, timeline
from tests.stories.news import FLOOD, FLOOD_OTHER


def test_each_day_has_a_sentence_of_a_source() -> None:
    reports = [Report("a", FLOOD, "Herald", "2031-05-07"), Report("b", FLOOD_OTHER, "Globe", "2031-05-07")]
    days = timeline(s for report in reports for s in dated(report))
    assert [d.day for d in days] == ["2031-05-06", "2031-05-07"]
    burst, pumps = days
    assert burst.sentence.exact.startswith("A dam above the town of Varsk burst on Tuesday night")
    assert pumps.sentence.exact.startswith("Soldiers brought pumps to Varsk on Wednesday")
    assert FLOOD[burst.sentence.start : burst.sentence.end] == burst.sentence.exact


def test_a_day_without_a_date_of_publication_is_not_guessed() -> None:
    assert dated(Report("a", FLOOD)) == []


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("The dam burst on November 7, 2028.", ["2028-11-07"]),
        ("The dam burst on 7 November 2028.", ["2028-11-07"]),
        ("The dam burst on Nov. 7.", ["2030-11-07"]),
        ("Signed on 2029-02-03, it ended on the 1st May.", ["2029-02-03", "2031-05-01"]),
        ("It burst on Tuesday, May 6, and on Tuesday again.", ["2031-05-06"]),
        ("Talks go on next Monday.", ["2031-05-12"]),
        ("They will meet in Varsk on Monday with Adm. Reed.", ["2031-05-12"]),
        ("A file was sent on 1 May of that year.", []),
        ("Masks will go! — Tom Reed (@treed) May 6, 2031", []),
        ("On May 40 nobody came, in May 2,000 did, on Mondays all.", []),
    ],
)
def test_the_days_that_a_sentence_names(sentence: str, days: list[str]) -> None:
    assert [day.isoformat() for day in days_named(sentence, date(2031, 5, 7))] == days


def test_without_a_date_of_publication_only_whole_dates_are_told() -> None:
    assert days_named("From Tuesday, 7 May, to May 9, 2031.", None) == [date(2031, 5, 9)]


def test_what_stands_under_a_picture_is_no_day_of_the_story() -> None:
    text = (
        "Mayor Ada Quill at a party on May 1, 2029. (Tom Reed/Quay Pictures)\n\n"
        "FILE - The dam on March 3, 2030.\n\nThe dam above the town burst on Tuesday night, the mayor said."
    )
    found = dated(Report("a", text, "Herald", "2031-05-07"))
    assert [(d.day, d.named) for d in found] == [("2031-05-06", True), ("2031-05-07", False)]
    assert all(d.exact.startswith("The dam above") for d in found)
