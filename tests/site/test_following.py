"""Following from the site: with the token's session a person or a search is kept, seen and let go."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.site.app import make_app
from onrecord.store import Desk
from tests.site import samples
from tests.site.conftest import make_desk
from tests.site.html_check import Page

TOKEN = "another-token-that-nobody-knows-98765"


@pytest.fixture
def desk_path(tmp_path: Path) -> Path:
    return make_desk(tmp_path / "a.desk", [samples.bridge()])


@pytest.fixture
def site(desk_path: Path) -> Iterator[TestClient]:
    with TestClient(make_app(desk_path, write_token=TOKEN)) as client:
        client.get(f"/write?token={TOKEN}")
        yield client


def token_of(page: str) -> str:
    found = re.search(r'name="form_token" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def test_a_search_is_kept_seen_and_let_go(site: TestClient, desk_path: Path) -> None:
    page = site.get("/search?q=harbour").text
    after = site.post("/following", data={"q": "harbour", "speaker": "", "form_token": token_of(page)})
    assert after.url.path == "/following" and "nothing new" in after.text
    with Desk.open(desk_path) as desk:
        desk.add(samples.others())
        (kept,) = desk.saved.all()
    shown = site.get("/following").text
    assert kept.fresh == 1 and "1 new statement<" in shown
    page = site.get(f"/following/{kept.id}").text
    assert Page(page).faults == []
    gone = site.post(f"/following/{kept.id}", data={"do": "stop", "form_token": token_of(page)})
    assert "No person and no search is kept yet" in gone.text


def test_a_person_with_something_new(site: TestClient, desk_path: Path) -> None:
    with Desk.open(desk_path) as desk:
        quill = next(row for row in desk.people() if row.name == "Ada Quill")
    page = site.get(f"/person/{quill.id}").text
    site.post("/following", data={"person": quill.id, "form_token": token_of(page)})
    with Desk.open(desk_path) as desk:
        desk.forget(samples.bridge().document.id)
        desk.add(samples.bridge())
    assert "4 new statements" in site.get("/following").text
    (kept,) = _kept(desk_path)
    page = site.get(f"/following/{kept}").text
    assert page.count("<blockquote") == 4
    after = site.post(f"/following/{kept}", data={"do": "seen", "form_token": token_of(page)})
    assert "nothing new" in after.text


def _kept(path: Path) -> list[str]:
    with Desk.open(path) as desk:
        return [row.id for row in desk.saved.all()]


def test_nobody_else_follows_or_sees_it_on_a_public_desk(desk_path: Path) -> None:
    with TestClient(make_app(desk_path, public=True, write_token=TOKEN)) as reader:
        assert reader.get("/following").status_code == 404
        assert 'href="/following"' not in reader.get("/").text
        assert reader.post("/following", data={"q": "harbour"}).status_code == 403
    assert _kept(desk_path) == []


@pytest.mark.parametrize(("data", "status"), [({"q": "", "speaker": ""}, 400), ({"person": "none"}, 404)])
def test_what_cannot_be_followed(site: TestClient, data: dict[str, str], status: int) -> None:
    token = token_of(site.get("/search?q=x").text)
    assert site.post("/following", data={**data, "form_token": token}).status_code == status
    assert site.post("/following/none", data={"do": "stop", "form_token": token}).status_code == 404
    assert site.post("/following/none", data={"do": "dance", "form_token": token}).status_code == 400
