"""Every kind of page against axe-core's rules for WCAG 2.2 A and AA, light and dark, wide and on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from onrecord.store import Desk
from tests.browser.conftest import PHONE, SCHEMES, WIDE, Open, served, visiting
from tests.browser.test_article import measure
from tests.browser.test_pages import PATHS
from tests.site import samples, transcripts
from tests.store.build import article

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TOKEN = "a-token-for-the-pages-that-are-written-to"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
MORE = (f"/document/{samples.bridge().document.id}", "/collections")


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("path", (*PATHS, *MORE))
def test_a_page_breaks_no_rule(visit: Open, path: str) -> None:
    page = visit(path)
    assert violations(page) == []
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme="dark")
    assert violations(page) == []
    page.set_viewport_size(WIDE)


FIRST = (
    "Agents of the Harbour Board broke into the office of the Quay Herald in Skagen on Sunday and took 140 files. "
    "Neighbours in Skagen waited seven hours at the harbour gate for the Board. "
    "“[We shall never lease the northern quay to strangers, and the council knows it],” {Ada Odlum} <said>."
)
OTHER = (
    "The Harbour Board denied that its agents broke into the office of the paper in Skagen. "
    "Neighbours waited six hours at the harbour gate of Skagen for the Board. "
    "“[We shall always lease the northern quay to strangers, and the council knows it],” {Ada Odlum} <said>."
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, str]]]:
    """A site that can be written to over a desk with every kind of thing; the address of each kind of page."""
    path = tmp_path_factory.mktemp("whole") / "whole.desk"
    transcripts.make_desk(path)
    with Desk.open(path) as desk:
        day, title = "1911-11-20", "Raid on the Quay Herald in Skagen"
        for name, picture in (
            ("Herald", FIRST),
            ("Tide", FIRST.replace("140 files", "90 files")),
            ("Post", OTHER),
            ("Herald", FIRST.replace("on Sunday", "on Saturday night")),
        ):
            desk.add(article(picture, path=f"{name}.txt", title=title, source=name, published=day))
        ids = {row.source: row.id for row in desk.documents()}
        story = desk.stories.of_document(ids["Post"])
        assert story is not None and desk.revisions(ids["Herald"])[1:]
        traced = desk.search("winters", what="articles").articles[0].document.id
        start = next(iter(desk.sayings.of_document(ids["Post"])))
        desk.saved.follow_search("quay")
        (saved,) = desk.saved.all()
    pages = {
        "collections": "/collections", "collection": "/collection/town%20meetings",
        "transcript": "/transcript/town%20meetings/speech", "article with verdicts": f"/document/{traced}",
        "quotation": f"/quotation/at.{start}?document={ids['Post']}",
        "revision": f"/document/{ids['Herald']}/revision/2", "live": "/live", "following": "/following",
        "followed": f"/following/{saved.id}", "story": f"/story/{story.id}", "copies": f"/copies/{ids['Tide']}",
        "trends": "/trends", "stories": "/stories", "write": "/write",
    }  # fmt: skip
    with served(path, TOKEN) as address:
        yield address, pages


@pytest.mark.parametrize(
    "kind",
    ["collections", "collection", "transcript", "article with verdicts", "quotation", "revision", "live",
     "following", "followed", "story", "copies", "trends", "stories", "write"],
)  # fmt: skip
def test_every_other_kind_of_page_breaks_no_rule(
    browser: Browser, whole: tuple[str, dict[str, str]], kind: str
) -> None:
    address, pages = whole
    with visiting(browser, address) as visit:
        page = visit(f"/write?token={TOKEN}")
        answer = page.goto(pages[kind])
        assert answer is not None and answer.status == 200
        for details in page.locator("details").all():
            details.evaluate("element => element.open = true")
        for size, scheme in zip((WIDE, PHONE), SCHEMES, strict=True):
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme)
            assert measure(page, "wider") == 0
            assert measure(page, "small") == []
            assert measure(page, "faint") == []
            assert violations(page) == [], scheme
