"""The page of sources says what articles are fetched from and how each fares; on a public desk to its owner."""

from __future__ import annotations

import re
import time
from pathlib import Path

from starlette.testclient import TestClient

from onrecord.site.app import make_app
from onrecord.store import Desk
from tests.site.conftest import make_desk
from tests.site.html_check import Page

TOKEN = "another-token-that-nobody-knows-98765"
FEED = "https://gazette.example/feed?key=secret"


def followed(path: Path) -> Path:
    desk_path = make_desk(path / "a.desk", [])
    with Desk.open(desk_path) as desk:
        desk.following.follow(FEED, kind="feed", title="The Gazette", site=None, now=time.time())
    return desk_path


def test_sources_that_are_followed_stand_with_their_health(tmp_path: Path) -> None:
    with TestClient(make_app(followed(tmp_path))) as reader:
        shown = reader.get("/sources").text
        kept = reader.get("/following").text
    assert Page(shown).faults == []
    words = " ".join(re.sub(r"<[^>]+>", " ", shown).split())
    assert f"The Gazette {FEED} new never succeeded 0 article" in words
    assert "Nothing is followed" not in kept and 'page of <a href="/sources">sources</a>' in kept


def test_readers_of_a_public_desk_do_not_see_their_addresses(tmp_path: Path) -> None:
    with TestClient(make_app(followed(tmp_path), public=True, write_token=TOKEN)) as reader:
        assert "gazette.example" not in reader.get("/sources").text
        reader.get(f"/write?token={TOKEN}")
        assert "gazette.example" in reader.get("/sources").text
