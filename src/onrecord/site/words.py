"""How things are written on a page: dates, sides, addresses, and the text of others made inert."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from onrecord.text.shorten import shorten as shorten

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_WEEK = re.compile(r"(\d{4})-W(\d{2})$")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?![\d-])")
_STEERING = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def inert(words: str) -> str:
    """The same number of characters, with those replaced that steer what is shown round them.

    These are controls, directional overrides and isolates, and lone surrogates, which UTF-8 cannot hold.
    """
    return _STEERING.sub(_shown, words)


def _shown(match: re.Match[str]) -> str:
    code = ord(match.group())
    return chr(0x2400 + code) if code < 0x20 else "\N{REPLACEMENT CHARACTER}"


def date_words(iso: str | None) -> str:
    """`2025-12-04` as "4 December 2025", `2025-W49` as "week 49 of 2025"; what is no ISO date stays so."""
    if week := _WEEK.match(iso or ""):
        return f"week {int(week[2])} of {week[1]}"
    match = _DATE.match(iso or "")
    if not match:
        return iso or ""
    year, month, day = match.groups()
    if month is None or not 1 <= int(month) <= 12:
        return year
    words = f"{_MONTHS[int(month) - 1]} {year}"
    return f"{int(day)} {words}" if day else words


def date_value(iso: str | None) -> str | None:
    """The part of an ISO date that `<time datetime>` takes, or None."""
    match = _WEEK.match(iso or "") or _DATE.match(iso or "")
    return match.group() if match else None


def safe_url(url: str | None) -> str | None:
    """The address when it is plain http or https with a host, else None: never `javascript:` or `data:`."""
    if not url or _STEERING.search(url) or any(c.isspace() or c in '"<>`\\' for c in url):
        return None
    try:
        parts = urlsplit(url)
        return url if parts.scheme.lower() in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


def slug(name: str) -> str:
    """Letters and digits of a name in lower case, joined by hyphens; never empty."""
    return "-".join(re.findall(r"\w+", name.lower())) or "-"


def segment(name: str) -> str:
    """A name as one segment of a path."""
    return quote(name.encode("utf-8", "replace"), safe="")


def side_words(side: str | None) -> str | None:
    """A side's slug as it is read: `usa` as "USA", `council-on-foreign-relations` with spaces."""
    if not side:
        return None
    if len(side) <= 4 and side.isascii():
        return side.upper()
    return side.replace("-", " ").replace("_", " ")


def counted(number: int, one: str, many: str | None = None) -> str:
    """`1 statement`, `2,000 statements`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
