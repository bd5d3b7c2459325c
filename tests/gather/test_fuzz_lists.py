"""Whatever bytes a server sends for a list, a robots.txt, a packed body or a header: an answer or our own error."""

from __future__ import annotations

import gzip
import os
import zlib

import brotli
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import OnrecordError
from onrecord.gather.feeds import Listing, read_listing
from onrecord.gather.net.headers import charset_of, kept_for, media_type, moment_of, retry_after
from onrecord.gather.net.robots import Robots, rules_for
from onrecord.gather.net.unpacking import Unpacker
from onrecord.watching.sources import new_items
from tests.gather.pages import NOON, article, atom, rss, sitemap

CASES = int(os.environ.get("ONRECORD_FUZZ", "60"))
"""Examples of each property; a long run sets ONRECORD_FUZZ."""
AT = "https://post.test/list"
SEEDS = [
    rss([("/a", "A")]).encode().replace(b"utf-8", b"\x00utf-8"),
    rss([("/a", "A")]).encode().replace(b"utf-8", b"\xffutf-8"),
    rss([("/a-story", "A <b>&amp; B"), ("https://post.test/b", "B")], ttl=5).encode(),
    atom([("https://post.test/a", "A", "2025-12-04T11:00:00+02:00")]).encode(),
    sitemap([("https://post.test/a", "2025-12-04T12:00:00Z")]).encode(),
    b"<sitemapindex><sitemap><loc>/n.xml</loc><lastmod>2025-12-04</lastmod></sitemap></sitemapindex>",
    b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "url": "/a", "tags": ["x"]}]}',
    b'<opml><body><outline xmlUrl="/feed" title="Post"/></body></opml>',
    article("A story").encode(),
    b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "b">]><rss>&a;</rss>',
]
PIECES = [b"<", b">", b"&", b"&#", b"<![CDATA[", b"]]>", b"<!--", b"\x00", b"\xff", b"<item>", b"</item>", b"<url><loc>",
          b"http://[", b"\xef\xbb\xbf", b"\xff\xfe", b"99999999999999999999", b"{", b"[", b'"', b"xmlns=", b"<!ENTITY x"]  # fmt: skip
CALM = settings(max_examples=CASES, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@st.composite
def spoilt(draw: st.DrawFn) -> bytes:
    """A good list with pieces cut out, doubled, put in and replaced; or no list at all."""
    data = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(0, 6))):
        at, to = sorted((draw(st.integers(0, len(data))), draw(st.integers(0, len(data)))))
        put = draw(st.one_of(st.sampled_from(PIECES), st.binary(max_size=8), st.just(data[at:to] * 2)))
        data = data[:at] + put + data[draw(st.sampled_from((at, to))) :]
    return draw(st.sampled_from((data, data, data, gzip.compress(data))))


@CALM
@given(st.one_of(spoilt(), st.binary(max_size=300)))
def test_any_bytes_are_a_list_or_an_error_of_ours(data: bytes) -> None:
    try:
        listing = read_listing(data, AT)
    except OnrecordError:
        return
    assert isinstance(listing, Listing)
    for item in new_items(listing, NOON, first=True):
        assert item.url.startswith(("http://", "https://"))
        assert item.host


@CALM
@given(st.one_of(st.text(max_size=300), st.lists(st.sampled_from(
    ["User-agent: *", "User-agent: onrecord", "Disallow: /", "Allow: /a*$", "Crawl-delay: 1e400", "Crawl-delay: -1",
     "Request-rate: 1/0", "Request-rate: 3/1m", "Visit-time: 9999-0000", "Sitemap: ", "Disallow: %", "\x00", "Crawl-delay: nan"]),
    max_size=12).map("\n".join)), st.text(max_size=40))  # fmt: skip
def test_any_robots_file_gives_rules(text: str, path: str) -> None:
    rules = rules_for(Robots(text, closed=False, until=0.0), f"https://post.test/{path}")
    assert rules.delay is None or 0 < rules.delay <= 3_600


@CALM
@given(
    st.sampled_from(("gzip", "deflate", "br", "gzip, br", "x-gzip", "identity", "br,br")),
    st.one_of(
        st.binary(max_size=200),
        st.binary(max_size=200).map(gzip.compress),
        st.binary(max_size=200).map(brotli.compress),
    ),
    st.lists(st.integers(1, 40), max_size=5),
)
def test_any_body_is_unpacked_or_an_error_of_ours(how: str, data: bytes, cuts: list[int]) -> None:
    try:
        unpacker = Unpacker(how, max_bytes=1_000)
        for size in (*cuts, len(data)):
            piece, data = data[:size], data[size:]
            assert len(unpacker.unpack(piece)) <= 1_000
        unpacker.finish()
    except OnrecordError:
        pass


@CALM
@given(
    st.binary(max_size=2_000),
    st.sampled_from((gzip.compress, zlib.compress, brotli.compress)),
    st.integers(1, 50),
)
def test_what_was_packed_is_unpacked_in_any_pieces(data: bytes, pack: object, size: int) -> None:
    assert callable(pack)
    how = {gzip.compress: "gzip", zlib.compress: "deflate", brotli.compress: "br"}[pack]
    packed = pack(data)
    unpacker = Unpacker(how, max_bytes=10_000)
    pieces = [unpacker.unpack(packed[at : at + size]) for at in range(0, len(packed), size)]
    unpacker.finish()
    assert b"".join(pieces) == data


@CALM
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_header_is_read_or_left(one: str, other: str) -> None:
    for found in (
        retry_after(one, NOON),
        kept_for(one, other, NOON),
        kept_for(f"max-age={one}", other, NOON),
    ):
        assert found is None or 0 <= found <= 86_400
    moment_of(one)
    media_type(one)
    charset_of(f"text/html; charset={one}")
