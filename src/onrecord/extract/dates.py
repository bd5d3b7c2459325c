"""Dates as they are written on pages, to ISO 8601. No clock: "3 hours ago" has no value here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_tz
from functools import cache

from onrecord.extract.wordlists import sections

_MONTHS = {
    1: "january jan januar jänner janvier janv enero ene gennaio gen januari janeiro styczeń stycznia",
    2: "february feb februar février févr febrero febbraio febbr februari fevereiro lutego",
    3: "march mar märz mrz mars marzo maart março marca",
    4: "april apr avril avr abril abr aprile kwietnia",
    5: "may mai mayo maggio mag mei maio maja",
    6: "june jun juni juin junio giugno giu junho czerwca",
    7: "july jul juli juillet juil julio luglio lug julho lipca",
    8: "august aug août agosto ago augustus agustus sierpnia",
    9: "september sep sept septembre septiembre settembre setembro września",
    10: "october oct oktober okt octobre octubre ottobre ott outubro października",
    11: "november nov novembre noviembre novembro listopada",
    12: "december dec dezember dez décembre déc diciembre dic dicembre desember dezembro grudnia",
}
_MONTH_OF = {name: number for number, names in _MONTHS.items() for name in names.split()}
_NAMES = "|".join(sorted(_MONTH_OF, key=len, reverse=True))
_YEAR = r"(?:1[6-9]|20)\d\d"
_WRITTEN = re.compile(
    rf"\b(?P<iso>(?P<iy>{_YEAR})-(?P<im>\d\d)-(?P<id>\d\d)(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?"
    rf"(?:Z|[+-]\d\d:?\d\d)?)?)\b"
    rf"|\b(?P<mn>{_NAMES})\.?\s+(?P<md>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<my>{_YEAR})\b"
    rf"|\b(?P<dd>\d{{1,2}})(?:st|nd|rd|th|\.|er)?\s+(?:de\s+|of\s+)?(?P<dn>{_NAMES})\.?,?\s+(?:de\s+)?(?P<dy>{_YEAR})\b"
    rf"|\b(?P<nd>\d{{1,2}})\.\s?(?P<nm>\d{{1,2}})\.\s?(?P<ny>{_YEAR})\b"
    rf"|\b(?P<sa>\d{{1,2}})/(?P<sb>\d{{1,2}})/(?P<sy>{_YEAR})\b"
    rf"|(?P<cy>{_YEAR})年(?P<cm>\d{{1,2}})月(?P<cd>\d{{1,2}})日",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """Where a date stands in a line, and its ISO day."""

    start: int
    end: int
    value: str


def dates_in(line: str) -> tuple[WrittenDate, ...]:
    """The dates with a day, month and year in `line`. 4/5/2025 has two readings and does not count."""
    found = []
    for match in _WRITTEN.finditer(line):
        value = _value(match)
        if value is not None:
            found.append(WrittenDate(match.start(), match.end(), value))
    return tuple(found)


def _value(match: re.Match[str]) -> str | None:
    part = match.groupdict()
    if part["iso"]:
        numbers = (part["iy"], part["im"], part["id"])
    elif part["mn"]:
        numbers = (part["my"], str(_MONTH_OF[part["mn"].casefold()]), part["md"])
    elif part["dn"]:
        numbers = (part["dy"], str(_MONTH_OF[part["dn"].casefold()]), part["dd"])
    elif part["ny"]:
        numbers = (part["ny"], part["nm"], part["nd"])
    elif part["cy"]:
        numbers = (part["cy"], part["cm"], part["cd"])
    else:
        first, second = int(part["sa"]), int(part["sb"])
        if first <= 12 and second <= 12 and first != second:
            return None
        month, day = (first, second) if second > 12 or first == second else (second, first)
        numbers = (part["sy"], str(month), str(day))
    try:
        return date(int(numbers[0]), int(numbers[1]), int(numbers[2])).isoformat()
    except ValueError:
        return None


def iso_of(value: str) -> str | None:
    """A machine-readable date or time as ISO 8601, as coarse as it is; None where it is neither."""
    value = value.strip().replace("\u202f", " ")
    if len(value) > _LONGEST:
        return None
    try:
        if re.fullmatch(rf"{_YEAR}-\d\d-\d\d", value):
            return date.fromisoformat(value).isoformat()
        if re.match(rf"{_YEAR}-?\d\d-?\d\d[T ]\d", value):
            tidy = _ZONE_NAME.sub(_offset, value)
            tidy = re.sub(r"\s+([+-]\d\d:?\d\d)$", r"\1", tidy)
            tidy = re.sub(r"([+-]\d\d)(\d\d)$", r"\1:\2", tidy)
            return datetime.fromisoformat(tidy).isoformat()
        if _BY_MAIL.match(value):
            return _as_in_mail(value)
    except ValueError:
        pass
    found = dates_in(value)
    return found[0].value if len(found) == 1 else None


_LONGEST = 300
_ZONE_NAME = re.compile(r"\s*\b([A-Za-z]{1,5})$")
_BY_MAIL = re.compile(r"(?:[A-Za-z]{3,9},?\s+)?\d{1,2}\s+[A-Za-z]{3,9}\s+\d{4}\s+\d{1,2}:\d\d")


def _as_in_mail(value: str) -> str | None:
    """`Mon, 05 May 2025 10:00:00 CEST`, as feeds and HTTP have it; only the day where the zone is unknown."""
    parts = parsedate_tz(_ZONE_NAME.sub(lambda match: f" {_offset(match).replace(':', '')}", value))
    if parts is None:
        return None
    moment = datetime(*parts[:6])
    named = _ZONE_NAME.search(value)
    if parts[9] is None or (named and named[1].upper() not in _zones()):
        return moment.date().isoformat()
    sign, seconds = ("-" if parts[9] < 0 else "+"), abs(parts[9])
    return f"{moment.isoformat()}{sign}{seconds // 3600:02}:{seconds % 3600 // 60:02}"


def _offset(match: re.Match[str]) -> str:
    """The zone's offset from UTC; its name where that is unknown, or stands for several."""
    return _zones().get(match[1].upper(), match[0])


@cache
def _zones() -> dict[str, str]:
    return dict(line.split() for line in sections("zones.txt")["zones"])
