"""Turns: each picture has its transcript, and who has the word from where."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.verify.turns import find_turns, label_end

PICTURES: dict[str, tuple[str, list[tuple[str | None, str]]]] = {
    "capitals": (
        "MR. HALE: Good evening.\nMS. ORTIZ: Thank you.\nMR. HALE: Where were you?\nMS. ORTIZ: At home.\n",
        [("Mr. Hale", "MR. HALE: Good"), ("Ms. Ortiz", "MS. ORTIZ: Thank"), ("Mr. Hale", "MR. HALE: Where"), ("Ms. Ortiz", "MS. ORTIZ: At")],
    ),
    "bold with a time": (
        "**Ann Poole:** \\[01:46\\] Hello there.\n\n**Bo Reed:** Hi: how are you?\n",
        [("Ann Poole", "**Ann"), ("Bo Reed", "**Bo")],
    ),
    "the president": (
        "THE PRESIDENT: We begin.\nQUESTION: Why now?\nTHE PRESIDENT: Because it rains.\nQUESTION: And then?\n",
        [("The President", "THE PRESIDENT: We"), ("Question", "QUESTION: Why"), ("The President", "THE PRESIDENT: Be"), ("Question", "QUESTION: And")],
    ),
    "empty brackets": ("Dana Whit ():\n\nI come from the hills.", [("Dana Whit", "Dana")]),
    "a role in brackets": ("DANA WHIT (MAYOR OF LOWTON):\n\nI come from the hills.", [("Dana Whit", "DANA")]),
    "a time in brackets": ("Dana Whit (00:12):\nHello.\nCrowd (00:15):\nHey.\n", [("Dana Whit", "Dana"), (None, "Crowd")]),
    "a stamp over a name": ("01:14:23\nRosa Hill\nGOOD EVENING.\n01:16:00\nTom Vane\nTHANK YOU.\n", [("Rosa Hill", "01:14"), ("Tom Vane", "01:16")]),
    "question and answer": (
        "Q. Were you there?\nA. I was.\nQ. At noon?\nA. At one.\n",
        [("Q", "Q. Were"), ("A", "A. I"), ("Q", "Q. At"), ("A", "A. At")],
    ),
    "a parliament": ("HON. P. VARLEY.- Mr Speaker, I rise.\nMR SPEAKER: Order.\nMR SPEAKER: Sit.\n", [("Hon. P. Varley", "HON"), ("Mr Speaker", "MR SPEAKER: Order"), ("Mr Speaker", "MR SPEAKER: Sit")]),
    "a title and a name": ("Deputy Nolan: I disagree.\nMr. Boyle: So I hear.\n", [("Deputy Nolan", "Deputy"), ("Mr. Boyle", "Mr.")]),
    "captions": (">> DANA WHIT: welcome back\nto the show\n>> thanks\n", [("Dana Whit", ">> DANA"), (None, ">> thanks")]),
    "plain names, again and again": (
        "Hale: One.\nOrtiz: Two.\nHale: Three.\nOrtiz: Four.\nAudience: (APPLAUSE)\nHale: Five.\n",
        [("Hale", "Hale: One"), ("Ortiz", "Ortiz: Two"), ("Hale", "Hale: Three"), ("Ortiz", "Ortiz: Four"), ("Hale", "Hale: Five")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "turns"), PICTURES.values(), ids=PICTURES)
def test_turns(text: str, turns: list[tuple[str | None, str]]) -> None:
    found = [(turn.speaker, turn.start) for turn in find_turns(text)]
    wanted = [(speaker, text.index(start)) for speaker, start in turns]
    assert found == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Remember: the river rises.\nOne: we dig.\nTwo: we build.\n",
        "FELLOW CITIZENS:\n\nI stand before you today.",
        "To the Senate and House of Representatives:\n\nThe year was good.",
        "We need three things: bread, salt and time.",
        "The question is:\nThat the motion be agreed to.",
        "",
    ],
)
def test_a_colon_alone_names_nobody(text: str) -> None:
    assert find_turns(text) == ()


def test_a_label_ends_before_the_words() -> None:
    text = "MR. HALE: Good evening."
    assert text[label_end(text, 0) :] == " Good evening."
    assert label_end("Good evening.", 0) == 0


@given(st.text(alphabet="Aa B:.>*()[]0\n", max_size=80))
def test_turns_start_in_the_text_in_order(text: str) -> None:
    starts = [turn.start for turn in find_turns(text)]
    assert starts == sorted(set(starts))
    assert all(0 <= start < len(text) for start in starts)
