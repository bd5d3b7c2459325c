"""The watch: hosts are taken when something is due on them, and worked off one request after the other."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

from onrecord.find import DEFAULT_FINDER
from onrecord.gather.clock import Clock
from onrecord.gather.files import Metadata
from onrecord.gather.net.answers import Answer
from onrecord.gather.net.fetcher import Fetcher
from onrecord.models import Failure, Record, make_id
from onrecord.store import Added
from onrecord.store.following_rows import Asked, Fetched, PageJob, SourceJob
from onrecord.watching import desk_side, pages, sources
from onrecord.watching.desk_side import DeskThread
from onrecord.watching.pool import ReaderLost, ReaderPool

BEAT = 60.0
_LONGEST_NAP = 60.0
_BATCH = 40
_PAGES_EACH = 4
"""Pages fetched ahead for each reading process; more would only fill memory."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that came of the watch: a source asked, or an article kept, refused or failed."""

    source: SourceJob | None = None
    asked: Asked | None = None
    new: int = 0
    page: Fetched | None = None
    added: Added | None = None


@dataclass(slots=True)
class Tally:
    """Counts of one run."""

    asked: int = 0
    errors: int = 0
    found: int = 0
    fetched: int = 0
    added: int = 0
    revised: int = 0
    statements: int = 0
    refused: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class Settings:
    """How the watch works. `revisit`: after how many seconds an article is looked at again, each in turn."""

    finder: str = DEFAULT_FINDER
    hosts: int = 32
    revisit: tuple[float, ...] = (3_600.0, 86_400.0)
    keep: Callable[[Answer, Metadata | None], None] | None = None
    told: Callable[[Event], None] | None = field(default=None)


