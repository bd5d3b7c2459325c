"""What the fetcher asks of a desk: hosts' free moments and robots files, kept for all that fetch for it.

The desk is asked in one thread, so that neither its disk nor another process that writes holds up the
network.
"""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from onrecord.gather.clock import Clock
from onrecord.gather.net.robots import Robots
from onrecord.store import Desk
from onrecord.store.aside import Aside
from onrecord.store.following import Following

_MOST_ROBOTS = 1_000


class DeskThread:
    """A desk's `Following`, asked from one thread of its own."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self.following: Following = desk.following
        self.aside: Aside = desk.aside
        self._clock = clock
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="desk")

    async def call[**P, R](self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """The function's result; the clock counts it as work."""
        loop = asyncio.get_running_loop()
        with self._clock.working():
            return await loop.run_in_executor(self._thread, partial(function, *args, **kwargs))

    def close(self) -> None:
        self._thread.shutdown(wait=True)


class DeskSlots:
    """Hosts' free moments, kept in the desk: two processes that fetch for it share them."""

    def __init__(self, desk: DeskThread) -> None:
        self._desk = desk

    async def reserve(self, host: str, now: float, until: float) -> float:
        return await self._desk.call(self._desk.following.reserve, host, now=now, until=until)

    async def free(self, host: str, at: float) -> None:
        await self._desk.call(self._desk.following.free, host, at=at)


class DeskRobots:
    """robots.txt files, kept in the desk; those asked for last, in memory too."""

    def __init__(self, desk: DeskThread) -> None:
        self._desk = desk
        self._read: dict[str, Robots] = {}

    async def get(self, origin: str) -> Robots | None:
        robots = self._read.pop(origin, None)
        if robots is None:
            kept = await self._desk.call(self._desk.following.robots, origin)
            if kept is None:
                return None
            robots = Robots(*kept)
        self._remember(origin, robots)
        return robots

    def _remember(self, origin: str, robots: Robots) -> None:
        self._read[origin] = robots
        if len(self._read) > _MOST_ROBOTS:
            del self._read[next(iter(self._read))]

    async def put(self, origin: str, robots: Robots) -> None:
        self._read.pop(origin, None)
        self._remember(origin, robots)
        await self._desk.call(
            self._desk.following.put_robots, origin, robots.text, closed=robots.closed, until=robots.until
        )


def machine() -> str:
    """This machine's name."""
    return socket.gethostname()


def process() -> str:
    """This process, told from a later one of the same number by when it started, where that can be known."""
    return f"{os.getpid()} {_started(os.getpid())}"


def is_alive(name: str) -> bool:
    """Whether the process of that name (see `process`) runs on this machine."""
    number, _, started = name.partition(" ")
    try:
        os.kill(int(number), 0)
    except PermissionError:
        pass
    except (OSError, ValueError):
        return False
    return _started(int(number)) == started


def _started(number: int) -> str:
    try:
        return Path(f"/proc/{number}/stat").read_text("latin-1").rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        return ""
