"""The trained network of event types, and what it reads."""

from __future__ import annotations

import pytest

from onrecord.find.encoder import shared_tokenizer
from onrecord.find.event_input import ACTOR, LONGEST, RECIPIENT, marked
from onrecord.find.event_types import plover, type_odds

SENTENCES = [
    ("ACCUSE", "[Norway] accused <Denmark> of spying on its ships."),
    ("CONSULT", "[The Norwegian president] held talks with <the Danish prime minister> in Oslo."),
    ("ASSAULT", "[Rebels] attacked <an army base> with rockets, killing ten soldiers."),
    ("REJECT", "[The government] rejected <the opposition>'s demand for early elections."),
    ("YIELD", "[The junta] released <two journalists> who had been jailed in May."),
    ("COERCE", "[Police] arrested <three members of the group> in the capital."),
]


def parts(picture: str) -> tuple[str, tuple[int, int], tuple[int, int]]:
    text = "".join(c for c in picture if c not in "[]<>")
    actor = picture.index("["), picture.index("]") - 1
    recipient = picture.index("<") - 2, picture.index(">") - 3
    return text, actor, recipient


@pytest.mark.parametrize(("kind", "picture"), SENTENCES)
def test_the_likeliest_type(kind: str, picture: str) -> None:
    odds = type_odds(*parts(picture))
    assert max(odds, key=lambda name: odds[name]) == kind
    assert sum(odds.values()) == pytest.approx(1.0, abs=1e-3)


def test_marks_stand_round_actor_and_recipient() -> None:
    text, actor, recipient = parts("[Norway] accused <Denmark> of spying.")
    read = marked(text, actor, recipient, shared_tokenizer())
    assert [read.ids.tolist().count(mark) for mark in (ACTOR, RECIPIENT)] == [2, 2]
    assert read.ids[read.actor] == ACTOR and read.ids[read.recipient] == RECIPIENT
    assert text[slice(*read.offsets[read.actor + 1])] == "Norway"


def test_a_long_sentence_keeps_its_marks() -> None:
    text = "Rain fell, " * 200 + "Norway accused Denmark."
    at = text.index("Norway")
    read = marked(text, (at, at + 6), (at + 15, at + 22), shared_tokenizer())
    assert len(read.ids) <= LONGEST
    assert read.actor > 0 and read.recipient > 0


def test_a_concession_is_verbal_and_a_retreat_material() -> None:
    assert plover("YIELD", "release", "held") == "RETREAT"
    assert plover("YIELD", "release", "planned") == "CONCEDE"
    assert plover("YIELD", None, "held") == "CONCEDE"
    assert plover("AID", None, "held") == "AID"
