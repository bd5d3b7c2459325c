"""A calendar as iCalendar (RFC 5545), for any calendar program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from onrecord.dossier.calendar import Entry
from onrecord.dossier.days import bounds, first_day
from onrecord.models import EventStatus
from onrecord.store.dossier_rows import EventRow
from onrecord.store.spans import fullest

_STATUS: dict[EventStatus, str] = {
    "held": "CONFIRMED", "planned": "CONFIRMED", "proposed": "TENTATIVE", "called off": "CANCELLED",
    "denied": "CANCELLED",
}  # fmt: skip
_LONGEST = 73
"""Octets of a line before it is folded: 75, less the space of the next and one to spare."""


def ics(title: str, entries: Iterable[Entry]) -> str:
    """The entries whose month at least is known; one of a month or a week is marked as not exact."""
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//onrecord//dossier//EN", "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(title)}",
    ]  # fmt: skip
    for entry in entries:
        lines += _event(entry)
    return "".join(f"{folded}\r\n" for line in [*lines, "END:VCALENDAR"] for folded in _folded(line))


def left_out(entries: Iterable[Entry]) -> int:
    """How many entries have too open a day to stand in the file."""
    return sum(_days(entry) is None for entry in entries)


def _days(entry: Entry) -> tuple[date, date] | None:
    days = bounds(entry.when)
    return None if days is None or (days[1] - days[0]).days > 31 else days


def _event(entry: Entry) -> Iterator[str]:
    days = _days(entry)
    if days is None:
        return
    stamp = (first_day(entry.reports[-1].reported) or days[0].isoformat()).replace("-", "")
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.id}@onrecord"
    yield f"DTSTAMP:{stamp}T000000Z"
    yield f"DTSTART;VALUE=DATE:{days[0]:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{days[1] + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(summary(entry))}"
    yield f"STATUS:{_STATUS[entry.status]}"
    yield f"CATEGORIES:{_text(entry.kind)},{_text(entry.status)}"
    if entry.where:
        yield f"LOCATION:{_text(entry.where)}"
    told = [f"{fullest(r.evidence).exact} ({', '.join(_where_told(r))})" for r in entry.reports]
    exact = "" if days[0] == days[1] else f"The day is not known, only {entry.when}.\n"
    yield f"DESCRIPTION:{_text(exact + chr(10).join(told))}"
    url = next((r.document.url for r in entry.reports if (r.document.url or "").startswith("http")), None)
    if url and url.isascii() and not any(c.isspace() for c in url):
        yield f"URL:{url}"
    yield "END:VEVENT"


def _where_told(report: EventRow) -> list[str]:
    return [word for word in (report.document.source, report.reported) if word]


def summary(entry: Entry) -> str:
    """`Meeting: Ana Ruud, Ulf Brandt`."""
    names = ", ".join(who.name for who in entry.who[:6]) or "unnamed"
    return f"{entry.kind.capitalize()}: {names}"


def _text(value: str) -> str:
    """Escaped as a TEXT value; control characters are left out."""
    plain = "".join(c for c in value if c == "\n" or c.isprintable())
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Lines of at most 75 octets, broken between characters, further ones begun with a space."""
    part, size = "", 0
    for c in line:
        length = len(c.encode("utf-8", "replace"))
        if size + length > _LONGEST:
            yield part
            part, size = " ", 1
        part += c
        size += length
    yield part
