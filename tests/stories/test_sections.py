"""Sections from headline and body; copies' edits; weights that are the pinned ones."""

from __future__ import annotations

import pytest

from onrecord.stories.editing import edits
from onrecord.stories.sections import section_of
from onrecord.stories.weights import load_weights, pinned
from tests.stories.news import CUP, FLOOD


@pytest.mark.parametrize(
    ("title", "text", "section"),
    [
        ("Oduya double wins the cup", CUP, "Sport"),
        (
            "Vaccine cuts infections by half",
            "Doctors at two hospitals gave the vaccine to patients.",
            "Health",
        ),
        (
            "Shares fall as bank raises rates",
            "Investors sold stocks after the central bank's decision.",
            "Business",
        ),
    ],
)
def test_headline_and_body_tell_the_section(title: str, text: str, section: str) -> None:
    found = section_of(title, text)
    assert found is not None and found.name == section


def test_a_text_without_words_has_no_section() -> None:
    assert section_of("", "") is None


@pytest.mark.parametrize("name", ["stories.json", "contradictions.json", "sections.bin"])
def test_weights_are_the_pinned_ones(name: str) -> None:
    assert pinned(name)


def test_weights_are_read_once() -> None:
    assert load_weights("stories.json") is load_weights("stories.json")


def test_what_an_outlet_cut_and_added_is_told() -> None:
    first, last = FLOOD.split("\n\n")[0], FLOOD.split("\n\n")[2]
    made = edits(
        FLOOD, "Dam bursts", f"{first}\n\nThe valley road stays shut.\n\n{last}", "Night of the flood"
    )
    assert made.added == ("The valley road stays shut.",)
    assert len(made.cut) == 1 and made.cut[0].startswith("“We heard it before we saw it,”")
    assert made.headlined
    assert made.share > 0.9
