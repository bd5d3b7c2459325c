"""Reports of one happening held against each other: what differs, what only grew, what is said in other words."""

from __future__ import annotations

import pytest

from onrecord.stories.claims import claims
from onrecord.stories.contradictions import Contradiction, Report, contradictions
from tests.stories.news import FLOOD

OTHER = (
    "The lower streets of Varsk were under water after the dam above the town burst. "
    "Rescue crews in boats brought {n} people from their roofs before dawn, officials said."
)


def told(first: str, second: str, one: str = "", other: str = "") -> list[Contradiction]:
    return contradictions([Report("a", first, "Herald", one), Report("b", second, "Globe", other)])


def values(found: list[Contradiction]) -> list[tuple[str, set[str], bool]]:
    return [(c.kind, {s.value for s in c.sides}, c.development) for c in found]


def test_two_figures_of_one_fact_contradict() -> None:
    found = told(FLOOD, OTHER.format(n=310), "2031-05-07", "2031-05-07")
    assert values(found) == [("figure", {"140", "310"}, False)]
    for side in found[0].sides:
        text = FLOOD if side.report == "a" else OTHER.format(n=310)
        assert text[side.start : side.end] == side.value
        assert text[side.sentence_start : side.sentence_end] == side.sentence


def test_the_same_figure_in_other_words_is_no_contradiction() -> None:
    assert told(FLOOD, OTHER.format(n="about 140")) == []
    assert told(FLOOD, OTHER.format(n="more than 130")) == []


def test_a_count_that_grew_is_a_development() -> None:
    found = told(FLOOD, OTHER.format(n=310), "2031-05-07", "2031-05-09")
    assert values(found) == [("figure", {"140", "310"}, True)]


def test_figures_of_different_things_are_not_compared() -> None:
    assert told(FLOOD, "The bakery on Mill Street sold 900 rolls a day before the river came.") == []


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The crews brought 140 people to safety.", "140", "people safety"),
        ("The state will pay $2.5 million for the pumps.", "2500000", "money"),
        ("Prices rose by 4.1 percent in the spring.", "4.1", "percent"),
        ("Some twelve soldiers were hurt in the night.", "12", "soldier hurt"),
    ],
)
def test_figures_have_a_value_and_a_unit(text: str, value: str, unit: str) -> None:
    assert [(c.value, c.unit) for c in claims(text) if c.kind == "figure"] == [(value, unit)]


@pytest.mark.parametrize(
    "text", ["It was built in 1988 by the state.", "They met on March 12 in Oslo again."]
)
def test_years_and_days_are_no_figures(text: str) -> None:
    assert [c for c in claims(text) if c.kind == "figure"] == []
