"""From what a decoder saw of a statement to the chance that it is right."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

_LEAST = 1e-4


def inputs(features: Sequence[float]) -> list[float]:
    """Log odds of each probability, held within ±`log(1 / 1e-4)`."""
    held = [min(max(f, _LEAST), 1 - _LEAST) for f in features]
    return [math.log(f / (1 - f)) for f in held]


def confidence(features: Sequence[float], settings: Mapping[str, Any]) -> float:
    """The chance that another reader marks the same statement with the same speaker, 0–1.

    `settings` holds `weights` and `bias` of a logistic function, and `steps`: pairs that map its value to
    the share that was right on articles held out of training, joined by straight lines.
    """
    total = settings["bias"] + sum(w * x for w, x in zip(settings["weights"], inputs(features), strict=True))
    raw = 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
    return round(_along(settings.get("steps") or [[0.0, 0.0], [1.0, 1.0]], raw), 4)


def _along(steps: Sequence[Sequence[float]], x: float) -> float:
    before = steps[0]
    for point in steps:
        if x <= point[0]:
            width = point[0] - before[0]
            return point[1] if width <= 0 else before[1] + (point[1] - before[1]) * (x - before[0]) / width
        before = point
    return float(steps[-1][1])
