"""A real web server on 127.0.0.x: several hosts on one port, each with pages that a test writes.

A test names hosts (`wire.test`) and gives each path an answer: bytes, a `Reply`, or a function of the request.
`resolve` leads the names to the server, so that everything goes over real connections.
"""

from __future__ import annotations

import asyncio
import gzip
import threading
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import brotli

Body = bytes | str


@dataclass(frozen=True)
class Request:
    """What was asked, and when by the server's clock."""

    host: str
    path: str
    headers: Mapping[str, str]
    at: float = 0.0


@dataclass(frozen=True)
class Reply:
    """What is answered. `raw` is written as it is, in place of a whole answer; `pieces` one by one."""

    body: Body = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    kind: str = "text/html; charset=utf-8"
    raw: bytes | None = None
    write: Callable[[asyncio.StreamWriter], Awaitable[None]] | None = None

    def packed(self, how: str) -> Reply:
        """The same answer, packed by `gzip` or `br`."""
        body = as_bytes(self.body)
        packed = gzip.compress(body, mtime=0) if how == "gzip" else brotli.compress(body)
        return Reply(packed, self.status, {**self.headers, "Content-Encoding": how}, self.kind)


Answering = Body | Reply | Callable[[Request], "Body | Reply"]


def as_bytes(body: Body) -> bytes:
    return body.encode() if isinstance(body, str) else body


class Server:
    """Hosts and their pages; `log` has every request in order."""

    def __init__(self, now: Callable[[], float] | None = None) -> None:
        self.pages: dict[tuple[str, str], Answering] = {}
        self.anything: Callable[[Request], Body | Reply | None] | None = None
        self.log: list[Request] = []
        self.hosts: dict[str, str] = {}
        self.connections: dict[str, int] = {}
        self.most_at_once: dict[str, int] = {}
        self.port = 0
        self._now = now or (lambda: 0.0)
        self._servers: list[asyncio.Server] = []

    def host(self, name: str, pages: Mapping[str, Answering] | None = None) -> str:
        """A host with pages; returns its address. Hosts that were not named answer 404 to everything."""
        third, fourth = divmod(len(self.hosts) + 2, 250)
        self.hosts.setdefault(name, f"127.0.{third}.{fourth}")
        for path, answer in (pages or {}).items():
            self.pages[name, path] = answer
        return f"http://{name}:{self.port}"

    async def resolve(self, host: str, port: int) -> list[str]:
        if host not in self.hosts:
            raise OSError("no such host")
        return [self.hosts[host]]

    def asked(self, host: str | None = None) -> list[str]:
        """Paths that were asked for, in order."""
        return [r.path for r in self.log if host is None or r.host == host]

    async def start(self, port: int = 0) -> None:
        server = await asyncio.start_server(self._serve, "0.0.0.0", port, limit=1 << 20)
        self._servers.append(server)
        self.port = server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        for server in self._servers:
            server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            while head := await reader.readuntil(b"\r\n\r\n"):
                if not await self._answer(head.decode("latin-1"), writer):
                    break
        writer.close()

    async def _answer(self, head: str, writer: asyncio.StreamWriter) -> bool:
        first, *lines = head.split("\r\n")
        headers = {k.strip().lower(): v.strip() for k, _, v in (line.partition(":") for line in lines) if k}
        request = Request(headers.get("host", "").partition(":")[0], first.split()[1], headers, self._now())
        self.log.append(request)
        now = self.connections[request.host] = self.connections.get(request.host, 0) + 1
        self.most_at_once[request.host] = max(now, self.most_at_once.get(request.host, 0))
        try:
            reply = self._reply(request)
            if reply.raw is not None:
                writer.write(reply.raw)
            else:
                body = as_bytes(reply.body)
                fields = {"Content-Type": reply.kind, "Content-Length": str(len(body)), **reply.headers}
                text = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
                writer.write(f"HTTP/1.1 {reply.status} Answer\r\n{text}\r\n".encode("latin-1") + body)
            await writer.drain()
            if reply.write is not None:
                await reply.write(writer)
            return reply.raw is None and reply.write is None
        finally:
            self.connections[request.host] -= 1

    def _reply(self, request: Request) -> Reply:
        found: Any = self.pages.get((request.host, request.path))
        if found is None and self.anything is not None:
            found = self.anything(request)
        if callable(found):
            found = found(request)
        if found is None:
            return Reply("not here", 404)
        return found if isinstance(found, Reply) else Reply(found)


@contextmanager
def serving(now: Callable[[], float] | None = None) -> Iterator[Server]:
    """A server in a thread of its own, for tests that are not asynchronous themselves."""
    server = Server(now)
    loop = asyncio.new_event_loop()
    started = threading.Event()

    def run() -> None:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(server.start())
        started.set()
        loop.run_forever()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    started.wait()
    try:
        yield server
    finally:
        asyncio.run_coroutine_threadsafe(server.stop(), loop).result(5)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()


def once(*replies: Body | Reply) -> Callable[[Request], Body | Reply]:
    """Answers one after the other; the last one stays."""
    left = list(replies)
    return lambda _: left.pop(0) if len(left) > 1 else left[0]


def unless_known(body: str, *, etag: str, kind: str = "application/rss+xml") -> Callable[[Request], Reply]:
    """The body with its ETag, or 304 to who has it."""

    def answer(request: Request) -> Reply:
        if request.headers.get("if-none-match") == etag:
            return Reply(status=304, headers={"ETag": etag})
        return Reply(body, headers={"ETag": etag}, kind=kind)

    return answer
