"""Meetings that a text says were or will be held over days: what, from when to when, and where.

`COP 11 took place in Montreal, Canada, from 28 November to 10 December 2005.` Told by the words alone;
dates are ISO 8601. Days of one month and of two, either order of day and month, dates before or after
the place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.find.findings import FoundEvent
from onrecord.find.gazetteer import lookup
from onrecord.models import Document, EventStatus, Span, When, Where

_MONTHS = [
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
]  # fmt: skip
_MONTH = f"(?:{'|'.join(_MONTHS)})"
_TO = r"\s*(?:-|–|—|to|until|through)\s*"
_RANGE = re.compile(
    rf"(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+(?P<m1>{_MONTH}))?{_TO}(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m2>{_MONTH})"
    rf"|(?P<m3>{_MONTH})\s+(?P<d3>\d{{1,2}}){_TO}(?:(?P<m4>{_MONTH})\s+)?(?P<d4>\d{{1,2}})),?\s+(?P<year>(?:19|20)\d\d)"
)
_HELD = re.compile(
    r"\b(?:met|meets|convened|convenes|took\s+place|takes\s+place|(?:was|were|is|be|been|being)\s+(?:\w+\s+)?held|held"
    r"|scheduled|will\s+(?:meet|convene|take\s+place)|gathered)\b"
)
_NAME = r"[A-Z][\w’'.-]*(?:[ -](?:[A-Z][\w’'.-]*|de|del|la|of|upon|am|Bad))*"
_PLACE = re.compile(rf"\b(?:in|at)\s+(?P<city>{_NAME})(?:,\s+(?:the\s+)?(?P<country>{_NAME}))?")
_NO_PLACE = re.compile(
    rf"^(?:{_MONTH}|Annex|Article|Part|Parties|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Section|Decision)\b"
)
_AHEAD = re.compile(r"\b(?:will|scheduled|to\s+be|(?:is|are)\s+(?:being\s+)?held)\b")
_LONGEST = 600
MADE_BY = "sessions/1"


@dataclass(frozen=True, slots=True)
class FoundSession:
    """`name` is what stands before the verb; `start` and `end` are ISO dates; `place` a span of the text."""

    name: Span
    held: Span
    start: str
    end: str
    dates: Span
    place: Span | None
    country: Span | None


def find_sessions(document: Document) -> tuple[FoundSession, ...]:
    """The meetings that title and body tell with their days, in the order of the text."""
    out = []
    for part in ("title", "body"):
        for span in document.parts.get(part, ()):
            out += list(_sessions(document.text, span.start, span.end))
    return tuple(out)


def session_events(document: Document, known: Sequence[FoundEvent]) -> tuple[FoundEvent, ...]:
    """The sessions as consultations held or planned, those left out that `known` holds with their date."""
    out = []
    for found in find_sessions(document):
        evidence = document.span(
            min(found.name.start, found.dates.start),
            max(found.dates.end, found.place.end if found.place else 0, found.held.end),
        )
        if any(event.date is not None and evidence.overlaps(event.evidence) for event in known):
            continue
        place = None
        if found.place is not None:
            entry = lookup((found.country or found.place).exact)
            slug = entry.slug if entry is not None else None
            place = Where(found.place.exact, slug, found.place)
        value = found.start if found.start == found.end else f"{found.start}/{found.end}"
        ahead = _AHEAD.search(document.text, found.name.start, found.held.end) is not None
        status: EventStatus = "planned" if ahead else "held"
        date = When(value, found.dates)
        out.append(
            FoundEvent(
                "CONSULT", "meet", status, found.held, (), (), date, place, evidence, True, None, MADE_BY, 0.8
            )
        )
    return tuple(out)


def _sessions(text: str, start: int, end: int) -> Iterator[FoundSession]:
    for match in _RANGE.finditer(text, start, end):
        first, last = _sentence(text, match.start(), match.end(), start, end)
        held = next((h for h in _HELD.finditer(text, first, last)), None)
        if held is None or held.start() > match.start():
            continue
        dates = _iso(match)
        if dates is None:
            continue
        place = _place(text, held.end(), last, match)
        name = Span.of(text, first, held.start())
        words = name.exact.rstrip(" ,")
        yield FoundSession(
            Span.of(text, first, first + len(words)),
            Span.of(text, held.start(), held.end()),
            *dates,
            Span.of(text, match.start(), match.end()),
            Span.of(text, *place.span("city")) if place else None,
            Span.of(text, *place.span("country")) if place and place["country"] else None,
        )


def _sentence(text: str, at: int, behind: int, start: int, end: int) -> tuple[int, int]:
    """Round the dates: from the last full stop or line break to the next."""
    low = max(start, at - _LONGEST)
    stops = [m.end() for m in re.finditer(r"[.;:]\s+(?=[A-Z])|\n", text[low:at])]
    stop = re.compile(r"[.;](?:\s|$)|\n").search(text, behind, min(end, behind + _LONGEST))
    return low + (stops[-1] if stops else 0), stop.start() if stop else min(end, behind + _LONGEST)


def _place(text: str, first: int, last: int, dates: re.Match[str]) -> re.Match[str] | None:
    """The place nearest to the dates, behind the verb."""
    found = [m for m in _PLACE.finditer(text, first, last) if not _NO_PLACE.match(m["city"])]
    near = [m for m in found if min(abs(m.start() - dates.end()), abs(dates.start() - m.end())) < 60]
    return min(
        near, key=lambda m: min(abs(m.start() - dates.end()), abs(dates.start() - m.end())), default=None
    )


def _iso(match: re.Match[str]) -> tuple[str, str] | None:
    year = int(match["year"])
    if match["m3"]:
        one, two = (match["m3"], match["d3"]), (match["m4"] or match["m3"], match["d4"])
    else:
        one, two = (match["m1"] or match["m2"], match["d1"]), (match["m2"], match["d2"])
    months = _MONTHS.index(one[0]) + 1, _MONTHS.index(two[0]) + 1
    if not (1 <= int(one[1]) <= 31 and 1 <= int(two[1]) <= 31):
        return None
    before = year - 1 if months[0] > months[1] else year
    start, end = f"{before}-{months[0]:02}-{int(one[1]):02}", f"{year}-{months[1]:02}-{int(two[1]):02}"
    return (start, end) if start <= end else None
