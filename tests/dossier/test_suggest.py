"""What a dossier could hold: issues, parties and people of a few short reports."""

from __future__ import annotations

import pytest

from onrecord.dossier.suggest import Suggestion, suggest
from onrecord.models import Record
from tests.resolve.stage import read

REPORTS = (
    (
        "[Lena Ruiz], the Spanish foreign minister, {said} <Spain rejects any new border>. Portugal demanded"
        " a new border along the river. The main issues concern a truce and the fishing licence."
    ),
    (
        "Portugal proposed a fishing licence for ten years. Spain opposed a ten-year fishing licence."
        " There was progress on the ceasefire. [Lena Ruiz] {said} <talks go on>."
    ),
)


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return [read(report) for report in REPORTS]


@pytest.fixture(scope="module")
def suggestion(records: list[Record]) -> Suggestion:
    return suggest(records)


def test_issues_are_grouped_by_frequency(suggestion: Suggestion) -> None:
    issues = {issue.name: issue for issue in suggestion.issues}
    assert next(iter(issues)) == "fishing licence"
    assert {"territory", "truce"} <= set(issues)
    assert issues["territory"].words == ("border*",)
    assert issues["territory"].sides == ("esp", "prt")
    assert issues["fishing licence"].positions == 2


def test_what_the_text_calls_an_issue_needs_no_position(suggestion: Suggestion) -> None:
    truce = next(issue for issue in suggestion.issues if issue.name == "truce")
    assert (truce.positions, truce.count) == (0, 2)
    assert truce.words == ("truce", "ceasefire")


def test_parties_and_people_by_frequency(suggestion: Suggestion) -> None:
    assert {party.side for party in suggestion.parties} == {"esp", "prt"}
    spain = next(party for party in suggestion.parties if party.side == "esp")
    assert spain.people == ("Lena Ruiz",)
    assert [person.name for person in suggestion.people] == ["Lena Ruiz"]


def test_the_order_of_the_records_changes_nothing(records: list[Record], suggestion: Suggestion) -> None:
    assert suggest(reversed(records)) == suggestion


def test_most_limits_each_list(records: list[Record]) -> None:
    one = suggest(records, most=1)
    assert (len(one.issues), len(one.parties), len(one.people)) == (1, 1, 1)


def test_nothing_comes_of_nothing() -> None:
    assert suggest([]) == Suggestion((), (), ())


def test_days_and_words_for_proposals_are_no_issues() -> None:
    reports = (
        "Portugal accepted the offer. Spain rejected the talks. Portugal demanded Transit Roads.",
        "Spain opposed transit roads. Portugal accepted a new decision.",
    )
    found = suggest(map(read, reports))
    assert [(issue.name, issue.count) for issue in found.issues] == [("Transit Roads", 2)]
