"""Dates in words and their ISO 8601 values, as coarse as the words.

Relative dates (`Tuesday`, `two days ago`) count from the document's publication and give nothing without
it. A bare weekday is the last one, unless a verb beside it looks ahead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from onrecord.find.date_grammar import FUTURE, PAST, UNITS, dates_in
from onrecord.find.parse import Parse
from onrecord.find.time_values import PARTS_OF_DAY, clock, duration, holiday, repeated
from onrecord.models import Document, When

_MONTH_NAMES = (
    "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
    "september sept sep", "october oct", "november nov", "december dec",
)  # fmt: skip
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
_DAYS = {name: number for number, name in enumerate(
    ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))}  # fmt: skip
_NUMBERS = {word: number for number, word in enumerate(UNITS, 1)} | {
    "a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "hundred": 100, "a couple of": 2,
}  # fmt: skip
_SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
_DECADES = {
    "twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8,
    "nineties": 9,
}  # fmt: skip
_SOON = 2
"""Months; a date without a year that is further ahead, told in the past tense, is the last year's."""
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4}

Made = str | None
Maker = Callable[["_Reader", re.Match[str]], Made]


def find_dates(document: Document, parse: Parse | None = None) -> tuple[When, ...]:
    """The dates of title and body, in the order of the text, none finer than a day; `parse` is not needed."""
    days = (When(when.value.split("T")[0], when.span) for when in find_times(document))
    return tuple(when for when in days if when.value and when.value[0] != "P")


def find_times(document: Document) -> tuple[When, ...]:
    """Dates, times of the day, durations and frequencies of title and body, in the order of the text.

    Values are those of TIMEX3: see `onrecord.find.time_values`.
    """
    reader = _Reader(document)
    spans = [span for part in ("title", "body") for span in document.parts.get(part, ())]
    return tuple(when for span in sorted(spans) for when in reader.read(span.start, span.end))


def published_day(document: Document) -> date | None:
    """The day of publication, or None where the document does not tell it to the day."""
    try:
        return date.fromisoformat((document.published or "")[:10])
    except ValueError:
        return None


