"""Connections to addresses that were checked: a name is resolved once, and what was checked is connected to.

Checking the name first and letting the connection resolve it again would leave a gap, in which a name can
be made to point at this machine.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import httpcore2
import httpx2
from httpcore2 import SOCKET_OPTION

from onrecord.errors import Refused, Unreachable

Resolve = Callable[[str, int], Awaitable[list[str]]]
"""A host name and a port → IP addresses, the best first; raises OSError where there are none."""

_LOOKUPS = 32
_TRIES = 3
IDLE = 6.0
"""Seconds for which a connection is kept for the next request to its host: three times the usual pause.

All idle connections are looked at for each request.
"""


class SystemResolver:
    """The machine's own resolver, in threads of its own: a slow lookup holds up nobody else's."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(_LOOKUPS, thread_name_prefix="resolve")

    async def __call__(self, host: str, port: int) -> list[str]:
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(self._threads, _look_up, host, port)
        return list(dict.fromkeys(found))

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)


def _look_up(host: str, port: int) -> list[str]:
    return [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


class CheckedBackend(httpcore2.AsyncNetworkBackend):
    """Opens connections to those addresses only that `allowed` says yes to."""

    def __init__(self, resolve: Resolve, allowed: Callable[[str], bool]) -> None:
        self._resolve = resolve
        self._allowed = allowed
        self._plain = httpcore2.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        addresses = await self._addresses(host, port, timeout)
        failed: Exception | None = None
        for address in addresses[:_TRIES]:
            try:
                return await self._plain.connect_tcp(
                    address, port, timeout, local_address=local_address, socket_options=socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failed = error
        raise Unreachable(f"{host} does not answer: {failed or 'no connection'}")

    async def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[SOCKET_OPTION] | None = None
    ) -> httpcore2.AsyncNetworkStream:
        raise Refused("only http and https addresses are fetched")

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)

    async def _addresses(self, host: str, port: int, timeout: float | None) -> list[str]:
        try:
            async with asyncio.timeout(timeout):
                found = await self._resolve(host, port)
        except TimeoutError as error:
            raise Unreachable(f"the name {host} could not be looked up in time") from error
        except (OSError, UnicodeError) as error:
            raise Unreachable(f"there is no host {host}: {error}") from error
        allowed = [address for address in found if self._allowed(address)]
        if found and not allowed:
            raise Refused(
                f"{host} is a private or local address ({found[0]}), which is not fetched; "
                "--allow-private allows it"
            )
        if not allowed:
            raise Unreachable(f"there is no host {host}")
        return allowed


class CheckedTransport(httpx2.AsyncBaseTransport):
    """httpx2's way to the network, over connections of a `CheckedBackend`; proxies are not used."""

    def __init__(
        self,
        backend: CheckedBackend,
        *,
        connections: int,
        idle: float = IDLE,
        ssl_context: ssl.SSLContext | None = None,
    ) -> None:
        self._pool = httpcore2.AsyncConnectionPool(
            ssl_context=ssl_context or httpx2.create_ssl_context(trust_env=False),
            max_connections=connections,
            max_keepalive_connections=connections,
            keepalive_expiry=idle,
            http1=True,
            http2=True,
            retries=0,
            network_backend=backend,
        )

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        answer = await self._pool.handle_async_request(
            httpcore2.Request(
                method=request.method,
                url=httpcore2.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        assert isinstance(answer.stream, AsyncIterable)
        return httpx2.Response(
            status_code=answer.status,
            headers=answer.headers,
            stream=_Body(answer.stream),
            extensions=answer.extensions,
        )

    async def aclose(self) -> None:
        with suppress(httpcore2.NetworkError):
            await self._pool.aclose()


class _Body(httpx2.AsyncByteStream):
    def __init__(self, stream: AsyncIterable[bytes]) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._stream:
            yield part

    async def aclose(self) -> None:
        close = getattr(self._stream, "aclose", None)
        if close is not None:
            await close()
