"""The stages whose time is shown are functions that exist."""

from __future__ import annotations

import time
from importlib import import_module

import pytest
from bench.stages import STAGES, Clock


@pytest.mark.parametrize("place", [place for places in STAGES.values() for place in places.split()])
def test_a_stage_is_a_function(place: str) -> None:
    module, _, name = place.partition(":")
    found = import_module(module)
    for part in name.split("."):
        found = getattr(found, part)
    assert callable(found)


def test_the_time_of_a_stage_inside_another_counts_once() -> None:
    def burn(seconds: float) -> None:
        stop = time.process_time() + seconds
        while time.process_time() < stop:
            pass

    clock = Clock()
    inner = clock.over("inner", lambda: burn(0.02))

    def both() -> None:
        burn(0.01)
        inner()

    clock.over("outer", both)()
    assert clock.seconds["inner"] >= 0.02 > clock.seconds["outer"] >= 0.01
