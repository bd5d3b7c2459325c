"""A list of entries as an Atom, RSS 2.0 or JSON feed: the same entries, three ways to write them.

Titles and summaries are plain text of others: escaped, made inert, never passed on as markup.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Literal
from xml.etree.ElementTree import Element, SubElement, tostring

from onrecord.site.words import inert

Form = Literal["atom", "rss", "json"]
MEDIA: dict[Form, str] = {
    "atom": "application/atom+xml; charset=utf-8",
    "rss": "application/rss+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
}
_ATOM = "http://www.w3.org/2005/Atom"
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_PARTS = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")


@dataclass(frozen=True, slots=True)
class Entry:
    """One item. `href` is its absolute address and its name for good.

    `published` and `changed` are ISO 8601, as coarse as known.
    """

    title: str
    href: str
    summary: str
    author: str | None
    published: str | None
    changed: str | None
    elsewhere: str | None = None
    """The address of the report itself, where the item is a report."""


@dataclass(frozen=True, slots=True)
class Feed:
    """`page` is the absolute address of the page that shows the same, `address` the feed's own."""

    title: str
    about: str
    page: str
    address: str
    entries: tuple[Entry, ...]

    @property
    def changed(self) -> datetime:
        return max((moment(entry) for entry in self.entries), default=_LONG_AGO)


def moment(entry: Entry) -> datetime:
    """When the entry last changed; the first moment of a coarse date, 1970 where nothing is known."""
    return _moment(entry.changed) or _moment(entry.published) or _LONG_AGO


def _moment(iso: str | None) -> datetime | None:
    if match := _PARTS.match(iso or ""):
        year, month, day = (int(part or 1) for part in match.groups())
        parts: datetime | None = _valid(f"{year:04}-{month:02}-{day:02}")
        return parts
    return _valid(iso or "")


def _valid(iso: str) -> datetime | None:
    try:
        read = datetime.fromisoformat(iso)
    except ValueError:
        return None
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def written(feed: Feed, form: Form) -> bytes:
    """The feed in that form, as bytes in UTF-8."""
    return {"atom": _atom, "rss": _rss, "json": _json}[form](feed)


def _iso(when: datetime) -> str:
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _text(parent: Element, tag: str, words: str, **attributes: str) -> None:
    SubElement(parent, tag, attributes).text = inert(words)


def _atom(feed: Feed) -> bytes:
    root = Element("feed", {"xmlns": _ATOM, "xml:lang": "en"})
    _text(root, "id", feed.address)
    _text(root, "title", feed.title)
    _text(root, "subtitle", feed.about)
    _text(root, "updated", _iso(feed.changed))
    SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": feed.address})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": feed.page})
    _text(root, "generator", "onrecord")
    for entry in feed.entries:
        item = SubElement(root, "entry")
        _text(item, "id", entry.href)
        _text(item, "title", entry.title)
        _text(item, "updated", _iso(moment(entry)))
        if published := _moment(entry.published):
            _text(item, "published", _iso(published))
        _text(SubElement(item, "author"), "name", entry.author or "unnamed")
        SubElement(item, "link", {"rel": "alternate", "type": "text/html", "href": entry.href})
        if entry.elsewhere:
            SubElement(item, "link", {"rel": "via", "href": entry.elsewhere})
        if entry.summary:
            _text(item, "summary", entry.summary, type="text")
    return _xml(root)


def _rss(feed: Feed) -> bytes:
    root = Element(
        "rss", {"version": "2.0", "xmlns:atom": _ATOM, "xmlns:dc": "http://purl.org/dc/elements/1.1/"}
    )
    channel = SubElement(root, "channel")
    _text(channel, "title", feed.title)
    _text(channel, "link", feed.page)
    _text(channel, "description", feed.about)
    _text(channel, "language", "en")
    _text(channel, "generator", "onrecord")
    SubElement(channel, "atom:link", {"rel": "self", "type": "application/rss+xml", "href": feed.address})
    for entry in feed.entries:
        item = SubElement(channel, "item")
        _text(item, "title", entry.title)
        _text(item, "link", entry.href)
        _text(item, "guid", entry.href, isPermaLink="true")
        if entry.author:
            _text(item, "dc:creator", entry.author)
        if (when := moment(entry)) != _LONG_AGO:
            _text(item, "pubDate", format_datetime(when.astimezone(UTC), usegmt=True))
        if entry.summary:
            _text(item, "description", _escaped(entry.summary))
    return _xml(root)


def _escaped(words: str) -> str:
    """RSS readers take a description for HTML."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _json(feed: Feed) -> bytes:
    items = []
    for entry in feed.entries:
        item: dict[str, object] = {
            "id": entry.href,
            "url": entry.href,
            "title": inert(entry.title),
            "content_text": inert(entry.summary),
        }
        if entry.elsewhere:
            item["external_url"] = entry.elsewhere
        if published := _moment(entry.published):
            item["date_published"] = _iso(published)
        if (when := moment(entry)) != _LONG_AGO:
            item["date_modified"] = _iso(when)
        if entry.author:
            item["authors"] = [{"name": inert(entry.author)}]
        items.append(item)
    whole = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": inert(feed.title),
        "description": inert(feed.about),
        "home_page_url": feed.page,
        "feed_url": feed.address,
        "language": "en",
        "items": items,
    }
    return json.dumps(whole, ensure_ascii=False).encode("utf-8", "replace")


def _xml(root: Element) -> bytes:
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode").encode(
        "utf-8", "replace"
    )
