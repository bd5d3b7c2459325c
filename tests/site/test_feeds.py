"""Feeds: the same entries in three forms, read back by a feed reader; hostile titles stay words."""

from __future__ import annotations

import json

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from onrecord.site.feeds import Entry, Feed, written
from onrecord.store import Desk
from tests.site import samples

ENTRY = Entry(
    "Title & <b>", "http://desk/d/1", "Lead <i>words</i>", "By", "2024-03", "2024-03-04T05:06:07+02:00"
)
BARE = Entry("Undated", "http://desk/d/2", "", None, None, None)
FEED = Feed("Desk", "About it", "http://desk/", "http://desk/feed.atom", (ENTRY, BARE))


@pytest.mark.parametrize("form", ["atom", "rss"])
def test_a_reader_sees_the_entries(form: str) -> None:
    read = feedparser.parse(written(FEED, form))  # type: ignore[arg-type]
    assert not read.bozo, read.get("bozo_exception")
    assert read.feed.title == "Desk"
    first, second = read.entries
    assert (first.link, first.id) == ("http://desk/d/1", "http://desk/d/1")
    assert first.title == "Title &amp; &lt;b&gt;" or first.title == "Title & <b>"
    assert "<i>" not in first.summary or first.summary_detail.type == "text/plain"
    when = first.updated_parsed if form == "atom" else first.published_parsed
    assert tuple(when)[:6] == (2024, 3, 4, 3, 6, 7)
    assert second.title == "Undated"


def test_json_feed_has_its_required_keys() -> None:
    read = json.loads(written(FEED, "json"))
    assert read["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["id"] for item in read["items"]] == ["http://desk/d/1", "http://desk/d/2"]
    assert read["items"][0]["date_published"] == "2024-03-01T00:00:00Z"
    assert "date_published" not in read["items"][1]


@given(st.text(), st.text())
def test_any_words_make_a_feed_that_parses(title: str, summary: str) -> None:
    feed = Feed(
        title,
        summary,
        "http://desk/",
        "http://desk/feed",
        (Entry(title, "http://desk/1", summary, title, title, None),),
    )
    for form in ("atom", "rss"):
        assert len(feedparser.parse(written(feed, form)).entries) == 1
    json.loads(written(feed, "json"))


def test_feeds_of_the_desk_a_section_a_source_a_person_and_a_search(client: TestClient) -> None:
    desk: Desk = client.app.state.desk  # type: ignore[attr-defined]
    quill = next(row for row in desk.people() if row.name == "Ada Quill")
    paths = {
        "/feed.atom": 4,
        "/section/town/feed.rss": None,
        f"/person/{quill.id}/feed.atom": quill.statements,
        "/search/feed.rss?q=bridge": None,
    }
    for path, wanted in paths.items():
        answer = client.get(path)
        assert answer.status_code == 200, path
        read = feedparser.parse(answer.content)
        assert not read.bozo, path
        assert len(read.entries) == wanted if wanted else read.entries, path
        for entry in read.entries:
            assert client.get(entry.link.removeprefix("http://testserver")).status_code == 200


def test_every_page_that_can_be_followed_names_its_feeds(client: TestClient) -> None:
    for page in ("/", "/section/town", "/search?q=bridge", "/connect"):
        found = [
            word.split('"')[0] for word in client.get(page).text.split('href="') if "/feed.atom" in word[:90]
        ]
        assert found, page
        for address in found:
            assert client.get(address.replace("&amp;", "&")).status_code == 200


def test_a_public_desk_gives_no_text_of_others_in_feeds(public: TestClient) -> None:
    body = samples.others().document.parts["body"][0].exact
    assert body[:120] not in public.get("/feed.json").text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/feed.xml", 404),
        ("/search/feed.atom", 400),
        ("/person/none/feed.rss", 404),
        ("/section/none/feed.rss", 404),
    ],
)
def test_what_is_no_feed(client: TestClient, path: str, status: int) -> None:
    assert client.get(path).status_code == status


def test_site_map_and_robots(client: TestClient) -> None:
    robots = client.get("/robots.txt").text
    assert "Disallow: /search" in robots and "Sitemap: http://testserver/sitemap.xml" in robots
    sitemap = client.get("/sitemap.xml")
    assert sitemap.headers["content-type"].startswith("application/xml")
    assert f"/document/{samples.bridge().document.id}</loc>" in sitemap.text
