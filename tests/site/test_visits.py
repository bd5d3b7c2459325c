"""Since your last visit: another look within half an hour is the same visit, a later one is the next."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.site import visits
from onrecord.site.app import make_app
from onrecord.store import Desk
from tests.site import samples
from tests.site.conftest import make_desk

NEW = "since your last visit"


def test_what_came_in_between_two_visits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make_desk(tmp_path / "a.desk", [samples.bridge()])
    now = [1_000_000.0]
    monkeypatch.setattr("time.time", lambda: now[0])
    with TestClient(make_app(path)) as reader:
        assert NEW not in reader.get("/").text
        with Desk.open(path) as desk:
            desk.add(samples.others())
            desk.add(samples.bare())
        now[0] += 60
        assert f"2 new documents {NEW}" in reader.get("/").text, "what came in since the first look"
        now[0] += visits.AWAY + 1
        page = reader.get("/")
        assert f"2 new documents {NEW}" in page.text
        assert "Cookie" in page.headers["vary"]
        shown = reader.get("/new?after=1").text
        assert "Harbour dues to rise" in shown and samples.TITLE not in shown
        now[0] += 60
        assert f"2 new documents {NEW}" in reader.get("/").text, "until the visit ends"
        now[0] += visits.AWAY + 1
        assert NEW not in reader.get("/").text


@pytest.mark.parametrize("cookie", ["x", "1.2", "-1.2.3", "1.2.3.4", "9" * 40 + ".1.1", "1.1.²"])
def test_a_cookie_of_somebody_elses_making_is_a_first_visit(client: TestClient, cookie: str) -> None:
    answer = client.get("/", headers=[(b"Cookie", f"{visits.COOKIE}={cookie}".encode())])
    assert answer.status_code == 200 and NEW not in answer.text


def test_a_number_that_is_none_is_refused(client: TestClient) -> None:
    assert client.get("/new?after=x").status_code == 400
    assert "Nothing new" in client.get("/new?after=99999").text
