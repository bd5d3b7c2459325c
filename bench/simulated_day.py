"""A day of news in compressed time: `python -m bench.simulated_day --articles 3000`.

300 sources publish at the pace of 100,000 articles a day, in bursts; fewer articles make a shorter day at the
same pace. A server in a process of its own serves them on 127.0.0.x; the clock leaps over the time in which
nobody works and runs at the real pace otherwise, so that delays are what they would be on this machine; with
`--clock cpu`, what they would be if nothing else ran on it and reading and keeping took turns.

Says: whether all arrived, and none twice; the delay from publication to a searchable record and what it is
made of; whether the server saw each host's pause kept; memory and CPU-seconds of each process along the way,
and what share of the machine the real pace would take. Ctrl-C (or SIGTERM) ends the day where it is and says
what was true till then; with `--folder` the same command goes on with it later. `--out` gets it as JSON,
written anew with each line of the series.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import os
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.day_report import Sample, Series, report
from bench.running import cpu_of_ended_children, memory, prepare, read_log, run, seconds
from bench.simulation import PER_DAY, START, World
from bench.world_server import ServerApart, SharedClock
from onrecord.find import FINDERS
from onrecord.watching.pool import ReaderPool
from onrecord.watching.watch import Event, Tally

_TAIL = 600.0
"""Seconds for which sources are still asked after the last article."""


class Day:
    """One run: what comes of it is kept in a series, a line for every so many articles."""

    def __init__(self, given: argparse.Namespace, folder: Path) -> None:
        self.given = given
        self.world = World(given.sources, given.articles, words=given.words, plain=given.plain)
        self.log = folder / "requests.tsv"
        self.series = Series(every=given.every)
        self.before: Sample | None = None
        self.state = folder / "day.json"
        self.most_at_once = 0.0
        port = folder / "port"
        self.server = ServerApart(self.world, self.log, int(port.read_text()) if port.exists() else 0)
        port.write_text(str(self.server.port))
        self.clock = SharedClock(
            self._go_on(), self.server.time, by_cpu=given.clock == "cpu", haste=given.haste
        )
        self.desk = folder / "desk.sqlite"
        self.began = time.monotonic()
        self._cpu = 0.0

    def _go_on(self) -> float:
        """When the day begins: where an earlier run of it ended."""
        if not self.state.exists():
            return START
        state = json.loads(self.state.read_text())
        self.series.go_on(state["series"])
        self.before, self.most_at_once = self.series.samples[-1], state["most at once"]
        return float(max(state["ended"], *(at for at, _, _ in read_log(self.log))))

    def end(self) -> dict[str, Any]:
        """Stop the server and keep what is needed to go on; the account."""
        ended = self.clock.now()
        self.most_at_once = max(self.most_at_once, self.server.stop()["most at once"])
        kept = {"ended": ended, "most at once": self.most_at_once, "series": self.series.state()}
        self.state.write_text(json.dumps(kept))
        return report(self.world, self.series, self.desk, self.log, ended, self.most_at_once)

    async def run(self) -> Tally:
        prepare(self.desk, self.world, self.server.port)
        pool = ReaderPool(self.given.workers)
        self.began, self._cpu = time.monotonic(), time.process_time()
        try:
            return await run(
                self.desk, self.world, self.server.resolve, self.clock, pool,
                until=self.world.end + _TAIL, finder=self.given.finder, told=self._told, on_signals=True,
            )  # fmt: skip
        finally:
            self.series.note(self._sample())
            pool.close()

    def _told(self, event: Event, now: float) -> None:
        self.clock.look(self._readers())
        if self.series.told(event, now):
            sample = self._sample()
            self.series.note(sample)
            print(sample.line(), flush=True)
            self.write(self.series.short())

    def _sample(self) -> Sample:
        readers = self._readers()
        before = self.before
        return Sample(
            kept=self.series.kept,
            hours=(self.clock.now() - START) / 3_600,
            watching_mb=memory(os.getpid()),
            reading_mb=sum(map(memory, readers)),
            desk_mb=sum(p.stat().st_size for p in self.desk.parent.glob("desk.sqlite*")) / 1e6,
            watching_s=time.process_time() - self._cpu + (before.watching_s if before else 0.0),
            reading_s=cpu_of_ended_children()
            + sum(map(seconds, readers))
            + (before.reading_s if before else 0.0),
            serving_s=seconds(self.server.pid or 0) + (before.serving_s if before else 0.0),
            wall_s=time.monotonic() - self.began + (before.wall_s if before else 0.0),
        )

    def _readers(self) -> list[int]:
        """The reading processes: what multiprocessing started besides the server."""
        live = multiprocessing.active_children()
        return sorted(child.pid for child in live if child.pid and child.pid != self.server.pid)

    def write(self, result: object) -> None:
        if self.given.out:
            self.given.out.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--articles", type=int, default=1_000)
    parser.add_argument("--sources", type=int, default=300)
    parser.add_argument("--words", type=int, default=200, help="median length of an article")
    parser.add_argument("--finder", choices=FINDERS, default="fast")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument(
        "--clock", choices=("wall", "cpu"), default="wall",
        help="how long work takes: as long as it does, or its CPU-seconds, where the machine is shared",
    )  # fmt: skip
    parser.add_argument(
        "--haste", type=float, default=1.0,
        help="how many seconds of the day a second of work takes: delays are then longer than they would be",
    )  # fmt: skip
    parser.add_argument("--every", type=int, default=1_000, help="articles between two lines of the series")
    parser.add_argument("--out", type=Path, help="a file for the results, kept up to date on the way")
    parser.add_argument(
        "--plain", action="store_true", help="pages in our own plain form, whatever is at hand"
    )
    parser.add_argument("--folder", type=Path, help="a folder to keep the day in, so that it can go on later")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = given.folder or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        day = Day(given, folder)
        hours = f"{day.world.length / 3_600:.2f} h at the pace of {PER_DAY} a day"
        kind = f"median {given.words} words; {day.server.forms} page forms"
        print(f"{given.articles} articles of {given.sources} sources in {hours}; {kind}", flush=True)
        asyncio.run(day.run())
        result = day.end()
    day.write(result)
    print(json.dumps(result, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
