"""The laws of the design, over the whole pipeline: spans hold, output is the same anywhere, nothing is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from onrecord.contract import from_json, to_json
from onrecord.errors import OnrecordError
from onrecord.models import Failure, Record
from onrecord.reading import read_many, read_text
from tests.strategies import all_spans, texts

ARTICLE = """Harbour talks stall over fees

By Ada Example

LISBON, March 3, 2025 — Port director Rui Alves said on Monday that “no deal is near,” and blamed the fees.

“We will wait,” Alves told reporters. “But not for ever.”

Dockers’ leader Ana Pinto rejected the offer. She said: “It's half of what we asked for.

“And half is nothing.”

The ministry of transport, according to its spokesman, hopes for a new meeting next week.
"""


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts(most=120))
def test_every_span_of_every_record_holds(text: str) -> None:
    """Law 1, on texts of words and odd marks in any order: an error of ours, or a record whose spans hold."""
    try:
        record = read_text(text)
    except OnrecordError:
        return
    assert record.document.text == text
    assert [span for span in all_spans(record) if not span.holds_in(text)] == []
    assert from_json(json.loads(json.dumps(to_json(record)))) == record


def in_another_process(path: Path, hash_seed: str) -> str:
    script = (
        "import json, sys, onrecord\n"
        "from onrecord.contract import to_json\n"
        "print(json.dumps(to_json(onrecord.read(sys.argv[1]))))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "TZ": "Asia/Tokyo"}
    run = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True, env=environment
    )
    return run.stdout


def test_the_same_input_gives_the_same_output_in_another_process(tmp_path: Path) -> None:
    """Law 3, with another hash seed and another time zone."""
    path = tmp_path / "talks.txt"
    path.write_text(ARTICLE, "utf-8")
    first = in_another_process(path, "1")
    assert first == in_another_process(path, "4242")
    assert len(json.loads(first)["statements"]) >= 4


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(ARTICLE.replace("fees", f"fees {number}"), "utf-8")
    (tmp_path / "2.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "3.txt").write_bytes(b"")
    return tmp_path


def test_a_bad_document_costs_only_itself(folder: Path) -> None:
    """Law 5."""
    results = list(read_many([str(folder), str(folder / "nowhere.txt")]))
    kinds = [result.kind if isinstance(result, Failure) else "read" for result in results]
    assert kinds == ["read", "read", "not text", "no article", "read", "not found"]


def test_workers_change_nothing(folder: Path) -> None:
    """The same results in the same order from two processes as from one."""
    one = list(read_many([str(folder)]))
    two = list(read_many([str(folder)], workers=2))
    assert one == two
    assert sum(isinstance(result, Record) for result in one) == 3


GERMAN = """Hafenstreik nach neun Tagen beendet

Die Fähren fahren wieder. „Wir haben eine Einigung, mit der wir leben können“, sagte die Verhandlerin der
Gewerkschaft am Montag in Kiel. Die Abstimmung sei knapp ausgegangen, hieß es aus dem Verband, der nun die
Mitglieder über die Einzelheiten unterrichten will.
"""


def test_a_text_in_another_language_is_said_to_be_so() -> None:
    record = read_text(GERMAN)
    assert record.document.language == "de"
    assert "language de: statements are found in English only" in record.document.notes
    assert all(statement.kind == "direct" for statement in record.statements)
