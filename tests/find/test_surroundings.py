"""To whom and on what occasion: `[addressee]` or `[occasion]`, `{cue}` and `<content>` in a passage."""

from __future__ import annotations

import pytest

from onrecord.find.surroundings import addressee_of, occasion_of, sentence_round
from onrecord.models import Span, Spans

SIGNS = "[]{}<>"


def read(picture: str) -> tuple[str, dict[str, Spans]]:
    text = ""
    opened: dict[str, int] = {}
    spans: dict[str, list[tuple[int, int]]] = {"[": [], "{": [], "<": []}
    for sign in picture:
        if sign in "[{<":
            opened[sign] = len(text)
        elif sign in "]}>":
            pair = {"]": "[", "}": "{", ">": "<"}[sign]
            spans[pair].append((opened[pair], len(text)))
        else:
            text += sign
    return text, {sign: tuple(Span.of(text, *pair) for pair in pairs) for sign, pairs in spans.items()}


ADDRESSEES = [
    "Lopes {told} [reporters] that <the bridge was safe>.",
    "<“It is safe,”> Lopes {told} [the town council] on Monday.",
    "Lopes {assured} [residents] <it was safe>.",
    "<“It is safe,”> she {said to} the board.".replace("the board", "[the board]").replace(
        "{said to}", "{said} to"
    ),
]


@pytest.mark.parametrize("picture", ADDRESSEES)
def test_addressee(picture: str) -> None:
    text, spans = read(picture)
    assert addressee_of(text, spans["<"], spans["{"]) == spans["["][0]


@pytest.mark.parametrize("picture", ["Lopes {said} <it was safe>.", "Lopes {told} <how it was built>."])
def test_nobody_in_particular(picture: str) -> None:
    text, spans = read(picture)
    assert addressee_of(text, spans["<"], spans["{"]) is None


OCCASIONS = [
    "[In an interview with a local paper], Lopes {said} <it was safe>.",
    "It rained. [In remarks to workers at the harbor], Lopes was calm, {saying}, <“It is safe.”>",
    "<“It is safe,”> Lopes {said} [in a statement].",
    "[At a news conference], Lopes {said} <it was safe>.",
]


@pytest.mark.parametrize("picture", OCCASIONS)
def test_occasion(picture: str) -> None:
    text, spans = read(picture)
    assert occasion_of(text, spans["<"], spans["{"]) == spans["["][0]


@pytest.mark.parametrize(
    "picture",
    [
        "Lopes {said} <the remarks in an interview were wrong>.",
        "Reed, who was not in the meeting with her friends and left before, {said} <it was safe>.",
        "In an interview, Reed smiled. Lopes {said} <it was safe>.",
    ],
)
def test_no_occasion(picture: str) -> None:
    text, spans = read(picture)
    assert occasion_of(text, spans["<"], spans["{"]) is None


def test_the_sentence_round_a_place() -> None:
    text = "It rained. “No,” she said. He left.\nThen it stopped."
    start, end = sentence_round(text, text.index("she"))
    assert text[start:end] == "“No,” she said."
