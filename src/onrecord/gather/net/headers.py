"""What headers say of time (dates, how long an answer keeps, when to come again) and of the content."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_DIRECTIVE = re.compile(r"(?:^|[,\s])(max-age|s-maxage|no-cache|no-store)(?:\s*=\s*\"?(\d{1,12})\"?)?", re.I)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_SECONDS = re.compile(r"\d{1,10}(?:\.\d+)?")
LONGEST_WAIT = 86_400.0


def moment_of(value: str | None) -> float | None:
    """An HTTP date in seconds since 1970; None for anything else."""
    if not value or len(value) > 100:
        return None
    try:
        found = parsedate_to_datetime(value)
        if found.tzinfo is None:
            found = found.replace(tzinfo=UTC)
        return found.timestamp()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def retry_after(value: str | None, now: float) -> float | None:
    """Seconds to wait, for both forms of `Retry-After`; never more than a day, None where it says nothing."""
    if not value:
        return None
    text = value.strip()
    if _SECONDS.fullmatch(text):
        return min(float(text), LONGEST_WAIT)
    moment = moment_of(text)
    return None if moment is None else min(max(moment - now, 0.0), LONGEST_WAIT)


def kept_for(cache_control: str | None, expires: str | None, now: float) -> float | None:
    """Seconds for which the answer stays good by its own word; None where it says nothing."""
    said = {name.lower(): value for name, value in _DIRECTIVE.findall((cache_control or "")[:1000])}
    if "no-cache" in said or "no-store" in said:
        return 0.0
    age = said.get("max-age") or said.get("s-maxage")
    if age:
        return min(float(age), LONGEST_WAIT)
    moment = moment_of(expires)
    return None if moment is None else min(max(moment - now, 0.0), LONGEST_WAIT)


def media_type(value: str | None) -> str:
    """`text/html` of `text/html; charset=utf-8`; empty where there is none."""
    return (value or "").partition(";")[0].strip().lower()


def charset_of(value: str | None) -> str | None:
    """The charset that a `Content-Type` names."""
    found = _CHARSET.search((value or "")[:300])
    return None if found is None else found[1].lower()


def iso_date(value: str | None) -> str | None:
    """An HTTP date in ISO 8601."""
    moment = moment_of(value)
    return None if moment is None else datetime.fromtimestamp(moment, UTC).isoformat(timespec="seconds")
