"""When a document was published, out of what its page, a feed, a sitemap and its address say.

The page's own word comes first. What lies after the time of fetching cannot be: it is not taken, or only
its day is. An address with a day in it tells a re-dated page from a new one. Whatever is decided against
the page's own word, or without one, is said in a note. No clock: without a time of fetching, dates may
lie anywhere before 2100.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from onrecord.extract.dates import iso_of
from onrecord.gather.files import Metadata

FAR = "2100-01-01"
"""The latest date that a page may have: fixed, so that the same page gives the same date in any year."""
_ZONES = timedelta(hours=14)
_CLOCKS_DIFFER = timedelta(minutes=10)
_SHOWN = 40
_TWO_WAYS = re.compile(r"\d\d?[/.-]\d\d?[/.-](?:\d\d){1,2}(?:[ T,].{0,20})?")
_DAY = re.compile(r"(?:^|/)((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?=[/._-]|$)")
_DAY_RUN = re.compile(r"(?:^|[/_-])((?:19|20)\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])(?=[/._-]|$)")


@dataclass(frozen=True, slots=True)
class Dates:
    """Published and updated in ISO 8601, as coarse as told, with the reasons where they need one."""

    published: str | None = None
    updated: str | None = None
    notes: tuple[str, ...] = ()


def reconcile(
    page: Dates,
    *,
    said: Metadata | None = None,
    url: str | None = None,
    fetched: str | None = None,
) -> Dates:
    """The dates to keep. `page` is the page's own word, `said` that of a feed, a sitemap or a row."""
    notes = [*page.notes]
    origin = said.origin if said else ""
    told = iso_of(said.published) if said and said.published else None
    told_updated = iso_of(said.updated) if said and said.updated else None
    if said is not None:
        notes += _unread(said.published, told, origin) + _unread(said.updated, told_updated, origin)
    own = _possible(page.published, fetched, "the page", notes)
    told = _possible(told, fetched, f"the {origin}", notes)
    updated = _possible(page.updated, fetched, "the page", notes) or _possible(
        told_updated, fetched, f"the {origin}", notes
    )
    day = _possible(day_in(url) if url else None, fetched, "its address", notes)
    published = own
    if own is None and (told or day):
        published = told or day
        notes.append(f"published: as {f'the {origin}' if told else 'its address'} says")
    elif (
        own is not None
        and told is not None
        and _only_day(own)
        and not _only_day(told)
        and _near(own, told, 0)
    ):
        published = told
        notes.append(f"published: the day as the page says, the time as the {origin} says")
    if own is not None and day is not None and _days(own) - _days(day) > timedelta(days=1):
        earlier = told if told is not None and _near(told, day, 1) else day
        published, updated = earlier, _later(own, updated)
        notes.append(f"published: as its address says; the page says {own[:10]}, taken as updated")
    if published is None and updated is not None:
        published, updated = updated, None
        notes.append("published: only the time of an update is known")
    if published is not None and updated is not None and not _after(updated, published):
        updated = None
    return Dates(published, updated, tuple(dict.fromkeys(notes)))


def _unread(words: str | None, told: str | None, origin: str) -> tuple[str, ...]:
    """That a feed or a row gives a date which was not read, and why where that can be told."""
    if told is not None or not words or not words.strip():
        return ()
    why = ": day and month cannot be told apart" if _TWO_WAYS.fullmatch(words.strip()) else ""
    return (f'the {origin} gives the date "{words.strip()[:_SHOWN]}", which was not read{why}',)


def day_in(url: str) -> str | None:
    """The one day in an address's path: `/2025/12/01/`, `2025-12-01-title`, `-20251201.html`."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return None
    found = {value for match in (*_DAY.finditer(path), *_DAY_RUN.finditer(path)) for value in _as_day(match)}
    return found.pop() if len(found) == 1 else None


def _as_day(match: re.Match[str]) -> Iterator[str]:
    try:
        yield date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    except ValueError:
        return


def _possible(value: str | None, fetched: str | None, who: str, notes: list[str]) -> str | None:
    """The time if it can be; its day where only the time of day lies after the fetching; else None."""
    if value is None:
        return None
    if value > FAR:
        notes.append(f"{who} gives a date after {FAR[:4]}, which was not taken")
        return None
    now = _moment(fetched) if fetched else None
    if now is None:
        return value
    if _only_day(value):
        latest = (now + _ZONES).date().isoformat()
        if value[:10] <= latest[: len(value)]:
            return value
    else:
        moment = _moment(value)
        if moment is None:
            return None
        slack = _CLOCKS_DIFFER if datetime.fromisoformat(value).tzinfo else _ZONES
        if moment <= now + slack:
            return value
        if moment <= now + _ZONES and value[:10] <= (now + _ZONES).date().isoformat():
            notes.append(f"{who} gives a time of day after the fetching; the day alone was taken")
            return min(value[:10], now.date().isoformat())
    notes.append(f"{who} gives {value[:10]}, after the fetching, which was not taken")
    return None


def _moment(value: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    try:
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError:
        return None


def _only_day(value: str) -> bool:
    return "T" not in value


def _days(value: str) -> timedelta:
    """Since the first day of the calendar; a month or a year counts as its first day."""
    padded = value[:10] + "0001-01-01"[len(value[:10]) :]
    return date.fromisoformat(padded) - date.min


def _near(a: str, b: str, days: int) -> bool:
    return abs(_days(a) - _days(b)) <= timedelta(days=days)


def _later(a: str, b: str | None) -> str:
    return b if b is not None and _after(b, a) else a


def _after(a: str, b: str) -> bool:
    """Whether `a` is later than `b`, as far as both are told."""
    if _only_day(a) or _only_day(b):
        return _days(a) > _days(b)
    first, second = _moment(a), _moment(b)
    return first is not None and second is not None and first > second
