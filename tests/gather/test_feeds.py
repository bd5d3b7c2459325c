"""Lists of articles: every form, what is odd in the wild, and what is meant to do harm."""

from __future__ import annotations

import gzip
import json
from xml.sax.saxutils import escape

import pytest

from onrecord.errors import BadAnswer
from onrecord.gather.feeds import Listing, read_listing
from tests.gather.pages import NOON, atom, rss, sitemap

AT = "https://post.test/list"


def read(text: str | bytes) -> Listing:
    return read_listing(text.encode() if isinstance(text, str) else text, AT)


def lines(listing: Listing) -> list[str]:
    """Each item in a line: path, title, date."""
    return [
        f"{item.url.removeprefix('https://post.test')} | {item.said and item.said.title} | "
        f"{item.said and item.said.published}"
        for item in listing.items
    ]


# Forms


def test_rss() -> None:
    listing = read(
        rss([("/a-story", "A <b>bold</b> story &amp; more"), ("https://post.test/b", "B")], ttl=30)
    )
    assert (listing.kind, listing.title, listing.keeps) == ("feed", "The Valley Post", 1800.0)
    assert lines(listing) == [
        "/a-story | A bold story & more | 2025-12-04T12:00:00+00:00",
        "/b | B | 2025-12-04T11:50:00+00:00",
    ]
    assert listing.items[0].published == NOON


def test_atom() -> None:
    (item,) = read(atom([("https://post.test/a", "A story", "2025-12-04T11:00:00+02:00")])).items
    assert (item.guid, item.updated) == ("tag:https://post.test/a", NOON - 3 * 3600)
    assert item.said is not None
    assert item.said.updated == "2025-12-04T09:00:00+00:00"


