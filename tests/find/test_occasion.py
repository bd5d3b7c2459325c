"""Occasions and addressees, from the text and the three parts of a statement alone."""

from __future__ import annotations

import pytest

from onrecord.find.occasion import addressee_of, occasion_of
from onrecord.models import Span

OPEN = {"[": "source", "{": "cue", "<": "content"}
CLOSE = {"]": "source", "}": "cue", ">": "content"}


def parts_of(picture: str) -> tuple[str, dict[str, tuple[Span, ...]]]:
    text, places, at = "", [], {}
    for sign in picture:
        if sign in OPEN:
            at[OPEN[sign]] = len(text)
        elif sign in CLOSE:
            places.append((CLOSE[sign], at[CLOSE[sign]], len(text)))
        else:
            text += sign
    return text, {
        role: tuple(Span.of(text, start, end) for name, start, end in places if name == role)
        for role in OPEN.values()
    }


OCCASIONS = {
    "In remarks to reporters at the harbor, [Lopes] {said} <it was over>.": "In remarks to reporters at the harbor",
    "[Lopes] {said} in an interview with Radio Porto on Sunday that <it was over>.": "in an interview with Radio Porto on Sunday",
    "<“It is over,”> [Lopes] {said} during a rally in Porto.": "during a rally in Porto",
    "[Lopes] {told} reporters at a news conference that <it was over>.": "at a news conference",
    "[Lopes] {said} Monday in a statement: <“It is over.”>": "in a statement",
    "The road was shut. At a hearing in May, [Lopes] {said} <it was over>.": "At a hearing in May",
    "[Lopes], who skipped the talks and sat in a meeting, {said} <it was over>.": None,
    "[Lopes] {said} <it was over in a speech>.": None,
    "[Lopes] {said} <it was over>. In a speech, Reed agreed.": None,
    "[Lopes] {said} <it was over>.": None,
}
ADDRESSEES = {
    "[Lopes] {told} reporters that <it was over>.": "reporters",
    "[Lopes] {told} the Porto Gazette on Sunday that <it was over>.": "the Porto Gazette",
    "<“It is over,”> [Lopes] {told} her staff.": "her staff",
    "[Lopes] {assured} Tom Reed that <it was over>.": "Tom Reed",
    "[Lopes] {asked} the council whether <it was over>.": "the council",
    "[Lopes] {said} to the board, <“It is over.”>": "the board",
    "[Lopes] {said that} <it was over>.": None,
    "[Lopes] {said} on Sunday <it was over>.": None,
    "[Lopes] {continued} to be sure: <it was over>.": None,
}


@pytest.mark.parametrize(("picture", "occasion"), OCCASIONS.items())
def test_occasion_of(picture: str, occasion: str | None) -> None:
    text, parts = parts_of(picture)
    found = occasion_of(text, 0, len(text), parts["content"], parts["cue"], parts["source"])
    assert (found and found.exact) == occasion


@pytest.mark.parametrize(("picture", "addressee"), ADDRESSEES.items())
def test_addressee_of(picture: str, addressee: str | None) -> None:
    text, parts = parts_of(picture)
    found = addressee_of(text, 0, len(text), parts["content"], parts["cue"], parts["source"])
    assert (found and found.exact) == addressee


def test_without_cue_and_source_there_is_neither() -> None:
    text, parts = parts_of("In a speech, <it was over>.")
    assert occasion_of(text, 0, len(text), parts["content"], (), ()) is None
    assert addressee_of(text, 0, len(text), parts["content"], (), ()) is None
