"""Word pieces and windows: folded marks, features beside the pieces, offsets in code points."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.find.encoder import load_model, segments
from onrecord.find.windows import SEP, Pieces, folded, pieces_of, quotation, windows_of
from onrecord.text.paragraphs import paragraphs


def pieces(text: str) -> Pieces:
    return pieces_of(text, list(paragraphs(text)), load_model("accurate").tokenizer)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"No," she said.', "“No,” she said."),
        ('He said "no" and "never".', "He said “no” and “never”."),
        ("„Nein“, sagte er.", "“Nein”, sagte er."),
        ("«Non», a-t-il dit.", "“Non”, a-t-il dit."),
        ("It’s the mayor‘s.", "It's the mayor's."),
        ('An open "mark\nand "another" line', "An open “mark\nand “another” line"),
        ('("Never")', "(“Never”)"),
    ],
)
def test_marks_of_every_style_become_one_pair(text: str, expected: str) -> None:
    assert folded(text) == expected


def test_straight_and_curly_marks_give_the_same_pieces() -> None:
    curly = "“We’ll open it,” the mayor said. “Not before May.”\n“Never,” said Holt."
    straight = curly.translate(str.maketrans("“”’", '""\''))
    a, b = pieces(curly), pieces(straight)
    for column in ("ids", "quote", "shape", "start", "starts", "ends"):
        assert getattr(a, column).tolist() == getattr(b, column).tolist()


def test_where_quotation_stands() -> None:
    assert "".join(map(str, quotation("a “bc” d")[:-1])) == "00211300"
    assert "".join(map(str, quotation("a “bc d")[:-1])) == "0024444"
    assert "".join(map(str, quotation("'ab' c")[:-1])) == "555500"


def test_shapes_tell_letter_case_apart() -> None:
    found = pieces("Ann saw NATO at iPhone I 42 ,")
    assert found.shape[found.first].tolist() == [2, 1, 3, 1, 4, 5, 6, 7, 0]


def test_a_paragraph_ends_with_a_separator_and_the_next_begins() -> None:
    found = pieces("One two.\n\nThree.")
    assert [int(i) + 1 for i in (found.ids == SEP).nonzero()[0]] == found.breaks.tolist()
    assert found.start[0] == 1
    assert found.start[found.breaks[0]] == 1


def test_offsets_count_code_points() -> None:
    text = "😀😀 Über 🇫🇷 “naïve” e\u0301te\u0301"
    found = pieces(text)
    words = [text[a:b] for a, b in zip(found.starts, found.ends, strict=True)]
    assert {"Über", "“", "”"} <= set(words)


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(), max_size=80))
def test_any_text_has_pieces_inside_it(text: str) -> None:
    assert len(folded(text)) == len(text)
    found = pieces(text)
    assert (found.starts <= found.ends).all()
    assert ((found.starts >= 0) & (found.ends <= len(text))).all()
    assert (found.starts[1:] >= found.starts[:-1]).all()


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(1, 400), min_size=1, max_size=12), st.integers(0, 60))
def test_windows_cover_every_piece_once(lengths: list[int], context: int) -> None:
    found = pieces("\n".join("word " * n for n in lengths))
    windows = list(windows_of(found, 192, context))
    assert [w.core for w in windows] == [0, *[w.hi for w in windows[:-1]]]
    assert windows[-1].hi == len(found)
    assert all(w.hi - w.lo < 192 and w.core - w.lo <= context for w in windows)


def test_segments_keep_paragraphs_in_order_and_cut_only_giants() -> None:
    places = [(0, 10), (12, 130_012), (130_014, 130_020)]
    flat = [place for run in segments(places) for place in run]
    assert flat[0] == (0, 10)
    assert flat[-1] == (130_014, 130_020)
    assert [b - a for a, b in flat[1:-1]] == [60_000, 60_000, 10_000]
