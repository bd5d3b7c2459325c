"""The trained finders on sentences as journalists write them: [speaker], {cue}, <content>."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import ModelError
from onrecord.find import encoder
from onrecord.find.findings import FoundStatement
from onrecord.find.neural import NeuralFinder, places_of, read_places
from onrecord.find.parse import Parse
from tests.find.pictures import document_of, draw, plain

FINDERS = ("accurate", "fast")


@cache
def found_by(model: str, text: str, language: str = "en") -> tuple[FoundStatement, ...]:
    document = document_of(text, language=language)
    return NeuralFinder(model).find(document, Parse(document))


def drawn_by(model: str, text: str) -> list[str]:
    return [draw(text, statement) for statement in found_by(model, text)]


ONE = [
    "<“The bridge is safe,”> {said} [Ana Lopes].",
    "<“The bridge is safe,”> [Lopes] {said}.",
    "[The minister] {said} <that the dam would hold>.",
    "[She] {said} <the dam would hold until spring>.",
    "[Tom Reed, the harbor master,] {wrote}: <“We are done with this company.”>",
    "<The dam would hold until spring>, {according to} [the ministry].",
    "[Reed] {believes} <that the dam will not hold>.",
]


@pytest.mark.parametrize("model", FINDERS)
@pytest.mark.parametrize("picture", ONE)
def test_one_statement(model: str, picture: str) -> None:
    assert loosely(picture) in [loosely(drawn) for drawn in drawn_by(model, plain(picture))]


def loosely(picture: str) -> str:
    """The picture with the commas and small words that annotators put on either side moved out."""
    for inside, outside in (("<that ", "that <"), (",]", "],"), (":}", "}:"), (",>", ">,"), (".>", ">.")):
        picture = picture.replace(inside, outside)
    return picture


@pytest.mark.parametrize("model", FINDERS)
def test_content_in_two_pieces(model: str) -> None:
    text = "“The bridge is safe,” Lopes said, “and it will stay open all winter.”"
    (statement,) = found_by(model, text)
    assert len(statement.content) == 2
    assert [span.exact for span in statement.source] == ["Lopes"]


@pytest.mark.parametrize("text", ["“Nobody asked us,” Ana Lopes and Tom Reed said on Monday."])
def test_several_speakers_are_one_mention(text: str) -> None:
    (statement,) = found_by("accurate", text)
    assert "".join(span.exact for span in statement.source) == "Ana Lopes and Tom Reed"


def test_the_speaker_stands_in_the_sentence_before() -> None:
    text = "Ana Lopes, the mayor, rejected the plan. “It would ruin the harbor,” she said."
    statement = found_by("accurate", text)[-1]
    assert [span.exact for span in statement.source] == ["she"]


INSIDE = {
    "The report says that Lopes told reporters that the bridge was safe and not old.": "Lopes",
    "“The engineer told me that the bridge was sound,” Lopes said.": "The engineer",
}


@pytest.mark.parametrize(("text", "speaker"), INSIDE.items())
def test_a_statement_inside_a_statement(text: str, speaker: str) -> None:
    outer, inner = sorted(found_by("accurate", text), key=lambda one: one.parent is not None)
    assert (outer.parent, inner.parent) == (None, 0)
    assert [span.exact for span in inner.source] == [speaker]


def test_what_somebody_says_of_saying_holds_no_statement() -> None:
    (statement,) = found_by("accurate", "Lopes said the bridge told a story of the town and its people.")
    assert statement.parent is None


@pytest.mark.parametrize("model", FINDERS)
@pytest.mark.parametrize("style", ["""""''""", "“”‘’", "«»‘’", "„“‚‘"])
def test_the_style_of_the_marks_does_not_matter(model: str, style: str) -> None:
    curly = "“The bridge is safe,” Lopes said. “It’s new.”\n\nReed called that “nonsense” and left."
    other = curly.translate(str.maketrans("“”‘’", style))

    def offsets(text: str) -> list[list[tuple[int, int]]]:
        return [[(s.start, s.end) for s in (*one.content, *one.source)] for one in found_by(model, text)]

    assert offsets(other) == offsets(curly)


@pytest.mark.parametrize("model", FINDERS)
def test_spans_hold_and_come_in_order(model: str) -> None:
    text = (
        "😀 “Où est l’eau?” demanded Zoë Ünal. \u200bShe said the e\u0301lan was gone.\r\n\r\nReed denied it."
    )
    found = found_by(model, text)
    assert found
    assert [one.content[0].start for one in found] == sorted(one.content[0].start for one in found)
    for one in found:
        assert all(span.holds_in(text) for span in (*one.content, *one.cue, *one.source))
        assert one.made_by == f"{model}@1"
        assert 0 <= one.confidence <= 1


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(), max_size=120))
def test_any_text_is_read(text: str) -> None:
    document = document_of(text)
    for one in NeuralFinder("fast").find(document, Parse(document)):
        assert all(span.holds_in(text) for span in (*one.content, *one.cue, *one.source))


def test_nothing_is_found_in_nothing() -> None:
    assert found_by("accurate", "") == ()
    assert found_by("accurate", " \n\n ") == ()


def test_another_language_gives_quotations_by_their_marks() -> None:
    text = "„Die Brücke ist wirklich ganz sicher“, sagte Lopes."
    (statement,) = found_by("accurate", text, "de")
    assert statement.content[0].exact == "„Die Brücke ist wirklich ganz sicher“"
    assert statement.kind == "direct"
    assert statement.source == ()


def test_a_long_text_gives_what_its_parts_give() -> None:
    paragraph = (
        "“The bridge is safe,” Ana Lopes said on Monday. Tom Reed told reporters that it had been closed."
    )
    text = "\n\n".join([paragraph] * 900)
    assert len(found_by("fast", text)) == pytest.approx(900 * len(found_by("fast", paragraph)), rel=0.02)


def test_the_same_in_another_process() -> None:
    text = (
        "“The bridge is safe,” Ana Lopes said. Tom Reed said that it had been closed.\nHe fears the winter."
    )
    code = (
        "import sys; from onrecord.find.neural import read_places;"
        "print(repr(read_places('accurate', sys.argv[1], ((0, 76), (77, 100)))))"
    )
    other = subprocess.run([sys.executable, "-c", code, text], capture_output=True, text=True, check=True)
    assert other.stdout.strip() == repr(read_places("accurate", text, ((0, 76), (77, 100))))


def test_a_document_does_not_depend_on_those_read_before() -> None:
    text = "“The bridge is safe,” Ana Lopes said.\n\nTom Reed said that it had been closed."
    places = places_of(document_of(text))
    before = read_places("accurate", text, places)
    read_places("accurate", text * 9, places_of(document_of(text * 9)))
    assert read_places("accurate", text, places) == before


def test_weights_that_are_not_the_pinned_ones_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.find.encoder.hashlib.sha256", hashlib.md5)
    with pytest.raises(ModelError, match=r"accurate\.json"):
        encoder.checked("accurate.json")


def test_names_come_with_the_same_reading() -> None:
    text = "Ana Lopes met officials of the World Health Organization in Lisbon."
    names = read_places("accurate", text, ((0, len(text)),)).names
    assert {(text[a:b], label) for a, b, label in names} >= {("Ana Lopes", "person"), ("Lisbon", "place")}
