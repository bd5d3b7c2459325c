"""What rose against its own past; phrases as headlines write them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.stories.trending import LONGEST, occurrences, phrases, rises


def test_what_is_always_there_does_not_trend() -> None:
    now = {"the mayor": 30, "the harbour": 12, "the gull": 1}
    past = {"the mayor": 900, "the harbour": 20}
    (rise,) = rises(now, past, 100, 3_000)
    assert rise.key == "the harbour"
    assert round(rise.times, 1) == 7.2


def test_what_was_never_there_needs_some_texts() -> None:
    assert [r.key for r in rises({"comet": 3, "eel": 2}, {}, 50, 2_000)] == ["comet"]


def test_a_phrase_is_written_as_most_headlines_write_it() -> None:
    found = phrases(
        [
            "Rail Strike enters week two",
            "rail strike ends",
            "Rail Strike talks fail",
            "The rail-strike and the trains",
        ]
    )
    assert found[("rail", "strike")] == ("Rail Strike", 4)


def test_a_phrase_inside_a_longer_one_is_not_given_twice() -> None:
    found = phrases(["New harbour bridge opens"] * 3)
    assert ("new", "harbour", "bridge") in found or ("harbour", "bridge", "opens") in found
    assert ("harbour", "bridge") not in found


def test_phrases_of_few_headlines_are_left_out_and_those_asked_for_counted() -> None:
    titles = ["Rail Strike ends", "Rail strike, rail strike", "Harbour bridge opens"]
    assert set(phrases(titles, least=2)) == {("rail", "strike")}
    assert occurrences(titles, {("rail", "strike"), ("bridge", "opens"), ("sea", "wall")}) == {
        ("rail", "strike"): 2,
        ("bridge", "opens"): 1,
    }


@given(st.lists(st.text(max_size=60), max_size=20))
def test_a_phrase_is_the_headlines_own_words(titles: list[str]) -> None:
    for key, (written, count) in phrases(titles).items():
        assert 2 <= len(key) <= LONGEST
        assert any(written in title for title in titles)
        assert 1 <= count <= len(titles)


@given(
    st.dictionaries(st.text(max_size=3), st.integers(0, 50)),
    st.dictionaries(st.text(max_size=3), st.integers(0, 500)),
)
def test_rises_are_told_by_score_and_rose(now: dict[str, int], past: dict[str, int]) -> None:
    found = rises(now, past, 50, 500)
    assert [r.score for r in found] == sorted((r.score for r in found), reverse=True)
    assert all(r.texts == now[r.key] and r.times > 1 for r in found)
