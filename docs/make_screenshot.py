"""Take the pictures of the docs: pages of the demo desk in Debian's Chromium.

    make_screenshot.py [FOLDER]

Needs the development dependencies and `chromium`. The pictures go to docs/images without FOLDER.
"""

from __future__ import annotations

import shutil
import socket
import sys
import tempfile
import threading
import time
from pathlib import Path

SPECIMEN = "1825-12-07-adams-observatory.md"
SIZE = (1280, 1010)


def pages(desk: Path, specimen: str) -> dict[str, str]:
    """The address of each picture's page."""
    from onrecord.store import Desk

    with Desk.open(desk, read_only=True) as opened:
        dossier = opened.dossiers.all()[0].name
    return {"article.png": f"/document/{specimen}", "front.png": "/", "board.png": f"/dossier/{dossier}"}


def main(folder_out: Path) -> None:
    import uvicorn
    from playwright.sync_api import ViewportSize, sync_playwright

    from onrecord.demo import load_demo
    from onrecord.site.app import make_app

    with tempfile.TemporaryDirectory() as folder:
        records = load_demo(Path(folder) / "demo.desk").records
        with socket.socket() as listening:
            listening.bind(("127.0.0.1", 0))
            app = make_app(Path(folder) / "demo.desk")
            server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
            thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
            thread.start()
            while not server.started and thread.is_alive():
                time.sleep(0.05)
            address = f"http://127.0.0.1:{listening.getsockname()[1]}"
            wanted = pages(Path(folder) / "demo.desk", records[SPECIMEN].document.id)
            folder_out.mkdir(parents=True, exist_ok=True)
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
                )
                page = browser.new_page(viewport=ViewportSize(width=SIZE[0], height=SIZE[1]))
                for name, path in wanted.items():
                    page.goto(address + path)
                    page.screenshot(path=folder_out / name)
                browser.close()
            server.should_exit = True
            thread.join(10)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else Path(__file__).parent / "images")
