"""Who may write: only a session that the token opened, and only through this site's own forms."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from onrecord.errors import DeskError
from onrecord.site.access import LASTS, Form, WriteAccess, needs_token
from onrecord.site.app import ROUTES, make_app
from onrecord.store import Desk
from tests.site import samples
from tests.site.conftest import make_desk
from tests.site.html_check import Page

TOKEN = "a-token-that-nobody-knows-1234567"
KEEPS_NOTHING = {"/read", "/write"}
"""What may be sent without a form token: a text that is read and not kept, and the token itself."""


@needs_token
def forget(request: Request, form: Form, desk: Desk) -> Response:
    desk.forget(form["id"])
    return PlainTextResponse("forgotten")


@pytest.fixture
def desk_path(tmp_path: Path) -> Path:
    return make_desk(tmp_path / "a.desk", [samples.bare()])


@pytest.fixture
def open_site(desk_path: Path) -> Iterator[Callable[..., TestClient]]:
    opened: list[TestClient] = []

    def open_site(**options: object) -> TestClient:
        app = make_app(desk_path, **options)  # type: ignore[arg-type]
        app.router.routes.append(Route("/forget", forget, methods=["POST"]))
        client = TestClient(app, follow_redirects=False)
        client.__enter__()
        opened.append(client)
        return client

    yield open_site
    for client in opened:
        client.__exit__(None, None, None)


@pytest.fixture
def site(open_site: Callable[..., TestClient]) -> TestClient:
    return open_site(write_token=TOKEN)


def enter(client: TestClient) -> str:
    """Open a session; the form token of its pages."""
    answer = client.get(f"/write?token={TOKEN}")
    assert answer.status_code == 303 and answer.headers["location"] == "/write"
    return client.get("/write").text.partition('name="form_token" value="')[2].partition('"')[0]


def there(path: Path) -> bool:
    with Desk.open(path, create=False, read_only=True) as desk:
        return bool(desk.documents())


ID = samples.bare().document.id


def test_the_link_opens_a_session_that_may_write(site: TestClient, desk_path: Path) -> None:
    token = enter(site)
    assert site.post("/forget", data={"id": ID, "form_token": token}).text == "forgotten"
    assert not there(desk_path)
    assert site.get("/").text.count("No documents") or "0 documents" in site.get("/").text


def test_the_cookie_keeps_to_itself(site: TestClient) -> None:
    cookie = site.get(f"/write?token={TOKEN}").headers["set-cookie"]
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= {part.strip() for part in cookie.split(";")}
    assert TOKEN not in cookie


def test_over_https_the_cookie_is_sent_over_https_only(desk_path: Path) -> None:
    with TestClient(
        make_app(desk_path, write_token=TOKEN), "https://site.example", follow_redirects=False
    ) as client:
        assert "Secure" in client.get(f"/write?token={TOKEN}").headers["set-cookie"]


@pytest.mark.parametrize("token", ["", "wrong", TOKEN[:-1], TOKEN + "x", "ä" * 30, "%00"])
def test_a_wrong_token_opens_nothing(site: TestClient, token: str) -> None:
    answer = site.get("/write", params={"token": token})
    assert answer.status_code == 403 and "set-cookie" not in answer.headers
    assert Page(answer.text).faults == []
    assert site.post("/write", data={"token": token}).status_code == 403


def test_the_token_can_be_typed(site: TestClient) -> None:
    assert site.post("/write", data={"token": TOKEN}).status_code == 303
    assert "You may write" in site.get("/write").text


Send = Callable[[TestClient, str], Response]
HOSTILE = {
    "without a session": lambda c, t: (c.cookies.clear(), c.post("/forget", data={"id": ID, "form_token": t}))[1],
    "without a form token": lambda c, t: c.post("/forget", data={"id": ID}),
    "with another form token": lambda c, t: c.post("/forget", data={"id": ID, "form_token": t[::-1]}),
    "with the session as form token": lambda c, t: c.post("/forget", data={"id": ID, "form_token": next(iter(c.cookies.values()))}),
    "from another site": lambda c, t: c.post("/forget", data={"id": ID, "form_token": t}, headers={"Sec-Fetch-Site": "cross-site"}),
    "from a site beside it": lambda c, t: c.post("/forget", data={"id": ID, "form_token": t}, headers={"Sec-Fetch-Site": "same-site"}),
    "from another origin": lambda c, t: c.post("/forget", data={"id": ID, "form_token": t}, headers={"Origin": "https://evil.example"}),
    "with a wrong bearer": lambda c, t: c.post("/forget", data={"id": ID, "form_token": t}, headers={"Authorization": "Bearer wrong"}),
    "with the form token in the address": lambda c, t: c.post(f"/forget?form_token={t}", data={"id": ID}),
    "with a long form": lambda c, t: c.post("/forget", data={"id": ID, "form_token": t, "more": "x" * 70_000}),
    "as JSON": lambda c, t: c.post("/forget", json={"id": ID, "form_token": t}),
}  # fmt: skip


@pytest.mark.parametrize("how", HOSTILE)
def test_nothing_else_is_let_in(site: TestClient, desk_path: Path, how: str) -> None:
    token = enter(site)
    answer = HOSTILE[how](site, token)
    assert answer.status_code in (403, 413), answer.status_code
    assert there(desk_path)


def test_a_form_of_another_session_is_refused(open_site: Callable[..., TestClient], desk_path: Path) -> None:
    one, other = open_site(write_token=TOKEN), open_site(write_token=TOKEN)
    enter(one)
    assert one.post("/forget", data={"id": ID, "form_token": enter(other)}).status_code == 403
    assert there(desk_path)


def test_a_session_ends_with_its_time_its_token_or_when_it_is_left(
    site: TestClient, desk_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Desk.open(desk_path) as desk:
        here = WriteAccess(TOKEN, desk)
        session = here.open_session()
        assert here.holds(session)
        assert not WriteAccess(TOKEN + "2", desk).holds(session)
        ends, _, rest = session.partition(".")
        assert not here.holds(f"{int(ends) + 1}.{rest}")
        assert not any(here.holds(forged) for forged in ("", ".", "..", session[:-1], "9" * 12, "ä.ö.ü"))
        later = time.time() + LASTS + 1
        monkeypatch.setattr(time, "time", lambda: later)
        assert not here.holds(session)
        monkeypatch.undo()
    token = enter(site)
    assert site.post("/write/leave", data={"form_token": token}).status_code == 303
    assert "You may write" not in site.get("/write").text


def test_a_program_sends_the_token_itself(site: TestClient, desk_path: Path) -> None:
    answer = site.post("/forget", data={"id": ID}, headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.text == "forgotten" and not there(desk_path)


@pytest.mark.parametrize("public", [False, True])
def test_a_site_started_without_a_token_only_reads(
    open_site: Callable[..., TestClient], desk_path: Path, public: bool
) -> None:
    client = open_site(public=public)
    assert client.get(f"/write?token={TOKEN}").status_code == 200
    assert "only shows its desk" in client.get("/write").text
    for path in ("/write", "/write/leave", "/forget"):
        answer = client.post(
            path, data={"token": "", "id": ID, "form_token": ""}, headers={"Authorization": "Bearer "}
        )
        assert (answer.status_code, Page(answer.text).faults) == (405, []), path
    assert there(desk_path)


def test_a_public_site_is_written_to_with_the_token_alone(
    open_site: Callable[..., TestClient], desk_path: Path
) -> None:
    client = open_site(public=True, write_token=TOKEN)
    assert client.post("/forget", data={"id": ID}).status_code == 403
    assert client.post("/forget", data={"id": ID, "form_token": enter(client)}).status_code == 200


def test_pages_are_read_through_a_desk_that_cannot_write(site: TestClient) -> None:
    enter(site)
    desk: Desk = site.app.state.desk  # type: ignore[attr-defined]
    with pytest.raises(DeskError, match="reading only"):
        desk.add(samples.bare())


def test_a_page_for_one_who_may_write_is_kept_by_no_shared_cache(site: TestClient) -> None:
    headers = site.get("/").headers
    assert headers["vary"].lower().count("cookie") == 1 and headers["cache-control"].startswith("private")
    plain = site.get("/").headers["etag"]
    enter(site)
    answer = site.get("/", headers={"If-None-Match": plain})
    assert answer.status_code == 200 and "You may write here" in answer.text
    assert Page(answer.text).faults == [] and Page(site.get("/write").text).faults == []


def test_every_address_that_takes_a_form_needs_the_token() -> None:
    posts = {route.path: route.endpoint for route in ROUTES if "POST" in (route.methods or ())}
    assert posts.keys() >= KEEPS_NOTHING
    assert [
        p for p, e in posts.items() if not getattr(e, "needs_token", False) and p not in KEEPS_NOTHING
    ] == []
