"""The parts of a watch put together for one desk."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from onrecord.gather.clock import Clock, SystemClock
from onrecord.gather.net.addresses import anywhere, is_public
from onrecord.gather.net.connecting import Resolve
from onrecord.gather.net.fetcher import Fetcher, Limits
from onrecord.gather.net.pace import DELAY, Pace
from onrecord.store import Desk
from onrecord.watching.desk_side import DeskRobots, DeskSlots, DeskThread
from onrecord.watching.pool import ReaderPool
from onrecord.watching.watch import Settings, Watch

CONTACT = "ONRECORD_CONTACT"


@dataclass(frozen=True, slots=True)
class Manners:
    """How we behave towards those who are asked: the pause, who we say we are, what may be asked."""

    delay: float = DELAY
    contact: str | None = None
    allow_private: bool = False
    limits: Limits = field(default_factory=Limits)


@asynccontextmanager
async def fetching(
    desk: Desk, manners: Manners, *, clock: Clock | None = None, resolve: Resolve | None = None
) -> AsyncIterator[tuple[Fetcher, DeskThread]]:
    """A fetcher that keeps its pace and its robots files in the desk."""
    clock = clock or SystemClock()
    thread = DeskThread(desk, clock)
    pace = Pace(clock, DeskSlots(thread), delay=manners.delay, longest=manners.limits.whole)
    try:
        async with Fetcher(
            clock=clock, pace=pace, robots=DeskRobots(thread), limits=manners.limits, resolve=resolve,
            contact=manners.contact or os.environ.get(CONTACT),
            allowed=anywhere if manners.allow_private else is_public,
        ) as fetcher:  # fmt: skip
            yield fetcher, thread
    finally:
        thread.close()


@asynccontextmanager
async def watching(
    desk: Desk,
    manners: Manners,
    settings: Settings,
    *,
    pool: ReaderPool,
    clock: Clock | None = None,
    resolve: Resolve | None = None,
) -> AsyncIterator[Watch]:
    """A watch, ready to run; the pool is the caller's to close."""
    clock = clock or SystemClock()
    async with fetching(desk, manners, clock=clock, resolve=resolve) as (fetcher, thread):
        yield Watch(thread, fetcher, pool, settings, clock)
