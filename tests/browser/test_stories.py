"""A reader's way from the front page to a story, its quotation, its speaker and back, without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from onrecord.store import Desk
from tests.browser.conftest import PHONE, SCHEMES, WIDE, Open, follow, served, visiting
from tests.browser.test_accessibility import violations
from tests.browser.test_article import measure
from tests.site.test_stories import AGAIN, CHESS, FERRY, report

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str, str]]:
    """The address of a site over three reports of one happening and another; a story's id and a document's."""
    path: Path = tmp_path_factory.mktemp("newsroom") / "news.desk"
    with Desk.open(path) as desk:
        desk.add(report(FERRY, "Ferry Aurora runs aground off Skerry Point", "The Wire", "2024-03-04"))
        desk.add(report(FERRY, "Ninety saved from ferry", "The Quay Herald", "2024-03-04"))
        desk.add(report(AGAIN, "Divers look at ferry Aurora off Skerry Point", "The Tide", "2024-03-05"))
        desk.add(report(CHESS, "Brandt loses the ninth game", "The Board", "2024-03-05"))
        story = next(row.id for row in desk.stories.listed() if row.documents > 1)
        wire = next(row.id for row in desk.documents() if row.source == "The Wire")
    with served(path) as address:
        yield address, story, wire


@pytest.fixture
def visit_newsroom(browser: Browser, newsroom: tuple[str, str, str]) -> Iterator[Open]:
    with visiting(browser, newsroom[0]) as visit:
        yield visit


@pytest.mark.parametrize(
    "page_of", ["/", "/stories", "/story/{story}", "/copies/{wire}", "/trends", "/new?after=0"]
)
def test_a_page_of_stories_fits_and_breaks_no_rule(
    visit_newsroom: Open, newsroom: tuple[str, str, str], page_of: str
) -> None:
    _, story, wire = newsroom
    page = visit_newsroom(page_of.format(story=story, wire=wire))
    for size in (WIDE, PHONE):
        page.set_viewport_size(size)
        assert measure(page, "wider") == 0
        assert measure(page, "small") == []
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            assert measure(page, "faint") == []
    assert violations(page) == []


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_from_the_front_page_to_the_words_and_back(visit_newsroom: Open, size: dict[str, int]) -> None:
    page = visit_newsroom("/", java_script_enabled=False, viewport=size)
    follow(
        page.get_by_role("link", name="Ferry Aurora", exact=False)
        .or_(page.get_by_role("link", name="Divers look at ferry Aurora off Skerry Point"))
        .first
    )
    assert "3 reports of 2 independent outlets" in page.inner_text("main")
    follow(page.get_by_role("link", name="what each changed"))
    assert "One text, 2 outlets" in page.inner_text("h1")
    page.go_back()
    follow(page.get_by_role("link", name="statement", exact=True).first)
    assert "the rudder failed us in the narrows" in page.inner_text("main")
    follow(page.get_by_role("link", name="In the article"))
    follow(page.locator(".notes").get_by_role("link", name="Captain Ines Hall").first)
    assert "Ines Hall" in page.inner_text("h1")
    follow(page.get_by_role("link", name="Front page").first)
    assert page.title().startswith("Front page")


def test_what_an_outlet_cut_opens_by_keyboard(visit_newsroom: Open, newsroom: tuple[str, str, str]) -> None:
    page = visit_newsroom(f"/story/{newsroom[1]}", java_script_enabled=False)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("#main")
