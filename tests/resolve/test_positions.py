"""Positions resolved: whose side, against whom, on what issue."""

from __future__ import annotations

import pytest

from onrecord.find.positions import find_positions
from onrecord.models import Position
from onrecord.resolve import resolve
from onrecord.resolve.issues import issue_of
from tests.resolve.stage import findings


def positions(picture: str) -> tuple[Position, ...]:
    document, found = findings(picture)
    return resolve(document, found).positions


def told(picture: str) -> list[tuple[str | None, str, str | None, str | None]]:
    return [(p.side, p.stance, p.issue, p.counterparty) for p in positions(picture)]


def test_a_demand_and_its_rejection_stand_on_one_row() -> None:
    picture = "He noted Armenia’s insistence on a new border, a demand that Azerbaijan has rejected."
    assert told(picture) == [
        ("arm", "demands", "territory", None),
        ("aze", "rejects", "territory", "arm"),
    ]


def test_blocs_are_sides() -> None:
    picture = (
        "Sudan, for the G-77/CHINA, opposed a levy. AOSIS supported it. The UMBRELLA GROUP wanted to wait."
    )
    assert [(p.side, p.stance) for p in positions(picture)][:2] == [
        ("g77", "opposes"),
        ("aosis", "supports"),
    ]


def test_names_in_capitals_are_sides() -> None:
    picture = "The US, with AUSTRALIA and SAUDI ARABIA, rejected the date."
    assert [p.side for p in positions(picture)] == ["usa", "aus", "sau"]


def test_we_is_whoever_makes_the_statement() -> None:
    picture = (
        "Lena Ruiz, the Spanish foreign minister, {said}, <“We oppose the new tariffs.”> [Lena Ruiz] left."
    )
    found = positions(picture)
    assert [(p.side, p.stance, p.issue) for p in found] == [("esp", "opposes", "trade")]
    assert found[0].actors[0].name == "Lena Ruiz"
    assert found[0].statement is not None


def test_what_is_called_acceptable_is_so_to_the_speaker() -> None:
    picture = "[Lena Ruiz], the Spanish foreign minister, {said} <some French proposals were acceptable>."
    assert [(p.side, p.stance, p.degree, p.object.exact) for p in positions(picture)] == [
        ("esp", "accepts", "part", "some French proposals")
    ]


def test_every_position_is_made_of_spans_of_the_text() -> None:
    picture = "Peru urged Chile to open its ports in May. It refused."
    document, found = findings(picture)
    for p in resolve(document, found).positions:
        assert p.object.holds_in(document.text)
        assert all(span.holds_in(document.text) for span in p.evidence)
        assert p.counterparty == "chl"
    assert find_positions(document) == found.positions


@pytest.mark.parametrize(
    ("phrase", "issue"),
    [
        ("the withdrawal of troops from the northern region", "territory"),
        ("a ceasefire by Friday", "truce"),
        ("binding security guarantees", "security guarantees"),
        ("the harbour toll", "harbour toll"),
        ("the need for longer breaks", "longer breaks"),
        ("this", None),
        ("it", None),
    ],
)
def test_the_issue_of_an_object(phrase: str, issue: str | None) -> None:
    assert issue_of(phrase) == issue


def test_a_speaker_s_country_is_her_side() -> None:
    picture = "[Lena Ruiz], the Spanish foreign minister, {said} <her country was ready to release water>."
    assert [(p.side, p.stance) for p in positions(picture)] == [("esp", "offers")]


def test_he_inside_quotation_marks_is_never_the_one_who_speaks() -> None:
    picture = "[Pedro Ruiz], the Spanish envoy, {said}, <“He demands a wider talk with Spain.”>"
    assert positions(picture) == ()


def test_two_that_speak_together_have_a_position_each() -> None:
    picture = "[Turkey and Iraq] {agreed} <on a plan>. Turkey and Iraq opposed the dam."
    assert [(p.side, p.stance) for p in positions(picture) if p.object.exact == "the dam"] == [
        ("tur", "opposes"),
        ("irq", "opposes"),
    ]
