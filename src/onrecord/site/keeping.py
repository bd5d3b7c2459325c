"""Answers kept while the desk does not change: many readers of one page cost one rendering.

What a desk holds changes only by a write to its files, so their sizes and times tell whether an answer still
holds; no answer is older than the desk. What is dear to count may lag behind a desk that keeps changing, by
`LAG` at most (`Kept.lately`). Only answers that are the same for everybody are kept: GET, without
a session, without a cookie set. Readers who ask for the same page at once wait for one rendering.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import RLock
from typing import cast

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.site.visits import COOKIE

MOST = 64 * 1024 * 1024
"""Bytes of answers that are kept; those asked for longest ago go first."""
LAG = 30.0
"""Seconds that what is dear to count may be behind a desk that keeps changing."""
_DEAR = 0.05
"""CPU-seconds from which on a value is dear. On a desk of 17,000 articles the trends take 0.27."""
_VALUES = 500
_LARGEST = 4 * 1024 * 1024
_NEVER = ("/healthz", "/static/", "/write", "/read", "/trends")
"""Addresses whose answers are never kept whole; the front page and the trends keep their own parts."""
_NOTHING = object()
Version = tuple[tuple[int, int], ...]


def version_of(desk: Path) -> Version:
    """What tells one state of the desk's files from another: of its file, its log and its transcripts."""
    folder = desk.with_name(f"{desk.name}.collections")
    paths = [desk, desk.with_name(f"{desk.name}-wal"), folder]
    if folder.is_dir():
        paths += sorted(folder.iterdir())
    return tuple(_stamp(path) for path in paths)


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)


@dataclass(frozen=True, slots=True)
class _Late:
    """A dear value, of which version of the desk it is, and until when it may stand for a later one."""

    value: object
    version: Version
    until: float


@dataclass(slots=True)
class Kept:
    """What is kept for one version of a desk: values that views share.

    Readers who need a value at once wait for one making of it.
    """

    desk: Path
    version: Version = ()
    values: dict[object, object] = field(default_factory=dict)
    dear: float = _DEAR
    clock: Callable[[], float] = time.monotonic
    _late: dict[object, _Late] = field(default_factory=dict)
    _making: RLock = field(default_factory=RLock)

    def value[T](self, key: object, make: Callable[[], T]) -> T:
        """What `make` gave for that key, made anew once the desk has changed."""
        if (kept := self._known(key)) is not _NOTHING:
            return cast(T, kept)
        with self._making:
            if (kept := self._known(key)) is not _NOTHING:
                return cast(T, kept)
            values = self.values
            made = make()
            if len(values) > _VALUES:
                values.clear()
            values[key] = made
            return made

    def lately[T](self, key: object, make: Callable[[], T]) -> T:
        """As `value`, but what was dear to make is given for `LAG` though the desk has changed since.

        A desk that has not changed for that long is always given exactly. What is made of such a value is
        kept under a key that holds the value itself.
        """
        if (kept := self._still(key)) is not _NOTHING:
            return cast(T, kept)
        with self._making:
            if (kept := self._still(key)) is not _NOTHING:
                return cast(T, kept)
            version, begun, spent = version_of(self.desk), self.clock(), time.thread_time()
            made = make()
            lag = LAG if time.thread_time() - spent >= self.dear else 0.0
            if len(self._late) > _VALUES:
                self._late.clear()
            self._late[key] = _Late(made, version, begun + lag)
            return made

    def _still(self, key: object) -> object:
        late = self._late.get(key)
        if late is None or not (self.clock() < late.until or late.version == version_of(self.desk)):
            return _NOTHING
        return late.value

    def _known(self, key: object) -> object:
        version = version_of(self.desk)
        if version != self.version:
            self.version, self.values = version, {}
        return self.values.get(key, _NOTHING)


@dataclass(slots=True)
class _Answer:
    start: Message
    body: bytes

    @property
    def etag(self) -> str:
        return Headers(raw=self.start["headers"]).get("etag", "")


class KeepAnswers:
    """Middleware that gives a kept answer where the desk is as it was when it was made."""

    def __init__(self, app: ASGIApp, desk: Path) -> None:
        self.app = app
        self.desk = desk
        self._version: Version = ()
        self._answers: OrderedDict[object, _Answer] = OrderedDict()
        self._size = 0
        self._making: dict[object, asyncio.Event] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        key = _key(scope) if scope["type"] == "http" else None
        if key is None:
            await self.app(scope, receive, send)
            return
        self._renew()
        while (making := self._making.get(key)) is not None and key not in self._answers:
            await making.wait()
            self._renew()
        if (answer := self._answers.get(key)) is not None:
            self._answers.move_to_end(key)
            await _give(answer, Headers(scope=scope), send)
            return
        await self._make(key, scope, receive, send)

    async def _make(self, key: object, scope: Scope, receive: Receive, send: Send) -> None:
        version = self._version
        self._making[key] = done = asyncio.Event()
        parts: list[bytes] = []
        start: list[Message] = []

        async def keep(message: Message) -> None:
            if message["type"] == "http.response.start":
                if _is_for_all(message):
                    start.append(message)
                else:
                    self._let_go(key, done)
            elif start and sum(map(len, parts)) <= _LARGEST:
                parts.append(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, keep)
            if start and version == self._version:
                self._put(key, _Answer(start[0], b"".join(parts)))
        finally:
            self._let_go(key, done)

    def _let_go(self, key: object, done: asyncio.Event) -> None:
        """Nobody need wait for this answer any more."""
        if self._making.get(key) is done:
            del self._making[key]
        done.set()

    def _renew(self) -> None:
        version = version_of(self.desk)
        if version != self._version:
            self._version, self._size = version, 0
            self._answers.clear()

    def _put(self, key: object, answer: _Answer) -> None:
        if len(answer.body) > _LARGEST:
            return
        self._answers[key] = answer
        self._size += len(answer.body)
        while self._size > MOST:
            _, gone = self._answers.popitem(last=False)
            self._size -= len(gone.body)


def _key(scope: Scope) -> object | None:
    """What tells one answer from another; None for what is never kept."""
    path: str = scope["path"]
    headers = Headers(scope=scope)
    cookies = {part.partition("=")[0].strip() for part in headers.get("cookie", "").split(";")} - {"", COOKIE}
    if scope["method"] != "GET" or path == "/" or path.startswith(_NEVER) or cookies:
        return None
    if "authorization" in headers or "range" in headers:
        return None
    gzip = "gzip" in headers.get("accept-encoding", "")
    return (scope["scheme"], headers.get("host", ""), path, scope["query_string"], gzip)


def _is_for_all(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    whole = "event-stream" not in headers.get("content-type", "")
    kept = whole and "set-cookie" not in headers and "no-store" not in headers.get("cache-control", "")
    return bool(start["status"] == 200 and kept)


async def _give(answer: _Answer, asked: Headers, send: Send) -> None:
    known = {tag.strip().removeprefix("W/") for tag in asked.get("if-none-match", "").split(",")}
    if answer.etag and answer.etag.removeprefix("W/") in known:
        headers = MutableHeaders(raw=list(answer.start["headers"]))
        for name in ("content-length", "content-encoding", "content-type"):
            if name in headers:
                del headers[name]
        await send({"type": "http.response.start", "status": 304, "headers": headers.raw})
        await send({"type": "http.response.body", "body": b""})
        return
    await send(answer.start)
    await send({"type": "http.response.body", "body": answer.body})
