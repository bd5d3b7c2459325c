"""A reader's way from an article's verdict to the passage in its transcript and back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import PHONE, SCHEMES, WIDE, Open, follow
from tests.browser.test_article import measure
from tests.site.transcripts import PROMISE

if TYPE_CHECKING:
    from playwright.sync_api import Page

TITLE = "Reed has heard it before"


def open_article(page: Page) -> None:
    """From the front page by way of the story that the article belongs to."""
    follow(page.get_by_role("link", name=TITLE))
    assert "/story/" in page.url
    follow(page.locator(".reports").get_by_role("link", name=TITLE))
    assert "/document/" in page.url


def test_from_the_verdict_to_the_passage_and_back(visit_meetings: Open) -> None:
    page = visit_meetings("/", java_script_enabled=False, viewport=PHONE)
    open_article(page)
    note = page.locator(".notes").filter(has_text="exact").first
    follow(note.get_by_role("link", name="in the transcript"))
    passage = page.locator("#passage")
    assert passage.inner_text() == PROMISE.strip("“”,")
    box = passage.bounding_box()
    assert box is not None and 0 <= box["y"] <= PHONE["height"]
    assert page.locator(".turn").all_inner_texts()[1] == "Mr. Reed"
    follow(page.get_by_role("link", name=TITLE))
    assert "#s-" in page.url and page.locator("h1").inner_text().endswith(TITLE)
    follow(page.locator(".notes").get_by_role("link", name="who ran it").first)
    assert "Run by 2 articles of this desk" in page.inner_text("main")
    assert (
        page.locator(".version del").evaluate("n => getComputedStyle(n).textDecorationLine") == "line-through"
    )
    assert "[dropped: four] [added: nine]" in (page.locator(".version .diff").first.text_content() or "")
    page.go_back()
    follow(page.get_by_role("link", name="Transcripts"))
    follow(page.get_by_role("link", name="town meetings"))
    follow(page.get_by_role("link", name="At the harbour"))
    assert page.locator("h1").inner_text() == "At the harbour"


@pytest.mark.parametrize("step", ["/collections", "/collection/town%20meetings", "passage", "quotation"])
def test_each_page_fits_and_can_be_read_and_touched(visit_meetings: Open, step: str) -> None:
    page = visit_meetings(step if step.startswith("/") else "/search?q=winters")
    if not step.startswith("/"):
        follow(page.get_by_role("link", name=TITLE).first)
        words = {"passage": "in the transcript", "quotation": "who ran it"}[step]
        follow(page.get_by_role("link", name=words).first)
        assert re.search("/transcript/|/quotation/", page.url)
    for size in (WIDE, PHONE):
        page.set_viewport_size(size)
        assert measure(page, "wider") == 0
        assert measure(page, "small") == []
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            assert measure(page, "faint") == []


def test_the_note_stands_beside_the_passage(visit_meetings: Open) -> None:
    page = visit_meetings("/")
    open_article(page)
    follow(page.get_by_role("link", name="in the transcript").first)
    passage, note = page.locator("#passage").bounding_box(), page.locator(".notes").bounding_box()
    assert passage and note and note["x"] > passage["x"] + passage["width"] - 1
    assert abs(note["y"] - passage["y"]) < 80
