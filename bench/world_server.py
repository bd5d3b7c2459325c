"""A simulated world's server in a process of its own, so that its cost is told apart from that of gathering.

Both processes see one time: the clock's leaps reach the server through shared memory, and what lies between
them is the machine's monotonic clock, which is the same in all processes.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import time
from contextlib import suppress
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from typing import Any

from tests.gather.server import Server

from bench.simulation import World, page_forms
from onrecord.gather.clock import SkippingClock

_STARTING = 300.0


class SharedClock(SkippingClock):
    """A skipping clock whose time another process sees through `ahead`."""

    def __init__(self, start: float, ahead: Synchronized[float]) -> None:
        super().__init__(start)
        self._shared = ahead
        ahead.value = self._ahead

    def _leap(self, seconds: float) -> None:
        super()._leap(seconds)
        self._shared.value = self._ahead


class ServerApart:
    """The server's process; `log` is its own log of requests, `bench.running.read_log` reads it."""

    def __init__(self, world: World, log: Path) -> None:
        context = multiprocessing.get_context("spawn")
        self.ahead: Any = context.Value("d", 0.0, lock=False)
        self._ready, self._stop, self._told = context.Queue(), context.Event(), context.Queue()
        about = (world.sources, world.articles, world.words, world.plain)
        parts = (about, log, self.ahead, self._ready, self._stop, self._told)
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


def _serve(about: Any, log: Path, ahead: Any, ready: Any, stop: Any, told: Any) -> None:
    import signal

    from bench.running import Log

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sources, articles, words, plain = about
    world = World(sources, articles, words=words, plain=plain)
    forms = 0 if plain else len(page_forms())

    async def main() -> None:
        server = Server(lambda: time.monotonic() + ahead.value)
        server.log = Log(log)
        await server.start()
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
