"""Laws of the rule finder, whatever the text: spans hold, stay in title and body, come in order, twice the same."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.find.findings import FoundStatement
from onrecord.find.parse import Parse
from onrecord.find.rules import RuleFinder
from onrecord.models import Span
from tests.find.pictures import document_of

PIECES = st.sampled_from(
    [
        "“", "”", '"', "'", "’", "‘", "``", "''", "«", "»", "\n", "\n\n", ". ", ", ", ": ", " - ", "\t", "\r\n", "\x00",
        "Ana Lopes said ", "he told reporters that ", "said Tom Reed", "according to ", "the dam will fail", "it is old",
        ", stating, ", "who ", "because ", "by ", "was accused of ", "his warning that ", "😀 ", "ß", "\u2028", "6'2\" ",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=25).map("".join)
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def spans_of(statement: FoundStatement) -> list[Span]:
    extra = [span for span in (statement.addressee, statement.occasion) if span is not None]
    return [*statement.content, *statement.cue, *statement.source, *extra]


@given(text=TEXTS, cut=st.integers(0, 40))
@SLOW
def test_every_span_holds_in_its_part(text: str, cut: int) -> None:
    document = document_of(text, min(cut, len(text)))
    places = [span for part in document.parts.values() for span in part]
    for statement in RuleFinder().find(document, Parse(document)):
        assert statement.content
        for span in spans_of(statement):
            assert span.holds_in(text) and span.exact.strip()
            assert any(place.covers(span) for place in places)


@given(text=TEXTS)
@SLOW
def test_statements_come_in_order_with_sound_parents(text: str) -> None:
    document = document_of(text)
    found = RuleFinder().find(document, Parse(document))
    assert [s.content[0].start for s in found] == sorted(s.content[0].start for s in found)
    for i, statement in enumerate(found):
        assert all(a.end <= b.start for a, b in zip(statement.content, statement.content[1:], strict=False))
        assert 0 <= statement.confidence <= 1
        if statement.parent is not None:
            parent = found[statement.parent]
            assert statement.parent != i
            assert all(
                any(s.covers(mine) for s in parent.content) for mine in (*statement.content, *statement.cue)
            )


@given(text=TEXTS)
@SLOW
def test_the_same_twice(text: str) -> None:
    document = document_of(text)
    assert RuleFinder().find(document, Parse(document)) == RuleFinder().find(document, Parse(document))


def test_an_odd_mark_costs_only_its_paragraph() -> None:
    sound = "“The dam is old,” Ana Lopes said.\n\nTom Reed said that it will fail."
    alone = document_of(sound)
    odd = document_of("Nobody knew “why the road was closed.\n\n" + sound)
    shift = len(odd.text) - len(sound)
    expected = [(s.content[0].start + shift, s.kind) for s in RuleFinder().find(alone, Parse(alone))]
    found = [(s.content[0].start, s.kind) for s in RuleFinder().find(odd, Parse(odd))]
    assert [place for place in found if place[0] >= shift] == expected


def test_a_very_long_paragraph_is_read_whole() -> None:
    text = "“The dam is old,” Ana Lopes said. Tom Reed wants to rebuild the dam. " * 120
    document = document_of(text)
    found = RuleFinder().find(document, Parse(document))
    assert len(found) == 240
    assert {tuple(span.exact for span in s.source) for s in found} == {("Ana Lopes",), ("Tom Reed",)}
