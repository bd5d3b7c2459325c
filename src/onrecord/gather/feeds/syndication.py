"""RSS and Atom, read by feedparser behind the guard."""

from __future__ import annotations

import calendar
import io
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urljoin

from onrecord.errors import BadAnswer
from onrecord.gather.clock import iso
from onrecord.gather.feeds.guard import check_xml
from onrecord.gather.feeds.listing import MOST_ITEMS, Item, Listing
from onrecord.gather.files import Metadata

_ITEM = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s>]", re.IGNORECASE)
_ROOTS = ((b"<rss", b"</channel></rss>"), (b"<feed", b"</feed>"), (b"<rdf:rdf", b"</rdf:RDF>"))
_MOST_MALFORMED = 2_000_000
_LONGEST = 1_000
_PERIODS = {"hourly": 3600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}
_FIRST_YEAR, _LAST_YEAR = 1990, 2100


def read_feed(data: bytes, url: str) -> Listing:
    """The feed in `data`; a long one is read from its top, a malformed one as far as it goes."""
    notes = []
    data, listed = _cut(data)
    if listed > MOST_ITEMS:
        notes.append(f"lists more than {MOST_ITEMS:,} items; the first {MOST_ITEMS:,} were read")
    if not check_xml(data):
        notes.append("is not well-formed XML; read as far as it goes")
        data = data[:_MOST_MALFORMED]
    parsed = parsed_feed(data)
    language = _text(parsed.feed.get("language"))
    items = tuple(_items(parsed.entries[:MOST_ITEMS], url, language))
    return Listing(
        "feed", _text(parsed.feed.get("title")), items, keeps=_keeps(parsed.feed), notes=tuple(notes)
    )


def parsed_feed(data: bytes) -> Any:
    """What feedparser makes of a feed that the guard has let through; raises BadAnswer where it gives up."""
    import feedparser

    try:
        return feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, TypeError, LookupError, AttributeError, AssertionError, RecursionError) as error:
        raise BadAnswer(f"cannot be read as a feed: {type(error).__name__}") from error


def _cut(data: bytes) -> tuple[bytes, int]:
    """The feed up to its last item that is read, closed again, and the number of items seen."""
    count = 0
    for match in _ITEM.finditer(data):
        count += 1
        if count > MOST_ITEMS:
            head = data[:2_000].lower()
            closing = next((end for start, end in _ROOTS if start in head), b"")
            return data[: match.start()] + closing, count
    return data, count


def _items(entries: list[Any], base: str, language: str | None) -> Iterator[Item]:
    for entry in entries:
        link = _text(entry.get("link")) or _enclosed(entry)
        guid = _text(entry.get("id"))
        if not link and guid and guid.startswith(("http://", "https://")):
            link = guid
        if not link:
            continue
        try:
            address = urljoin(base, link)
        except ValueError:
            continue
        # feedparser's own `get` lends an entry the other date where one is missing
        published, updated = (moment(dict.get(entry, key)) for key in ("published_parsed", "updated_parsed"))
        yield Item(address, guid, published or updated, updated, _said(entry, published, updated, language))


def _said(
    entry: dict[str, Any], published: float | None, updated: float | None, language: str | None
) -> Metadata:
    tags = entry.get("tags") or ()
    section = next((word for tag in tags if (word := _text(tag.get("term")))), None)
    return Metadata(
        origin="feed",
        title=_plain(entry.get("title")),
        byline=_plain(entry.get("author")),
        section=section,
        published=iso(published) if published else _text(dict.get(entry, "published")),
        updated=iso(updated) if updated else _text(dict.get(entry, "updated")),
        language=language,
    )


def _enclosed(entry: Mapping[str, Any]) -> str | None:
    for link in entry.get("links") or ():
        if link.get("rel") in (None, "alternate") and (address := _text(link.get("href"))):
            return address
    return None


def moment(parsed: Any) -> float | None:
    """Seconds since 1970 for a time that feedparser read; None for none, or for one out of all reason."""
    try:
        if parsed is None or not _FIRST_YEAR <= parsed[0] <= _LAST_YEAR:
            return None
        return float(calendar.timegm(parsed))
    except (ValueError, OverflowError, TypeError, IndexError):
        return None


def _keeps(feed: Mapping[str, Any]) -> float | None:
    """What `ttl` (minutes) or `sy:updatePeriod` asks for, in seconds."""
    ttl = _text(feed.get("ttl")) or ""
    if ttl.isdecimal() and len(ttl) < 8:
        return float(ttl) * 60
    period = _PERIODS.get((_text(feed.get("sy_updateperiod")) or "").lower())
    times = _text(feed.get("sy_updatefrequency")) or "1"
    if period is None or not times.isdecimal() or not 0 < int(times[:6]) < 100_000:
        return None
    return period / int(times[:6])


def _text(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    clean = " ".join(value.split())[:_LONGEST]
    return clean or None


def _plain(value: Any) -> str | None:
    """Without tags and entities, which titles hold in some feeds."""
    text = _text(value)
    if text is None or ("<" not in text and "&" not in text):
        return text
    import html

    return _text(html.unescape(re.sub(r"<[^<>]{0,300}>", "", text)))
