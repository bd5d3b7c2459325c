"""Alignment: a short sequence of words placed in a longer one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.align import Step, align


def picture(short: str, long: str, noise: list[bool] | None = None, free: list[bool] | None = None) -> str:
    """The steps as words: `=fox` in both, `-brown` only in the long, `+red` only in the short, `~red/brown`."""
    a, b = short.split(), long.split()
    _, steps = align(
        np.array([[x == y for y in b] for x in a]).reshape(len(a), len(b)), noise=noise, free=free
    )
    return " ".join(step.op + spell(step, a, b) for step in steps)


def spell(step: Step, short: list[str], long: list[str]) -> str:
    if step.op == "~":
        return f"{short[step.short]}/{long[step.long]}"
    return short[step.short] if step.op == "+" else long[step.long]


PICTURES = [
    ("quick fox", "the quick fox jumps", "=quick =fox"),
    ("the quick fox", "the quick brown fox", "=the =quick -brown =fox"),
    ("the quick red fox jumps", "the quick brown fox jumps", "=the =quick ~red/brown =fox =jumps"),
    ("we will never go there", "we will go there", "=we =will +never =go =there"),
    ("one two three", "one two x x x x x x three", "=one =two -x -x -x -x -x -x =three"),
    ("a b", "a", "=a +b"),
]


@pytest.mark.parametrize(("short", "long", "steps"), PICTURES)
def test_steps(short: str, long: str, steps: str) -> None:
    assert picture(short, long) == steps


def test_one_long_cut_is_kept_in_one_piece_rather_than_scattered() -> None:
    cut = picture("we go to the end of it", "we go to the shop and to the bank and to the end of it")
    assert cut.count("-") == 8
    assert len([piece for piece in cut.split("=") if "-" in piece]) == 1


def test_noise_costs_nothing_so_that_words_behind_it_still_match() -> None:
    noise = [False, True, True, True, False]
    assert picture("yes sir", "yes uh um er sir", noise=noise) == "=yes -uh -um -er =sir"


def test_what_is_free_needs_no_counterpart() -> None:
    steps = picture("we thank them today", "we thank you today", free=[False, False, True, False])
    assert steps == "=we =thank ~them/you =today"


def test_nothing_to_align() -> None:
    assert align(np.zeros((0, 3), dtype=bool)) == (0.0, [])
    assert [step.op for step in align(np.zeros((2, 0), dtype=bool))[1]] == ["+", "+"]


words = st.lists(st.sampled_from("abcd"), min_size=1, max_size=12)


@given(words, words)
def test_steps_use_up_the_short_and_run_on_in_the_long(short: list[str], long: list[str]) -> None:
    _, steps = align(np.array([[x == y for y in long] for x in short]))
    assert [step.short for step in steps if step.op in "=~+"] == list(range(len(short)))
    passed = [step.long for step in steps if step.op in "=~-"]
    assert passed == list(range(passed[0], passed[0] + len(passed))) if passed else True
    assert all(short[step.short] == long[step.long] for step in steps if step.op == "=")


@given(words, words, words)
def test_what_stands_there_whole_is_found_whole(
    before: list[str], short: list[str], after: list[str]
) -> None:
    long = before + short + after
    score, steps = align(np.array([[x == y for y in long] for x in short]))
    assert score == len(short)
    assert all(step.op == "=" for step in steps)
