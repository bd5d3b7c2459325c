"""Measure every floor again and raise those that are passed; lowering one must be asked for.

raise_floors.py [NAME…] [--margin POINTS] [--allow-lower]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

if not __package__:
    sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.floors import Floor, digest, read_floors, write_floors
from bench.measures import measure


def moved(floor: Floor, reached: Mapping[str, float], *, margin: float, allow_lower: bool) -> Floor:
    """The floor at `reached` with a margin; raises ValueError where that is lower and was not asked for."""
    least = {name: round(reached[name] - margin, 1) for name in floor.least}
    most = {
        name: floor.most[name] if name == "lost" else round(reached[name] + margin, 1) for name in floor.most
    }
    lower = [name for name, value in least.items() if value < floor.least[name]]
    lower += [name for name, value in most.items() if value > floor.most[name]]
    if lower and not allow_lower:
        given = [name for name, value in floor.least.items() if reached[name] < value]
        given += [name for name, value in floor.most.items() if reached[name] > value]
        if given:
            raise ValueError(f"{floor.name}: {', '.join(given)} would lower the floor; see --allow-lower")
        least = {name: max(value, floor.least[name]) for name, value in least.items()}
        most = {name: min(value, floor.most[name]) for name, value in most.items()}
    return replace(floor, least=least, most=most)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", help="the floors to measure; all without one")
    parser.add_argument("--margin", type=float, default=1.0, help="points below the measured figure")
    parser.add_argument("--allow-lower", action="store_true", help="also lower floors that are not reached")
    options = parser.parse_args()
    floors: list[Floor] = []
    kept = 0
    for floor in read_floors():
        floors.append(floor)
        if options.names and floor.name not in options.names:
            continue
        reached = measure(floor)
        try:
            fresh = moved(floor, reached, margin=options.margin, allow_lower=options.allow_lower)
            floors[-1] = replace(fresh, sha256=digest(floor.path))
        except ValueError as refusal:
            print(refusal, file=sys.stderr)
            kept += 1
        for name, value in {**floor.least, **floor.most}.items():
            now = {**floors[-1].least, **floors[-1].most}[name]
            print(f"{floor.name}: {name} {reached[name]:g}; floor {value} -> {now}")
    write_floors(floors)
    return 1 if kept else 0


if __name__ == "__main__":
    sys.exit(main())