class _Reader:
    """The dates of one document, with the day that relative ones count from."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.today = published_day(document)
        self.year = _year_of(document)
        self.last_year: str | None = None

    def read(self, start: int, end: int) -> Iterator[When]:
        for match in dates_in(self.text, start, end):
            made = _MAKERS[_kind(match)](self, match)
            if made is not None:
                if re.match(r"\d{4}(?!\d)", made):
                    self.last_year = made[:4]
                yield When(made, self.document.span(match.start(), match.end()))

    def ahead(self, match: re.Match[str]) -> bool | None:
        """Whether the words round the match look ahead (True), back (False) or neither (None)."""
        before = re.split(r"[.;!?\n]", self.text[max(0, match.start() - 90) : match.start()])[-1]
        after = re.split(r"[.;!?\n,]", self.text[match.end() : match.end() + 50])[0]
        for words in (before[-45:], after, before):
            future, past = _last(FUTURE, words), _last(PAST, words)
            if max(future, past) >= 0:
                return future >= past
        return None

    def day(self, offset: int) -> str | None:
        return None if self.today is None else (self.today + timedelta(days=offset)).isoformat()


def _last(pattern: re.Pattern[str], words: str) -> int:
    return max((m.start() for m in pattern.finditer(words)), default=-1)


def _year_of(document: Document) -> int | None:
    match = re.match(r"\d{4}", document.published or "")
    return int(match[0]) if match else None


def _number(words: str) -> int | None:
    low = re.sub(r"\s+", " ", words.lower())
    return int(low) if low.isdigit() else _NUMBERS.get(low)


def _month(words: str) -> int:
    return _MONTHS[words.lower().rstrip(".")]


def _iso(year: int, month: int | None = None, day: int | None = None) -> str | None:
    if month is None:
        return f"{year:04d}"
    if day is None:
        return f"{year:04d}-{month:02d}"
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _digits(words: str) -> int:
    return int(re.sub(r"\D", "", words))


def _near_year(reader: _Reader, month: int, day: int | None, match: re.Match[str]) -> int | None:
    """The year of a date without one: the nearest past, unless the words look ahead.

    A month soon to come is of this year whatever the verb: `agreed to meet on`, `proposed a summit in`.
    """
    today = reader.today
    if today is None:
        return reader.year
    ahead = reader.ahead(match)
    this = (month, day or 1) <= (today.month, today.day) if day else month <= today.month
    months = (month - today.month) % 12
    if ahead and not this:
        return today.year
    if ahead and this and months >= 1:
        return today.year + 1 if 12 - months > 9 or months <= 6 else today.year
    if this or months <= (_SOON if ahead is False else 3):
        return today.year
    return today.year - 1


def _full(reader: _Reader, match: re.Match[str]) -> Made:
    month, day = _month(match["full_m"] or match["eu_m"]), _digits(match["full_d"] or match["eu_d"])
    year = match["full_y"] or match["eu_y"]
    number = int(year) if year else _near_year(reader, month, day, match)
    if number is None:
        return None
    last = match["full_e"] or match["eu_e"]
    made = _iso(number, month, day)
    until = _iso(number, month, _digits(last)) if last else None
    return f"{made}/{until}" if made and until else made


def _month_year(reader: _Reader, match: re.Match[str]) -> Made:
    return _iso(int(match["my_y"]), _month(match["my_m"]))


def _month_alone(reader: _Reader, match: re.Match[str]) -> Made:
    month = _month(match["mo_m"])
    lead = (match["mo_lead"] or "").lower()
    year = _near_year(reader, month, None, match)
    today = reader.today
    if year is None:
        return None
    if today is not None and lead == "last":
        year = today.year if month < today.month else today.year - 1
    if today is not None and lead == "next":
        year = today.year if month > today.month else today.year + 1
    if today is not None and lead == "this":
        year = today.year
    return _iso(year, month)


def _iso_date(reader: _Reader, match: re.Match[str]) -> Made:
    year, month, day = match["iso"].split("-")
    return _iso(int(year), int(month), int(day)) if 1 <= int(month) <= 12 else None


def _slashed(reader: _Reader, match: re.Match[str]) -> Made:
    first, second, year = (int(part) for part in match["slash"].split("/"))
    year = year if year > 99 else 2000 + year
    if first > 12 >= second:
        return _iso(year, second, first)
    return _iso(year, first, second) if second > 12 >= first else None


def _weekday(reader: _Reader, match: re.Match[str]) -> Made:
    today = reader.today
    if today is None:
        return None
    wanted = _DAYS[match["wd"].lower()]
    lead = (match["wd_lead"] or "").lower()
    back = (today.weekday() - wanted) % 7
    if lead == "next":
        offset = 7 - today.weekday() + wanted
    elif lead in {"this coming", "coming"} or (lead != "last" and reader.ahead(match)):
        offset = (7 - back) % 7
    else:
        offset = -(back or 7) if lead == "last" else -back
    return _with_part(reader.day(offset), match["wd_p"])


def _with_part(day: str | None, part: str | None) -> str | None:
    """The day with its part: `2025-12-02TNI`."""
    return day + PARTS_OF_DAY[part.lower()] if day and part else day


_NAMED_DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "last night": -1, "this morning": 0,
               "this afternoon": 0, "this evening": 0, "the day before yesterday": -2, "overnight": 0,
               "the day after tomorrow": 2}  # fmt: skip


def _named_day(reader: _Reader, match: re.Match[str]) -> Made:
    words = re.sub(r"\s+", " ", match["named"].lower())
    own = "night" if words == "tonight" else words.split()[-1]
    part = match["named_p"] or (own if own in PARTS_OF_DAY else None)
    return _with_part(reader.day(_NAMED_DAYS[words]), part)


def _ago(reader: _Reader, match: re.Match[str]) -> Made:
    number, unit = _number(match["ago_n"]), match["ago_u"].lower()
    ahead = match["ago_w"].lower() in {"from now", "later"} and match["ago_w"].lower() == "from now"
    return None if number is None else _shifted(reader.today, number if ahead else -number, unit)


def _shifted(today: date | None, number: int, unit: str) -> str | None:
    """The day, week, month, year or decade `number` units from today, as coarse as the unit."""
    if today is None:
        return None
    if unit == "day":
        return (today + timedelta(days=number)).isoformat()
    if unit == "week":
        return _week(today + timedelta(weeks=number))
    months = today.year * 12 + today.month - 1 + number
    if unit == "month":
        return _iso(months // 12, months % 12 + 1) if months > 12 else None
    if unit in {"year", "decade"}:
        year = today.year + number * (10 if unit == "decade" else 1)
        return _iso(year) if 0 < year < 10000 else None
    return None


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def _around(reader: _Reader, match: re.Match[str]) -> Made:
    """`last week`, `this month`, `next year`, `earlier this year`, `the past two weeks`."""
    today, lead, unit = reader.today, match["ar_l"].lower(), match["ar_u"].lower()
    step = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}[lead]
    if today is None:
        return None
    if unit == "weekend":
        back = (today.weekday() - 5) % 7 if step < 0 or today.weekday() >= 5 else today.weekday() - 5
        return f"{_week(today - timedelta(days=back) + timedelta(weeks=max(0, step)))}-WE"
    if unit in _SEASONS:
        return _season(today.year + step, unit)
    if unit == "quarter":
        quarter = today.year * 4 + (today.month - 1) // 3 + step
        return f"{quarter // 4}-Q{quarter % 4 + 1}"
    if unit == "decade":
        return str(today.year // 10 + step)
    if unit == "century":
        return str(today.year // 100 + step)
    return _shifted(today, step, unit)


def _season(year: int, name: str) -> str:
    return f"{year}-{_SEASONS[name.lower()]}"


def _season_year(reader: _Reader, match: re.Match[str]) -> Made:
    return _season(int(match["se_y"]), match["se"])


def _range_of_years(reader: _Reader, match: re.Match[str]) -> Made:
    first, last = match["ry_a"], match["ry_b"]
    last = first[:2] + last if len(last) == 2 else last
    return f"{first}/{last}" if int(first) < int(last) else None


def _decade(reader: _Reader, match: re.Match[str]) -> Made:
    digits = match["dec"]
    if digits is None:
        return None
    if len(digits) == 4:
        return digits[:3] if digits[2] != "0" or int(digits) >= 2000 else digits[:2]
    return ("20" if int(digits[0]) < 2 else "19") + digits[0]


def _decade_words(reader: _Reader, match: re.Match[str]) -> Made:
    return f"19{_DECADES[match['decw'].lower()]}"


def _quarter(reader: _Reader, match: re.Match[str]) -> Made:
    year = int(match["q_y"]) if match["q_y"] else reader.year
    return None if year is None else f"{year}-Q{_QUARTERS[match['q'].lower()]}"


def _year(reader: _Reader, match: re.Match[str]) -> Made:
    return match["y"]


def _attacks(reader: _Reader, match: re.Match[str]) -> Made:
    return "2001-09-11"


def _holiday(reader: _Reader, match: re.Match[str]) -> Made:
    return (
        None if reader.today is None else holiday(match["holiday"].replace("Labour", "Labor"), reader.today)
    )


def _clock(reader: _Reader, match: re.Match[str]) -> Made:
    return clock(reader.today, match["ck_h"], match["ck_m"], match["ck_p"])


def _lasted(reader: _Reader, match: re.Match[str]) -> Made:
    count, unit = match["la_n"], match["la_u"].lower()
    if count.lower() in {"a", "an"} and unit in {"second", "minute"}:
        return None
    return duration(count, unit)


def _each(reader: _Reader, match: re.Match[str]) -> Made:
    return duration("1", match["each_u"])


def _past_one(reader: _Reader, match: re.Match[str]) -> Made:
    return duration("1", match["past_u"])


def _uncounted(reader: _Reader, match: re.Match[str]) -> Made:
    return duration(None, match["un_u"])


def _repeated(reader: _Reader, match: re.Match[str]) -> Made:
    return repeated(match["repeated"])


def _century(reader: _Reader, match: re.Match[str]) -> Made:
    return f"{int(match['cent']) - 1:02d}"


def _weekend(reader: _Reader, match: re.Match[str]) -> Made:
    if reader.today is None:
        return None
    ahead = bool(reader.ahead(match))
    saturday = reader.today - timedelta(days=(reader.today.weekday() - 5) % 7) + timedelta(weeks=ahead)
    return f"{_week(saturday)}-WE"


def _that_year(reader: _Reader, match: re.Match[str]) -> Made:
    return reader.last_year


_MAKERS: dict[str, Maker] = {
    "attacks": _attacks,
    "holiday": _holiday,
    "clock": _clock,
    "lasted": _lasted,
    "each": _each,
    "past_one": _past_one,
    "uncounted": _uncounted,
    "repeated": _repeated,
    "century": _century,
    "weekend": _weekend,
    "that_year": _that_year,
    "iso_date": _iso_date,
    "slashed": _slashed,
    "day_month": _full,
    "month_day": _full,
    "month_year": _month_year,
    "season": _season_year,
    "quarter": _quarter,
    "ago": _ago,
    "named": _named_day,
    "month": _month_alone,
    "weekday": _weekday,
    "around": _around,
    "years": _range_of_years,
    "decade": _decade,
    "decade_words": _decade_words,
    "year": _year,
}


def _kind(match: re.Match[str]) -> str:
    return next(kind for kind in _MAKERS if match[f"k_{kind}"] is not None)
