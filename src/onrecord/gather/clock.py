"""Time as everything that waits sees it: the machine's, or one that skips what nobody works in.

`now()` is seconds since 1970, UTC. Whoever waits for the network, the disk or another process does it inside
`working()`, so that a clock that skips idle time knows that this time is not idle.
"""

from __future__ import annotations

import asyncio
import heapq
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime
from typing import Protocol

_TURNS = 12
"""How often the loop goes round before a moment counts as idle: callbacks of callbacks need a few."""


class Clock(Protocol):
    """What tells the time and lets it pass."""

    def now(self) -> float: ...

    async def sleep(self, seconds: float) -> None: ...

    def working(self) -> AbstractContextManager[None]: ...


class SystemClock:
    """The machine's own time."""

    def now(self) -> float:
        return time.time()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(max(seconds, 0))

    def working(self) -> AbstractContextManager[None]:
        return nullcontext()


class SkippingClock:
    """A clock that runs at the real pace while there is work, and leaps over the time in which there is none.

    It leaps to the moment for which the next sleeper waits, so that a day with an hour's work in it takes an
    hour. `run` must go on beside whatever uses it.
    """

    def __init__(self, start: float) -> None:
        self._ahead = start - time.monotonic()
        self._busy = 0
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._count = 0
        self._change = asyncio.Event()
        self.skipped = 0.0

    def now(self) -> float:
        return time.monotonic() + self._ahead

    async def sleep(self, seconds: float) -> None:
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        waiting = asyncio.get_running_loop().create_future()
        self._count += 1
        heapq.heappush(self._sleepers, (self.now() + seconds, self._count, waiting))
        self._change.set()
        await waiting

    @contextmanager
    def working(self) -> Iterator[None]:
        self._busy += 1
        try:
            yield
        finally:
            self._busy -= 1
            if not self._busy:
                self._change.set()

    async def run(self) -> None:
        """Wake sleepers when their time comes, and bring it about when nobody works."""
        idle = 0
        while True:
            self._wake()
            if self._busy or not self._sleepers:
                idle = 0
                await self._changed()
                continue
            idle += 1
            await asyncio.sleep(0)
            if idle > _TURNS and not self._busy and self._sleepers:
                self._leap(self._sleepers[0][0] - self.now())
                idle = 0

    async def _changed(self) -> None:
        """Until the work ends, somebody lies down to sleep, or the next sleeper's time comes by itself."""
        self._change.clear()
        alarm = None
        if self._sleepers:
            seconds = max(self._sleepers[0][0] - self.now(), 0.0)
            alarm = asyncio.get_running_loop().call_later(seconds, self._change.set)
        await self._change.wait()
        if alarm is not None:
            alarm.cancel()

    def _leap(self, seconds: float) -> None:
        if seconds > 0:
            self._ahead += seconds
            self.skipped += seconds

    def _wake(self) -> None:
        while self._sleepers and (self._sleepers[0][2].done() or self._sleepers[0][0] <= self.now()):
            waiting = heapq.heappop(self._sleepers)[2]
            if not waiting.done():
                waiting.set_result(None)


def iso(moment: float) -> str:
    """ISO 8601 in UTC, to the second."""
    return datetime.fromtimestamp(moment, UTC).isoformat(timespec="seconds")
