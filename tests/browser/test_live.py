"""The live page in a browser: what comes into the desk appears at the top, and is said to do so."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.store import Desk
from tests.browser.conftest import follow, served, visiting
from tests.site import samples
from tests.site.conftest import make_desk

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def test_what_comes_in_appears_at_the_top(browser: Browser, tmp_path: Path) -> None:
    path = make_desk(tmp_path / "live.desk", [samples.others()])
    from playwright.sync_api import expect

    with served(path) as address, visiting(browser, address) as visit:
        page = visit("/live")
        expect(page.locator("[data-live-state]")).to_contain_text("from now on", timeout=30_000)
        with Desk.open(path) as desk:
            desk.add(samples.bridge())
        title = samples.bridge().document.title or ""
        expect(page.locator(".live > li").first).to_contain_text(title, timeout=30_000)
        expect(page.locator("[role=status]")).to_have_text("1 came in since this page was opened.")
        expect(page.locator(".live > li")).to_have_count(2)
        follow(page.locator(".live > li").first.get_by_role("link", name=title))
        assert page.title().startswith(title)


def test_without_a_script_the_page_is_loaded_again(browser: Browser, tmp_path: Path) -> None:
    path = make_desk(tmp_path / "still.desk", [samples.bridge()])
    with served(path) as address, visiting(browser, address) as visit:
        page = visit("/live", java_script_enabled=False)
        assert "loaded again every minute" in page.inner_text("main")
        assert page.locator("noscript meta[http-equiv=refresh], meta[http-equiv=refresh]").count() == 1
