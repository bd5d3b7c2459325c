"""Dates as coarse as they are told: whether two can be near, and a date in a file's name."""

from __future__ import annotations

import re
from datetime import date

FAR = 60
"""Days from which on something said is no longer of the time that its article speaks of."""
_YEAR = r"(1[6-9]\d\d|20\d\d)"
_DAY = re.compile(rf"(?<!\d){_YEAR}([-_./])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?!\d)")
_TIGHT = re.compile(rf"(?<!\d){_YEAR}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_COARSE = re.compile(rf"(?<![\dA-Za-z]){_YEAR}(?:-(0[1-9]|1[0-2]))?(?![\d])")
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in _MONTHS)
_DAY_FIRST = re.compile(
    rf"(?<!\d)([0-3]?\d)(?:st|nd|rd|th)?[\s_]+(?:of[\s_]+)?({_MONTH})\.?,?[\s_]+{_YEAR}(?!\d)", re.I
)
_MONTH_FIRST = re.compile(
    rf"(?:(?<![A-Za-z])|(?<=[a-z])(?=[A-Z]))({_MONTH})\.?\s*([0-3]?\d)(?:st|nd|rd|th)?[,_\s]+{_YEAR}(?!\d)",
    re.I,
)
_MONTH_BETWEEN = re.compile(rf"(?<!\d){_YEAR}[-_/. ]({_MONTH})[-_/. ]([0-3]?\d)(?!\d)", re.I)
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})([-/])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")


def span_of(value: str) -> tuple[date, date] | None:
    """First and last day of an ISO 8601 date as coarse as it is; None where it is none."""
    parts = value[:10].split("-")
    try:
        numbers = [int(part) for part in parts]
        if len(numbers) == 1:
            return date(numbers[0], 1, 1), date(numbers[0], 12, 31)
        if len(numbers) == 2:
            after = date(numbers[0] + numbers[1] // 12, numbers[1] % 12 + 1, 1)
            return date(numbers[0], numbers[1], 1), date.fromordinal(after.toordinal() - 1)
        day = date(*numbers)
    except (ValueError, TypeError):
        return None
    return day, day


def days_apart(one: str | None, other: str | None) -> int | None:
    """The fewest days that can lie between two dates, as coarse as they are; None where one is unknown."""
    first, second = span_of(one or ""), span_of(other or "")
    if first is None or second is None:
        return None
    return max(0, (second[0] - first[1]).days, (first[0] - second[1]).days)


def far_apart(one: str | None, other: str | None) -> bool:
    """Whether two dates, as coarse as they are, lie more than `FAR` days apart; unknown ones never do."""
    days = days_apart(one, other)
    return days is not None and days > FAR


def is_after(one: str | None, other: str | None) -> bool:
    """Whether one date lies after another by more than a day, which time zones may make."""
    first, second = span_of(one or ""), span_of(other or "")
    return first is not None and second is not None and (first[0] - second[1]).days > 1


def full_date(text: str) -> str | None:
    """The first day of a few words that is told in full with its month's name, as ISO 8601."""
    found = [
        (match.start(), made)
        for pattern, order in (
            (_DAY_FIRST, (3, 2, 1)),
            (_MONTH_FIRST, (3, 1, 2)),
            (_MONTH_BETWEEN, (1, 2, 3)),
        )
        if (match := pattern.search(text))
        and (made := _made(match[order[0]], _month(match[order[1]]), match[order[2]]))
    ]
    return min(found)[1] if found else None


def iso_date(text: str) -> str | None:
    """The first date in a few words or a file's name, as ISO 8601; None where there is none.

    `3 November 1920`, `Nov. 3, 1920`, `1920-11-03`, `19201103`, `10/4/16` (month first), `1920-11`, `1920`.
    """
    if told := full_date(text):
        return told
    if found := _DAY.search(text):
        return _made(found[1], int(found[3]), found[4])
    if found := _SLASHED.search(text):
        year = found[4] if len(found[4]) == 4 else f"{'20' if int(found[4]) < 70 else '19'}{found[4]}"
        return _made(year, int(found[1]), found[3])
    if found := _TIGHT.search(text):
        return _made(found[1], int(found[2]), found[3])
    if found := _COARSE.search(text):
        return "-".join(part for part in found.groups() if part)
    return None


def _month(name: str) -> int:
    return next(number for number, month in enumerate(_MONTHS, 1) if month.startswith(name.lower()[:3]))


def _made(year: str, month: int, day: str) -> str | None:
    try:
        return date(int(year), month, int(day)).isoformat()
    except ValueError:
        return None
