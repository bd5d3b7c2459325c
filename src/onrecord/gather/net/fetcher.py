"""Fetching one address: checked, in turn, within limits of time and size, through redirects.

Whatever is wrong with an address or its answer is one of the errors of `onrecord.errors`: FetchError's kinds
and TooLarge. An answer of any status is given back; what it means is for the caller.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from http.cookiejar import CookieJar, DefaultCookiePolicy
from importlib.metadata import version
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpcore2
import httpx2

from onrecord.errors import BadAnswer, Disallowed, FetchError, Refused, TooLarge, Unreachable
from onrecord.gather.clock import Clock, SystemClock
from onrecord.gather.net import robots as robot
from onrecord.gather.net.addresses import is_public
from onrecord.gather.net.answers import Answer
from onrecord.gather.net.connecting import IDLE, CheckedBackend, CheckedTransport, Resolve, SystemResolver
from onrecord.gather.net.headers import kept_for, media_type
from onrecord.gather.net.pace import Pace
from onrecord.gather.net.unpacking import ACCEPTED, Unpacker

HOME = "https://pypi.org/project/onrecord/"
PAGES = ("text/", "application/xhtml+xml", "application/xml", "application/json", "application/feed+json",
         "application/rss+xml", "application/atom+xml", "application/gzip", "application/x-gzip",
         "application/octet-stream")  # fmt: skip
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_LASTING = frozenset((301, 308))
_MOST_HEADERS = 200
_LONGEST_URL = 8_000
_CLOSED = "the site's robots.txt cannot be had for the time being"
_DRAINED = 65_536
"""The largest body of an error that is read to its end, so that the connection can be used again."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds for each step of a request, bytes for its body as sent and as unpacked, and redirects.

    `idle`: seconds for which a connection is kept for the next request.
    """

    connect: float = 10.0
    first_byte: float = 20.0
    read: float = 20.0
    whole: float = 60.0
    idle: float = IDLE
    packed: int = 10_000_000
    unpacked: int = 20_000_000
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Asking:
    """What to send along with a request: validators of what is had already, and what is wanted."""

    etag: str | None = None
    modified: str | None = None
    accept: str = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1"


def user_agent(contact: str | None = None) -> str:
    """Who asks: name, version, where to read about it, and whom to write to."""
    about = f"+{HOME}; {contact}" if contact else f"+{HOME}"
    clean = "".join(char for char in about if char.isascii() and char.isprintable() and char not in "()")
    return f"onrecord/{version('onrecord')} ({clean})"


class Fetcher:
    """Fetches; use it in an `async with` block. `allowed` says which IP addresses may be connected to."""

    def __init__(
        self,
        *,
        clock: Clock | None = None,
        pace: Pace | None = None,
        robots: robot.RobotsStore | None = None,
        contact: str | None = None,
        allowed: Callable[[str], bool] = is_public,
        limits: Limits | None = None,
        connections: int = 64,
        resolve: Resolve | None = None,
        ssl_context: ssl.SSLContext | None = None,
    ) -> None:
        self.clock = clock or SystemClock()
        self.limits = limits or Limits()
        self.pace = pace or Pace(self.clock, longest=self.limits.whole)
        self._robots = robots or robot.RobotsInMemory()
        own = SystemResolver()
        self._resolver = own
        backend = CheckedBackend(resolve or own, allowed)
        self._client = httpx2.AsyncClient(
            transport=CheckedTransport(
                backend, connections=connections, idle=self.limits.idle, ssl_context=ssl_context
            ),
            headers={"User-Agent": user_agent(contact), "Accept-Encoding": ACCEPTED},
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            timeout=httpx2.Timeout(self.limits.read, connect=self.limits.connect, pool=None),
            follow_redirects=False,
            trust_env=False,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.aclose()
        self._resolver.close()

    async def fetch(self, url: str, asking: Asking | None = None) -> Answer:
        """The answer at the end of the redirects, each hop allowed, in turn and checked like the first."""
        asking = asking or Asking()
        at, lasting, still = url, url, True
        for _ in range(self.limits.redirects + 1):
            rules = await self.rules(at)
            if rules.closed:
                raise Unreachable(_CLOSED + (f": {rules.reason}" if rules.reason else ""), path=url)
            if not rules.allows:
                raise Disallowed("the site's robots.txt asks for this address to be left alone", path=url)
            answer = await self._one(at, asking)
            where = answer.header("location")
            if answer.status not in _REDIRECTS or not where:
                return replace(answer, url=url, final_url=at, moved_to=lasting if lasting != url else None)
            at = _joined(at, where, url)
            still = still and answer.status in _LASTING
            lasting = at if still else lasting
        raise Refused(f"redirects more than {self.limits.redirects} times", path=url)

    async def rules(self, url: str) -> robot.Rules:
        """What the robots.txt of the address's site says of it; asked for where it is not had."""
        _check(url)
        parted = urlsplit(url)
        origin = f"{parted.scheme}://{parted.netloc}"
        kept = await self._robots.get(origin)
        host = (parted.hostname or "").lower()
        asked = kept is None or kept.until <= self.clock.now()
        if kept is None or asked:
            kept = await self._ask_robots(origin, kept)
            await self._robots.put(origin, kept)
        rules = robot.rules_for(kept, url)
        self.pace.state_delay(host, rules.delay)
        if asked and rules.delay:
            await self.pace.pause(host)
        return rules

    async def _ask_robots(self, origin: str, had: robot.Robots | None) -> robot.Robots:
        at = f"{origin}/robots.txt"
        try:
            for _ in range(self.limits.redirects + 1):
                answer = await self._one(at, Asking(accept="text/plain,*/*;q=0.1"), most=robot.MAX_BYTES)
                where = answer.header("location")
                if answer.status not in _REDIRECTS or not where:
                    break
                at = _joined(at, where, origin)
            text = answer.data.decode("utf-8", "replace")
            found = robot.robots_of(answer.status, text, self.clock.now(), None)
        except TooLarge:
            found = robot.robots_of(404, "", self.clock.now(), None)
        except Refused:
            raise
        except FetchError as error:
            found = robot.closed_for(error.message, self.clock.now())
        if found.closed and had is not None and not had.closed:
            return replace(had, until=found.until)
        return found

    async def _one(self, url: str, asking: Asking, *, most: int | None = None) -> Answer:
        """One request, in its host's turn."""
        _check(url)
        host = (urlsplit(url).hostname or "").lower()
        async with self.pace.turn(host):
            with self.clock.working():
                return await self._request(url, asking, most)

    async def _request(self, url: str, asking: Asking, most: int | None) -> Answer:
        limits = self.limits
        began = self.clock.now()
        try:
            async with asyncio.timeout(limits.whole), self._answering(url, asking) as response:
                headers = _headers(response, url)
                raw, data = await self._body(response, most)
        except TimeoutError as error:
            raise Unreachable(f"takes more than {limits.whole:g} s", path=url) from error
        except (httpcore2.TimeoutException, httpx2.TimeoutException) as error:
            raise Unreachable(_too_slow(error, limits), path=url) from error
        except (httpcore2.ConnectError, httpcore2.NetworkError, httpx2.NetworkError) as error:
            raise Unreachable(f"the connection broke: {_words(error)}", path=url) from error
        except (
            httpcore2.ProtocolError, httpcore2.UnsupportedProtocol, httpx2.HTTPError, httpx2.InvalidURL,
            ssl.SSLError, ValueError,
        ) as error:  # fmt: skip
            raise BadAnswer(f"breaks the protocol: {_words(error)}", path=url) from error
        except (FetchError, TooLarge) as error:
            error.path = error.path or url
            raise
        return Answer(url, url, response.status_code, headers, began, raw, data)

    @asynccontextmanager
    async def _answering(self, url: str, asking: Asking) -> AsyncIterator[httpx2.Response]:
        headers = {"Accept": asking.accept}
        if asking.etag:
            headers["If-None-Match"] = asking.etag
        if asking.modified:
            headers["If-Modified-Since"] = asking.modified
        request = self._client.build_request("GET", url, headers=headers)
        try:
            async with asyncio.timeout(self.limits.connect + self.limits.first_byte):
                response = await self._client.send(request, stream=True)
        except TimeoutError as error:
            raise Unreachable(
                f"gives no answer within {self.limits.connect + self.limits.first_byte:g} s"
            ) from error
        try:
            yield response
        finally:
            await response.aclose()

    async def _body(self, response: httpx2.Response, most: int | None) -> tuple[bytes, bytes]:
        """The body as sent and unpacked; nothing of redirects, of errors and of other media."""
        kind = media_type(response.headers.get("content-type"))
        stated = response.headers.get("content-length", "")
        if not 200 <= response.status_code < 300:
            if stated.isdecimal() and int(stated) <= _DRAINED:
                [_ async for _ in response.aiter_raw()]
            return b"", b""
        if kind and not kind.startswith(PAGES):
            raise BadAnswer(f"is {kind[:60]}, neither a page nor a feed")
        packed = min(most or self.limits.packed, self.limits.packed)
        if stated.isdecimal() and int(stated) > packed:
            raise TooLarge(f"has {int(stated) / 1e6:.1f} MB, over the limit of {packed / 1e6:g} MB")
        unpacker = Unpacker(
            response.headers.get("content-encoding", ""), max_bytes=most or self.limits.unpacked
        )
        raw, data, size = [], [], 0
        async for part in response.aiter_raw():
            size += len(part)
            if size > packed:
                raise TooLarge(f"sends more than {packed / 1e6:g} MB")
            raw.append(part)
            data.append(unpacker.unpack(part))
        unpacker.finish()
        return b"".join(raw), b"".join(data)


