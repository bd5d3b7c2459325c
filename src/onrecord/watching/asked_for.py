"""Single pages that a person asks for, fetched as politely as the rest while others of them are read."""

from __future__ import annotations

import asyncio
import queue
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from threading import Thread

from onrecord.errors import BadAnswer, OnrecordError
from onrecord.gather.files import Gathered
from onrecord.gather.net.fetcher import Fetcher
from onrecord.gather.urls import canonical
from onrecord.gather.wanted import LEFT_OUT, Wanted
from onrecord.models import Failure
from onrecord.store import Desk
from onrecord.watching.evidence import Keep, evidence
from onrecord.watching.sources import fault
from onrecord.watching.starting import Manners, fetching

_AHEAD = 128
"""Pages that are fetched, or being fetched, and not yet taken: more would only fill memory."""


def pages_at(
    desk: Desk, urls: Sequence[str], manners: Manners, wanted: Wanted | None = None
) -> Iterator[Gathered | Failure]:
    """A page or a failure for each address, in order; pages of one host come one after the other."""
    if not urls:
        return
    fetch = _Fetch(desk, urls, manners)
    fetch.start()
    try:
        while (page := fetch.next()) is not None:
            if isinstance(page, Gathered) and wanted is not None and (reason := wanted.refuses(page)):
                yield Failure(page.path, LEFT_OUT, reason, url=page.url, source=page.source)
            else:
                yield page
    finally:
        fetch.end()


class _Fetch:
    """The network's side, in a thread of its own."""

    def __init__(self, desk: Desk, urls: Sequence[str], manners: Manners) -> None:
        self._desk, self._urls, self._manners = desk, urls, manners
        self._pages: queue.SimpleQueue[Gathered | Failure | BaseException | None] = queue.SimpleQueue()
        self._loop = asyncio.new_event_loop()
        self._task: asyncio.Task[None] | None = None
        self._room = asyncio.Semaphore(_AHEAD)
        self._thread = Thread(target=self._run, name="fetch", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def next(self) -> Gathered | Failure | None:
        """The next page, None after the last; raises what ended the fetching."""
        page = self._pages.get()
        if isinstance(page, BaseException):
            raise page
        self._tell(self._room.release)
        return page

    def end(self) -> None:
        """Give up what is still under way."""
        self._tell(lambda: self._task and self._task.cancel())
        self._thread.join(timeout=10)

    def _tell(self, what: Callable[[], object]) -> None:
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(what)

    def _run(self) -> None:
        try:
            with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
                runner.run(self._all())
        except BaseException as error:
            self._pages.put(error)
        else:
            self._pages.put(None)

    async def _all(self) -> None:
        self._task = asyncio.current_task()
        with evidence(self._desk) as keep:
            async with fetching(self._desk, self._manners) as (fetcher, _), asyncio.TaskGroup() as group:
                tasks = [group.create_task(self._one(url, fetcher, keep)) for url in self._urls]
                for task in tasks:
                    self._pages.put(await task)

    async def _one(self, url: str, fetcher: Fetcher, keep: Keep | None) -> Gathered | Failure:
        await self._room.acquire()
        try:
            answer = await fetcher.fetch(canonical(url) or url)
            if answer.status != 200:
                raise BadAnswer(f"the server answers {answer.status}")
            if keep is not None:
                keep(answer, None)
            return answer.gathered()
        except OnrecordError as error:
            return Failure(url, error.kind, error.message)
        except Exception as error:
            return Failure(url, "internal", fault(error))
