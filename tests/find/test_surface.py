"""Words and sentences of the surface."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from onrecord.find.surface import sentences, tokens

PASSAGE = (
    "He met Sen. Roe in the U.S. on Tuesday. “I am sure.” She left. J. Doe said “no.” It cost $3.5 million! "
    "Did it? “Yes,” he said. “We will.”"
)


def test_sentences_end_where_a_reader_ends_them() -> None:
    assert [PASSAGE[start:end] for start, end in sentences(PASSAGE)] == [
        "He met Sen. Roe in the U.S. on Tuesday.",
        "“I am sure.”",
        "She left.",
        "J. Doe said “no.”",
        "It cost $3.5 million!",
        "Did it?",
        "“Yes,” he said.",
        "“We will.”",
    ]


def test_titles_keep_their_point_and_possessives_stand_alone() -> None:
    text = "Sen. O’Brien’s U.S. son-in-law, D-Ohio"
    assert [t.text for t in tokens(text)] == ["Sen.", "O’Brien", "’s", "U.S.", "son-in-law", ",", "D-Ohio"]


@given(st.text(alphabet="aA.’'s “”!?\n\u2028é1-"))
def test_offsets_hold_and_go_forward(text: str) -> None:
    found = tokens(text)
    assert all(text[t.start : t.end] == t.text for t in found)
    assert "".join(t.text for t in found) == "".join(text.split())
    spans = sentences(text)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert "".join(text[s:e] for s, e in spans).replace(" ", "") == "".join(text.split())
