"""The live page: what comes in while it is open, with a script and without."""

from __future__ import annotations

import re
from pathlib import Path

from starlette.testclient import TestClient

from onrecord.site.app import make_app
from onrecord.site.views.live import Streams
from onrecord.store import Desk
from tests.site import samples
from tests.site.conftest import make_desk
from tests.site.html_check import Page


def opened(path: Path, *, public: bool = False) -> TestClient:
    app = make_app(path, public=public)
    app.state.streams = Streams(pause=0.01, lifetime=0.03)
    return TestClient(app)


def test_the_page_shows_the_last_documents_with_what_was_said(tmp_path: Path) -> None:
    path = make_desk(tmp_path / "desk", [samples.bare(), samples.bridge()])
    with opened(path) as client:
        answer = client.get("/live")
    Page(answer.text)
    title = samples.bridge().document.title
    assert title is not None
    assert answer.text.index(title) < answer.text.index('href="/document/' + samples.bare().document.id)
    assert '<meta http-equiv="refresh" content="60">' in answer.text
    assert 'data-live="/live/events?after=2"' in answer.text


def test_what_comes_in_is_sent_as_a_piece_of_the_page(tmp_path: Path) -> None:
    path = make_desk(tmp_path / "desk", [samples.bare()])
    with opened(path) as client:
        with Desk.open(path) as desk:
            desk.add(samples.bridge())
            desk.add(samples.hostile())
        answer = client.get("/live/events?after=1")
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.headers["cache-control"] == "no-store"
    first, *events = [event for event in answer.text.split("\n\n") if event and event != ":"]
    assert first == "retry: 5000\nid: 1"
    assert len(events) == 2
    for event in events:
        assert event.startswith('event: document\nid: 3\ndata: <li class="said-in">')
        assert all(line.startswith("data: ") for line in event.splitlines()[2:])
    assert f'href="/document/{samples.bridge().document.id}"' in events[0]
    assert "<script" not in events[1]


def test_a_browser_that_comes_back_gets_what_it_missed(tmp_path: Path) -> None:
    path = make_desk(tmp_path / "desk", [samples.bare(), samples.bridge()])
    with opened(path) as client:
        missed = client.get("/live/events?after=2", headers={"Last-Event-ID": "1"})
        nothing = client.get("/live/events")
        wrong = client.get("/live/events?after=x")
    assert missed.text.count("event: document") == 1
    assert "event: document" not in nothing.text
    assert wrong.status_code == 400


def test_too_many_readers_are_told_so(tmp_path: Path) -> None:
    path = make_desk(tmp_path / "desk", [samples.bare()])
    app = make_app(path)
    app.state.streams = Streams(most=0)
    with TestClient(app) as client:
        assert client.get("/live/events").status_code == 503
        assert client.get("/live").status_code == 200


def test_a_public_desk_keeps_others_texts_back_here_too(tmp_path: Path) -> None:
    path = make_desk(tmp_path / "desk", [samples.others()])
    body = samples.others().document.body
    with opened(path, public=True) as client:
        pages = client.get("/live").text + client.get("/live/events?after=0").text
    words = " ".join(re.findall(r"\w+", body)[-12:])
    assert words not in " ".join(re.findall(r"\w+", pages))
