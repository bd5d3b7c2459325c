"""Folding: what it levels, and that every folded character leads back to the original (law 1)."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.fold import fold, fold_word

PICTURES = {
    "“Good  Meeting”": '"good meeting"',
    "it’s — as they say – fine": "it's - as they say - fine",
    "ﬁnal oﬃce": "final office",
    "a\u00a0b\r\n\tc": "a b c",
    "soft\u00adhyphen and\u200bhidden": "softhyphen andhidden",
    "Ｗｉｄｅ": "wide",
    "STRASSE straße": "strasse strasse",
    "«Oui», ‹non›": "\"oui\", 'non'",
    "  round  ": "round",
    "wait…": "wait...",
    "`tick´": "'tick'",
}


@pytest.mark.parametrize(("text", "folded"), PICTURES.items())
def test_what_is_levelled(text: str, folded: str) -> None:
    assert fold(text).text == folded


def test_accents_stay_unless_told_otherwise() -> None:
    assert fold("Café").text == fold("Cafe\u0301").text
    assert fold("Café").text != "cafe"
    assert fold("Café", accents=False).text == "cafe"


def test_a_span_leads_back_over_ligatures_and_white_space() -> None:
    text = "The  ﬁrst “oﬃce”"
    folded = fold(text)
    at = folded.text.index("office")
    start, end = folded.span(at, at + len("office"))
    assert text[start:end] == "oﬃce"
    assert folded.at(start, end) == (at, at + len("office"))


def test_a_span_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        fold("abc").span(1, 9)


@given(st.text())
def test_every_span_lies_in_the_original(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert folded.length == len(text)
    assert list(folded.starts) == sorted(folded.starts)
    for i in range(len(folded.text)):
        start, end = folded.span(i, i + 1)
        assert 0 <= start < end <= len(text)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(st.text())
def test_composed_and_decomposed_fold_alike(text: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert fold(composed).text == fold(decomposed).text


@given(st.text(st.characters(max_codepoint=127)))
def test_the_short_way_for_plain_text_gives_the_same(text: str) -> None:
    assert fold(text).text == fold(text + "“").text.rstrip('"').rstrip(" ") or text.rstrip().endswith(
        ("'", '"', "`")
    )


@given(st.text(min_size=1))
def test_folding_a_piece_folds_that_piece(text: str) -> None:
    folded = fold(text)
    if folded.text:
        start, end = folded.span(0, len(folded.text))
        assert fold(text[start:end]).text == folded.text


@given(st.text(st.characters(categories=("L", "Nd"))))
def test_a_word_folds_as_it_does_in_a_text(word: str) -> None:
    assert fold_word(word) == fold(word).text
