"""What is set on articles held out of training: the decoder's bias, calibration, the least confidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from bench.calibration import calibration_error
from bench.training.data import Article
from bench.training.evaluate import guess_of
from bench.training.score import figures, judge
from onrecord.find.calibration import confidence, inputs
from onrecord.find.decode import Chain, Linked, best_labels, link
from onrecord.find.encoder import Encoded
from onrecord.find.windows import STATEMENT_LABELS

_BIASES = (-0.9, -0.6, -0.3, 0.0, 0.3)
_BINS = 10


@dataclass(frozen=True, slots=True)
class Held:
    """A held-out article with what the exported graph says of it."""

    article: Article
    encoded: Sequence[Encoded]


def decoded(held: Held, chain: Chain) -> list[tuple[Linked, Any]]:
    """Statements with the pieces that they count in."""
    found = []
    for encoded in held.encoded:
        labels, certainty = best_labels(encoded.emissions, encoded.pieces, chain)
        found += [(one, encoded.pieces) for one in link(encoded.windows, encoded.pieces, labels, certainty)]
    return found


def judged(held: Sequence[Held], chain: Chain) -> tuple[Counter[str], list[tuple[Linked, bool, bool]]]:
    """Counts, and every statement with whether it is jointly right."""
    counts: Counter[str] = Counter()
    rows: list[tuple[Linked, bool, bool]] = []
    for one in held:
        found = decoded(one, chain)
        own, right, near = judge(one.article, [guess_of(linked, pieces) for linked, pieces in found])
        counts += own
        judged_all = zip(found, right, near, strict=True)
        rows += [(linked, ok, close) for (linked, _), ok, close in judged_all if ok is not None]
    return counts, rows


def fit_logistic(
    features: Sequence[Sequence[float]], right: Sequence[bool], penalty: float = 0.02
) -> dict[str, Any]:
    """Weights and bias of a logistic function on the log odds of the features."""
    x = torch.tensor([inputs(row) for row in features], dtype=torch.float64)
    y = torch.tensor(right, dtype=torch.float64)
    weights = torch.zeros(x.shape[1], dtype=torch.float64, requires_grad=True)
    bias = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights, bias], max_iter=200)

    def closure() -> float:
        optimizer.zero_grad()
        loss = torch.nn.functional.binary_cross_entropy_with_logits(x @ weights + bias, y)
        loss = loss + penalty * (weights**2).sum()
        loss.backward()  # type: ignore[no-untyped-call]
        return float(loss)

    optimizer.step(closure)  # type: ignore[no-untyped-call]
    return {"weights": weights.tolist(), "bias": float(bias), "steps": None}


def steps_of(raw: Sequence[float], right: Sequence[bool], bins: int = _BINS) -> list[list[float]]:
    """Never falling pairs (value, share right) by bins of equal count, pooled where they would fall."""
    order = np.argsort(raw, kind="stable")
    values, truth = np.array(raw)[order], np.array(right, float)[order]
    pools: list[list[float]] = []
    for part in np.array_split(np.arange(len(values)), bins):
        pools.append([float(values[part].mean()), float(truth[part].mean()), float(len(part))])
        while len(pools) > 1 and pools[-2][1] >= pools[-1][1]:
            a, b = pools.pop(-2), pools.pop()
            n = a[2] + b[2]
            pools.append([(a[0] * a[2] + b[0] * b[2]) / n, (a[1] * a[2] + b[1] * b[2]) / n, n])
    ends = [
        [0.0, max(0.0, pools[0][1] - 0.1)],
        *[[v, s] for v, s, _ in pools],
        [1.0, min(1.0, pools[-1][1] + 0.01)],
    ]
    return [[round(a, 5), round(b, 5)] for a, b in ends]


def tune(held: Sequence[Held], steps: np.ndarray) -> tuple[dict[str, Any], dict[str, Any]]:  # type: ignore[type-arg]
    """Settings of the decoder and the figures that they reach on the held-out articles."""
    best: tuple[float, float, float] = (-1.0, 0.0, 0.0)
    labels = len(STATEMENT_LABELS)
    for outside in _BIASES:
        bias = np.zeros(labels, np.float32)
        bias[0] = outside
        counts, rows = judged(held, Chain(steps, bias))
        calibration = fit_logistic([one.features for one, _, _ in rows], [ok for _, ok, _ in rows])
        sure = np.array([confidence(one.features, calibration) for one, _, _ in rows])
        truth = np.array([ok for _, ok, _ in rows], float)
        for least in np.arange(0.0, 0.6, 0.05):
            keep = sure >= least
            f1 = 2 * truth[keep].sum() / (keep.sum() + counts["gold"])
            if f1 > best[0]:
                best = float(f1), float(outside), float(least)
    bias = np.zeros(labels, np.float32)
    bias[0] = best[1]
    counts, rows = judged(held, Chain(steps, bias))
    calibration = fit_logistic([one.features for one, _, _ in rows], [ok for _, ok, _ in rows])
    raw = [confidence(one.features, calibration) for one, _, _ in rows]
    truths = [ok for _, ok, _ in rows]
    kept = [(r, t) for r, t in zip(raw, truths, strict=True) if r >= best[2]]
    calibration["steps"] = steps_of([r for r, _ in kept], [t for _, t in kept])
    sure_kept = [(confidence(one.features, calibration), ok) for one, ok, _ in rows]
    least = min((s for (s, _), r in zip(sure_kept, raw, strict=True) if r >= best[2]), default=0.0)
    final = [(s, ok) for s, ok in sure_kept if s >= least]
    settings = {"bias": bias.tolist(), "calibration": calibration, "least": float(least)}
    report = {
        "unfiltered": figures(counts),
        "joint": round(100 * 2 * sum(ok for _, ok in final) / (len(final) + counts["gold"]), 1),
        "outside bias": best[1],
        "least": round(float(least), 3),
        "calibration error": round(calibration_error(final), 4),
        "statements": len(final),
    }
    return settings, report
