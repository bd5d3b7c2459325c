"""A site's page as a list: the feeds that it declares, and the articles that it links to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from lxml import html
from lxml.etree import LxmlError

from onrecord.gather.decode import decode_noting
from onrecord.gather.feeds.listing import MOST_ITEMS, Item, Listing, Outline
from onrecord.gather.files import Metadata
from onrecord.gather.urls import canonical, names_article, site_of, url_key

_FEEDS = frozenset(
    ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
)
_DATED = re.compile(r"/(?:19|20)\d\d[/-](?:0?[1-9]|1[0-2])(?:[/-]|$)")
_NOT_ARTICLES = re.compile(
    r"/(?:tags?|topics?|author|authors|category|categories|search|login|register|account|about|contact|privacy|"
    r"terms|cookies?|newsletters?|subscribe|jobs|shop|page/\d+)(?:/|$)"
    r"|\.(?:pdf|jpe?g|png|gif|webp|svg|mp[34]|zip|xml|rss|css|js)$",
    re.IGNORECASE,
)
_COMMENTS = re.compile(r"comment|kommentar", re.IGNORECASE)
_LEAST_WORDS = 3


def read_section(data: bytes, url: str) -> Listing:
    """The page's title, the feeds that it declares, and the addresses on it that look like articles'."""
    text = decode_noting(data, media="html").text
    try:
        root = html.fromstring(text)
    except (LxmlError, ValueError, RecursionError):
        return Listing("page")
    base = _base(root, url)
    title = " ".join((root.findtext(".//title") or "").split())[:300] or None
    items = {url_key(item.url): item for item in _articles(root, base)}
    return Listing("page", title, tuple(items.values())[:MOST_ITEMS], tuple(_feeds(root, base)))


def _base(root: html.HtmlElement, url: str) -> str:
    element = root.find(".//base[@href]")
    try:
        return url if element is None else urljoin(url, element.get("href", ""))
    except ValueError:
        return url


def _feeds(root: html.HtmlElement, base: str) -> Iterator[Outline]:
    seen = set()
    for link in root.iter("link"):
        kind = link.get("type", "").partition(";")[0].strip().lower()
        if "alternate" not in link.get("rel", "").lower().split() or kind not in _FEEDS:
            continue
        title = " ".join(link.get("title", "").split())[:300]
        address = _joined(base, link.get("href", ""))
        if address is None or address in seen or _COMMENTS.search(f"{title} {address}"):
            continue
        seen.add(address)
        yield Outline(address, title or None)


def _articles(root: html.HtmlElement, base: str) -> Iterator[Item]:
    """Links to the same site whose path names an article: a date, a long number, or several words."""
    site = site_of(base)
    for link in root.iter("a"):
        address = _joined(base, link.get("href", ""))
        if address is None or site_of(address) != site:
            continue
        path = urlsplit(address).path
        if _NOT_ARTICLES.search(path) or not (names_article(path) or _DATED.search(path)):
            continue
        words = " ".join(link.text_content().split())[:300]
        said = Metadata("link", title=words) if len(words.split()) >= _LEAST_WORDS else None
        yield Item(address, said=said)


def _joined(base: str, href: str) -> str | None:
    if not href or href.startswith(("#", "javascript:", "mailto:", "tel:", "data:")):
        return None
    try:
        return canonical(urljoin(base, href.strip()))
    except ValueError:
        return None
