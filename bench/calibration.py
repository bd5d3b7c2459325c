"""How far the confidence of statements is from the share that is right: expected calibration error.

    python bench/calibration.py [--finder accurate] [--gold ../shared/data/polnear/dev]

A statement is right when it is so jointly (bench/score_statements.py). The error is the distance between
mean confidence and share right in ten bins of equal width, weighted by their statements, in percent.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

if not __package__:
    sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.score_statements import Gold, judged, roles_of

Told = tuple[float, bool]
BINS = 10


def told(lines: Iterable[Mapping[str, Any]], gold: Iterable[Gold]) -> Iterator[Told]:
    """Confidence and rightness of each statement that counts, from lines of `onrecord/1`."""
    found = {Path(line["document"]["path"]).stem: line["statements"] for line in lines if "error" not in line}
    for document in gold:
        statements = found.get(document.name, [])
        right = judged(document, [roles_of(statement) for statement in statements])
        for statement, is_right in zip(statements, right, strict=True):
            if is_right is not None:
                yield float(statement["confidence"]), is_right


def bins(pairs: Iterable[Told]) -> list[list[Told]]:
    """The pairs by confidence, in bins of equal width."""
    out: list[list[Told]] = [[] for _ in range(BINS)]
    for sure, right in pairs:
        out[min(int(sure * BINS), BINS - 1)].append((sure, right))
    return out


def calibration_error(pairs: Sequence[Told]) -> float:
    """Expected calibration error, 0–1; 0 where there is nothing to judge."""
    gaps = (abs(sum(sure for sure, _ in held) - sum(right for _, right in held)) for held in bins(pairs))
    return sum(gaps) / max(1, len(pairs))


def main() -> None:
    from bench.statements import GOLD, found, golds, texts
    from onrecord.find import DEFAULT_FINDER
    from onrecord.reading import finder_named

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--finder", default=DEFAULT_FINDER)
    parser.add_argument("--gold", type=Path, default=GOLD)
    options = parser.parse_args()
    paths = texts(options.gold)
    gold = golds(options.gold, (path.stem for path in paths))
    pairs = list(told(found(paths, finder_named(options.finder)), gold))
    for held in bins(pairs):
        if held:
            sure, right = (100 * sum(column) / len(held) for column in zip(*held, strict=True))
            print(f"{len(held):5d} statements  confidence {sure:5.1f}  right {right:5.1f}")
    print(f"expected calibration error {100 * calibration_error(pairs):.1f} % of {len(pairs)} statements")


if __name__ == "__main__":
    main()
