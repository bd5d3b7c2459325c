"""The article page as a reader has it: wide and narrow, by keyboard, without script, in the dark, on paper."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.browser.conftest import PHONE, SCHEMES, WIDE, Open, follow
from tests.site import samples

if TYPE_CHECKING:
    from playwright.sync_api import Page

BRIDGE = f"/document/{samples.bridge().document.id}"
MEASURES = Path(__file__).with_name("measures.js")


def measure(page: Page, what: str) -> Any:
    page.wait_for_load_state("load")
    page.evaluate(MEASURES.read_text("utf-8"))
    return page.evaluate(f"window.measures.{what}()")


def box(page: Page, selector: str) -> dict[str, float]:
    found = page.locator(selector).first.bounding_box()
    assert found is not None, selector
    return {"x": found["x"], "y": found["y"], "width": found["width"], "height": found["height"]}


def test_notes_stand_beside_their_paragraph_on_a_wide_page(visit: Open) -> None:
    page = visit(BRIDGE)
    for number in (1, 2):
        text, note = box(page, f"#p-{number}"), box(page, f"#p-{number} + .notes")
        assert note["x"] >= text["x"] + text["width"]
        assert abs(note["y"] - text["y"]) < 24


def test_notes_never_push_the_text_of_their_own_paragraph_nor_overlap(visit: Open) -> None:
    page = visit(BRIDGE)
    notes = [n.bounding_box() for n in page.locator(".sheet > .notes").all()]
    for above, below in pairwise(notes):
        assert above and below and above["y"] + above["height"] <= below["y"] + 1
    texts = [n.bounding_box() for n in page.locator(".para").all()]
    for above, below in pairwise(texts):
        assert above and below and above["y"] + above["height"] <= below["y"]


def test_lines_hold_65_to_70_characters(visit: Open) -> None:
    lines = sorted(measure(visit(BRIDGE), "lines"))
    assert 62 <= lines[len(lines) // 2] <= 72
    assert lines[-1] <= 76


def test_notes_stand_under_their_paragraph_on_a_phone(visit: Open) -> None:
    page = visit(BRIDGE, viewport=PHONE)
    for number in (1, 2):
        text, note = box(page, f"#p-{number}"), box(page, f"#p-{number} + .notes")
        assert note["y"] >= text["y"] + text["height"]
    assert measure(page, "wider") == 0


def test_keys_step_through_the_statements(visit: Open) -> None:
    page = visit(BRIDGE)
    assert page.locator(".keys").is_visible()
    seen = []
    for key in ("j", "n", "j", "k", "p"):
        page.keyboard.press(key)
        seen += measure(page, "now")
    assert seen == [1, 2, 3, 2, 1]
    assert page.evaluate("document.activeElement.textContent") == "1"
    first = samples.bridge().statements[9].id
    assert page.url.endswith(f"#s-{first}")
    page.keyboard.press("k")
    assert measure(page, "now") == [1]
    page.keyboard.press("Escape")
    assert measure(page, "now") == []
    page.keyboard.press("k")
    assert measure(page, "now") == [12]
    page.keyboard.press("Control+j")
    page.keyboard.press("j")
    assert measure(page, "now") == [12]


def test_stepping_brings_the_statement_into_view(visit: Open) -> None:
    page = visit(BRIDGE, viewport={"width": 390, "height": 500}, reduced_motion="reduce")
    for _ in range(12):
        page.keyboard.press("j")
        middle = page.evaluate("document.activeElement.getBoundingClientRect().top")
        assert 0 <= middle <= 500


def test_both_parts_of_a_broken_quotation_light_up(visit: Open) -> None:
    page = visit(BRIDGE)
    for _ in range(3):
        page.keyboard.press("j")
    assert page.locator(".st.now").all_text_contents() == ["“We have the stone,”", "“and we have the hands.”"]


def test_a_link_to_a_statement_shows_it(visit: Open) -> None:
    told = samples.bridge().statements[3]
    page = visit(f"{BRIDGE}#s-{told.id}")
    assert measure(page, "now") == [5]
    follow(page.locator(f"#n-{told.id}").get_by_role("link", name="page"))
    assert "Statement 5 of 12" in page.inner_text("main")
    follow(page.get_by_role("link", name="In the article"))
    assert page.url.endswith(f"#s-{told.id}")


def test_everything_is_there_without_script(visit: Open) -> None:
    page = visit(BRIDGE, java_script_enabled=False)
    assert page.locator(".keys").is_hidden()
    numbers = page.locator(".para a.num, h1 a.num")
    assert numbers.all_text_contents() == [str(n) for n in range(1, 13)]
    follow(numbers.nth(4))
    note = page.url.rpartition("#")[2]
    assert page.locator(f"#{note}").is_visible()
    follow(page.locator(f"#{note} a.num"))
    assert page.url.rpartition("#")[2] == f"s-{samples.bridge().statements[3].id}"
    follow(page.get_by_role("link", name="next statement, 6"))
    assert page.url.rpartition("#")[2] == f"n-{samples.bridge().statements[4].id}"


def test_the_tab_key_goes_through_page_and_notes_in_order(visit: Open) -> None:
    page = visit(BRIDGE, java_script_enabled=False)
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the page"
    assert page.locator(":focus").bounding_box() is not None
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    order = []
    for _ in range(20):
        page.keyboard.press("Tab")
        order.append(page.locator(":focus").get_attribute("href") or "")
    anchors = [href[:3] for href in order if href.startswith("#")]
    assert anchors[:2] == ["#n-", "#s-"]


def test_every_text_and_line_can_be_seen(visit: Open) -> None:
    page = visit(BRIDGE)
    for size in (WIDE, PHONE):
        page.set_viewport_size(size)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            assert measure(page, "faint") == []
            assert measure(page, "faintLines") == []
            page.keyboard.press("j")
            assert measure(page, "faint") == []


def test_dark_is_dark(visit: Open) -> None:
    def paper(page: Page) -> str:
        return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))

    assert paper(visit(BRIDGE, color_scheme="dark")) != paper(visit(BRIDGE, color_scheme="light"))


def test_colour_is_never_alone(visit: Open) -> None:
    page = visit(BRIDGE)
    assert len(measure(page, "colours")) == 6
    styles = {
        kind: page.locator(f".para .st.{kind}").first.evaluate(
            "node => getComputedStyle(node).textDecorationStyle"
        )
        for kind in ("direct", "indirect", "mixed")
    }
    assert len(set(styles.values())) == 3
    assert "none" not in page.locator(".para .st").first.evaluate(
        "node => getComputedStyle(node).textDecorationLine"
    )


def test_a_statement_within_another_has_its_own_line(visit: Open) -> None:
    page = visit(BRIDGE)
    offsets = page.locator(".st .st").first.evaluate(
        "node => [node.parentElement, node].map(n => getComputedStyle(n).textUnderlineOffset)"
    )
    assert offsets[0] != offsets[1]


def test_a_difference_is_heard_as_well_as_seen(visit: Open) -> None:
    page = visit(BRIDGE)
    difference = page.locator(".head-notes .diff").first
    assert difference.text_content() == "a [dropped: reasonably] sound plan"
    assert "line-through" in difference.locator("del").evaluate(
        "node => getComputedStyle(node).textDecorationLine"
    )
    assert "trimmed" in page.locator(".head-notes").inner_text()


def test_it_prints_text_with_notes_and_without_controls(visit: Open) -> None:
    page = visit(BRIDGE)
    page.emulate_media(media="print")
    assert page.locator("nav").first.is_hidden() and page.locator(".keys").is_hidden()
    assert page.locator(".notes").first.is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_a_copied_sentence_is_the_articles_own(visit: Open) -> None:
    page = visit(BRIDGE)
    copied = page.evaluate(
        "() => { const s = getSelection(); s.selectAllChildren(document.querySelector('#p-2')); return s.toString(); }"
    )
    assert copied.strip() == samples.BODY[1]


def test_first_paint_waits_for_no_script_and_no_font(visit: Open) -> None:
    page = visit(BRIDGE)
    resources = page.evaluate("performance.getEntriesByType('resource').map(e => e.name.split('.').pop())")
    assert set(resources) <= {"css", "js", "svg"}
    assert page.evaluate("[...document.scripts].every(s => s.defer || s.type === 'application/ld+json')")
