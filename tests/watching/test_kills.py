"""A watch that is killed leaves nothing undone and nothing done twice; `bench/kill_watch.py` does it 50 times."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest
from bench.kill_watch import compare


@pytest.mark.slow
def test_three_kills_leave_the_desk_of_an_undisturbed_run(tmp_path: Path) -> None:
    given = argparse.Namespace(
        kills=3, articles=20, sources=4, finder="fast", longest=1.5, seed=3, plain=True
    )
    result = compare(tmp_path, given)
    assert (result["equal"], result["documents"], result["undisturbed"]) == (True, 20, 20)
    assert result["kills"] >= 1
    assert result["shortest pause of a host, s"] >= 2.0
