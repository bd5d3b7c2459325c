"""Which days a sentence names: `November 7, 2018`, `7 November`, `2018-11-07`, `on Tuesday`."""

from __future__ import annotations

import re
from datetime import date, timedelta

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_YEAR = r"(?:,? (?P<year{0}>(?:1[6-9]|20)\d\d)\b(?!,\d))?"
_NAMED = re.compile(
    rf"\b(?P<month1>{_MONTH}) (?P<day1>[0-3]?\d)(?:st|nd|rd|th)?\b(?!,\d\d\d)(?:{_YEAR.format(1)})"
    rf"|\b(?P<day2>[0-3]?\d)(?:st|nd|rd|th)? (?P<month2>{_MONTH})(?!\w)(?:{_YEAR.format(2)})"
    r"|\b(?P<iso>(?:1[6-9]|20)\d\d-[01]\d-[0-3]\d)\b"
    rf"|\b(?P<next>[Nn]ext )?(?P<weekday>{'|'.join(d.capitalize() for d in _WEEKDAYS)})\b(?!,? {_MONTH}|s\b)"
)


_COMING = re.compile(r"\b(?:will|shall|scheduled|planned|due|set to|expected)\b[^.;]{0,60}$")
_STAMP = re.compile(r"\(@\w+\) $")
"""Stands before the date of a post that is shown in an article."""
_OTHER_YEAR = re.compile(r",? (?:of|in) (?:that|the same|last|next|this|the) year\b")


def days_named(sentence: str, published: date | None) -> list[date]:
    """The days in the order in which the sentence names them, each once.

    A day without a year is the nearest one to the day of publication; a day of the week is the last one up to
    it, or the next one where the sentence looks ahead. Neither is told without that day.
    """
    found = []
    for match in _NAMED.finditer(sentence):
        before = sentence[: match.start()]
        if _STAMP.search(before) or _OTHER_YEAR.match(sentence, match.end()):
            continue
        if match["iso"]:
            day = _made(int(match["iso"][:4]), int(match["iso"][5:7]), int(match["iso"][8:]))
        elif match["weekday"]:
            day = _weekday(match["weekday"], published, coming=bool(match["next"] or _COMING.search(before)))
        else:
            month = _MONTHS.index((match["month1"] or match["month2"])[:3].lower()) + 1
            number, year = int(match["day1"] or match["day2"]), match["year1"] or match["year2"]
            day = _made(int(year), month, number) if year else _nearest(month, number, published)
        if day is not None:
            found.append(day)
    return list(dict.fromkeys(found))


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest(month: int, day: int, published: date | None) -> date | None:
    if published is None:
        return None
    years = (published.year - 1, published.year, published.year + 1)
    candidates = [made for year in years if (made := _made(year, month, day)) is not None]
    return min(candidates, key=lambda d: (abs((d - published).days), d), default=None)


def _weekday(name: str, published: date | None, *, coming: bool) -> date | None:
    if published is None:
        return None
    back = (published.weekday() - _WEEKDAYS.index(name.lower())) % 7
    return published + timedelta(days=7 - back) if coming else published - timedelta(days=back)
