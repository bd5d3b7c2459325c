"""What a change gained and lost, as marked text."""

from __future__ import annotations

import json
from typing import Any

from onrecord.changes import changes

TEXT = "The dam broke.\nAna Lopes said it rained.\n“Never,” said Reed."


def line(*statements: dict[str, str], path: str = "a.txt", text: str = TEXT) -> str:
    def spans(words: str) -> list[dict[str, Any]]:
        start = text.index(words) if words else 0
        return [{"start": start, "end": start + len(words), "exact": words}] if words else []

    return json.dumps(
        {
            "schema": "onrecord/1",
            "document": {"path": path, "text": text},
            "statements": [
                {
                    "content": spans(s["content"]),
                    "cue": spans(s.get("cue", "")),
                    "speaker": {"mention": spans(s.get("source", ""))},
                }
                for s in statements
            ],
        }
    )


RAIN = {"content": "it rained", "cue": "said", "source": "Ana Lopes"}
NEVER = {"content": "“Never,”", "cue": "", "source": "Reed"}


def test_nothing_changed() -> None:
    assert not list(changes([line(RAIN, NEVER)], [line(NEVER, RAIN)]))


def test_gained_and_lost_in_their_paragraph() -> None:
    found = [str(change) for change in changes([line(RAIN)], [line(NEVER)])]
    assert found == [
        "- a.txt\n    [Ana Lopes] {said} <it rained>.",
        "+ a.txt\n    <“Never,”> said [Reed].",
    ]


def test_another_speaker_is_lost_and_gained_and_another_cue_is_neither() -> None:
    other = {**RAIN, "source": "Ana"}
    assert [change.sign for change in changes([line(RAIN)], [line(other)])] == ["-", "+"]
    assert not list(changes([line(RAIN)], [line({**RAIN, "cue": ""})]))


def test_documents_that_only_one_side_has() -> None:
    found = [(c.sign, c.path) for c in changes([line(RAIN)], [line(RAIN, path="b.txt")])]
    assert found == [("-", "a.txt"), ("+", "b.txt")]


def test_a_document_that_failed_lost_its_statements() -> None:
    failed = json.dumps({"schema": "onrecord/1", "document": {"path": "a.txt"}, "error": {"message": "no"}})
    assert [change.sign for change in changes([line(RAIN)], [failed])] == ["-"]
