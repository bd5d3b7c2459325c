"""Since your last visit: which documents came in after the reader last looked at the front page.

A cookie in the reader's own browser holds three numbers, and the server keeps nothing: the last document
that was there on the visit before, the last one on this visit, and when the front page was last asked for.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

COOKIE = "onrecord_visit"
AWAY = 30 * 60
"""Seconds without a look at the front page after which the next one is another visit."""
_LASTS = 400 * 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Visit:
    """`seen` is the number of the last document of the visit before; None on a first visit."""

    seen: int | None
    here: int
    at: int

    def cookie(self) -> str:
        return f"{self.here if self.seen is None else self.seen}.{self.here}.{self.at}"


def visit_of(request: Request, last: int) -> Visit:
    """This look at the front page, where `last` is the number of the desk's last document."""
    now = int(time.time())
    known = _read(request.cookies.get(COOKIE, ""))
    if known is None:
        return Visit(None, last, now)
    seen, here, at = known
    if now - at > AWAY:
        return Visit(min(here, last), last, now)
    return Visit(min(seen, last), here, now)


def remember(answer: Response, visit: Visit) -> Response:
    """The answer with the reader's cookie renewed; no cache may keep it for somebody else."""
    answer.set_cookie(COOKIE, visit.cookie(), max_age=_LASTS, httponly=True, samesite="lax")
    answer.headers["Vary"] = "Cookie"
    return answer


def _read(cookie: str) -> tuple[int, int, int] | None:
    parts = cookie.split(".")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() and len(part) < 12 for part in parts):
        return None
    seen, here, at = map(int, parts)
    return seen, here, at
