"""Every kind of page against axe-core's rules for WCAG 2.2 A and AA, light and dark, wide and on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import PHONE, WIDE, Open
from tests.browser.test_pages import PATHS
from tests.site import samples

if TYPE_CHECKING:
    from playwright.sync_api import Page

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
