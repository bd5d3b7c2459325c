"""Overlapping marks: drawn as [1 … 1] over the text, cut at every border."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.models import Span, Spans
from onrecord.site.segments import cut, lanes

MARK = re.compile(r"\[(\d) ?|(\d)\]")


def picture(marked: str) -> tuple[str, dict[int, Spans]]:
    """The text of `[1 she said [2 no2]1]` without its marks, and the spans that they draw."""
    text, spans, begun, at = "", dict[int, list[Span]](), dict[int, int](), 0
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        if match[1]:
            begun[int(match[1])] = len(text)
        else:
            spans.setdefault(int(match[2]), []).append(Span(begun[int(match[2])], len(text), ""))
    text += marked[at:]
    return text, {k: tuple(Span.of(text, s.start, s.end) for s in v) for k, v in spans.items()}


def drawn(marked: str) -> str:
    """Each segment as `text{marks}`, with `+` before a mark that opens."""
    text, spans = picture(marked)
    segments = cut(text, 0, len(text), spans, set())
    return "|".join(
        s.text
        + ("{" + "".join(("+" if k in s.opens else "") + str(k) for k in s.marks) + "}" if s.marks else "")
        for s in segments
    )


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("nobody spoke", "nobody spoke"),
        ("He said [1 yes1].", "He said |yes{+1}|."),
        ("[1 all of it1]", "all of it{+1}"),
        ("[1 “We have,”1] Quill said, [1 “and more.”1]", "“We have,”{+1}| Quill said, |“and more.”{1}"),
        ("[1 she was told that [2 nothing2] stands1]", "she was told that {+1}|nothing{1+2}| stands{1}"),
        ("[1 one [2 both1] two and on2]", "one {+1}|both{2+1}".replace("{2+1}", "{+21}") + "| two and on{2}"),
        ("[1 [2 same2]1]", "same{+1+2}"),
        ("[1 [2 [3 a3] b2] c1]", "a{+1+2+3}| b{12}| c{1}"),
    ],
)
def test_the_text_is_cut_at_every_border(marked: str, expected: str) -> None:
    assert drawn(marked) == expected


def test_a_mark_opens_once_however_many_paragraphs_it_runs_through() -> None:
    text, spans = picture("[1 first.\nsecond.1]")
    seen: set[int] = set()
    first, second = cut(text, 0, 6, spans, seen), cut(text, 7, len(text), spans, seen)
    assert [s.opens for s in (*first, *second)] == [(1,), ()]


def test_an_empty_span_marks_nothing() -> None:
    assert cut("words", 0, 5, {1: (Span(2, 2, ""),)}, set())[0].marks == ()


def test_a_report_inside_a_report_lies_in_the_next_lane() -> None:
    _, spans = picture("[1 she was [2 told [3 that3] it2] stands1] and [4 apart4]")
    assert lanes(spans, 4) == {1: 0, 2: 1, 3: 2, 4: 0}


def test_lanes_that_run_out_are_shared() -> None:
    _, spans = picture("[1 a [2 b [3 c3]2]1]")
    assert lanes(spans, 2) == {1: 0, 2: 1, 3: 1}


SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=3).map(
    lambda pairs: tuple(Span(min(p), max(p), "") for p in pairs)
)


@given(
    st.text(min_size=40, max_size=40),
    st.dictionaries(st.integers(1, 6), SPANS),
    st.integers(0, 40),
    st.integers(0, 40),
)
def test_segments_join_to_the_text_and_each_mark_covers_its_spans(
    text: str, marks: dict[int, Spans], a: int, b: int
) -> None:
    start, end = min(a, b), max(a, b)
    segments = cut(text, start, end, marks, set())
    assert "".join(s.text for s in segments) == text[start:end]
    at = start
    covered: dict[int, set[int]] = {key: set() for key in marks}
    for segment in segments:
        for key in segment.marks:
            covered[key] |= set(range(at, at + len(segment.text)))
        at += len(segment.text)
    for key, spans in marks.items():
        wanted = {i for span in spans for i in range(span.start, span.end) if start <= i < end}
        assert covered[key] == wanted
        assert sum(key in s.opens for s in segments) == bool(wanted)


@given(st.dictionaries(st.integers(1, 8), SPANS))
def test_two_marks_that_overlap_never_share_a_lane_while_lanes_last(marks: dict[int, Spans]) -> None:
    chosen = lanes(marks, 8)
    for one, spans in marks.items():
        for other, others in marks.items():
            if one < other and any(a and b and a.overlaps(b) for a in spans for b in others):
                assert chosen[one] != chosen[other]