def test_rdf() -> None:
    feed = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>Post</title></channel>
    <item rdf:about="https://post.test/a"><title>A</title><link>https://post.test/a</link>
    <dc:date>2025-12-04T12:00:00Z</dc:date><dc:creator>Kay Errand</dc:creator></item></rdf:RDF>"""
    (item,) = read(feed).items
    assert item.said is not None
    assert (item.url, item.said.byline) == ("https://post.test/a", "Kay Errand")


def test_json_feed() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1", "title": "Post", "language": "en",
        "items": [
            {"id": 7, "url": "/a", "title": "A", "date_published": "2025-12-04T12:00:00Z", "authors": [{"name": "K. Errand"}]},
            {"id": "https://post.test/b", "tags": ["World"]}, {"title": "no address"}, "not an item", None,
        ],
    }  # fmt: skip
    listing = read(json.dumps(feed))
    assert lines(listing) == ["/a | A | 2025-12-04T12:00:00Z", "/b | None | None"]
    assert [item.guid for item in listing.items] == ["7", "https://post.test/b"]


def test_sitemaps() -> None:
    news = read(
        gzip.compress(
            sitemap([("https://post.test/a", "2025-12-04T12:00:00Z"), ("/b", "yesterday")]).encode()
        )
    )
    assert lines(news) == ["/a | A story | 2025-12-04T12:00:00Z", "/b | A story | yesterday"]
    assert [item.published for item in news.items] == [NOON, None]
    index = read(
        "<sitemapindex><sitemap><loc>/news.xml</loc><lastmod>2025-12-04T12:00:00Z</lastmod></sitemap></sitemapindex>"
    )
    assert [(o.url, o.updated) for o in index.outlines] == [("https://post.test/news.xml", NOON)]


def test_opml_with_nested_folders() -> None:
    listing = read(
        '<opml version="2.0"><body><outline text="News"><outline text="Post" title="The Post" type="rss" '
        'xmlUrl="https://post.test/feed"/><outline xmlurl="/other"/></outline>'
        '<outline text="again" xmlUrl="https://post.test/feed"/></body></opml>'
    )
    assert [(o.url, o.title) for o in listing.outlines] == [
        ("https://post.test/feed", "The Post"),
        ("https://post.test/other", None),
    ]


def test_a_page_is_a_list_of_its_feeds_and_of_what_looks_like_articles() -> None:
    listing = read(
        '<!doctype html><html><head><title>World</title><base href="/world/">'
        '<link rel="alternate" type="application/rss+xml" title="World" href="feed.xml">'
        '<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed">'
        '<link rel="alternate" hreflang="fr" href="/fr"><link rel="stylesheet" href="/s.css"></head><body>'
        '<a href="/about">About us</a><a href="/tag/a-b-c-d">Tag</a><a href="https://other.test/a-b-c-d">Other</a>'
        '<a href="a-bridge-in-the-valley?utm_source=x#top">A bridge in the valley</a><a href="javascript:x">x</a>'
        '<a href="/world/a-bridge-in-the-valley">again</a><a href="/2025/12/04/vote">Vote</a><a href="http://[bad">b</a>'
        '<a href="/photo-of-the-day.jpg">p</a></body></html>'
    )
    assert listing.title == "World"
    assert [o.url for o in listing.outlines] == ["https://post.test/world/feed.xml"]
    assert [item.url.removeprefix("https://post.test") for item in listing.items] == [
        "/world/a-bridge-in-the-valley",
        "/2025/12/04/vote",
    ]


# Odd


@pytest.mark.parametrize(
    "date",
    ["yesterday", "Thu, 99 Dec 2025 12:00:00", "0000-00-00T00:00:00Z", "9999999999999", "", "12/13/14", "-1"],
)
def test_a_date_that_cannot_be_read_is_no_date(date: str) -> None:
    for feed in (
        f"<rss><channel><item><link>/a</link><pubDate>{date}</pubDate></item></channel></rss>",
        f"<urlset><url><loc>/a</loc><lastmod>{date}</lastmod></url></urlset>",
        json.dumps({"items": [{"url": "/a", "date_published": date}]}),
    ):
        (item,) = read(feed).items
        assert item.published is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "cp1252"])
def test_charsets(encoding: str) -> None:
    declared = "utf-8" if encoding == "utf-8-sig" else encoding
    feed = f'<?xml version="1.0" encoding="{declared}"?><rss><channel><item><title>Café</title><link>/a</link></item></channel></rss>'
    assert lines(read(feed.encode(encoding))) == ["/a | Café | None"]


def test_a_charset_that_is_a_lie_costs_no_item() -> None:
    feed = '<?xml version="1.0" encoding="utf-8"?><rss><channel><item><title>Caf\xe9</title><link>/a</link></item></channel></rss>'
    assert [item.url for item in read(feed.encode("latin-1")).items] == ["https://post.test/a"]
    unknown = feed.replace("utf-8", "klingon")
    assert [item.url for item in read(unknown.encode()).items] == ["https://post.test/a"]


def test_a_feed_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    whole = rss([("/a", "A"), ("/b", "B"), ("/c", "C")])
    listing = read(whole[: whole.index("<title>C")])
    assert [item.url for item in listing.items][:2] == ["https://post.test/a", "https://post.test/b"]
    assert listing.notes == ("is not well-formed XML; read as far as it goes",)


def test_an_item_without_an_address_is_left_out() -> None:
    feed = "<rss><channel><item><title>A</title></item><item><link>http://[bad</link></item><item><link>/b</link></item></channel></rss>"
    assert [item.url for item in read(feed).items] == ["https://post.test/b"]


# Harmful

BILLION = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True))
    + "]><{root}>&i;</{root}>"
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY x SYSTEM "file:///etc/passwd">]><{root}><title>&x;</title></{root}>'


@pytest.mark.parametrize("root", ["rss", "feed", "urlset", "sitemapindex", "opml"])
@pytest.mark.parametrize("bomb", [BILLION, OUTSIDE, BILLION.replace("<!ENTITY", "<!entity")])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(root: str, bomb: str, encoding: str) -> None:
    data = bomb.replace("{root}", root).encode(encoding)
    try:
        listing = read(data)
    except BadAnswer:
        return
    assert listing.items == ()
    assert "root:" not in repr(listing)


@pytest.mark.parametrize("root", ["rss", "feed", "urlset", "opml"])
def test_bottomless_nesting_is_refused(root: str) -> None:
    with pytest.raises(BadAnswer, match="nests elements"):
        read(f"<{root}>" + "<a>" * 200_000)


def test_bottomless_json_is_refused() -> None:
    for text in ("[" * 500_000, '{"items":' * 100_000, '{"items": "no list"}', "{", '{"items": 5}', "[]"):
        with pytest.raises(BadAnswer):
            read(text)


def test_a_feed_of_100_000_items_is_read_from_its_top() -> None:
    feed = (
        "<rss><channel>"
        + "".join(f"<item><link>/{n}</link></item>" for n in range(100_000))
        + "</channel></rss>"
    )
    listing = read(feed)
    assert len(listing.items) == 2_000
    assert listing.items[0].url == "https://post.test/0"
    assert listing.notes == ("lists more than 2,000 items; the first 2,000 were read",)


def test_a_sitemap_of_100_000_addresses_is_read_from_its_top() -> None:
    listing = read("<urlset>" + "".join(f"<url><loc>/{n}</loc></url>" for n in range(100_000)) + "</urlset>")
    assert len(listing.items) == 50_000


def test_a_packed_bomb_is_not_unpacked() -> None:
    with pytest.raises(BadAnswer, match="unpacks to more than 50 MB"):
        read(gzip.compress(bytes(80_000_000)))
    with pytest.raises(BadAnswer, match="damaged"):
        read(b"\x1f\x8bnot gzip")


@pytest.mark.parametrize(
    "data",
    [b"", b"   ", b"\x00\x01\x02" * 50, b"plain words", b"\x89PNG\r\n", b"<", b"<!DOCTYPE", b"%PDF-1.7"],
)
def test_what_is_no_list_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(BadAnswer):
        read(data)


def test_hostile_words_stay_words() -> None:
    title = '<script>alert(1)</script>&amp;lt;img src=x onerror="y"&gt;\x1b[31m' + "long " * 10_000
    (item,) = read(
        f"<rss><channel><item><link>/a</link><title>{escape(title)}</title></item></channel></rss>"
    ).items
    assert item.said is not None and item.said.title is not None
    assert len(item.said.title) <= 1_000


def test_opml_names_addresses_that_are_none_of_the_web() -> None:
    opml = (
        '<opml><body><outline text="a" xmlUrl="ftp://x/y"/><outline text="b" xmlUrl="https://post.test/feed"/>'
        '<outline text="c" xmlUrl="feed"/></body></opml>'
    )
    listing = read_listing(opml.encode(), "/home/ana/list.opml")
    assert [outline.url for outline in listing.outlines] == ["https://post.test/feed"]
    assert listing.refused == ("ftp://x/y", "feed")
    with pytest.raises(BadAnswer, match="ftp://x/y"):
        read_listing(b'<opml><body><outline xmlUrl="ftp://x/y"/></body></opml>', "/home/ana/list.opml")
