"""The page to paste a text into: it reads, keeps nothing, and refuses what it cannot read."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.errors import NoArticle
from onrecord.models import Record
from onrecord.site.views.pasting import LIMIT
from tests.site import samples
from tests.site.html_check import Page


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str | None, str | None]]:
    """What was asked of the pipeline, which answers at once with a record made by hand."""
    calls = []

    def read_text(text: str, *, title: str | None = None, published: str | None = None) -> Record:
        calls.append((text, title, published))
        if "login" in text:
            raise NoArticle("holds no article")
        return samples.bridge(notes=(), path="-")

    monkeypatch.setattr("onrecord.reading.read_text", read_text)
    return calls


def test_a_pasted_text_is_shown_with_its_notes_and_not_kept(
    client: TestClient, desk_path: Path, asked: list[tuple[str, str | None, str | None]]
) -> None:
    before = {file.name: file.read_bytes() for file in desk_path.parent.iterdir()}
    answer = client.post(
        "/read", data={"text": "Some\r\ntext.", "title": " A title ", "published": "2024-03-04"}
    )
    page = Page(answer.text)
    assert (answer.status_code, page.faults) == (200, [])
    assert asked == [("Some\ntext.", "A title", "2024-03-04")]
    assert "Nothing was kept" in page.words and "12 statements" in page.words
    assert not any(link.startswith(("/statement", "/person", "/section", "/source/")) for link in page.links)
    assert answer.headers["cache-control"] == "no-store"
    assert {file.name: file.read_bytes() for file in desk_path.parent.iterdir()} == before


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"text": " \n"}, "no text to read"),
        ({}, "no text to read"),
        ({"text": "a", "published": "yesterday"}, "Write it as 2025-12-04"),
        ({"text": "x" * (LIMIT + 1)}, "longer than 200 kB"),
        ({"text": "login <here>"}, "This text holds no article."),
    ],
)
def test_a_refusal_says_why_and_keeps_what_was_typed(
    client: TestClient, asked: list[tuple[str, str | None, str | None]], fields: dict[str, str], words: str
) -> None:
    answer = client.post("/read", data=fields)
    page = Page(answer.text)
    assert (answer.status_code, page.faults) == (400, [])
    assert words in page.words
    assert fields.get("text", "").strip()[:100] in page.words


def test_more_than_a_text_may_have_is_cut_off(client: TestClient) -> None:
    answer = client.post("/read", content=b"text=" + b"x" * 2_000_000)
    assert answer.status_code == 413 and Page(answer.text).faults == []


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_form_of_another_site_is_refused(client: TestClient, site: str) -> None:
    assert client.post("/read", data={"text": "x"}, headers={"Sec-Fetch-Site": site}).status_code == 403


def test_bytes_that_are_no_form_are_refused(client: TestClient) -> None:
    assert client.post("/read", content="text=é".encode()).status_code == 400
    assert client.post("/read", content=b"&".join(b"a=1" for _ in range(50))).status_code == 400


@pytest.mark.slow
def test_a_real_text_is_really_read(client: TestClient) -> None:
    text = "Ferry strike ends\n\nThe ferries will sail again on Friday, harbour master Olga Brandt said. “We have a deal,” Brandt said."
    page = Page(client.post("/read", data={"text": text}).text)
    assert page.faults == []
    assert "Olga Brandt" in page.words and "direct" in page.words
