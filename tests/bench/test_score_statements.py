"""The scorer, on small annotated texts, and against the scorer of the corpora."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from bench.score_statements import SUBSETS, Gold, Roles, read_gold, read_predictions, score

ROOT = Path(__file__).parents[2]
TEXT = "Ana said the dam broke. “Never,” said Reed."


def roles(content: str, source: str = "", text: str = TEXT) -> Roles:
    def pairs(words: str) -> list[tuple[int, int]]:
        return [(text.index(words), text.index(words) + len(words))] if words else []

    return {"content": pairs(content), "cue": [], "source": pairs(source)}


GOLD = Gold("a", TEXT, (roles("the dam broke", "Ana"), roles("“Never,”", "Reed")), ())


def test_perfect() -> None:
    figures = score({"a": list(GOLD.statements)}, [GOLD])
    assert figures["exact"] == figures["J50"] == figures["joint"] == (100.0, 100.0, 100.0)
    assert (figures["speaker"], figures["missing documents"]) == (100.0, 0)


def test_marks_and_stops_at_the_edge_do_not_matter_for_exact() -> None:
    assert score({"a": [roles("Never", "Reed")]}, [GOLD])["exact"] == (100.0, 50.0, 66.7)


def test_the_wrong_speaker_costs_joint_only() -> None:
    figures = score({"a": [roles("the dam broke", "Reed")]}, [GOLD])
    assert (figures["J50"][0], figures["joint"][0], figures["speaker"]) == (100.0, 0.0, 0.0)


def test_one_statement_pairs_with_one_only() -> None:
    assert score({"a": [roles("the dam broke", "Ana"), roles("dam broke", "Ana")]}, [GOLD])["J50"][0] == 50.0


def test_less_than_half_is_no_pair() -> None:
    assert score({"a": [roles("the dam broke. “Never,” said Reed.", "Ana")]}, [GOLD])["J50"][0] == 0.0


def test_what_is_discarded_does_not_count() -> None:
    gold = Gold("a", TEXT, (), ((0, 10),))
    assert score({"a": [roles("said the dam"), roles("“Never,”")]}, [gold])["predicted"] == 1


def test_subsets_and_lost_documents() -> None:
    predictions = {"a": list(GOLD.statements)}
    assert [score(predictions, [GOLD], subset)["gold"] for subset in SUBSETS] == [2, 1, 1]
    assert score({}, [GOLD])["missing documents"] == 1


def test_standoff_is_read_and_the_first_annotator_counts(tmp_path: Path) -> None:
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text" / "a.txt").write_bytes(TEXT.encode())
    rows = "T1\tSource 0 3\tAna\nT2\tCue 4 8\tsaid\nT3\tContent 9 12;13 22\tthe dam broke\nT4\tDiscard 24 28\tx\n"
    rows += "E1\tT2:T2 Source1:T1 Cue:T2 Content:T3\nE2\tSource:T1\n"
    (tmp_path / "attributions" / "a_0a1b.ann").write_text(rows, "utf-8")
    (tmp_path / "attributions" / "a_ff00.ann").write_text("", "utf-8")
    (gold,) = read_gold(tmp_path)
    assert gold.name == "a" and gold.discard == ((24, 28),)
    assert gold.statements == ({"source": [(0, 3)], "cue": [(4, 8)], "content": [(9, 12), (13, 22)]},)


def test_a_document_that_failed_is_missing() -> None:
    line = json.dumps({"document": {"path": "x/a.txt"}, "error": {"message": "no"}})
    assert read_predictions([line]) == {}


@pytest.mark.corpus
def test_agrees_with_the_scorer_of_the_corpora(shared: Path, tmp_path: Path) -> None:
    folder = shared / "data" / "polnear" / "dev"
    gold = list(read_gold(folder))
    lines = []
    for number, document in enumerate(gold):
        shift = number % 7
        statements = [
            {
                "content": [{"start": a, "end": max(a + 1, b - shift * 9)} for a, b in found["content"]],
                "cue": [],
                "speaker": {"mention": [{"start": a + shift, "end": b + shift} for a, b in found["source"]]},
            }
            for found in document.statements[shift:]
        ]
        if number % 11:
            lines.append(json.dumps({"document": {"path": f"{document.name}.txt"}, "statements": statements}))
    file = tmp_path / "found.jsonl"
    file.write_text("\n".join(lines), "utf-8")
    command = [
        sys.executable,
        str(shared / "measure" / "statements.py"),
        str(file),
        "--gold",
        str(folder),
        "--json",
    ]
    theirs = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    mine = {subset: score(read_predictions(lines), gold, subset) for subset in SUBSETS}
    assert json.loads(json.dumps(mine)) == theirs
