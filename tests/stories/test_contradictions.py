"""Reports of one happening held against each other: what differs, what only grew, what is said in other words."""

from __future__ import annotations

import pytest

from onrecord.stories.claims import claims
from onrecord.stories.contradictions import Contradiction, contradictions
from onrecord.stories.report import Report
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


NOTHING: list[tuple[str, str]] = [
    # a town and its country
    (
        "The envoy was held in Istanbul for six weeks after the raid on the ferry.",
        "After the raid on the ferry the envoy was held in Turkey for six weeks.",
    ),
    # some of them, and all
    (
        "The six ports of the Sound handle herring and grain, the guild said.",
        "Inspectors looked at six of the Sound’s eight ports, which handle herring and grain.",
    ),
    # others than those already counted
    (
        "Two other dockers were pulled from the flooded dry dock before dawn.",
        "Five dockers were pulled from the flooded dry dock before dawn.",
    ),
    # what moves by the hour
    (
        "The storm was 145 miles southeast of Port Ellen at noon, the weather office said.",
        "The storm was 90 miles southeast of Port Ellen, the weather office said.",
    ),
    # a share and a lead
    (
        "Brandt won 48 percent of the harbour vote after the recount.",
        "Brandt won the harbour vote by 2 percentage points after the recount.",
    ),
    # the bounds of a range
    (
        "The smugglers got sentences of between six and 20 years from the Varsk court.",
        "The smugglers got sentences of between seven and 20 years from the Varsk court.",
    ),
    # the date over an article
    (
        "Pier collapses in Varsk. Published August 3, 2031. The old pier of Varsk fell into the harbour.",
        "Pier collapses in Varsk. Published August 4, 2031. The old pier of Varsk fell into the harbour.",
    ),
    # a body and the one who speaks for it
    (
        "“We shall mend the old pier before the winter storms come,” the Harbour Board said.",
        "“We shall mend the old pier before the winter storms come,” said Ada Lund of the board.",
    ),
    # both values in one sentence
    (
        "Fourteen of the 20 crews turned back, and six crews went on to the wreck of the Petrel.",
        "Six crews went on to the wreck of the Petrel.",
    ),
]


@pytest.mark.parametrize(("first", "second"), NOTHING)
def test_two_facts_told_alike_are_no_contradiction(first: str, second: str) -> None:
    assert told(first, second, "2031-08-04", "2031-08-04") == []


def test_a_difference_is_clear_where_the_values_hang_on_the_same_words() -> None:
    first = "Lund waited seven hours at the harbour office to cast her ballot."
    (one,) = told(first, "Neighbours said that Lund waited six hours at the harbour office for her ballot.")
    assert (one.kind, one.clear) == ("figure", True)
    (far,) = told(
        first, "Neighbours said that Lund waited 70 hours at the harbour office for her ballot."
    ) or (None,)
    assert far is None or not far.clear


def test_two_people_who_are_given_one_quotation() -> None:
    words = "“The herring will be gone from the Sound within three winters,”"
    (one,) = told(f"{words} said Ana Ruud.", f"In Skagen, {words} said Ulf Brandt on the quay.")
    assert values([one]) == [("speaker", {"Ana Ruud", "Ulf Brandt"}, False)] and one.clear


def test_clear_differences_come_first() -> None:
    found = told(FLOOD, OTHER.format(n=310), "2031-05-07", "2031-05-07")
    assert [c.clear for c in found] == sorted((c.clear for c in found), reverse=True)
