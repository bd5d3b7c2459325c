"""ISO dates as coarse as a text tells them (`2025`, `2025-12`, `2025-W49`, `2025-12-04T10:00`), as days."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?![\d-])", re.A)
_WEEK = re.compile(r"(\d{4})-W(\d{2})(?:-(\d))?", re.A)


@lru_cache(maxsize=16_384)
def bounds(iso: str | None) -> tuple[date, date] | None:
    """The first and the last day that an ISO date may mean; None where it is no date."""
    if not iso:
        return None
    try:
        if week := _WEEK.match(iso):
            first = date.fromisocalendar(int(week[1]), int(week[2]), int(week[3] or 1))
            return first, first if week[3] else first + timedelta(days=6)
        match = _DATE.match(iso)
        if match is None:
            return None
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        if day is None:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except ValueError:
        return None


def day_of(iso: str | None) -> date | None:
    """The one day that it is; None where it is coarser or no date."""
    found = bounds(iso)
    return found[0] if found and found[0] == found[1] else None


@lru_cache(maxsize=16_384)
def first_day(iso: str | None) -> str:
    """The first day that it may mean, as an ISO day, for sorting; empty where it is no date."""
    found = bounds(iso)
    return found[0].isoformat() if found else ""


def days_between(a: str | None, b: str | None) -> int | None:
    """The least number of days from one to the other, 0 where they may be one day; None without both."""
    one, two = bounds(a), bounds(b)
    if one is None or two is None:
        return None
    if one[0] <= two[1] and two[0] <= one[1]:
        return 0
    return min(abs((two[0] - one[1]).days), abs((one[0] - two[1]).days))
