"""A watch over a simulated world, clock, desk and watch."""

from __future__ import annotations

import asyncio
import os
import resource
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from random import Random

from tests.gather.server import Request

from bench.simulation import START, World
from onrecord.gather.clock import SkippingClock
from onrecord.gather.net.connecting import Resolve
from onrecord.gather.net.fetcher import Limits
from onrecord.store import Desk
from onrecord.store.following_rows import Asked, NewItem
from onrecord.watching.pool import ReaderPool
from onrecord.watching.schedule import interval_of
from onrecord.watching.sources import page_key
from onrecord.watching.starting import Manners, watching
from onrecord.watching.watch import Event, Settings, Tally, stop_on_signals

_IDLE = 0.5
"""Seconds of the machine's for which connections are kept: in these, many seconds of the day go by."""


def prepare(path: Path, world: World, port: int) -> None:
    """A desk that has followed the world's sources for some time: it knows what they published before."""
    chance = Random("turns")
    with Desk.open(path) as desk:
        following = desk.following
        following.begin("before", machine="", process="", is_alive=lambda _: True, now=START)
        for source in range(world.sources):
            base = f"http://{world.host(source)}:{port}"
            row, new = following.follow(f"{base}/feed", kind="feed", now=START)
            if not new:
                continue
            before = [article for article in world.schedule[source] if article.published < START]
            known = [
                NewItem(
                    page_key(base + a.path), base + a.path, world.host(source), f"{a.source}/{a.number}",
                    a.published, reason="published before the simulation",
                )
                for a in before
            ]  # fmt: skip
            following.take_hosts("before", now=START, limit=1)
            following.next_job("before", world.host(source), now=START)
            interval = interval_of([a.published for a in before], START) or 600.0
            asked = Asked(START + chance.random() * interval, interval, items=known)
            following.note_asked("before", row.id, asked, now=START)
        following.end("before")


async def run(
    path: Path,
    world: World,
    resolve: Resolve,
    clock: SkippingClock,
    pool: ReaderPool,
    *,
    until: float,
    finder: str,
    hosts: int = 64,
    told: Callable[[Event, float], None] | None = None,
    on_signals: bool = False,
) -> Tally:
    """Watch from the clock's time to another, then work off what is left; Ctrl-C ends it where it is."""
    skipping = asyncio.create_task(clock.run())
    manners = Manners(
        delay=world.delay, allow_private=True, limits=replace(Limits(), whole=120.0, idle=_IDLE)
    )
    settings = Settings(
        finder=finder, revisit=(), hosts=hosts, told=(lambda e: told(e, clock.now())) if told else None
    )
    try:
        with Desk.open(path) as desk:
            watched = watching(desk, manners, settings, pool=pool, clock=clock, resolve=resolve)
            async with watched as watch:
                if on_signals:
                    await stop_on_signals(watch)

                async def ending() -> None:
                    await clock.sleep(until - clock.now())
                    watch.stop_when_idle()

                stopping = asyncio.create_task(ending())
                tally = await watch.run()
                stopping.cancel()
                return tally
    finally:
        skipping.cancel()
        with suppress(asyncio.CancelledError):
            await skipping


class Log(list[Request]):
    """The server's own log: each request with its simulated time, written as it comes."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("a")

    def append(self, request: Request) -> None:
        self._file.write(f"{request.at:.3f}\t{request.host}\t{request.path}\n")
        self._file.flush()


def read_log(path: Path) -> list[tuple[float, str, str]]:
    """Requests in the order of their arrival; a line that a kill cut off is left out."""
    rows = []
    for line in path.read_text().splitlines() if path.exists() else ():
        fields = line.split("\t")
        if len(fields) == 3:
            rows.append((float(fields[0]), fields[1], fields[2]))
    return rows


def shortest_pause(log: list[tuple[float, str, str]]) -> float:
    """The shortest time between two requests to one host."""
    last: dict[str, float] = {}
    least = float("inf")
    for at, host, _ in log:
        if host in last:
            least = min(least, at - last[host])
        last[host] = at
    return least


def memory(pid: int) -> float:
    """Resident megabytes of a process; 0 where it is gone."""
    with suppress(OSError, IndexError):
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
    return 0.0


def seconds(pid: int) -> float:
    """CPU-seconds that a process has used; 0 where it is gone."""
    with suppress(OSError, IndexError):
        fields = Path(f"/proc/{pid}/stat").read_text("latin-1").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def cpu_of_ended_children() -> float:
    """CPU-seconds of children that have ended and were waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
