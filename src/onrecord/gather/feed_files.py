"""Saved feeds with full texts: RSS, Atom and JSON Feed as files of articles."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Any

from onrecord.errors import OnrecordError, Unreadable
from onrecord.gather.files import Gathered, Metadata, load
from onrecord.gather.urls import canonical
from onrecord.models import Failure

ENDINGS = (".rss", ".atom", ".xml", ".rdf", ".opml")
_LEAST = 200


def is_feed(path: str) -> bool:
    return path.lower().removesuffix(".gz").endswith(ENDINGS)


def read_feed_file(path: str) -> Iterator[Gathered | Failure]:
    """The articles whose text stands in a saved feed, each at `path#number`; a Failure for each without one.

    Raises NotFound, Unreadable and TooLarge for the file.
    """
    from onrecord.gather.feeds.guard import check_xml
    from onrecord.gather.feeds.reading import list_in
    from onrecord.gather.feeds.syndication import parsed_feed

    data = load(path).data
    what = list_in(data)
    if what != "a feed":
        told = f"is {what}, not articles: `onrecord follow` takes it" if what else "is XML, but no feed"
        raise Unreadable(told, path=path)
    try:
        check_xml(data)
        parsed = parsed_feed(data)
    except OnrecordError as error:
        raise Unreadable(error.message, path=path) from error
    source = _words(parsed.feed.get("title"))
    language = _words(parsed.feed.get("language"))
    for number, entry in enumerate(parsed.entries, 1):
        yield _article(entry, f"{path}#{number}", source, language)


def _article(entry: Any, where: str, source: str | None, language: str | None) -> Gathered | Failure:
    url = canonical(_words(entry.get("link")) or "")
    bodies = [str(part.get("value") or "") for part in entry.get("content") or ()]
    text = max([*bodies, str(entry.get("summary") or "")], key=len, default="")
    if len(text) < _LEAST:
        reason = (
            "holds no full text: the feed gives only a teaser, or nothing; `onrecord follow` fetches pages"
        )
        return Failure(where, "no article", reason, url=url, source=source)
    title = _words(entry.get("title"))
    said = Metadata(
        origin="feed",
        title=title,
        byline=_words(entry.get("author")),
        section=next((word for tag in entry.get("tags") or () if (word := _words(tag.get("term")))), None),
        published=_words(dict.get(entry, "published")),
        updated=_words(dict.get(entry, "updated")),
        language=language,
    )
    if "<" not in text:
        plain = html.unescape(text).encode("utf-8", "replace")
        return Gathered(where, plain, "row", None, url, source, said=said)
    headline = html.escape(title or "")
    page = (
        f"<html><head><title>{headline}</title></head>"
        f"<body><h1>{headline}</h1><article>{text}</article></body></html>"
    )
    return Gathered(where, page.encode("utf-8", "replace"), "html", None, url, source, said=said)


def _words(value: Any) -> str | None:
    return " ".join(html.unescape(value).split())[:1000] or None if isinstance(value, str) else None
