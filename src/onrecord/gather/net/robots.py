"""robots.txt as RFC 9309 has it, read by protego and kept for a day."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from protego import Protego

TOKEN = "onrecord"
"""The name that a robots.txt addresses us by."""

KEPT = 86_400.0
TRIED_AGAIN = 600.0
MAX_BYTES = 512_000
_LEAST_KEPT = 3_600.0
_LONGEST_DELAY = 3_600.0
_COMMENT = "# "
_MOST_READ = 1_000
"""How many files are kept as they were read: one for each of some hundred outlets, asked in turn."""


@dataclass(frozen=True, slots=True)
class Robots:
    """What an origin's robots.txt said: its text, or `closed` while it cannot be had; `until` it is stale.

    Of one that is closed, the text is a comment that says why.
    """

    text: str
    closed: bool
    until: float


class RobotsStore(Protocol):
    """Where robots files are kept between requests."""

    async def get(self, origin: str) -> Robots | None: ...

    async def put(self, origin: str, robots: Robots) -> None: ...


class RobotsInMemory:
    """Robots files of one process."""

    def __init__(self) -> None:
        self._kept: dict[str, Robots] = {}

    async def get(self, origin: str) -> Robots | None:
        return self._kept.get(origin)

    async def put(self, origin: str, robots: Robots) -> None:
        self._kept[origin] = robots


@dataclass(frozen=True, slots=True)
class Rules:
    """A robots.txt, read: what may be fetched, how slowly, and the sitemaps that it names.

    `closed`: it cannot be had for the time being, for the `reason`, and so nothing is allowed.
    """

    allows: bool
    delay: float | None
    sitemaps: tuple[str, ...]
    closed: bool = False
    reason: str = ""


def rules_for(robots: Robots, url: str) -> Rules:
    """What the file says of one address; a file that cannot be read says nothing."""
    if robots.closed:
        reason = robots.text.removeprefix(_COMMENT)
        return Rules(allows=False, delay=None, sitemaps=(), closed=True, reason=reason)
    try:
        parsed = _parsed(robots.text)
        return Rules(bool(parsed.can_fetch(url, TOKEN)), _delay(parsed), tuple(parsed.sitemaps)[:50])
    except (ValueError, TypeError, IndexError, AttributeError, OverflowError, RecursionError):
        return Rules(allows=True, delay=None, sitemaps=())


@lru_cache(maxsize=_MOST_READ)
def _parsed(text: str) -> Protego:
    from protego import Protego

    return Protego.parse(text)


def _delay(parsed: Protego) -> float | None:
    """The longer of crawl-delay and request-rate, in seconds, and an hour at most."""
    delay = parsed.crawl_delay(TOKEN)
    rate = parsed.request_rate(TOKEN)
    asked = [float(delay)] if delay else []
    if rate is not None and rate.requests:
        asked.append(float(rate.seconds) / float(rate.requests))
    good = [min(seconds, _LONGEST_DELAY) for seconds in asked if seconds > 0]
    return max(good, default=None)


def robots_of(status: int, text: str, now: float, kept: float | None) -> Robots:
    """What an answer to the request for robots.txt means.

    A file that is not there allows everything; a server that fails closes the site for the time being.
    """
    if 200 <= status < 300:
        return Robots(text, closed=False, until=now + min(max(kept or KEPT, _LEAST_KEPT), KEPT))
    if 300 <= status < 500 and status != 429:
        return Robots("", closed=False, until=now + KEPT)
    return closed_for(f"the server answers {status} to that", now)


def closed_for(reason: str, now: float) -> Robots:
    """A file that cannot be had for the time being."""
    return Robots(_COMMENT + reason, closed=True, until=now + TRIED_AGAIN)
