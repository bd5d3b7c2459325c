"""Copies of one text: which of its values another outlet has otherwise."""

from __future__ import annotations

import pytest

from onrecord.stories.editing import edits

FIRST = (
    "The dam above Varsk burst on Sunday and 140 people were brought from their roofs, Ada Lund said. "
    "The board did not warn the town. The lower streets were under water until the morning."
)


@pytest.mark.parametrize(
    ("was", "now", "kind"),
    [
        ("140 people", "90 people", "figure"),
        ("on Sunday", "on Saturday", "date"),
        ("Ada Lund", "Ada Berg", "name"),
        ("did not warn", "did warn", "negation"),
    ],
)
def test_a_value_that_a_copy_has_otherwise(was: str, now: str, kind: str) -> None:
    other = FIRST.replace(was, now)
    (one,) = edits(FIRST, "", other, "").changed
    assert one.kind == kind
    assert one.was in was and one.now in now and one.was != one.now
    assert one.before in FIRST and one.after in other


@pytest.mark.parametrize(
    "other",
    [
        FIRST,
        FIRST.replace("burst", "broke"),  # mere wording
        FIRST.replace(" The lower streets were under water until the morning.", ""),  # cut
        FIRST + " A fund of $9,000 was opened.",  # added
        FIRST.replace("until the morning", "until about the end of a long and cold night in March 2031"),
    ],
)
def test_wording_cuts_and_additions_change_no_value(other: str) -> None:
    assert edits(FIRST, "", other, "").changed == ()


def test_the_likest_sentence_of_a_changed_passage_is_the_one_compared() -> None:
    first = "The mayor thanked 12 crews for their work. The bridge was closed for 3 days after that."
    other = "The mayor thanked 15 crews for their work. The bridge was closed for 4 days after that."
    told = [(one.was, one.now) for one in edits(first, "", other, "").changed]
    assert told == [("12", "15"), ("3", "4")]
