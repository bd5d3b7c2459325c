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
    "a television transcript": (
        "LIVE FROM LOWTON\n\n[20:00:00] DANA WHIT (I), MAYOR OF LOWTON: I come.\n\nWHIT: And I go.\n\nVANE: When?\n\nWHIT: At noon.\n\nVANE: Good.\n",
        [("Dana Whit", "[20:00"), ("Whit", "WHIT: And"), ("Vane", "VANE: When"), ("Whit", "WHIT: At"), ("Vane", "VANE: Good")],
    ),
    "a parliament of few words": ("Oral Question 12\nMR SPEAKER: Please be seated.\nHON. M. BROOK: Thank you.\n", [("Mr Speaker", "MR"), ("Hon. M. Brook", "HON")]),
    "a question on notice": (
        "Nets\nHON. M.R. LOWE asked the House, upon notice:\nWho mends them?\nHON. A. SAY-KELL (Minister of Nets\nand Oars).- We do.\nNETS HON. S. D. TURK.- So it is.\n",
        [("Hon. M.R. Lowe", "HON. M.R."), ("Hon. A. Say-Kell", "HON. A."), ("Hon. S. D. Turk", "HON. S.")],
    ),
    "an old Hansard": ("§ Mr. Vane\n\nThe nets are torn.\n\n§ The Minister of Nets (Mr. Hale)\n\nThey are not.\n", [("Mr. Vane", "§ Mr"), ("The Minister of Nets", "§ The")]),
    "a new Hansard": ("Ana Poole (Lowton and Hythe) (Ind)\n\nThe nets are torn.\n", [("Ana Poole", "Ana")]),
    "names within lines": (
        "We say this together, amen. Ana Poole : ( 05:23 )  Welcome to our\nvalley. We are glad. Bo\nReed: ( 09:29 ) So am I.\n",
        [("Ana Poole", "Ana"), ("Bo Reed", "Bo")],
    ),
    "one speaker and the audience": (
        f"Friends, {'we mend the nets by night, ' * 10}and so it is.\n\nAUDIENCE: Hear, hear!\n\nThat is a promise.\n\nWHIT: I keep it.\n\nWHIT: I do.\n\nAUDIENCE: Hear!\n",
        [("Whit", "Friends"), (None, "AUDIENCE: Hear, hear"), ("Whit", "That is"), ("Whit", "WHIT: I keep"), ("Whit", "WHIT: I do"), (None, "AUDIENCE: Hear!\n")],
    ),
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
        "Mr. President: congratulations on your election.\n\nWe are glad.",
        "We spoke of trade.\n\nJoint Office of Nets (JON):\nThe office is new.",
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
