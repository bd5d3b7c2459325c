"""Train what tells a contradiction of two reports from two facts, and write the weights, hash and card.

    train_contradictions.py [--data ../shared/data/stories] [--out src/onrecord/models_data]

A ridge logit over pairs of claims of two reports of one story: those of values altered on purpose are
contradictions, those of unaltered pairs are taken not to be. Only stories of the training part (by a hash of
their label) are used; `bench/contradictions.py` measures on the others. The same data give the same file.
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
from onrecord.stories.contradictions import FEATURES, candidates, rarities, read
from onrecord.stories.weights import Weights

CASES = 600


def examples(given: list[Case]) -> tuple[list[list[float]], list[bool]]:
    rows, labels = [], []
    for case in given:
        a, b = read(case.first), read(case.second)
        for one, _, values in candidates(a, b, rarities([a, b])):
            if not case.starts or one.start in case.starts:
                rows.append(values)
                labels.append(bool(case.starts))
    return rows, labels


def write(out: Path, trained: Weights, rows: int, positive: int) -> None:
    table = {name: round(v, 6) for name, v in zip(FEATURES, trained.values, strict=True)}
    data = json.dumps({"weights": table, "bias": round(trained.bias, 6)}, indent=1).encode() + b"\n"
    digest = hashlib.sha256(data).hexdigest()
    (out / "contradictions.json").write_bytes(data)
    (out / "contradictions.sha256").write_text(f"{digest}  contradictions.json\n", "ascii")
    card = CARD.format(n=len(FEATURES), rows=rows, positive=positive, size=len(data), digest=digest)
    (out / "contradictions.md").write_text(card, "utf-8")


CARD = """# contradictions.json

Weights that say whether two claims of two reports of one story contradict each other: one number for each of
{n} features (`onrecord.stories.contradictions.FEATURES`), and a bias; the sum is a logit.

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
    rows, labels = examples(cases(args.data, CASES, 5, half=0))
    trained = fit(np.array(rows), np.array(labels), np.ones(len(rows)))
    write(args.out, trained, len(rows), sum(labels))
    print(f"{len(rows)} pairs of claims, {sum(labels)} altered")


if __name__ == "__main__":
    main()
