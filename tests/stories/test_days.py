"""A story by its days, each with a sentence of a source."""

from __future__ import annotations

from onrecord.stories.matching import Report
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
