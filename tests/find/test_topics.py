"""Subjects of a report, and acts agreed between parties, told from what somebody said."""

from __future__ import annotations

import re

import pytest

from onrecord.find.topics import is_a_joint_act, is_only_a_topic
from onrecord.models import Span, Spans

MARK = re.compile(r"[\[\]{}<>]")


def marked(picture: str) -> tuple[str, Spans, Spans, Spans]:
    """The text without [source], {cue} and <content> marks, and their spans."""
    places: dict[str, list[int]] = {sign: [] for sign in "[]{}<>"}
    text, at = "", 0
    for match in MARK.finditer(picture):
        text += picture[at : match.start()]
        places[match.group()].append(len(text))
        at = match.end()
    text += picture[at:]

    def spans(opening: str, closing: str) -> Spans:
        pairs = zip(places[opening], places[closing], strict=True)
        return tuple(Span.of(text, start, end) for start, end in pairs)

    return text, spans("[", "]"), spans("{", "}"), spans("<", ">")


@pytest.mark.parametrize(
    ("picture", "topic"),
    [
        ("[Lund] {reported on} <the situation>.", True),
        ("[She] {spoke} about <the weight of the vote>.", True),
        ("[He] {elaborated on} <his plans>.", True),
        ("[Lund] {warned about} <the ferry sailing without a crew>.", False),
        ("[Lund] {spoke about} <“the situation”>.", False),
        ("[Lund] {said} <the strike is over>.", False),
        ("[Lund] {stressed} <the need for a deal>.", False),
    ],
)
def test_a_bare_subject_is_only_a_topic(picture: str, topic: bool) -> None:
    text, _, cue, content = marked(picture)
    assert is_only_a_topic(text, content, cue) is topic


@pytest.mark.parametrize(
    ("picture", "joint"),
    [
        ("[The union and the owners] {agreed} <to keep the terms secret>.", True),
        ("[Both sides] {agreed} <to meet again>.", True),
        ("[Lund] {agreed} <to meet again>.", False),
        ("[The union and the owners] {agreed} <that the terms are secret>.", False),
        ("[The union and the owners] {hoped} <to meet again>.", False),
    ],
)
def test_what_parties_agree_to_do_is_their_act(picture: str, joint: bool) -> None:
    text, source, cue, content = marked(picture)
    assert is_a_joint_act(text, content, cue, source) is joint
