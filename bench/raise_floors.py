"""Measure every floor again and raise those that are passed; lowering one must be asked for.

raise_floors.py [--margin POINTS] [--allow-lower]
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

if not __package__:
    sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.floors import Floor, digest, read_floors, write_floors
from bench.score_statements import score
from bench.statements import ROOT, found, golds, predictions, texts
from onrecord.reading import finder_named


def measure(floor: Floor) -> tuple[float, int]:
    """Joint F1 in percent and the number of articles lost, on the floor's data."""
    folder = ROOT.parent / floor.data
    paths = texts(folder, floor.documents)
    lines = list(found(paths, finder_named(floor.finder)))
    figures = score(predictions(lines), golds(folder, (path.stem for path in paths)))
    return figures["joint"][2], figures["missing documents"]


def moved(floor: Floor, reached: float, *, margin: float, allow_lower: bool) -> Floor:
    """The floor at `reached` less the margin; raises ValueError where that is lower and was not asked for."""
    joint = round(reached - margin, 1)
    if joint < floor.joint and not allow_lower:
        raise ValueError(f"{floor.name}: {reached} would lower the floor of {floor.joint}; see --allow-lower")
    return replace(floor, joint=joint)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--margin", type=float, default=1.0, help="points below the measured figure")
    parser.add_argument("--allow-lower", action="store_true", help="also lower floors that are not reached")
    options = parser.parse_args()
    floors: list[Floor] = []
    kept = 0
    for floor in read_floors():
        reached, lost = measure(floor)
        try:
            fresh = moved(floor, reached, margin=options.margin, allow_lower=options.allow_lower)
            floors.append(replace(fresh, sha256=digest(ROOT.parent / floor.data)))
        except ValueError as refusal:
            print(refusal, file=sys.stderr)
            floors.append(floor)
            kept += 1
        print(f"{floor.name}: joint {reached}, lost {lost}; floor {floor.joint} -> {floors[-1].joint}")
    write_floors(floors)
    return 1 if kept else 0


if __name__ == "__main__":
    sys.exit(main())
