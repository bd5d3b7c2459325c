"""Confidence: a logistic function of the decoder's probabilities, along the shares that were right."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from onrecord.find.calibration import confidence

SETTINGS: dict[str, Any] = {
    "weights": [1.0, 0.5],
    "bias": -0.2,
    "steps": [[0.0, 0.1], [0.5, 0.4], [1.0, 0.95]],
}
SHARES = st.floats(0, 1)


def test_surer_inputs_give_more_confidence() -> None:
    values = [confidence((p, 0.5), SETTINGS) for p in (0.0, 0.2, 0.5, 0.8, 1.0)]
    assert values == sorted(values)
    assert values[0] < 0.15
    assert values[-1] > 0.9


def test_without_steps_it_is_the_logistic_value() -> None:
    assert confidence((0.5, 0.5), {"weights": [1.0, 1.0], "bias": 0.0, "steps": None}) == 0.5


@given(SHARES, SHARES)
def test_always_between_nought_and_one(a: float, b: float) -> None:
    assert 0 <= confidence((a, b), SETTINGS) <= 1
