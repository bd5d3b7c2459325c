"""Outlets' sections in words, and one under all the spellings of its name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.models import Record, make_id
from onrecord.site.app import make_app
from onrecord.site.sections import section_key, section_words, sections_of
from onrecord.store import Desk
from tests.site import samples


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("us-news", "US news"),
        ("uk_politics", "UK politics"),
        ("news_news", "News"),
        ("culture_culture-lifestyle", "Culture lifestyle"),
        ("asia/china", "Asia China"),
        ("formula-1", "Formula 1"),
        ("nyheter", "Nyheter"),
        ("国際", "国際"),
        ("Eat & Drink", "Eat & Drink"),
        ("International-Business", "International-Business"),
        ("tin tức", "Tin tức"),
        ("what’s on", "what’s on"),
        ("-", "-"),
    ],
)
def test_a_part_of_an_address_is_shown_in_words(name: str, words: str) -> None:
    assert section_words(name) == words
    assert section_words(words) == words
    assert section_key(name) == section_key(words)


def placed(title: str, section: str | None) -> Record:
    one = samples.bare(title)
    return replace(
        one,
        document=replace(
            one.document, id=make_id("document", title), title=title, section=section, path=f"{title}.txt"
        ),
    )


@pytest.fixture
def desk_path(tmp_path: Path) -> Path:
    path = tmp_path / "a.desk"
    given = [
        ("Rain", "uk_politics"),
        ("Snow", "uk-politics"),
        ("Hail", "UK Politics"),
        ("Fog", "us-news"),
        ("Sun", None),
    ]
    with Desk.open(path) as desk:
        for title, section in given:
            desk.add(placed(title, section))
    return path


def test_all_spellings_of_a_section_are_one(desk_path: Path) -> None:
    with Desk.open(desk_path, read_only=True) as desk:
        assert [(one.words, one.documents) for one in sections_of(desk)] == [
            ("UK Politics", 3),
            ("Other news", 1),
            ("US news", 1),
        ]


def test_a_sections_page_and_feed_have_all_spellings(desk_path: Path) -> None:
    with TestClient(make_app(desk_path)) as site:
        for address in ("uk-politics", "uk_politics"):
            page = site.get(f"/section/{address}").text
            assert "UK Politics" in page
            assert all(title in page for title in ("Rain", "Snow", "Hail"))
            assert "Fog" not in page and "Sun" not in page
        assert site.get("/section/uk-politics/feed.atom").text.count("<entry>") == 3
        assert "Sun" in site.get("/section/other-news").text
        assert site.get("/section/none-such").status_code == 404


def test_the_record_keeps_the_name_as_given(desk_path: Path) -> None:
    with TestClient(make_app(desk_path)) as site:
        given = site.get("/api/v1/documents").json()["data"]
        assert {one["section"] for one in given} >= {"uk_politics", "uk-politics", "us-news"}
        front = site.get("/").text
        assert "UK Politics" in front and "US news" in front and "us-news</" not in front