def _check(url: str) -> None:
    """Raise Refused for what is no http(s) address of a host."""
    try:
        parted = urlsplit(url)
        port = parted.port
    except ValueError as error:
        raise Refused(f"is no address: {error}", path=url[:200]) from error
    if parted.scheme not in ("http", "https"):
        raise Refused("only http and https addresses are fetched", path=url[:200])
    if not parted.hostname or port == 0:
        raise Refused("names no host", path=url[:200])
    if len(url) > _LONGEST_URL:
        raise Refused(f"is an address of {len(url)} characters", path=url[:200])
    if parted.username or parted.password:
        raise Refused("holds a user name or a password", path=f"{parted.scheme}://{parted.hostname}")


def _joined(at: str, where: str, first: str) -> str:
    try:
        joined = urljoin(at, where).partition("#")[0]
        _check(joined)
    except ValueError as error:
        raise Refused(f"redirects to what is no address: {error}", path=first) from error
    except Refused as error:
        raise Refused(f"redirects to an address that {error.message}", path=first) from error
    return joined


def _headers(response: httpx2.Response, url: str) -> tuple[tuple[str, str], ...]:
    raw = response.headers.raw
    if len(raw) > _MOST_HEADERS:
        raise BadAnswer(f"sends {len(raw)} headers", path=url)
    return tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in raw)


def _too_slow(error: Exception, limits: Limits) -> str:
    if isinstance(error, httpcore2.ConnectTimeout | httpx2.ConnectTimeout):
        return f"too slow: no connection within {limits.connect:g} s"
    if isinstance(error, httpcore2.ReadTimeout | httpx2.ReadTimeout):
        return f"too slow: nothing came for {limits.read:g} s"
    return "too slow: the request could not be sent in time"


def _words(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


__all__ = ["Answer", "Asking", "Fetcher", "Limits", "kept_for", "user_agent"]
