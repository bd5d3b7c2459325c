"""Articles as they come: one happening is one story, a text that is run again is a copy."""

from __future__ import annotations

from onrecord.stories.shelf import Memory
from onrecord.stories.sketch import Sketch, sketch
from onrecord.stories.stream import Stream
from onrecord.stories.tokens import tokens
from tests.stories.news import CUP, FLOOD, FLOOD_OTHER, NEWS, article


def stories(*articles: object) -> list[list[str]]:
    """The ids of each story's articles."""
    stream = Stream(shelf := Memory())
    for number, one in enumerate(articles):
        stream.add(number, one)  # type: ignore[arg-type]
    groups: dict[int, list[str]] = {}
    for number, one in enumerate(articles):
        groups.setdefault(shelf.cluster(number), []).append(one.id)  # type: ignore[attr-defined]
    return list(groups.values())


def copies(*articles: object) -> list[int | None]:
    stream = Stream()
    return [stream.add(number, one).copy_of for number, one in enumerate(articles)]  # type: ignore[arg-type]


def test_reports_of_one_happening_are_one_story() -> None:
    assert stories(*NEWS) == [["flood-1", "flood-2"], ["vote-1", "vote-2"], ["cup-1"]]


def test_the_same_order_gives_the_same_stories() -> None:
    assert stories(*NEWS) == stories(*NEWS)


def test_the_same_words_years_later_are_another_story() -> None:
    late = article("flood-9", FLOOD_OTHER, "Army sends pumps to flooded Varsk", "2034-02-01")
    assert stories(NEWS[0], late) == [["flood-1"], ["flood-9"]]


def test_short_reports_are_grouped_too() -> None:
    short = [
        article("a", FLOOD[:200], NEWS[0].title),
        article("b", CUP[:150], NEWS[3].title),
        article("c", FLOOD_OTHER[:190], NEWS[2].title),
    ]
    assert stories(*short) == [["a", "c"], ["b"]]


def test_articles_without_words_or_dates_are_no_trouble() -> None:
    assert stories(article("a", "", "", None), article("b", "", "", None)) == [["a"], ["b"]]


def test_a_text_run_again_is_a_copy_and_names_the_first() -> None:
    again = FLOOD.replace("“", '"').replace("”", '"')
    cut = FLOOD[: FLOOD.index("Engineers had")] + "\n\nThe valley road stays shut, this newspaper has learnt."
    assert copies(
        article("a", FLOOD, "Dam bursts"),
        article("b", again, "Night of the flood"),
        article("c", cut, "Flood in Varsk"),
    ) == [None, 0, 0]


def test_a_copy_belongs_to_the_story_of_the_first() -> None:
    late = article("z", FLOOD, "Looking back", "2031-07-30")
    assert stories(NEWS[0], late) == [["flood-1", "z"]]


def test_two_reports_that_share_a_quotation_are_no_copies() -> None:
    assert copies(*NEWS) == [None] * 5


def test_a_sketch_is_the_same_packed_and_unpacked() -> None:
    made = sketch(NEWS[0], tokens(FLOOD), Memory().counts)
    assert Sketch.unpack(made.pack()) == made
    assert made.day is not None and made.quoted and len(made.pack()) < 2000
