"""Bytes → Listing: which form it is, and whether it may be read at all."""

from __future__ import annotations

import re
import zlib

from onrecord.errors import BadAnswer
from onrecord.gather.feeds.listing import Listing

_GZIP = b"\x1f\x8b"
_MOST_BYTES = 50_000_000
_PROLOG = re.compile(rb"(?:\s+|<\?.*?\?>|<!--.*?-->|<![^>\[]*(?:\[[^\]]*\])?[^>]*>)*", re.DOTALL)
_ROOT = re.compile(rb"<(?:[\w.-]+:)?([a-zA-Z]+)")
_SNIFFED = 4_000
_LISTS = {
    "rss": "a feed", "rdf": "a feed", "feed": "a feed", "opml": "a list of feeds", "urlset": "a sitemap",
    "sitemapindex": "a list of sitemaps",
}  # fmt: skip


def read_listing(data: bytes, url: str) -> Listing:
    """The list in a body that was served at `url`; raises BadAnswer for what is none, or is a trap."""
    if data.startswith(_GZIP):
        data = _unpacked(data)
    head = data[:_SNIFFED].removeprefix(b"\xef\xbb\xbf")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode()
    if head.lstrip().startswith((b"{", b"[")):
        from onrecord.gather.feeds.json_feed import read_json_feed

        return read_json_feed(data, url)
    root = root_of(head)
    if root in ("rss", "rdf", "feed"):
        from onrecord.gather.feeds.syndication import read_feed

        return read_feed(data, url)
    if root in ("urlset", "sitemapindex"):
        from onrecord.gather.feeds.sitemap import read_sitemap

        return read_sitemap(data, url)
    if root == "opml":
        from onrecord.gather.feeds.opml import read_opml

        return read_opml(data, url)
    if not head.strip():
        raise BadAnswer("is empty", path=url)
    if root is None:
        raise BadAnswer("is neither a feed, a sitemap nor a page", path=url)
    from onrecord.gather.feeds.section import read_section

    return read_section(data, url)


def root_of(head: bytes) -> str | None:
    """The name of the first element, without its prefix and in lower case."""
    begin = _PROLOG.match(head)
    found = _ROOT.match(head, begin.end() if begin else 0)
    return None if found is None else found[1].decode("ascii").lower()


def list_in(data: bytes) -> str | None:
    """What list of articles or of lists the bytes are, in words; None for a page and anything else."""
    return _LISTS.get(root_of(data[:_SNIFFED].removeprefix(b"\xef\xbb\xbf")) or "")


def _unpacked(data: bytes) -> bytes:
    """A file that is gzip itself, as sitemaps are, never more of it than may be."""
    state = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        unpacked = state.decompress(data, _MOST_BYTES)
    except zlib.error as error:
        raise BadAnswer(f"is a damaged gzip file: {error}") from error
    if state.unconsumed_tail:
        raise BadAnswer(f"unpacks to more than {_MOST_BYTES / 1e6:g} MB")
    return unpacked
