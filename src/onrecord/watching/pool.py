"""Processes that read: each job has a time limit, and one that hangs or dies costs only itself."""

from __future__ import annotations

import asyncio
import multiprocessing
import queue
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, cast

_JOBS_EACH = 5_000
"""After so many jobs a process is replaced: what leaks in a library does not add up."""


class ReaderLost(Exception):
    """The job's process died or took too long; `reason` says which."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class _Job:
    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    limit: float
    answer: Future[Any]


class ReaderPool:
    """`workers` processes; `run` gives a function of a module to one of them. Close it at the end."""

    def __init__(self, workers: int, *, limit: float = 120.0) -> None:
        self.workers = workers
        self._limit = limit
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._threads = [
            threading.Thread(target=self._tend, name=f"reader-{n}", daemon=True) for n in range(workers)
        ]
        for thread in self._threads:
            thread.start()

    async def run[Result](
        self, function: Callable[..., Result], *arguments: Any, limit: float | None = None
    ) -> Result:
        """What the function gives, or its exception; raises ReaderLost where the process was lost."""
        job = _Job(function, arguments, limit or self._limit, Future())
        self._jobs.put(job)
        return cast("Result", await asyncio.wrap_future(job.answer))

    def close(self) -> None:
        """Let the processes end after what they are at; what waits is given up."""
        with suppress(queue.Empty):
            while True:
                job = self._jobs.get_nowait()
                if job is not None:
                    job.answer.cancel()
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join(timeout=self._limit)

    def _tend(self) -> None:
        reader = _Reader()
        while (job := self._jobs.get()) is not None:
            if not job.answer.set_running_or_notify_cancel():
                continue
            try:
                good, result = reader.do(job)
            except ReaderLost as lost:
                job.answer.set_exception(lost)
                continue
            if good:
                job.answer.set_result(result)
            else:
                job.answer.set_exception(result)
        reader.end()


class _Reader:
    """One process, started when first needed and again after it was lost."""

    def __init__(self) -> None:
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._done = 0

    def do(self, job: _Job) -> tuple[bool, Any]:
        if self._process is None or self._done >= _JOBS_EACH:
            self._start()
        pipe = self._pipe
        assert pipe is not None
        try:
            pipe.send((job.function, job.arguments))
            if not pipe.poll(job.limit):
                self._kill()
                raise ReaderLost(f"reading it took more than {job.limit:g} s")
            answer = pipe.recv()
        except (EOFError, OSError) as error:
            self._kill()
            raise ReaderLost("the process that read it died; is the machine out of memory?") from error
        self._done += 1
        return bool(answer[0]), answer[1]

    def _start(self) -> None:
        self.end()
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()
        self._done = 0

    def _kill(self) -> None:
        if self._process is not None:
            self._process.kill()
        self.end()

    def end(self) -> None:
        """Close the pipe, at which the process ends by itself."""
        if self._pipe is not None:
            self._pipe.close()
        if self._process is not None:
            self._process.join(timeout=10)
        self._process = self._pipe = None


def _serve(pipe: Connection) -> None:
    """What a process does: jobs, until the other end is closed. Ctrl-C is for the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, OSError):
        while True:
            function, arguments = pipe.recv()
            try:
                answer = (True, function(*arguments))
            except Exception as error:
                answer = (False, error)
            try:
                pipe.send(answer)
            except (TypeError, AttributeError, ValueError):
                pipe.send((False, RuntimeError("what was read could not be handed over")))
