"""A dossier in a browser: board, cell history, calendar, a correction and its undoing, wide and on a phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from onrecord.store import Desk
from tests.browser.conftest import PHONE, SCHEMES, WIDE, Open, follow, served, visiting
from tests.browser.test_accessibility import violations
from tests.browser.test_article import measure
from tests.dossier import samples

TOKEN = "a-token-for-the-browser-tests"
BOARD = "/dossier/sound-talks"
PATHS = (
    "/dossiers", BOARD, f"{BOARD}/history/fishing-grounds/swe", f"{BOARD}/calendar", f"{BOARD}/brief",
    f"{BOARD}/people", f"{BOARD}/figures", f"{BOARD}/corrections", "/dossiers/new",
)  # fmt: skip
SIZES = pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])


@pytest.fixture
def visit_talks(browser: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Open]:
    """Opens paths of a site that has a dossier, and can be written to."""
    path = tmp_path_factory.mktemp("talks") / "talks.desk"
    with Desk.open(path) as desk:
        list(desk.add_many(samples.records()))
        desk.dossiers.new(samples.dossier())
    with served(path, TOKEN) as address, visiting(browser, address) as visit:  # type: ignore[arg-type]
        yield visit


def test_every_page_fits_can_be_read_and_breaks_no_rule(visit_talks: Open) -> None:
    page = visit_talks(f"/write?token={TOKEN}")
    for path in PATHS:
        page.goto(path)
        for details in page.locator("details").all():
            details.evaluate("element => element.open = true")
        for size in (WIDE, PHONE):
            page.set_viewport_size(size)
            assert measure(page, "wider") == 0, path
            assert measure(page, "small") == [], path
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                assert measure(page, "faint") == [], path
            assert violations(page) == [], path


@SIZES
def test_from_the_board_to_the_sentence_in_its_article(visit_talks: Open, size: object) -> None:
    page = visit_talks("/", java_script_enabled=False, viewport=size)
    follow(page.get_by_role("link", name="Dossiers"))
    follow(page.get_by_role("link", name="The Sound talks"))
    follow(page.get_by_role("link", name="Sudmark on fishing grounds"))
    assert page.locator(".takes li").count() == 2
    assert page.locator(".takes mark").first.inner_text().startswith("Sudmark would share")
    follow(page.get_by_role("link", name="Envoys meet over the Sound"))
    assert page.locator("h1").inner_text() == "Envoys meet over the Sound"
    assert "#p-" in page.url


def test_the_board_is_a_table_with_heads_that_stay_and_a_list_on_a_phone(visit_talks: Open) -> None:
    page = visit_talks(f"{BOARD}?since=2025-03-04")
    head, first = page.locator(".board thead th").nth(1), page.locator(".board tbody th").first
    assert [e.evaluate("e => getComputedStyle(e).position") for e in (head, first)] == ["sticky", "sticky"]
    assert page.get_by_role("columnheader", name="Sudmark").is_visible()
    assert not page.locator(".board .party").first.is_visible()
    page.set_viewport_size(PHONE)
    assert page.locator(".board .party").first.is_visible()
    left = {round(cell.bounding_box()["x"]) for cell in page.locator(".board td").all()}  # type: ignore[index]
    assert len(left) == 1
    assert "moved, was: rejects" in page.inner_text("main")


@SIZES
def test_the_calendar_leads_from_a_place_to_its_meeting(visit_talks: Open, size: object) -> None:
    page = visit_talks(f"{BOARD}/calendar", java_script_enabled=False, viewport=size)
    assert page.locator(".meetings > li").count() == 2
    follow(page.locator(".places").get_by_role("link", name="2 March 2025", exact=True))
    assert page.locator(":target h2").inner_text() == "2 March 2025: meeting, held"


@SIZES
def test_a_correction_is_made_and_undone(visit_talks: Open, size: object) -> None:
    page = visit_talks(f"/write?token={TOKEN}", java_script_enabled=False, viewport=size)
    assert "You may write" in page.inner_text("main") and "token" not in page.url
    page.goto(f"{BOARD}/history/fishing-grounds/swe")
    second = page.locator(".takes > li").nth(1)
    second.locator("summary").click()
    second.get_by_label("What it is", exact=True).select_option("accepts")
    follow(second.get_by_role("button", name="Correct").first)
    assert page.url.endswith("/corrections")
    assert "a demand that Sudmark rejects" in page.inner_text("main")
    page.goto(f"{BOARD}?at=2025-03-03")
    assert page.locator(".judged").count() == 1
    page.goto(f"{BOARD}/corrections")
    follow(page.get_by_role("button", name="Undo"))
    assert page.get_by_role("button", name="Undo").count() == 0
    assert "undone" in page.inner_text("main")
    page.goto(f"{BOARD}?at=2025-03-03")
    assert page.locator(".judged").count() == 0


@SIZES
def test_two_meetings_are_one_and_two_again(visit_talks: Open, size: object) -> None:
    page = visit_talks(f"/write?token={TOKEN}", java_script_enabled=False, viewport=size)
    page.goto(f"{BOARD}/calendar")
    follow(page.locator(".meetings > li").nth(1).get_by_role("button", name="This is another meeting"))
    page.goto(f"{BOARD}/calendar")
    assert page.locator(".meetings > li").count() == 3
    page.goto(f"{BOARD}/corrections")
    follow(page.get_by_role("button", name="Undo"))
    page.goto(f"{BOARD}/calendar")
    assert page.locator(".meetings > li").count() == 2


def test_by_keyboard(visit_talks: Open) -> None:
    page = visit_talks(BOARD, java_script_enabled=False)
    page.get_by_label("As it stood on").focus()
    page.keyboard.type("2025-03-03")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("at=2025-03-03")
    page.get_by_role("region", name="Board").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.board') !== null")
