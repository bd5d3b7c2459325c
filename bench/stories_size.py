"""Measure how the cost of one more article grows: CPU time and memory of copies and stories, by size.

    stories_size.py [--sizes 1000,10000,100000] [--desk FILE]

Articles are those of `bench/synthetic_news.py`, a thousand a day. Time is CPU seconds of the last tenth of
each size, at least 500 articles, their making left out; memory is what the process grew by over that tenth.
One article's sketch is timed ten times for each hundred: `share` is the cost of an article against that
same piece of work, which other load on the machine changes less. `--desk` puts whole records, with people,
statements, events and positions, into a new desk and takes the time of all of `add`, storing included.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Callable, Iterator
from functools import cache
from itertools import batched
from pathlib import Path

if not __package__:
    sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.synthetic_news import Newsroom
from onrecord.stories.article import Article
from onrecord.stories.frequency import Frequencies
from onrecord.stories.sketch import sketch
from onrecord.stories.stream import Stream
from onrecord.stories.tokens import tokens

AT_ONCE = 100
LEAST = 500
REPEATED = 10


def memory() -> float:
    """Megabytes that the process holds."""
    with open("/proc/self/statm") as file:  # noqa: PTH123
        return int(file.read().split()[1]) * resource.getpagesize() / 1e6


@cache
def _article() -> Article:
    return next(Newsroom(seed=7).reports(1)).article


def reference() -> float:
    """CPU seconds of a piece of work that is always the same."""
    article = _article()
    counts = Frequencies.fresh()
    start = time.process_time()
    for _ in range(REPEATED):
        sketch(article, tokens(article.text), counts)
    return (time.process_time() - start) / REPEATED


def grown(sizes: list[int], steps: Iterator[float], held: Callable[[], float]) -> None:
    """Take the CPU seconds of each `AT_ONCE` articles; print a line when a size is reached."""
    print(f"{'articles':>9} {'ms each':>8} {'a second':>9} {'share':>6} {'kB each':>8}")
    starts = {max(size - max(size // 10, LEAST), 0): size for size in sizes}
    spent, paced, at, before = 0.0, 0.0, 0, 0.0
    for done, seconds in enumerate(steps, 1):
        number = done * AT_ONCE
        spent += seconds
        paced += reference() * AT_ONCE
        if number - AT_ONCE in starts:
            at, before, spent, paced = number - AT_ONCE, held(), seconds, reference() * AT_ONCE
        if number in sizes:
            each, kept = spent / (number - at), (held() - before) / (number - at) * 1000
            share = spent / paced
            print(f"{number:9,} {each * 1000:8.2f} {1 / each:9.0f} {share:6.2f} {kept:8.1f}", flush=True)


def in_memory(number: int) -> Iterator[float]:
    stream = Stream()
    for part in batched(enumerate(Newsroom().reports(number)), AT_ONCE):
        start = time.process_time()
        for n, report in part:
            stream.add(n, report.article)
        yield time.process_time() - start


def on_desk(number: int, path: Path) -> Iterator[float]:
    from bench.synthetic_records import record_of
    from onrecord.store import Desk

    with Desk.open(path) as desk:
        for part in batched(Newsroom().reports(number), AT_ONCE):
            records = [record_of(report) for report in part]
            start = time.process_time()
            for _ in desk.add_many(records):
                pass
            yield time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--desk", type=Path)
    args = parser.parse_args()
    sizes = [int(size) for size in args.sizes.split(",")]
    if args.desk is None:
        grown(sizes, in_memory(max(sizes)), memory)
        return
    if args.desk.exists():
        parser.error(f"{args.desk} is there already; name a file to be made")
    desk: Path = args.desk
    grown(sizes, on_desk(max(sizes), desk), lambda: desk.stat().st_size / 1e6)


if __name__ == "__main__":
    main()
