"""Answers are kept while the desk is as it was, and never longer; never one reader's for another."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from onrecord.site.app import make_app
from onrecord.site.keeping import LAG, KeepAnswers, Kept
from onrecord.store import Desk
from tests.site import samples
from tests.site.conftest import make_desk


class Counting:
    """An application that says how often it was asked, after a while."""

    def __init__(self, **headers: str) -> None:
        self.asked = 0
        self.headers = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.asked += 1
        await asyncio.sleep(0.01)
        await send({"type": "http.response.start", "status": 200, "headers": self.headers})
        await send({"type": "http.response.body", "body": b"%d" % self.asked})


def ask(app: KeepAnswers, path: str = "/stories", method: str = "GET", **headers: str) -> list[Message]:
    return asyncio.run(asking(app, path, method, **headers))


async def asking(
    app: KeepAnswers, path: str = "/stories", method: str = "GET", **headers: str
) -> list[Message]:
    given = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope: Scope = {
        "type": "http", "method": method, "path": path, "query_string": b"", "headers": given, "scheme": "http",
    }  # fmt: skip
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request"}

    await app(scope, receive, send)
    return sent


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    path = tmp_path / "a.desk"
    path.write_bytes(b"one")
    return path


def test_one_rendering_while_nothing_changes(desk: Path) -> None:
    app = KeepAnswers(inner := Counting(etag='W/"x"'), desk)
    assert [ask(app)[1]["body"] for _ in range(3)] == [b"1"] * 3 and inner.asked == 1
    desk.write_bytes(b"another")
    assert ask(app)[1]["body"] == b"2"


def test_many_at_once_wait_for_one(desk: Path) -> None:
    app = KeepAnswers(inner := Counting(), desk)

    async def crowd() -> list[list[Message]]:
        return await asyncio.gather(*(asking(app) for _ in range(20)))

    assert {sent[1]["body"] for sent in asyncio.run(crowd())} == {b"1"} and inner.asked == 1


def test_who_has_it_is_told_so(desk: Path) -> None:
    app = KeepAnswers(Counting(etag='W/"x"', content_type="text/html"), desk)
    ask(app)
    start, body = ask(app, if_none_match='W/"x"')
    assert start["status"] == 304 and body["body"] == b""
    assert dict(start["headers"]) == {b"etag": b'W/"x"'}


@pytest.mark.parametrize(
    "asked",
    [
        {"cookie": "onrecord_1234=session"},
        {"authorization": "Bearer x"},
        {"method": "POST"},
        {"path": "/"},
        {"path": "/healthz"},
    ],
)
def test_what_is_one_readers_is_not_kept(desk: Path, asked: dict[str, str]) -> None:
    app = KeepAnswers(inner := Counting(), desk)
    ask(app, **asked)
    ask(app, **asked)
    assert inner.asked == 2


@pytest.mark.parametrize(
    "headers",
    [{"set_cookie": "a=b"}, {"cache_control": "no-store"}, {"content_type": "text/event-stream"}],
)
def test_what_must_not_be_kept_is_not(desk: Path, headers: dict[str, str]) -> None:
    app = KeepAnswers(inner := Counting(**headers), desk)
    ask(app)
    ask(app)
    assert inner.asked == 2


def test_values_are_made_anew_when_the_desk_changes(desk: Path) -> None:
    kept, made = Kept(desk), iter(range(9))
    assert [kept.value("a", lambda: next(made)) for _ in range(2)] == [0, 0]
    desk.write_bytes(b"other")
    assert kept.value("a", lambda: next(made)) == 1


@dataclass
class Hands:
    """A clock that a test sets."""

    at: float = 0.0

    def __call__(self) -> float:
        return self.at


def test_what_is_dear_lags_behind_a_changing_desk_and_no_longer_than_it_may(desk: Path) -> None:
    made, hands = iter(range(9)), Hands()
    kept = Kept(desk, dear=0.0, clock=hands)
    given = []
    for second, text in (
        (0, b"one"),
        (1, b"three"),
        (LAG - 1, b"eleven"),
        (LAG, b"eleven"),
        (9 * LAG, b"eleven"),
    ):
        hands.at = second
        if desk.read_bytes() != text:
            desk.write_bytes(text)
        given.append(kept.lately("a", lambda: next(made)))
    assert given == [0, 0, 0, 1, 1]


def test_what_is_cheap_never_lags(desk: Path) -> None:
    kept, made = Kept(desk, dear=60.0), iter(range(9))
    assert [kept.lately("a", lambda: next(made)) for _ in range(2)] == [0, 0]
    desk.write_bytes(b"other")
    assert kept.lately("a", lambda: next(made)) == 1


def test_the_front_page_has_new_stories_at_once_and_its_counts_in_time(tmp_path: Path) -> None:
    path, hands = make_desk(tmp_path / "b.desk", [samples.bridge()]), Hands()
    app = make_app(path)
    app.state.kept = Kept(path, dear=0.0, clock=hands)
    with TestClient(app) as reader, Desk.open(path) as desk:
        before = desk.info().documents
        assert f"{before} document" in reader.get("/").text
        desk.add(samples.others())
        after = desk.info().documents
        page = reader.get("/").text
        assert "Harbour dues to rise" in page and f"{before} document" in page
        hands.at = LAG
        assert f"{after} documents" in reader.get("/").text


def test_a_page_shows_what_was_added_a_moment_ago(tmp_path: Path) -> None:
    path = make_desk(tmp_path / "b.desk", [samples.bridge()])
    with TestClient(make_app(path)) as reader, Desk.open(path) as desk:
        for page in ("/", "/section/town", "/new", "/api/v1/documents"):
            assert "Harbour dues to rise" not in reader.get(page).text
        desk.add(samples.others())
        for page in ("/", "/section/town", "/new", "/api/v1/documents"):
            assert "Harbour dues to rise" in reader.get(page).text, page
