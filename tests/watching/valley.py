"""A watch over the test server: a desk, a clock that skips what is idle, and a run to the end of a time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, suppress
from pathlib import Path

from onrecord.gather.clock import SkippingClock
from onrecord.gather.net.fetcher import Limits
from onrecord.store import Desk
from onrecord.watching.discovery import discover
from onrecord.watching.evidence import evidence
from onrecord.watching.pool import ReaderPool
from onrecord.watching.starting import Manners, fetching, watching
from onrecord.watching.watch import Event, Settings, Tally, Watch
from tests.gather.pages import NOON
from tests.gather.server import Server

QUICK = Limits(connect=1.0, first_byte=0.5, read=1.0, whole=2.0, packed=300_000, unpacked=600_000)
MANNERS = Manners(delay=2.0, contact="desk@example.org", allow_private=True, limits=QUICK)


class Valley:
    """A desk and a server; each step is a run of its own on one clock."""

    def __init__(
        self,
        folder: Path,
        server: Server,
        pool: ReaderPool,
        *,
        manners: Manners = MANNERS,
        revisit: tuple[float, ...] = (),
    ) -> None:
        self.path = folder / "desk.sqlite"
        self.server = server
        self.pool = pool
        self.manners = manners
        self.revisit = revisit
        self.now = NOON
        self.events: list[Event] = []
        Desk.open(self.path).close()

    def desk(self) -> Desk:
        return Desk.open(self.path)

    def follow(self, *urls: str) -> list[str]:
        """Follow what is behind each address; the sources' addresses."""
        return self._run(lambda desk, clock: self._follow(desk, clock, urls))

    async def _follow(self, desk: Desk, clock: SkippingClock, urls: tuple[str, ...]) -> list[str]:
        async with fetching(desk, self.manners, clock=clock, resolve=self.server.resolve) as (fetcher, _):
            found = [source for url in urls for source in await discover(url, fetcher)]
        for source in found:
            desk.following.follow(source.url, kind=source.kind, title=source.title, now=clock.now())
        return [source.url for source in found]

    def fetch(self) -> Tally:
        """One round."""
        return self._run(lambda desk, clock: self._watch(desk, clock, None))

    def watch(self, seconds: float) -> Tally:
        """Watch for so long by the clock that skips idle time."""
        return self._run(lambda desk, clock: self._watch(desk, clock, seconds))

    async def _watch(self, desk: Desk, clock: SkippingClock, seconds: float | None) -> Tally:
        with evidence(desk) as keep:
            settings = Settings(finder="rules", revisit=self.revisit, keep=keep, told=self.events.append)
            watched = watching(
                desk, self.manners, settings, pool=self.pool, clock=clock, resolve=self.server.resolve
            )
            return await self._until(watched, clock, seconds)

    async def _until(
        self, watched: AbstractAsyncContextManager[Watch], clock: SkippingClock, seconds: float | None
    ) -> Tally:
        async with watched as watch:
            if seconds is not None:

                async def ending() -> None:
                    await clock.sleep(seconds)
                    watch.stop()

                stopping = asyncio.create_task(ending())
                tally = await watch.run()
                stopping.cancel()
                return tally
            return await watch.run(once=True)

    def _run[T](self, work: Callable[[Desk, SkippingClock], Awaitable[T]]) -> T:
        async def main() -> T:
            clock = SkippingClock(self.now)
            self.server._now = clock.now
            skipping = asyncio.create_task(clock.run())
            try:
                with self.desk() as desk:
                    return await work(desk, clock)
            finally:
                self.now = clock.now()
                skipping.cancel()
                with suppress(asyncio.CancelledError):
                    await skipping

        return asyncio.run(main())

    def titles(self) -> list[str]:
        """Headlines in the desk, by name."""
        with self.desk() as desk:
            return sorted(row.title or "" for row in desk.documents(limit=1000))
