"""Rows out of JSON: the same whatever window slides over the file, and in no more memory than one row needs."""

from __future__ import annotations

import io
import json
import tracemalloc
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.gather.json_rows import json_rows

ROW = {"title": "Ferry “sold”", "text": 'The ferry \\ was\nsold {for} [one] euro, "they" said.'}


def rows(text: str | bytes, *, most: int = 10_000, piece: int = 3) -> list[dict[str, Any] | str]:
    data = text.encode() if isinstance(text, str) else text
    numbered = list(json_rows(io.BytesIO(data), most, piece=piece))
    assert [number for number, _ in numbered] == list(range(1, len(numbered) + 1))
    return [row for _, row in numbered]


@pytest.mark.parametrize("piece", [1, 2, 7, 64, 100_000])
@pytest.mark.parametrize("indent", [None, 2])
def test_elements_of_an_array(piece: int, indent: int | None) -> None:
    many = [ROW | {"n": n} for n in range(5)]
    assert rows(json.dumps(many, indent=indent), piece=piece) == many
    assert rows("\ufeff" + json.dumps(many, ensure_ascii=False), piece=piece) == many


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('{"text": "One."}', [{"text": "One."}]),
        ('{"version": "1.1", "items": [{"a": 1}, {"a": 2}], "next": null}', [{"a": 1}, {"a": 2}]),
        ('{"items": ["a", "b"], "text": "One."}', [{"items": ["a", "b"], "text": "One."}]),
        ('{"items": [], "text": "One."}', [{"items": [], "text": "One."}]),
        ('{"a": 1}\n{"a": 2}\n', [{"a": 1}, {"a": 2}]),
        ('[{"a": 1}][{"a": 2}]', [{"a": 1}, {"a": 2}]),
        ("[]", []),
        ('[1234567, {"a": 1}, true, "x"]', ["is no JSON object", {"a": 1}] + ["is no JSON object"] * 2),
    ],
)
def test_forms(text: str, found: list[Any]) -> None:
    assert rows(text) == found


@pytest.mark.parametrize("piece", [1, 5, 100_000])
@pytest.mark.parametrize(
    "broken",
    ['{"a": }', '{"a": "x" "b": 1}', '{"a": tru}', '{"a": "]", "b" [1, 2]}', "nothing", '{"a": "\\q, ]}"}',
     '{"a": "\\u12"}', "{" * 5 + "}" * 5],
)  # fmt: skip
def test_a_broken_element_costs_only_itself(broken: str, piece: int) -> None:
    before, wrong, after = rows(f'[{{"n": 1}}, {broken}, {{"n": 2}}]', piece=piece)
    assert (before, after) == ({"n": 1}, {"n": 2})
    assert isinstance(wrong, str)
    assert wrong.startswith("is no JSON")


def test_an_element_that_is_too_long_costs_only_itself() -> None:
    long = {"text": "So “long”, \\ it was." * 400}
    before, wrong, after = rows(json.dumps([{"n": 1}, long, {"n": 2}]), most=500)
    assert (before, after) == ({"n": 1}, {"n": 2})
    assert wrong == "is over the limit of 0.0005 MB for one document"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "is no JSON: it is empty"),
        ("hello", "is neither a JSON object nor an array of them"),
        ('[{"a": 1}', "is no JSON: the array has no end"),
        ('[{"a": 1}, {"a": "and then', "is no JSON: Unterminated string"),
        ('{"a": 1', "is no JSON: an object breaks off"),
        ('{"a": 1]', "is no JSON: an object breaks off"),
        ("[" * 100_000, "is no JSON"),
        ('{"text": "' + "a" * 20_000 + '"}', "is over the limit"),
    ],
)
def test_what_breaks_off_says_so(text: str, reason: str) -> None:
    assert any(isinstance(row, str) and row.startswith(reason) for row in rows(text, piece=4_096))


@given(st.text(alphabet='[]{},:"\\ a1\n', max_size=60), st.sampled_from([1, 4, 1000]))
def test_nothing_makes_it_fail_or_go_on_for_ever(text: str, piece: int) -> None:
    assert len(rows(text, piece=piece)) <= len(text) + 2


class _Endless(io.RawIOBase):
    """An array of so many elements, made as it is read."""

    def __init__(self, count: int) -> None:
        self._parts = self._made(count)
        self._left = b""

    @staticmethod
    def _made(count: int) -> Iterator[bytes]:
        element = json.dumps({"text": "It rained on the harbour. " * 40}).encode()
        yield b"[" + element
        for _ in range(count - 1):
            yield b"," + element
        yield b"]"

    def read(self, size: int = -1) -> bytes:
        while len(self._left) < size and (part := next(self._parts, b"")):
            self._left += part
        data, self._left = self._left[:size], self._left[size:]
        return data


def test_a_long_array_takes_no_more_memory_than_a_short_one() -> None:
    tracemalloc.start()
    try:
        last = 0
        for last, row in json_rows(cast(BinaryIO, _Endless(5_000)), 100_000, piece=4_096):  # noqa: B007
            assert isinstance(row, dict)
        assert last == 5_000
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 200_000
