"""The contract `onrecord/1`: what is written can be read back, and the keys are those that were promised."""

from __future__ import annotations

import json
import pickle

import pytest
from hypothesis import given

from onrecord import errors
from onrecord.contract import from_json, to_json
from onrecord.models import Failure, Record, Span, make_id, text_id
from tests.strategies import all_spans, records, texts

KEYS = {
    "document": "id text_id revision_of path url canonical_url source kind title byline section published updated "
    "fetched language extractor text parts",
    "actors": "id name kind side roles mentions made_by confidence",
    "statements": "id kind act content cue speaker within addressee occasion date made_by confidence",
    "events": "id type mode status actors recipients date place evidence made_by confidence",
    "positions": "id side actors stance degree issue object condition counterparty date evidence statement made_by "
    "confidence",
    "checks": "statement quote verdict notes against difference made_by confidence",
}


@given(records())
def test_a_record_survives_the_round_trip(record: Record) -> None:
    line = json.dumps(to_json(record), ensure_ascii=False)
    assert from_json(json.loads(line)) == record


@given(records())
def test_every_promised_key_is_there(record: Record) -> None:
    written = to_json(record)
    assert written["schema"] == "onrecord/1"
    for name, keys in KEYS.items():
        for row in [written[name]] if name == "document" else written[name]:
            assert set(keys.split()) <= set(row)


@given(records())
def test_records_survive_pickling_and_every_span_holds(record: Record) -> None:
    assert pickle.loads(pickle.dumps(record)) == record
    assert all(span.holds_in(record.document.text) for span in all_spans(record))


def test_a_failure_survives_the_round_trip() -> None:
    failure = Failure("a.html", "not text", "binary")
    assert to_json(failure) == {
        "schema": "onrecord/1",
        "document": {"path": "a.html"},
        "error": {"kind": "not text", "message": "binary"},
    }
    assert from_json(to_json(failure)) == failure


def test_another_schema_is_refused() -> None:
    with pytest.raises(ValueError, match="onrecord/2"):
        from_json({"schema": "onrecord/2"})


@given(texts())
def test_a_text_is_named_by_its_utf8(text: str) -> None:
    assert text_id(text) == text_id(str(text))
    assert len(text_id(text)) == 64


def test_ids_are_made_from_content() -> None:
    assert make_id("a", 1) == make_id("a", "1")
    assert make_id("a", None) != make_id("a", "")
    assert make_id("ab", "c") != make_id("a", "bc")


@given(texts())
def test_a_span_outside_the_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="outside"):
        Span.of(text, 0, len(text) + 1)
    with pytest.raises(ValueError, match="outside"):
        Span.of(text, 1, 0)


@pytest.mark.parametrize(
    "kind", [e for e in vars(errors).values() if isinstance(e, type) and issubclass(e, errors.OnrecordError)]
)
def test_errors_survive_pickling(kind: type[errors.OnrecordError]) -> None:
    error = kind("what to do", path="a.txt")
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), again.path) == (kind, "a.txt: what to do", "a.txt")
