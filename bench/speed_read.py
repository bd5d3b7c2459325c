"""How fast statements are read, beside textacy's direct quotations on the same model in the same run.

    speed_read.py [--finder rules] [--folder ../shared/data/polnear/dev/text] [--repeat 1]
                  [--whole [--workers 1] [--only statements]]

Each reader runs alone in a fresh process, loads its model first, and then reads every article once:
articles a second, CPU-seconds, and peak memory. `--whole` reads through `onrecord.reading.read_many`
instead, which also resolves and checks, with `--workers` processes; `--only statements` without events and
positions.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

if not __package__:
    sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.statements import GOLD
from onrecord.find import Only


@dataclass(frozen=True, slots=True)
class Speed:
    """Figures of one reader over one pass; memory in MB, the largest of its processes."""

    reader: str
    articles: int
    statements: int
    seconds: float
    cpu_seconds: float
    articles_per_second: float
    articles_per_cpu_second: float
    peak_mb: float


Read = Callable[[list[Path]], int]


def statements_with(finder: str) -> Read:
    """Extract and find, as `onrecord read` does; what they find is counted."""
    from bench.statements import found_in
    from onrecord.find.parse import _pipeline
    from onrecord.reading import finder_named

    chosen = finder_named(finder)
    _pipeline()
    return lambda paths: sum(len(found_in(path, chosen)["statements"]) for path in paths)


def whole_records(finder: str, workers: int, only: Only | None) -> Read:
    """The whole pipeline with worker processes; what it finds is counted."""
    from onrecord.models import Record
    from onrecord.reading import read_many

    def read(paths: list[Path]) -> int:
        results = read_many([str(path) for path in paths], workers=workers, finder=finder, only=only)
        return sum(len(result.statements) for result in results if isinstance(result, Record))

    return read


def textacy_quotations() -> Read:
    """textacy's direct quotations over the same spaCy model; a document that it fails on counts for none."""
    from textacy.extract.triples import direct_quotations

    from onrecord.find.parse import _pipeline

    model = _pipeline()

    def read(paths: list[Path]) -> int:
        total = 0
        for path in paths:
            try:
                total += len(list(direct_quotations(model(path.read_text("utf-8")))))
            except ValueError:
                continue
        return total

    return read


def measure(
    reader: str, finder: str, workers: int, paths: list[Path], repeat: int, only: Only | None = None
) -> Speed:
    """One reader's best pass of `repeat`, in this process."""
    if reader == "textacy":
        read = textacy_quotations()
    elif reader == "read_many":
        read = whole_records(finder, workers, only)
    else:
        read = statements_with(finder)
    read(paths[:2])
    passes = [_timed(read, paths) for _ in range(repeat)]
    seconds, cpu, statements = min(passes)
    return Speed(
        reader, len(paths), statements, round(seconds, 2), round(cpu, 2),
        round(len(paths) / seconds, 2), round(len(paths) / cpu, 2), round(_peak_mb()),
    )  # fmt: skip


def _timed(read: Read, paths: list[Path]) -> tuple[float, float, int]:
    wall, cpu = time.perf_counter(), _cpu_seconds()
    statements = read(paths)
    return time.perf_counter() - wall, _cpu_seconds() - cpu, statements


def _cpu_seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def _peak_mb() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return max(usage.ru_maxrss for usage in used) / 1024


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--finder", default="rules")
    parser.add_argument("--folder", type=Path, default=GOLD / "text")
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--whole", action="store_true")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--only", choices=("statements",))
    options = parser.parse_args()
    paths = sorted(options.folder.glob("*.txt"))
    ours = "read_many" if options.whole else "onrecord"
    context = multiprocessing.get_context("spawn")
    for reader in (ours, "textacy"):
        with context.Pool(1) if reader != "read_many" else _Here() as pool:
            arguments = (reader, options.finder, options.workers, paths, options.repeat, options.only)
            print(json.dumps(asdict(pool.apply(measure, arguments))), flush=True)


class _Here:
    """A stand-in for a pool: `read_many` starts processes of its own, which a pool's daemons may not."""

    def __enter__(self) -> _Here:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def apply(self, function: Callable[..., Speed], arguments: tuple[object, ...]) -> Speed:
        return function(*arguments)


if __name__ == "__main__":
    main()
