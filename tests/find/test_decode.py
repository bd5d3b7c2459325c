"""From scores to statements, with scores made by hand: chains of labels, and who belongs with whom."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.find.decode import NEVER, Chain, Linked, Scores, allowed_steps, best_labels, link, spans_of
from onrecord.find.windows import STATEMENT_LABELS, Pieces, Window

LETTERS = {"S": "source", "Q": "cue", "C": "content"}


def chain() -> Chain:
    steps = np.where(allowed_steps(), 0.0, NEVER).astype(np.float32)
    return Chain(steps, np.zeros(len(STATEMENT_LABELS), np.float32))


def picture(labels: str) -> tuple[Pieces, Any]:
    """One letter a word: capitals begin S(ource), Q(cue), C(ontent), small letters go on, `|` ends a paragraph."""
    n = len(labels)
    index = np.arange(n, dtype=np.int32)
    zeros = np.zeros(n, np.int32)
    breaks = np.array([i + 1 for i, c in enumerate(labels) if c == "|"], np.int32)
    made = Pieces(zeros, index, index + 1, np.ones(n, bool), zeros, zeros, zeros, breaks)
    emissions = np.zeros((n, len(STATEMENT_LABELS)), np.float32)
    for i, letter in enumerate(labels):
        role = LETTERS.get(letter.upper())
        label = "O" if role is None else f"{'B' if letter.isupper() else 'I'}-{role}"
        emissions[i, STATEMENT_LABELS.index(label)] = 6.0
    return made, emissions


def decoded(labels: str, cues: dict[int, int], sources: dict[int, int]) -> list[str]:
    """`source cue content+content` of each statement; `cues` and `sources`: which word each points to, -1 none."""
    made, emissions = picture(labels)
    n = len(labels)

    def pointer(targets: dict[int, int]) -> Any:
        scores = np.zeros((n + 1, n + 1), np.float32)
        for word, target in targets.items():
            scores[word + 1, target + 1] = 12.0
        return scores

    window = Scores(Window(0, 0, n), np.vstack([emissions[:1], emissions]), pointer(cues), pointer(sources))
    found, certainty = best_labels(emissions, made, chain())
    return [shown(one) for one in link([window], made, found, certainty)]


def shown(one: Linked) -> str:
    def part(span: tuple[int, int] | None) -> str:
        return "-" if span is None else f"{span[0]}:{span[1]}"

    return f"{part(one.source)} {part(one.cue)} {'+'.join(map(part, one.content))}"


def test_one_statement() -> None:
    assert decoded("SsQCcc.|", {3: 2, 4: 2, 5: 2}, {3: 0, 4: 0, 5: 0, 2: 0}) == ["0:2 2:3 3:6"]


def test_content_in_two_pieces_round_its_cue() -> None:
    found = decoded("CcSQCc.|", {0: 3, 1: 3, 4: 3, 5: 3}, dict.fromkeys((0, 1, 3, 4, 5), 2))
    assert found == ["2:3 3:4 0:2+4:6"]


def test_two_statements_of_one_source() -> None:
    found = decoded("SQCc.QCc|", {2: 1, 3: 1, 6: 5, 7: 5}, dict.fromkeys((1, 2, 3, 5, 6, 7), 0))
    assert found == ["0:1 1:2 2:4", "0:1 5:6 6:8"]


def test_the_source_stands_in_another_paragraph() -> None:
    assert decoded("Ss..|QCc|", {6: 5, 7: 5}, dict.fromkeys((5, 6, 7), 0)) == ["0:2 5:6 6:8"]


def test_a_statement_of_nobody() -> None:
    assert decoded("S..QCc|", {4: 3, 5: 3}, dict.fromkeys((3, 4, 5), -1)) == ["- 3:4 4:6"]


def test_content_without_a_cue_stands_alone() -> None:
    assert decoded("Cc|", {}, {0: -1, 1: -1}) == ["- - 0:2"]


@pytest.mark.parametrize("labels", ["Cc|Cc|", "CcCc.|S|", "..|", "|", "SQCcc.." * 9 + "|"])
def test_spans_are_read_off_the_chain(labels: str) -> None:
    made, emissions = picture(labels)
    found, _ = best_labels(emissions, made, chain())
    begins = [i for i, letter in enumerate(labels) if letter == "C"]
    assert [a for a, _ in spans_of(found)["content"]] == begins


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 40), st.integers(0, 2**31), st.integers(1, 12))
def test_no_chain_breaks_the_rules(words: int, seed: int, every: int) -> None:
    made, _ = picture("".join("|" if (i + 1) % every == 0 else "." for i in range(words - 1)) + "|")
    scores = np.random.default_rng(seed).normal(size=(words, len(STATEMENT_LABELS))).astype(np.float32) * 3
    found, certainty = best_labels(scores, made, chain())
    for a, b in zip([0, *(made.breaks[:-1].tolist())], made.breaks.tolist(), strict=True):
        assert allowed_steps()[np.concatenate(([0], found[a : b - 1])), found[a:b]].all()
    assert ((certainty > 0) & (certainty <= 1)).all()
