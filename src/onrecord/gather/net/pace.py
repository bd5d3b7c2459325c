"""One request at a time to a host, and a pause after each."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Protocol

from onrecord.gather.clock import Clock

DELAY = 2.0
"""Seconds between two requests to a host that states no crawl-delay."""


class Slots(Protocol):
    """Where the next free moment of each host stands; shared by all that fetch for one desk."""

    async def reserve(self, host: str, now: float, until: float) -> float:
        """Take the host until then and return 0, or return the seconds to wait before asking again."""
        ...

    async def free(self, host: str, at: float) -> None:
        """The host may be asked again from that moment on."""
        ...


class SlotsInMemory:
    """Slots of one process."""

    def __init__(self) -> None:
        self._next: dict[str, float] = {}

    async def reserve(self, host: str, now: float, until: float) -> float:
        wait = self._next.get(host, 0.0) - now
        if wait > 0:
            return wait
        self._next[host] = until
        return 0.0

    async def free(self, host: str, at: float) -> None:
        self._next[host] = at


@dataclass(slots=True)
class _Queue:
    """Those who want to ask a host, one of them at it; forgotten when it is empty."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    length: int = 0


class Pace:
    """Gives each request its turn. `longest` is how long one request may take at most, in seconds."""

    def __init__(
        self, clock: Clock, slots: Slots | None = None, *, delay: float = DELAY, longest: float = 60.0
    ) -> None:
        self._clock = clock
        self._slots = slots or SlotsInMemory()
        self._delay = delay
        self._longest = longest
        self._stated: dict[str, float] = {}
        self._queues: dict[str, _Queue] = {}

    def state_delay(self, host: str, seconds: float | None) -> None:
        """What the host's robots.txt asks for; it counts where it is longer than our own."""
        if seconds:
            self._stated[host] = seconds
        else:
            self._stated.pop(host, None)

    def delay_of(self, host: str) -> float:
        """Seconds from the end of one request to the host to the start of the next."""
        return max(self._delay, self._stated.get(host, 0.0))

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait for the host's next free moment and hold the host while the block runs."""
        queue = self._queues.setdefault(host, _Queue())
        queue.length += 1
        try:
            async with queue.lock:
                await self._wait(host)
                try:
                    yield
                finally:
                    await self._slots.free(host, self._clock.now() + self.delay_of(host))
        finally:
            queue.length -= 1
            if not queue.length:
                del self._queues[host]

    async def pause(self, host: str) -> None:
        """Count the host's pause from now on: its delay has just become known."""
        await self._slots.free(host, self._clock.now() + self.delay_of(host))

    async def _wait(self, host: str) -> None:
        while True:
            now = self._clock.now()
            wait = await self._slots.reserve(host, now, now + self._longest + self.delay_of(host))
            if wait <= 0:
                return
            await self._clock.sleep(wait)
