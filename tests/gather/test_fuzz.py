"""A short run of the fuzzing that bench/fuzz_readers.py does at length: the same cases every time."""

from __future__ import annotations

import logging

import pytest
from bench.fuzz_readers import Reader, readers, run


@pytest.mark.parametrize("reader", readers(), ids=lambda reader: reader.name)
def test_no_reader_crashes_or_hangs_on_mutated_input(
    reader: Reader, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    result = run(reader, 60, seed=7)
    assert (result.cases, result.failed) == (60, [])
