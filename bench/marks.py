"""The same articles with curly and with straight quotation marks: what the difference costs.

python bench/marks.py [--finder accurate] [--gold ../shared/data/polnear/dev]

Marks are replaced character for character, so that the annotation's offsets hold. F1 in percent.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

if not __package__:
    sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.score_statements import MEASURES, score
from bench.statements import GOLD, found, golds, predictions, texts
from onrecord.reading import finder_named

STRAIGHT = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'"})


def figures(paths: list[Path], gold: Path, finder: str) -> dict[str, float]:
    """F1 of each measure on these texts."""
    lines = predictions(list(found(paths, finder_named(finder))))
    of = score(lines, golds(gold, (path.stem for path in paths)))
    return {name: of[name][2] for name in MEASURES}


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--finder", default="accurate")
    parser.add_argument("--gold", type=Path, default=GOLD)
    options = parser.parse_args()
    paths = texts(options.gold, None)
    with tempfile.TemporaryDirectory() as folder:
        straight = [Path(folder) / path.name for path in paths]
        for path, to in zip(paths, straight, strict=True):
            to.write_bytes(path.read_bytes().decode("utf-8").translate(STRAIGHT).encode("utf-8"))
        as_is = figures(paths, options.gold, options.finder)
        plain = figures(straight, options.gold, options.finder)
    for name, value in as_is.items():
        print(f"{name:6s} as printed {value:5.1f}  straight {plain[name]:5.1f}  {plain[name] - value:+.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
