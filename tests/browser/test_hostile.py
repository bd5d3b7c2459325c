"""A document that tries to run something in the reader's browser runs nothing. `visit` asserts the silence."""

from __future__ import annotations

import json

import pytest

from tests.browser.conftest import Open, follow
from tests.site import samples

HOSTILE = samples.hostile()


@pytest.mark.parametrize(
    "path",
    [
        f"/document/{HOSTILE.document.id}",
        "/",
        "/people",
        "/sources",
        "/search?q=alert",
        "/search?q=<script>alert(1)</script>",
    ],
)
def test_it_is_shown_and_does_nothing(visit: Open, path: str) -> None:
    page = visit(path)
    assert page.locator("main").is_visible()
    assert page.locator("img, svg, iframe, style").count() == 0
    assert page.locator("script:not([type='application/ld+json'])").count() <= 1
    for data in page.locator("script[type='application/ld+json']").all_text_contents():
        json.loads(data)


def test_its_links_cannot_run_script(visit: Open) -> None:
    page = visit(f"/document/{HOSTILE.document.id}")
    targets = page.evaluate("[...document.links].map(a => a.protocol)")
    assert set(targets) <= {"http:", "https:"}


def test_its_numbers_lead_to_its_notes(visit: Open) -> None:
    page = visit(f"/document/{HOSTILE.document.id}")
    page.keyboard.press("j")
    assert page.locator(".entry.now").count() == 1
    follow(page.locator(".para a.num"))
    assert page.locator(".entry:target").count() == 1


def test_a_stylesheet_of_its_own_hides_nothing(visit: Open) -> None:
    page = visit(f"/document/{HOSTILE.document.id}")
    assert page.get_by_text("<style>*{display:none}</style>").is_visible()
