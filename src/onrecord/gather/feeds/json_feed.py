"""JSON Feed, versions 1 and 1.1."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

from onrecord.errors import BadAnswer
from onrecord.gather.feeds.listing import MOST_ITEMS, Item, Listing
from onrecord.gather.files import Metadata

_MOST_OPEN = 2_000_000
_LONGEST = 1_000


def read_json_feed(data: bytes, url: str) -> Listing:
    """The feed in `data`; raises BadAnswer for JSON that is none."""
    if data.count(b"[") + data.count(b"{") > _MOST_OPEN:
        raise BadAnswer("nests or lists too much to be a feed", path=url)
    try:
        feed = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise BadAnswer(f"is not JSON that can be read: {str(error)[:100]}", path=url) from error
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise BadAnswer("is JSON, but no JSON Feed", path=url)
    given = feed["items"]
    language = _text(feed.get("language"))
    items = [item for raw in given[:MOST_ITEMS] if (item := _item(raw, url, language)) is not None]
    notes: tuple[str, ...] = ()
    if len(given) > MOST_ITEMS:
        notes = (f"lists more than {MOST_ITEMS:,} items; the first {MOST_ITEMS:,} were read",)
    return Listing("feed", _text(feed.get("title")), tuple(items), notes=notes)


def _item(raw: Any, base: str, language: str | None) -> Item | None:
    if not isinstance(raw, dict):
        return None
    link, guid = _text(raw.get("url")) or _text(raw.get("external_url")), _text(raw.get("id"))
    if link is None and guid and guid.startswith(("http://", "https://")):
        link = guid
    if link is None:
        return None
    try:
        address = urljoin(base, link)
    except ValueError:
        return None
    published, updated = _text(raw.get("date_published")), _text(raw.get("date_modified"))
    several = raw.get("authors")
    authors = several if isinstance(several, list) else [raw.get("author")]
    names = [name for a in authors if isinstance(a, dict) and (name := _text(a.get("name")))]
    tags = raw.get("tags")
    said = Metadata(
        origin="feed",
        title=_text(raw.get("title")),
        byline=", ".join(names) or None,
        section=_text(tags[0]) if isinstance(tags, list) and tags else None,
        published=published,
        updated=updated,
        language=_text(raw.get("language")) or language,
    )
    return Item(address, guid, iso_moment(published) or iso_moment(updated), iso_moment(updated), said)


def iso_moment(value: str | None) -> float | None:
    """Seconds since 1970 for an ISO 8601 date; UTC where it names no zone, None where it is none."""
    if not value:
        return None
    try:
        found = datetime.fromisoformat(value.strip())
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None


def _text(value: Any) -> str | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)[:40]
    if not isinstance(value, str):
        return None
    return " ".join(value.split())[:_LONGEST] or None
