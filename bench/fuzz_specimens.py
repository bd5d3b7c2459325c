"""What bench/fuzz_readers.py mutates: a specimen of each form, and words that mean something to a format."""

# ruff: noqa: E501 (specimens are kept on their own lines)

from __future__ import annotations

BODY = b"".join(
    b"<p>The harbour will close on day %d, the mayor said, and nobody knew why.</p>" % n for n in range(8)
)
LD = b'<script type="application/ld+json">{"@type":"NewsArticle","headline":"H","datePublished":"2025-12-01T08:00:00Z"}</script>'
PAGE = (
    b"<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>H</title>"
    + LD
    + b"</head><body><h1>H</h1><article>"
    + BODY
    + b"</article></body></html>"
)
HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
ROWS = [
    {
        "title": "H",
        "text": "The harbour closes.\n\nNobody knew.",
        "authors": ["Ana Ruiz"],
        "date": "2025-12-01",
        "url": "https://p.example/a",
    },
    {
        "title": "H",
        "body": {"summary": ["S"], "sections": [{"headline": [], "paragraphs": ["P"]}]},
        "html": {"content": "<p>x</p>"},
    },
]
RSS = (
    b"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>P</title>
<item><title>H</title><link>https://p.example/a</link><guid>1</guid><pubDate>Mon, 01 Dec 2025 08:00:00 GMT</pubDate>
<content:encoded><![CDATA["""
    + BODY
    + b"""]]></content:encoded></item></channel></rss>"""
)
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>P</title><entry><title>H</title><link href="https://p.example/a"/><id>1</id>
<updated>2025-12-01T08:00:00Z</updated><content type="html">&lt;p&gt;x&lt;/p&gt;</content></entry></feed>"""
SITEMAP = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://p.example/a</loc><lastmod>2025-12-01</lastmod><news:news><news:publication_date>2025-12-01T08:00:00Z</news:publication_date><news:title>H</news:title></news:news></url></urlset>"""
INDEX = b"<sitemapindex><sitemap><loc>https://p.example/s.xml</loc><lastmod>2025-12-01</lastmod></sitemap></sitemapindex>"
JSON_FEED = b'{"version":"https://jsonfeed.org/version/1.1","title":"P","items":[{"id":"1","url":"https://p.example/a","content_html":"<p>x</p>","date_published":"2025-12-01T08:00:00Z"}]}'
OPML = b'<opml version="2.0"><body><outline text="P"><outline type="rss" xmlUrl="https://p.example/feed"/></outline></body></opml>'
ROBOTS = b"User-agent: *\nDisallow: /private\nAllow: /private/a$\nCrawl-delay: 5\nSitemap: https://p.example/s.xml\n"
CSV = b'title,date,text,url\n"H",2025-12-01,"The harbour closes.\nNobody ""knew"".",https://p.example/a\n'
TEXTS = (b"H\n\nBy Ana Ruiz\n\nThe harbour closes, she said.\n", "Порт закрыт.".encode("cp1251") * 9)
ADDRESSES = (
    b"https://www.p.example:443/a/../b?utm_source=x&id=1#y",
    b"https://p-example.cdn.ampproject.org/c/s/p.example/a",
)
WORDS = [
    b"<", b">", b"&", b"&#x110000;", b"&#0;", b"<![CDATA[", b"]]>", b"<!--", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"<div>" * 300,
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\r\n\r\n", b"\n", b'"', b"'", b"{" * 200, b"[" * 2000, b"}", b",", b";", b"\t",
    b"Content-Length: 99999999999\r\n", b"Content-Length: -1\r\n", b"WARC/1.0\r\n", b"\x1f\x8b\x08\x00", b"9999999999999999999",
    b"charset=utf-16", b"charset=iso-2022-jp", b"2025-13-45T99:99:99+99:99", b"0000-00-00", b"http://[::1", b"javascript:alert(1)",
    b"\xf0\x9f\x92\xa9", "\u202e".encode(), b"A" * 5000, b"%00%ff%zz", b"NaN", b"1e999", b"null", b"\\ud800",
]  # fmt: skip
