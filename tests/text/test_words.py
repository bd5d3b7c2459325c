"""Words of a text, with their offsets."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.words import folded_words, words

PICTURES = {
    "It’s the council's.": ["it's", "the", "council's"],
    "It cost $15,000, or 3.5% more.": ["it", "cost", "$15,000", "or", "3.5", "%", "more"],
    "a well-known e-mail": ["a", "well", "known", "e", "mail"],
    "I—I mean it": ["i", "i", "mean", "it"],
    "‘Quoted’ words": ["quoted", "words"],
    "the 1990s and the 5th": ["the", "1990s", "and", "the", "5th"],
    "Cafe\u0301 na\u00efve": ["cafe\u0301", "nai\u0308ve"],
    "हिन्दी में": ["हिन्दी", "में"],
    "snake_case": ["snake", "case"],
    "": [],
    "— … !": [],
}


@pytest.mark.parametrize(("text", "expected"), PICTURES.items())
def test_words(text: str, expected: list[str]) -> None:
    assert folded_words(text) == expected


@given(st.text("ab Z19%$.,'`’‘“”—…\u00a0_\x1c\n"))
def test_usual_characters_make_the_words_that_any_other_makes(text: str) -> None:
    slow = [word for word in words(f"{text}\n日") if word.folded != "日"]
    assert list(words(text)) == slow


@given(st.text())
def test_every_word_stands_where_it_says(text: str) -> None:
    found = list(words(text))
    assert [word.folded for word in found] == folded_words(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(0 <= word.start < word.end <= len(text) for word in found)


@given(st.text(), st.integers(0, 20), st.integers(0, 20))
def test_offsets_of_a_part_are_offsets_in_the_text(text: str, start: int, size: int) -> None:
    end = min(len(text), start + size)
    for word in words(text, start, end):
        assert start <= word.start < word.end <= end
