"""A day of news in compressed time: `python -m bench.simulated_day --articles 3000`.

300 sources publish at the pace of 100,000 articles a day, in bursts; fewer articles make a shorter day at the
same pace. A server in this process serves them on 127.0.0.x; the clock leaps over the time in which nobody
works and runs at the real pace otherwise, so that delays are what they would be on this machine.

Says: whether all arrived, and none twice; the delay from publication to a searchable record; whether the
server saw each host's pause kept; and memory at each tenth of the way.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import resource
import statistics
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.gather.server import Server

from bench.running import ShortLog, memory, prepare, run, shortest_pause
from bench.simulation import START, World, page_forms
from onrecord.find import FINDERS
from onrecord.store import Desk
from onrecord.watching.pool import ReaderPool
from onrecord.watching.watch import Event, Tally


class Delays:
    """The time from an article's publication to its record, and memory as it goes."""

    def __init__(self, articles: int) -> None:
        self.seconds: list[float] = []
        self.megabytes: list[float] = []
        self.errors: Counter[str] = Counter()
        self._every = max(articles // 10, 1)

    def told(self, event: Event, now: float) -> None:
        page = event.page
        reason = (
            event.asked.error if event.asked else page.reason if page and page.state != "stored" else None
        )
        if reason:
            self.errors[reason[:80]] += 1
        if page is None or page.state != "stored" or page.job.published is None:
            return
        self.seconds.append(now - page.job.published)
        if len(self.seconds) % self._every == 0:
            self.megabytes.append(round(memory()))
            print(f"  {len(self.seconds)} kept, {self.megabytes[-1]:.0f} MB", flush=True)


async def simulate(path: Path, world: World, finder: str, workers: int) -> tuple[Tally, Delays, Server]:
    server = Server()
    server.log = ShortLog()
    await server.start()
    world.serve(server)
    prepare(path, world, server.port)
    delays = Delays(world.articles)
    pool = ReaderPool(workers)
    try:
        tally = await run(
            path, world, server, pool, since=START, until=world.end + 1_800, finder=finder, told=delays.told
        )
    finally:
        await server.stop()
        pool.close()
    return tally, delays, server


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--articles", type=int, default=1_000)
    parser.add_argument("--sources", type=int, default=300)
    parser.add_argument("--finder", choices=FINDERS, default="fast")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument(
        "--plain", action="store_true", help="pages in our own plain form, whatever is at hand"
    )
    given = parser.parse_args()
    world = World(given.sources, given.articles, plain=given.plain)
    forms = 0 if given.plain else len(page_forms())
    length = f"{world.length / 60:.0f} min"
    print(f"{given.articles} articles of {given.sources} sources in {length}; {forms} page forms")
    began, cpu = time.monotonic(), time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "desk.sqlite"
        tally, delays, server = asyncio.run(simulate(path, world, given.finder, given.workers))
        with Desk.open(path) as desk:
            documents = desk.info().documents
            titles = {row.title for row in desk.documents(limit=10 * given.articles)}
    log = [(r.at, r.host, r.path) for r in server.log]
    pages = [(host, path) for _, host, path in log if path.startswith("/2025/")]
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    spread = statistics.quantiles(delays.seconds, n=20)
    result = {
        "articles": given.articles, "in the desk": documents, "distinct headlines": len(titles),
        "pages asked for": len(pages), "asked for twice": len(pages) - len(set(pages)),
        "feeds asked": tally.asked, "errors": dict(delays.errors.most_common(8)),
        "statements": tally.statements,
        "delay, median s": round(statistics.median(delays.seconds), 1),
        "delay, 95 % s": round(spread[18], 1), "delay, longest s": round(max(delays.seconds), 1),
        "shortest pause of a host, s": round(shortest_pause(log), 3),
        "most requests at once on a host": max(server.most_at_once.values()),
        "memory by tenths, MB": delays.megabytes,
        "wall, s": round(time.monotonic() - began),
        "CPU here with the server, s": round(time.process_time() - cpu),
        "CPU of readers, s": round(children.ru_utime + children.ru_stime),
    }  # fmt: skip
    print(json.dumps(result, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
