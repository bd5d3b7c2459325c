"""A simulated world's server in a process of its own, so that its cost is told apart from that of gathering.

Both processes see one time: the clock's leaps reach the server through shared memory, and what lies between
them is the machine's monotonic clock, or the CPU clocks of the processes that work, which all can read.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.gather.server import Server

from bench.simulation import World, page_forms
from onrecord.gather.clock import SkippingClock

_STARTING = 300.0
_MOST_PIDS = 16


class SharedClock(SkippingClock):
    """A skipping clock whose time another process sees.

    With `by_cpu`, work takes as long as the CPU-seconds of this process and its readers, one after the other:
    what else the machine does, and the server, then take no time. Call `look` now and then: readers change.
    With a `haste` of 10, ten seconds of the day go by in each second of work, which is then waited for ten
    times as long as it would be, and goes on side by side as on a busier day.
    """

    def __init__(self, start: float, shared: SharedTime, *, by_cpu: bool, haste: float = 1.0) -> None:
        super().__init__(start)
        self._shared = shared
        shared.haste.value = haste
        shared.pids = (os.getpid(),) if by_cpu else ()
        self._ahead = shared.ahead.value = start - shared.passed()

    def now(self) -> float:
        return self._shared.now()

    def _leap(self, seconds: float) -> None:
        super()._leap(seconds)
        if seconds > 0:
            self._shared.ahead.value += seconds

    def look(self, readers: Sequence[int]) -> None:
        """Count these processes from now on, in place of those before."""
        pids = (os.getpid(), *readers)
        if self._shared.pids and self._shared.pids != pids:
            self._shared.change(pids)


class SharedTime:
    """How far the clock is ahead of what has passed, in memory that processes share."""

    def __init__(self, context: Any) -> None:
        self._lock = context.RLock()
        self._values = context.RawArray("d", 2 * _MOST_PIDS)
        self.ahead, self.haste = context.RawValue("d", 0.0), context.RawValue("d", 1.0)
        self._count = context.RawValue("i", 0)

    @property
    def pids(self) -> tuple[int, ...]:
        return tuple(int(pid) for pid in self._values[: self._count.value])

    @pids.setter
    def pids(self, pids: tuple[int, ...]) -> None:
        with self._lock:
            self._values[:] = [*map(float, pids), *[0.0] * (2 * _MOST_PIDS - len(pids))]
            self._count.value = len(pids)

    def passed(self) -> float:
        """Seconds by the machine's clock, or of the processes' work, as many times as haste makes of them."""
        pids = self.pids
        seconds = sum(self._spent(n, pid) for n, pid in enumerate(pids)) if pids else time.monotonic()
        return float(seconds * self.haste.value)

    def _spent(self, at: int, pid: int) -> float:
        """The process's CPU-seconds; of one that has ended, what was known last."""
        spent = cpu_of(pid)
        if spent is not None:
            self._values[at + _MOST_PIDS] = spent
        return float(self._values[at + _MOST_PIDS])

    def now(self) -> float:
        if not self._count.value:
            return float(self.ahead.value + self.passed())
        with self._lock:
            return float(self.ahead.value + self.passed())

    def change(self, pids: tuple[int, ...]) -> None:
        with self._lock:
            now = self.now()
            self.pids = pids
            self.ahead.value = now - self.passed()


def cpu_of(pid: int) -> float | None:
    """CPU-seconds of a process by its own clock, as clock_getcpuclockid(3) has it; None where it is gone."""
    try:
        return time.clock_gettime((~pid << 3) | 2)
    except OSError:
        return None


class ServerApart:
    """The server's process; `log` is its own log of requests, `bench.running.read_log` reads it."""

    def __init__(self, world: World, log: Path, port: int = 0) -> None:
        context = multiprocessing.get_context("spawn")
        self.time = SharedTime(context)
        self._ready, self._stop, self._told = context.Queue(), context.Event(), context.Queue()
        about = (world.sources, world.articles, world.words, world.plain)
        parts = (about, log, port, self.time, self._ready, self._stop, self._told)
        self._process = context.Process(target=_serve, args=parts, daemon=True)
        self._process.start()
        self.pid = self._process.pid
        self.port, self.hosts, self.forms = self._ready.get(timeout=_STARTING)

    async def resolve(self, host: str, port: int) -> list[str]:
        if host not in self.hosts:
            raise OSError("no such host")
        return [self.hosts[host]]

    def stop(self) -> dict[str, float]:
        """End it; its CPU-seconds, and the most requests that were under way at once on a host."""
        self._stop.set()
        told: dict[str, float] = self._told.get(timeout=60)
        self._process.join(10)
        return told


def _serve(about: Any, log: Path, port: int, shared: SharedTime, ready: Any, stop: Any, told: Any) -> None:
    import signal

    from bench.running import Log

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sources, articles, words, plain = about
    world = World(sources, articles, words=words, plain=plain)
    forms = 0 if plain else len(page_forms())

    async def main() -> None:
        server = Server(shared.now)
        server.log = Log(log)
        await server.start(port)
        world.serve(server)
        ready.put((server.port, server.hosts, forms))
        began = time.process_time()
        while not stop.is_set():
            with suppress(TimeoutError):
                await asyncio.sleep(0.2)
        await server.stop()
        most = max(server.most_at_once.values(), default=0)
        told.put({"CPU, s": time.process_time() - began, "most at once": most})

    asyncio.run(main())
