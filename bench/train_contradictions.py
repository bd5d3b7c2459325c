"""Train what tells a contradiction of two reports from two facts, and write the weights, hash and card.

    train_contradictions.py [--data ../shared/data/stories] [--out src/onrecord/models_data]

A ridge logit for each kind over pairs of claims of two reports of one story: those of values altered on
purpose are contradictions, those of unaltered pairs are taken not to be, and weigh three times as much. Only
stories of the training part (by a hash of their label) are used; `bench/contradictions.py` measures on the
others. The same data give the same file.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path

if not __package__:
    sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np

from bench.contradictions import Case, cases
from bench.story_data import STORIES
from bench.train_stories import ROOT, fit
from onrecord.stories.claims import Kind
from onrecord.stories.matching import FEATURES, KINDS, candidates, rarities, read

CASES = 1500
UNALTERED = 3.0
NO_COUNTER = 2.0
"""The logit of a kind of which no unaltered pair has candidates."""
UNUSED = {"figure": ("anchor", "other anchor"), "attendance": ("anchor", "other anchor")}
"""What a kind is not weighed by: a counted thing hangs on its noun, not on a verb."""


def examples(given: list[Case]) -> dict[Kind, tuple[list[list[float]], list[bool]]]:
    """Rows of features and labels of each kind."""
    found: dict[Kind, tuple[list[list[float]], list[bool]]] = {kind: ([], []) for kind in KINDS}
    for case in given:
        a, b = read(case.first), read(case.second)
        for one, _, values in candidates(a, b, rarities([a, b])):
            if not case.starts or one.start in case.starts:
                found[one.kind][0].append(values)
                found[one.kind][1].append(bool(case.starts))
    return found


def train(rows: dict[Kind, tuple[list[list[float]], list[bool]]]) -> dict[str, float]:
    """The weights by kind and feature; what is constant takes the bias."""
    table: dict[str, float] = {}
    for kind, (values, labels) in rows.items():
        if all(labels):
            trained = [NO_COUNTER] + [0.0] * (len(FEATURES) - 1)
        else:
            x, y = np.array(values), np.array(labels)
            x[:, [FEATURES.index(name) for name in UNUSED.get(kind, ())]] = 0.0
            fitted = fit(x, y, np.where(y, 1.0, UNALTERED))
            trained = [fitted.bias, *fitted.values[1:]]
        table |= {f"{kind}: {name}": round(v, 6) for name, v in zip(FEATURES, trained, strict=True)}
    return table


def write(out: Path, table: dict[str, float], rows: int, positive: int) -> None:
    data = json.dumps({"weights": table, "bias": 0.0}, indent=1).encode() + b"\n"
    digest = hashlib.sha256(data).hexdigest()
    (out / "contradictions.json").write_bytes(data)
    (out / "contradictions.sha256").write_text(f"{digest}  contradictions.json\n", "ascii")
    card = CARD.format(n=len(FEATURES), rows=rows, positive=positive, size=len(data), digest=digest)
    (out / "contradictions.md").write_text(card, "utf-8")


CARD = """# contradictions.json

Weights that say whether two claims of two reports of one story contradict each other: for each kind (figure,
date, place, attendance, speaker) one number for each of {n} features (`onrecord.stories.matching.FEATURES`);
the sum is a logit.

- Data: AllSides articles (no stated licence; only weights are shipped), pairs of one story: {rows} pairs of
  claims, of which {positive} had a value altered by `bench/contradictions.py`. Half of the stories; the other
  half is kept for measuring.
- Made by: `bench/train_contradictions.py`; a ridge logit by Newton's steps.
- Score: `bench/contradictions.py`; the figures are in docs/stories.md.
- Size: {size} bytes. SHA-256: {digest}
"""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=STORIES)
    parser.add_argument("--out", type=Path, default=ROOT / "src" / "onrecord" / "models_data")
    args = parser.parse_args()
    rows = examples(cases(args.data, CASES, 5, half=0))
    labels = [label for _, told in rows.values() for label in told]
    write(args.out, train(rows), len(labels), sum(labels))
    print(f"{len(labels)} pairs of claims, {sum(labels)} altered")


if __name__ == "__main__":
    main()
