"""From an address that a person gives to the sources behind it: feeds, news sitemaps, or the page itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from onrecord.errors import BadAnswer, OnrecordError
from onrecord.gather.feeds import Listing, Outline, read_listing
from onrecord.gather.net.answers import Answer
from onrecord.gather.net.fetcher import Asking, Fetcher
from onrecord.watching.sources import ACCEPT

COMMON_PATHS = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json")
"""Where feeds are that no page declares: the paths of common publishing systems."""
_MOST_FEEDS = 12
_MOST_SITEMAPS = 3
_LEAST_LINKS = 3


@dataclass(frozen=True, slots=True)
class Source:
    """Something that can be followed. `site` is the page that it was found on."""

    url: str
    kind: str
    title: str | None = None
    site: str | None = None


async def discover(url: str, fetcher: Fetcher) -> list[Source]:
    """The sources at an address: itself, where it is a list, or what its page and its site name.

    Raises the errors of fetching, and BadAnswer where nothing can be followed.
    """
    answer = await fetcher.fetch(url, Asking(accept=ACCEPT))
    if answer.status != 200:
        raise BadAnswer(f"the server answers {answer.status}", path=url)
    listing = read_listing(answer.data, answer.final_url)
    at = answer.moved_to or url
    if listing.kind == "opml":
        return [Source(o.url, "feed", o.title) for o in listing.outlines]
    if listing.kind != "page":
        return [Source(at, listing.kind, listing.title)]
    return await _of_page(answer, listing, fetcher)


async def _of_page(answer: Answer, listing: Listing, fetcher: Fetcher) -> list[Source]:
    """The page's feeds, and a front page's news sitemaps; else feeds in common places; else the page."""
    page = answer.final_url
    front = not urlsplit(page).path.strip("/")
    found = await _good_feeds(listing.outlines[:_MOST_FEEDS], page, fetcher)
    if front:
        found += await _news_sitemaps(page, fetcher)
    if not found and front:
        usual = [Outline(urljoin(page, path)) for path in COMMON_PATHS]
        found = (await _good_feeds(usual, page, fetcher))[:1]
    if not found and len(listing.items) >= _LEAST_LINKS:
        found = [Source(page, "page", listing.title, page)]
    if not found:
        raise BadAnswer("no feed, no news sitemap and no links to articles were found here", path=page)
    return found


async def _good_feeds(outlines: Sequence[Outline], page: str, fetcher: Fetcher) -> list[Source]:
    """Those that are feeds when they are asked for, each of one content once."""
    found: list[Source] = []
    contents: set[bytes] = set()
    for outline in outlines:
        try:
            answer = await fetcher.fetch(outline.url, Asking(accept=ACCEPT))
            if answer.status != 200 or answer.data in contents:
                continue
            listing = read_listing(answer.data, answer.final_url)
        except OnrecordError:
            continue
        if listing.kind == "feed":
            contents.add(answer.data)
            found.append(Source(answer.moved_to or outline.url, "feed", listing.title or outline.title, page))
    return found


async def _news_sitemaps(page: str, fetcher: Fetcher) -> list[Source]:
    """The sitemaps of the site's robots.txt that are for news, by their names."""
    named = (await fetcher.rules(page)).sitemaps
    news = [url for url in named if "news" in urlsplit(url).path.lower()][:_MOST_SITEMAPS]
    found = []
    for url in news:
        try:
            answer = await fetcher.fetch(url, Asking(accept=ACCEPT))
            listing = read_listing(answer.data, answer.final_url)
        except OnrecordError:
            continue
        if answer.status == 200 and listing.kind in ("sitemap", "sitemap index"):
            found.append(Source(url, listing.kind, None, page))
    return found
