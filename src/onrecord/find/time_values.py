"""Values of what is no plain date: times of the day, durations, frequencies, holidays.

Values follow TIMEX3, which extends ISO 8601: `2025-12-02TNI` is a night (`TMO` morning, `TAF` afternoon,
`TEV` evening), `P2W` two weeks, `PXD` some days.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from onrecord.find.date_grammar import UNITS

PARTS_OF_DAY = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}
_SIGNS = {
    "second": ("PT", "S", 1), "minute": ("PT", "M", 1), "hour": ("PT", "H", 1), "day": ("P", "D", 1),
    "week": ("P", "W", 1), "month": ("P", "M", 1), "year": ("P", "Y", 1), "decade": ("P", "Y", 10),
    "century": ("P", "Y", 100), "centurie": ("P", "Y", 100),
}  # fmt: skip
_COUNTS = {word: number for number, word in enumerate(UNITS, 1)} | {
    "a": 1, "an": 1, "one": 1, "a single": 1, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "a couple of": 2, "a dozen": 12, "a hundred": 100,
}  # fmt: skip
_REPEATED = {
    "daily": "P1D",
    "weekly": "P1W",
    "monthly": "P1M",
    "yearly": "P1Y",
    "annually": "P1Y",
    "hourly": "PT1H",
}


def duration(count: str | None, unit: str) -> str | None:
    """`("two", "week")` → `P2W`; an uncounted or vague one has an X: `PXD`."""
    lead, sign, factor = _SIGNS[
        unit.lower().removesuffix("s") if unit.lower() not in _SIGNS else unit.lower()
    ]
    words = re.sub(r"\s+", " ", (count or "").lower())
    if words in {"", "several", "a few", "few", "many", "some"}:
        return f"{lead}X{sign}"
    number = int(words.replace(",", "")) if words.replace(",", "").isdigit() else _COUNTS.get(words)
    return None if number is None else f"{lead}{number * factor}{sign}"


def repeated(word: str) -> str:
    """`daily` → `P1D`."""
    return _REPEATED[word.lower()]


def clock(day: date | None, hour: str, minute: str | None, half: str) -> str:
    """`(3 October, "2", "45", "p")` → `2016-10-03T14:45`; without a day only the time."""
    number = int(hour) % 12 + (12 if half.lower() == "p" else 0)
    return f"{day.isoformat() if day else ''}T{number:02d}:{minute or '00'}"


def holiday(name: str, today: date) -> str | None:
    """The day of a holiday that is nearest to `today`."""
    key = re.sub(r"[’']", "'", re.sub(r"\s+", " ", name.lower()))
    make = _HOLIDAYS.get(key)
    if make is None:
        return None
    days = [make(year) for year in range(today.year - 1, today.year + 2)]
    return min(days, key=lambda day: abs((day - today).days)).isoformat()


def _nth(year: int, month: int, weekday: int, number: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))


def _last(year: int, month: int, weekday: int) -> date:
    day = date(year, month + 1, 1) - timedelta(days=1)
    return day - timedelta(days=(day.weekday() - weekday) % 7)


_HOLIDAYS = {
    "election day": lambda year: _nth(year, 11, 0, 1) + timedelta(days=1),
    "labor day": lambda year: _nth(year, 9, 0, 1),
    "memorial day": lambda year: _last(year, 5, 0),
    "thanksgiving": lambda year: _nth(year, 11, 3, 4),
    "thanksgiving day": lambda year: _nth(year, 11, 3, 4),
    "independence day": lambda year: date(year, 7, 4),
    "the fourth of july": lambda year: date(year, 7, 4),
    "veterans day": lambda year: date(year, 11, 11),
    "armistice day": lambda year: date(year, 11, 11),
    "christmas": lambda year: date(year, 12, 25),
    "christmas day": lambda year: date(year, 12, 25),
    "christmas eve": lambda year: date(year, 12, 24),
    "new year's day": lambda year: date(year, 1, 1),
    "new year's eve": lambda year: date(year, 12, 31),
    "valentine's day": lambda year: date(year, 2, 14),
    "halloween": lambda year: date(year, 10, 31),
    "may day": lambda year: date(year, 5, 1),
    "bastille day": lambda year: date(year, 7, 14),
}
HOLIDAYS = tuple(_HOLIDAYS)
