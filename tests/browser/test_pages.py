"""The other pages in a browser, and a reader's way through them."""

from __future__ import annotations

import re

import pytest

from tests.browser.conftest import PHONE, SCHEMES, WIDE, Open, follow
from tests.browser.test_article import measure
from tests.site import samples

PATHS = (
    "/", "/people", "/sources", "/search?q=spring", "/read", "/connect", "/about", "/live", "/section/town",
    "/source/The%20Quay%20Herald", f"/statement/{samples.bridge().statements[3].id}",
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_a_page_fits_and_can_be_read_and_touched(visit: Open, path: str) -> None:
    page = visit(path)
    for size in (WIDE, PHONE):
        page.set_viewport_size(size)
        assert measure(page, "wider") == 0
        assert measure(page, "small") == []
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            assert measure(page, "faint") == []
            assert measure(page, "faintLines") == []


def test_a_reader_goes_from_the_front_page_to_a_person_and_back(visit: Open) -> None:
    page = visit("/", java_script_enabled=False, viewport=PHONE)
    follow(page.get_by_role("link", name=re.compile("Mayor calls bridge")))
    assert page.title().startswith("Mayor calls bridge repair")
    follow(page.locator(".notes").get_by_role("link", name="Tom Reed").first)
    assert page.locator("h1").inner_text() == "Tom Reed"
    assert "“Every spring the same promise,”" in page.inner_text("main")
    follow(page.get_by_role("link", name="statement", exact=True).first)
    assert "Who speaks" in page.inner_text("main")
    follow(page.get_by_role("link", name="Next statement"))
    follow(page.get_by_role("link", name="In the article"))
    follow(page.get_by_role("link", name="Town"))
    assert page.locator("h1").inner_text() == "Town"
    follow(page.get_by_role("link", name="The Quay Herald").first)
    assert page.locator("h1").inner_text() == "The Quay Herald"


def test_on_a_phone_the_pages_take_two_rows_and_the_rest_are_below(visit: Open) -> None:
    page = visit("/", java_script_enabled=False, viewport={"width": 360, "height": 780})
    links = page.locator(".masthead nav a:visible")
    assert len({round(box["y"]) for link in links.all() if (box := link.bounding_box())}) <= 2
    links.get_by_text("More pages").click()
    below = page.get_by_role("navigation", name="More pages")
    assert below.evaluate("node => node.getBoundingClientRect().top < innerHeight")
    reached = {*links.all_inner_texts(), *below.get_by_role("link").all_inner_texts()} - {"More pages"}
    assert measure(page, "wider") == 0 and measure(page, "small") == []
    page.set_viewport_size(WIDE)
    assert set(links.all_inner_texts()) == reached and not below.is_visible()


def test_search_by_keyboard(visit: Open) -> None:
    page = visit("/search", java_script_enabled=False)
    page.get_by_label("Words").fill("spring")
    page.get_by_label("Speaker").fill("Reed")
    page.get_by_label("In", exact=True).select_option("statements")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.get_by_label("Words").press("Enter")
    assert page.locator("mark").all_text_contents() == ["spring"]
    assert page.get_by_label("Speaker").input_value() == "Reed"
    assert page.get_by_label("In", exact=True).input_value() == "statements"


def test_on_a_phone_a_table_says_what_its_numbers_count(visit: Open) -> None:
    page = visit("/people", viewport=PHONE)
    row = page.locator("tbody tr").filter(has_text="Ada Quill").inner_text()
    assert "4 statements" in row and row.endswith("1 document")


def test_pasting_a_text(visit: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.reading.read_text", lambda text, **_: samples.bridge(notes=()))
    page = visit("/read", java_script_enabled=False)
    page.get_by_label("Text", exact=True).fill("Mayor Ada Quill said something.")
    follow(page.get_by_role("button", name="Read"))
    assert "Nothing was kept" in page.inner_text("main")
    assert page.locator(".para a.num").count() == 11


def test_the_keys_leave_fields_alone(visit: Open) -> None:
    page = visit("/read")
    page.get_by_label("Text", exact=True).press_sequentially("jnkp")
    assert page.get_by_label("Text", exact=True).input_value() == "jnkp"
