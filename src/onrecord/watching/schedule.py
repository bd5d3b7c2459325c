"""When to come again: sooner where more is published, later after errors, never sooner than asked.

The same source in the same state always gets the same moment: what spreads the load is drawn from its name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

SOONEST = 60.0
LATEST = 86_400.0
DAY = 86_400.0
_PER_GAP = 0.35
"""How much of the usual time between two articles passes between two looks; half of it is usual delay."""
_RECENT = 10
_SPREAD = 0.1
_LONGEST_HINT = 3_600.0
"""A source that asks for longer than that between two looks is looked at each hour all the same."""
_FIRST_BACKOFF = 60.0
_LEAST_SEEN = 3_600.0
"""What a list published all at once is taken to have taken."""


def chance(*parts: object) -> float:
    """A number from 0 to 1 that depends on nothing but the parts."""
    digest = hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "replace")).digest()
    return int.from_bytes(digest[:6]) / 2**48


def rate_of(published: Iterable[float], now: float) -> float | None:
    """Articles a day by their times of publication; None where fewer than two are known."""
    times = sorted((moment for moment in published if now - 30 * DAY < moment <= now + 300), reverse=True)
    if len(times) < 2:
        return None
    lately = [moment for moment in times if moment > now - DAY]
    if len(lately) == len(times):
        return len(times) * DAY / max(now - times[-1], _LEAST_SEEN)
    return max(float(len(lately)), len(times) * DAY / (now - times[-1]))


def interval_of(published: Iterable[float], now: float) -> float | None:
    """Seconds between two looks at a source that published at these times; None where that cannot be told."""
    times = sorted((moment for moment in published if moment <= now + 300), reverse=True)[:_RECENT]
    if len(times) < 2:
        return None
    return bounded(max(now - times[-1], 1.0) / len(times) * _PER_GAP)


def slower(interval: float, rate: float | None) -> float:
    """The interval after a look that found nothing new: longer, but within what the daily rate suggests."""
    most = LATEST if not rate else max(SOONEST, DAY / rate)
    return bounded(max(min(interval * 1.25, most), SOONEST))


def faster(interval: float) -> float:
    """The interval after a look that found something, where times of publication are unknown."""
    return bounded(interval * 0.6)


def bounded(interval: float, hint: float | None = None) -> float:
    """Between a minute and a day, and not below what the source asks for, up to an hour."""
    least = max(SOONEST, min(hint or 0.0, _LONGEST_HINT))
    return min(max(interval, least), LATEST)


def next_turn(source: str, interval: float, now: float) -> float:
    """The moment of the next look: the interval, spread by a tenth so that sources do not march in step."""
    spread = 1 + _SPREAD * (2 * chance(source, round(now)) - 1)
    return now + max(interval * spread, SOONEST)


def back_off(name: str, errors: int, asked_for: float | None = None) -> float:
    """Seconds to wait after that many errors in a row (0: the first), at least what the server asked for."""
    wait = min(_FIRST_BACKOFF * 2.0 ** min(errors, 12), LATEST)
    wait *= 0.75 + 0.5 * chance(name, errors)
    return min(max(wait, asked_for or 0.0), LATEST)