class Watch:
    """Asks, fetches, reads and keeps for one desk; several may do so at once, in several processes."""

    def __init__(
        self, desk: DeskThread, fetcher: Fetcher, pool: ReaderPool, settings: Settings, clock: Clock
    ) -> None:
        self._desk = desk
        self._following = desk.following
        self._aside = desk.aside
        self._fetcher = fetcher
        self._pool = pool
        self._settings = settings
        self._clock = clock
        self._run = make_id("run", desk_side.machine(), desk_side.process(), os.urandom(8).hex())
        self._hosts: dict[str, asyncio.Task[None]] = {}
        self._reading: set[asyncio.Task[None]] = set()
        self._room = asyncio.Semaphore(pool.workers * _PAGES_EACH)
        self._results: asyncio.Queue[tuple[Fetched, asyncio.Future[None]]] = asyncio.Queue()
        self._wake = asyncio.Event()
        self._stopped = False
        self._once = False
        self._broken: BaseException | None = None
        self.tally = Tally()

    async def run(self, *, once: bool = False) -> Tally:
        """Work until stopped, or, `once`, until nothing is due any more."""
        self._once = once
        await self._desk.call(
            self._following.begin, self._run, machine=desk_side.machine(), process=desk_side.process(),
            is_alive=desk_side.is_alive, now=self._clock.now(), longest=self._fetcher.limits.whole,
        )  # fmt: skip
        helpers = [asyncio.create_task(self._beat()), asyncio.create_task(self._keep_results())]
        for helper in helpers:
            helper.add_done_callback(self._helper_ended)
        try:
            await self._until_done()
        finally:
            tasks = [*helpers, *self._hosts.values(), *self._reading]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await self._desk.call(self._following.end, self._run)
        return self.tally

    def stop(self) -> None:
        """End soon: what is fetched but not yet kept is fetched again by the next run."""
        self._stopped = True
        self._wake.set()

    def stop_when_idle(self) -> None:
        """End as soon as nothing is due any more."""
        self._once = True
        self._wake.set()

    # Hosts

    async def _until_done(self) -> None:
        while not self._stopped:
            self._wake.clear()
            if self._broken is not None:
                raise self._broken
            free = self._settings.hosts - len(self._hosts)
            due = None
            if free > 0:
                now = self._clock.now()
                due = await self._desk.call(self._following.next_due, now)
                if due is not None and due <= now and await self._take(free):
                    continue
            if self._once and not self._hosts and not self._reading:
                return
            await self._nap(due)

    async def _take(self, limit: int) -> int:
        """Begin on hosts where something is due; how many there are."""
        now = self._clock.now()
        hosts = await self._desk.call(self._following.take_hosts, self._run, now=now, limit=limit)
        for host in hosts:
            task = asyncio.create_task(self._serve(host))
            self._hosts[host] = task
            task.add_done_callback(partial(self._left, host))
        return len(hosts)

    def _helper_ended(self, done: asyncio.Task[None]) -> None:
        if not done.cancelled() and done.exception() is not None:
            self._broken = self._broken or done.exception()
        self._wake.set()

    def _left(self, host: str, done: asyncio.Task[None]) -> None:
        self._hosts.pop(host, None)
        self._wake.set()
        if not done.cancelled() and done.exception() is not None:
            self._broken = self._broken or done.exception()

    async def _nap(self, due: float | None) -> None:
        """Until something is due, or something else happened."""
        now = self._clock.now()
        seconds = _LONGEST_NAP if due is None else min(max(due - now, 0.05), _LONGEST_NAP)
        if len(self._hosts) >= self._settings.hosts or self._once:
            await self._wake.wait()
            return
        nap = asyncio.create_task(self._clock.sleep(seconds))
        wake = asyncio.create_task(self._wake.wait())
        await asyncio.wait((nap, wake), return_when=asyncio.FIRST_COMPLETED)
        for task in (nap, wake):
            task.cancel()

    async def _serve(self, host: str) -> None:
        """Work off what is due on a host, until nothing is or the host wants to be left alone."""
        try:
            rests = False
            while not rests and not self._stopped:
                now = self._clock.now()
                job = await self._desk.call(self._following.next_job, self._run, host, now=now)
                if job is None:
                    break
                rests = await (self._source(job) if isinstance(job, SourceJob) else self._page(job))
        finally:
            await self._desk.call(self._following.free_host, self._run, host)

    async def _rest(self, host: str, seconds: float | None) -> bool:
        if seconds is None:
            return False
        await self._desk.call(self._following.rest_host, host, self._clock.now() + seconds)
        return True

    # Sources

    async def _source(self, job: SourceJob) -> bool:
        asked, rest = await sources.ask(job, self._fetcher, self._pool)
        now = self._clock.now()
        new = await self._desk.call(self._following.note_asked, self._run, job.id, asked, now=now)
        self.tally.asked += 1
        self.tally.errors += asked.error is not None
        self.tally.found += new
        self._tell(Event(source=job, asked=asked, new=new))
        if new:
            self._wake.set()
        return await self._rest(job.host, rest)

    # Articles

    async def _page(self, job: PageJob) -> bool:
        """Fetch an article; reading it goes on while the next one is fetched."""
        await self._room.acquire()
        try:
            got = await pages.get(job, self._fetcher, self._next_visit(job))
        except BaseException:
            self._room.release()
            raise
        self.tally.fetched += 1
        task = asyncio.create_task(self._finish(job, got))
        self._reading.add(task)
        task.add_done_callback(self._read)
        return await self._rest(job.host, got.rest)

    def _read(self, done: asyncio.Task[None]) -> None:
        self._reading.discard(done)
        self._room.release()
        if not done.cancelled() and done.exception() is not None:
            self._broken = self._broken or done.exception()
        if self._once or self._broken is not None:
            self._wake.set()

    async def _finish(self, job: PageJob, got: pages.Got) -> None:
        outcome = got.outcome
        if got.answer is not None:
            outcome = await self._outcome(job, got.answer)
        elif got.proof is not None:
            await self._keep(got.proof, pages.gathered_of(job, got.proof).said)
        assert outcome is not None
        kept = asyncio.get_running_loop().create_future()
        self._results.put_nowait((outcome, kept))
        await kept

    async def _outcome(self, job: PageJob, answer: Answer) -> Fetched:
        page = pages.gathered_of(job, answer)
        await self._keep(answer, page.said)
        result: Record | Failure
        with self._clock.working():
            try:
                result = await self._pool.run(pages.read_page, page, self._settings.finder)
            except ReaderLost as lost:
                result = Failure(job.url, "crashed", lost.reason, url=job.url)
            except Exception as error:
                result = Failure(job.url, "internal", sources.fault(error), url=job.url)
        if isinstance(result, Failure):
            await self._desk.call(self._aside.add, [result])
        return pages.outcome_of(job, answer, result, self._next_visit(job))

    async def _keep(self, answer: Answer, said: Metadata | None) -> None:
        if self._settings.keep is not None:
            await self._desk.call(self._settings.keep, answer, said)

    def _next_visit(self, job: PageJob) -> float | None:
        """The next of the times at which an article is looked at again, counted from when it was found."""
        times = (job.seen + seconds for seconds in self._settings.revisit)
        return next((time for time in times if time > self._clock.now()), None)

    async def _keep_results(self) -> None:
        """Put what was read into the desk, as many at a time as are there."""
        while True:
            batch = [await self._results.get()]
            while len(batch) < _BATCH and not self._results.empty():
                batch.append(self._results.get_nowait())
            outcomes = [outcome for outcome, _ in batch]
            now = self._clock.now()
            done = await self._desk.call(self._following.note_fetched, self._run, outcomes, now=now)
            for (outcome, kept), added in zip(batch, done, strict=True):
                self._count(outcome, added)
                self._tell(Event(page=outcome, added=added))
                if not kept.done():
                    kept.set_result(None)

    def _count(self, outcome: Fetched, added: Added | None) -> None:
        tally = self.tally
        tally.added += added is Added.ADDED
        tally.revised += added is Added.REVISED
        if outcome.record is not None and added in (Added.ADDED, Added.REVISED):
            tally.statements += len(outcome.record.statements)
        tally.refused += outcome.state == "refused"
        tally.failed += outcome.state in ("failed", "gone")

    # The rest

    def _tell(self, event: Event) -> None:
        if self._settings.told is not None:
            self._settings.told(event)

    async def _beat(self) -> None:
        """A sign of life now and then; a run that was taken for dead stops, for others have its work."""
        alive = True
        while alive:
            await self._clock.sleep(BEAT)
            alive = await self._desk.call(
                self._following.beat, self._run, machine=desk_side.machine(), is_alive=desk_side.is_alive,
                now=self._clock.now(), longest=self._fetcher.limits.whole,
            )  # fmt: skip
        self.stop()


async def stop_on_signals(watch: Watch) -> None:
    """Let Ctrl-C and `systemctl stop` end the watch in order."""
    import signal

    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):
            loop.add_signal_handler(name, watch.stop)
