"""Where the CPU time of reading goes: seconds by stage over a folder of articles, in one process.

    OMP_NUM_THREADS=1 python bench/stages.py [--finder fast] [--folder FOLDER] [--repeat 3]

Each stage's own time, without that of the stages inside it; the least of `--repeat` passes.
"""

from __future__ import annotations

import argparse
import functools
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

if not __package__:
    sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.statements import GOLD
from onrecord.find import DEFAULT_FINDER, FINDERS
from onrecord.reading import read, warm

STAGES = {
    "extract": "onrecord.extract:extract",
    "word pieces and features": "onrecord.find.encoder:pieces_of onrecord.find.encoder:feed_of",
    "network: statements and names": "onrecord.find.encoder:Model._run",
    "statements from its scores": "onrecord.find.neural:reported onrecord.find.neural:inner "
    "onrecord.find.neural:parted",
    "statements: kind, act, occasion, addressee, parents": "onrecord.find.neural:NeuralFinder.find",
    "names and roles": "onrecord.find.finding:find_names",
    "dates": "onrecord.find.finding:find_dates",
    "places": "onrecord.find.finding:find_places",
    "events": "onrecord.find.finding:find_events onrecord.find.finding:session_events",
    "network: types of events": "onrecord.find.events:type_odds",
    "positions": "onrecord.find.finding:find_positions",
    "resolve": "onrecord.resolve:resolve",
    "headline against body": "onrecord.verify:verify",
}
Times = dict[str, float]


class Clock:
    """Counts the CPU seconds inside each stage, those of a stage within another only there."""

    def __init__(self) -> None:
        self.seconds: Times = defaultdict(float)
        self._inside: list[float] = []

    def over(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, counted."""

        @functools.wraps(function)
        def counted(*given: Any, **named: Any) -> Any:
            began = time.process_time()
            self._inside.append(0.0)
            try:
                return function(*given, **named)
            finally:
                took = time.process_time() - began
                self.seconds[stage] += took - self._inside.pop()
                if self._inside:
                    self._inside[-1] += took

        return counted


def put_clock(clock: Clock) -> None:
    """Counts every stage from now on, in this process."""
    for stage, places in STAGES.items():
        for place in places.split():
            module, _, name = place.partition(":")
            owner: Any = import_module(module)
            *path, last = name.split(".")
            for part in path:
                owner = getattr(owner, part)
            setattr(owner, last, clock.over(stage, getattr(owner, last)))


def one_pass(paths: list[Path], finder: str, clock: Clock) -> Times:
    """Seconds by stage, and in all."""
    clock.seconds.clear()
    began = time.process_time()
    for path in paths:
        read(path, finder=finder)
    return {**clock.seconds, "in all": time.process_time() - began}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--finder", choices=FINDERS, default=DEFAULT_FINDER)
    parser.add_argument("--folder", type=Path, default=GOLD / "text")
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    paths = sorted(options.folder.glob("*.txt"))
    warm(options.finder)
    clock = Clock()
    put_clock(clock)
    passes = [one_pass(paths, options.finder, clock) for _ in range(options.repeat)]
    least = {stage: min(times.get(stage, 0.0) for times in passes) for stage in (*STAGES, "in all")}
    for stage, seconds in least.items():
        share = seconds / least["in all"]
        print(f"{stage:52s} {1000 * seconds / len(paths):7.2f} ms an article  {share:6.1%}")
    print(f"{len(paths) / least['in all']:.2f} articles a CPU-second")


if __name__ == "__main__":
    main()
