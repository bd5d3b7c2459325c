"""Saved feeds: articles whose whole text stands in them, and items that only lead elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import OnrecordError
from onrecord.extract import extract
from onrecord.gather.archives import opened
from onrecord.gather.feed_files import read_feed_file
from onrecord.gather.files import Gathered
from onrecord.models import Failure
from tests.gather.warcs import BODY

ITEM = f"""<item><title>Harbour &amp; sea</title><link>https://paper.example/harbour-to-close?utm_source=rss</link>
<dc:creator>Ana Ruiz</dc:creator><category>City</category><pubDate>Mon, 01 Dec 2025 08:00:00 +0100</pubDate>
<description>In short.</description><content:encoded><![CDATA[{BODY}<script>alert(1)</script>]]></content:encoded></item>"""
FEED = f"""<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Harbour Paper</title><language>en</language>
{ITEM}<item><title>Short</title><link>https://paper.example/2</link><description>In short.</description></item></channel></rss>"""


def test_a_full_text_is_an_article_and_a_teaser_says_so(tmp_path: Path) -> None:
    (tmp_path / "feed.rss").write_text(FEED)
    page, teaser = opened([str(tmp_path / "feed.rss")])
    assert isinstance(page, Gathered) and isinstance(teaser, Failure)
    document = extract(page)
    assert (document.title, document.byline, document.section) == ("Harbour & sea", "Ana Ruiz", "City")
    assert (document.published, document.source) == ("2025-12-01T08:00:00+01:00", "The Harbour Paper")
    assert document.canonical_url == "https://paper.example/harbour-to-close"
    assert document.body.count("\n\n") == 8 and "alert" not in document.text
    assert (teaser.path, teaser.url) == (f"{tmp_path}/feed.rss#2", "https://paper.example/2")
    assert "no full text" in teaser.message


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<map><a/></map>", "no feed"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><rss><channel>&a;</channel></rss>', "entities"),
        ("<rss>" * 200, "deep"),
    ],
)
def test_what_is_no_feed(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "x.xml").write_text(text)
    with pytest.raises(OnrecordError, match=reason):
        list(read_feed_file(str(tmp_path / "x.xml")))


def test_lists_of_feeds_and_sitemaps_are_named_as_what_they_are(tmp_path: Path) -> None:
    lists = {
        "a.opml": (
            "<opml version='2.0'><body><outline xmlUrl='https://paper.example/feed'/></body></opml>",
            "a list of feeds",
        ),
        "b.xml": ("<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'></urlset>", "a sitemap"),
        "c.xml": ("<note>Buy milk</note>", "is XML, but no feed"),
    }
    for name, (text, words) in lists.items():
        (tmp_path / name).write_text(text)
        (failure,) = opened([str(tmp_path / name)])
        assert isinstance(failure, Failure)
        assert words in failure.message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (FEED, "is a feed, not an article"),
        ("<opml><body/></opml>", "is a list of feeds"),
        ("<!-- now --><urlset/>", "is a sitemap"),
    ],
)
def test_a_list_that_is_served_as_a_page_is_named_as_what_it_is(text: str, words: str) -> None:
    page = Gathered("https://paper.example/feed.xml", text.encode(), "html", "https://paper.example/feed.xml")
    with pytest.raises(OnrecordError, match=words) as refused:
        extract(page)
    assert "`onrecord follow`" in refused.value.message
