"""Debian's Chromium on a real server over a real desk."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest

from onrecord.site.app import make_app
from tests.site import samples, transcripts
from tests.site.conftest import make_desk

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page, ViewportSize

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
WIDE: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
Open = Callable[..., "Page"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site over a specimen, somebody else's article, an empty and a hostile document."""
    path = tmp_path_factory.mktemp("browser") / "site.desk"
    make_desk(path, [samples.bridge(), samples.others(), samples.bare(), samples.hostile()])
    with served(path) as address:
        yield address


@pytest.fixture(scope="session")
def meetings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site over articles that quote a meeting, whose transcript it has."""
    path = tmp_path_factory.mktemp("meetings") / "town.desk"
    transcripts.make_desk(path)
    with served(path) as address:
        yield address


@contextmanager
def served(path: Path, token: str | None = None) -> Iterator[str]:
    """A real server over the desk in that file; with a token, one that can be written to."""
    import uvicorn

    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(
        uvicorn.Config(make_app(path, write_token=token), log_level="warning", access_log=False)
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.02)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)
    listening.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS.split())
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Open]:
    """Opens a path in a fresh context; at the end nothing may have been said on the console, nor asked."""
    with visiting(browser, site) as visit:
        yield visit


@pytest.fixture
def visit_meetings(browser: Browser, meetings: str) -> Iterator[Open]:
    """The same on the site of the meetings."""
    with visiting(browser, meetings) as visit:
        yield visit


def follow(link: Locator) -> None:
    """Clicks on a link or a button, and waits until what it leads to is there, however slow the machine."""
    with link.page.expect_navigation():
        link.click()


@contextmanager
def visiting(browser: Browser, site: str) -> Iterator[Open]:
    """Opens paths of a site; at the end nothing may have been said on the console, nor asked elsewhere."""
    contexts, faults = [], []

    def visit(path: str, **options: Any) -> Page:
        context = browser.new_context(base_url=site, **{"viewport": WIDE, **options})
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: faults.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: faults.append(f"error: {error}"))
        page.on("dialog", lambda dialog: faults.append(f"dialog: {dialog.message}"))
        page.on(
            "request", lambda request: None if request.url.startswith(site) else faults.append(request.url)
        )
        page.goto(path)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert faults == []
