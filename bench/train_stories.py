"""Train the weights that say how alike two articles are, and write them with their hash and card.

    train_stories.py [--data ../shared/data/stories] [--out src/onrecord/models_data]

A ridge logit over pairs that blocking brings together in the three labelled sets, streamed in date order;
the pairs of each set weigh the same together. Nothing is random: the same data give the same file.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

if not __package__:
    sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np
import numpy.typing as npt

from bench.story_data import SETS, STORIES, Labelled, load
from onrecord.stories.grouping import RARE
from onrecord.stories.likeness import NAMES, Held
from onrecord.stories.shelf import Memory
from onrecord.stories.sketch import sketch
from onrecord.stories.tokens import tokens
from onrecord.stories.weights import Weights

ROOT = Path(__file__).parents[1]
RIDGE = 3.0
PAIRS = 40
"""How many earlier articles each is paired with: more than grouping asks, for examples of those unlike."""
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of a set: their features, whether they are of one story, and the folds of both."""

    features: Floats
    same: npt.NDArray[np.bool_]
    folds: npt.NDArray[np.int64]


def pairs_of(rows: list[Labelled]) -> Pairs:
    """The pairs that blocking brings together when the set is streamed."""
    shelf = Memory()
    kept: list[bytes] = []
    found: list[tuple[int, int]] = []
    for number, row in enumerate(rows):
        new = sketch(row.article, tokens(row.article.text), shelf.counts)
        rare = list(new.terms.items())[:RARE]
        found += [(number, other) for other in shelf.near(rare, new.day, PAIRS)]
        kept.append(new.pack())
        shelf.put(number, kept[-1], new.day, rare, number)
    table = np.array([Held(kept[a]).features(kept[b]) for a, b in found])
    same = np.array([rows[a].story == rows[b].story for a, b in found])
    folds = np.array([(rows[a].fold, rows[b].fold) for a, b in found])
    return Pairs(table, same, folds)


def train(sets: Collection[Pairs], without: int | None = None) -> Weights:
    """Weights from the pairs of all sets, those that touch the fold `without` left out."""
    tables, labels, shares = [], [], []
    for pairs in sets:
        kept = np.ones(len(pairs.same), bool) if without is None else (pairs.folds != without).all(axis=1)
        tables.append(pairs.features[kept])
        labels.append(pairs.same[kept])
        shares.append(np.full(kept.sum(), 1.0))
    return fit(np.vstack(tables), np.concatenate(labels), np.concatenate(shares))


def fit(table: Floats, labels: npt.NDArray[np.bool_], shares: Floats) -> Weights:
    """A logit by Newton's steps on standardised features; the ridge spares the bias."""
    mean, spread = table.mean(axis=0), table.std(axis=0) + 1e-9
    x = np.hstack([(table - mean) / spread, np.ones((len(table), 1))])
    ridge = np.diag([RIDGE] * table.shape[1] + [0.0])
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (shares * (labels - p)) - ridge @ w
        hessian = (x * (shares * p * (1 - p))[:, None]).T @ x + ridge
        step = np.linalg.solve(hessian, gradient)
        w += step
        if np.abs(step).max() < 1e-8:
            break
    values = w[:-1] / spread
    return Weights(tuple(values.tolist()), float(w[-1] - values @ mean))


def write(out: Path, trained: Weights, sets: dict[str, Pairs]) -> None:
    """The weights, their hash and their card."""
    table = {name: round(value, 6) for name, value in zip(NAMES, trained.values, strict=True)}
    data = json.dumps({"weights": table, "bias": round(trained.bias, 6)}, indent=1).encode() + b"\n"
    digest = hashlib.sha256(data).hexdigest()
    (out / "stories.json").write_bytes(data)
    (out / "stories.sha256").write_text(f"{digest}  stories.json\n", "ascii")
    counts = ", ".join(f"{name} {len(p.same)} ({int(p.same.sum())} of one story)" for name, p in sets.items())
    (out / "stories.md").write_text(
        CARD.format(n=len(NAMES), counts=counts, size=len(data), digest=digest, ridge=RIDGE)
    )


CARD = """# stories.json

Weights that say how alike two articles are: one number for each of {n} features
(`onrecord.stories.likeness.features`), and a bias; the sum is a logit.

- Data: pairs of articles that blocking brings together when the labelled sets are streamed by date:
  {counts}.
  AllSides full texts and headlines with leads have no stated licence, ECB+ is CC BY 3.0; only weights are
  shipped.
- Made by: `bench/train_stories.py`; a ridge logit (ridge {ridge}) by Newton's steps.
- Score: `bench/stories.py`, cross-validated by story, beside a single-pass TF-IDF grouping; the figures
  are in docs/stories.md.
- Size: {size} bytes. SHA-256: {digest}
"""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=STORIES)
    parser.add_argument("--out", type=Path, default=ROOT / "src" / "onrecord" / "models_data")
    args = parser.parse_args()
    sets = {name: pairs_of(load(name, args.data)) for name in SETS}
    write(args.out, train(sets.values()), sets)


if __name__ == "__main__":
    main()
