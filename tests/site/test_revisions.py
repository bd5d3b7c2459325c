"""What revisions changed, on the article's page and on their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.models import Record
from onrecord.reading import read_text
from onrecord.site.app import make_app
from onrecord.site.views.revisions import paragraphs_of
from onrecord.store import Desk
from onrecord.store.rows import Added
from onrecord.text.difference import difference
from tests.test_revisions import NEW, OLD


def text(words: str, fetched: str, **more: object) -> Record:
    record = read_text(words, finder="rules")
    return replace(record, document=replace(record.document, id="x", path=None, fetched=fetched, **more))  # type: ignore[arg-type]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "desk.sqlite"
    with Desk.open(path) as desk:
        assert desk.add(text(OLD, "2025-12-01T08:00:00+00:00")) == Added.ADDED
        assert (
            desk.add(text(NEW, "2025-12-01T10:00:00+00:00", updated="2025-12-01T09:30:00+00:00"))
            == Added.REVISED
        )
        again = text(
            NEW, "2025-12-01T11:00:00+00:00", updated="2025-12-01T11:00:00+00:00", published="2025-12-01"
        )
        assert desk.add(again) == Added.REREAD
        assert len(desk.revisions("x")) == 2
    return path


@pytest.fixture
def client(file: Path) -> Iterator[TestClient]:
    with TestClient(make_app(file)) as client:
        yield client


def test_a_re_dated_article_has_changed_once(file: Path) -> None:
    with Desk.open(file, read_only=True) as desk:
        (change,) = desk.changes("x")
        assert (change.number, change.title) == (2, True)
        assert (change.since, change.when) == ("2025-12-01T08:00:00+00:00", "2025-12-01T11:00:00+00:00")
        with pytest.raises(KeyError):
            desk.change("x", 3)
        with pytest.raises(KeyError):
            desk.changes("y")


def test_the_article_says_what_changed(client: TestClient) -> None:
    page = client.get("/document/x").text
    assert "Changed 1 time since it was first kept" in page
    assert 'href="/document/x/revision/2"' in page
    assert '<strong class="change">Vanished</strong>' in page and "We were not asked" in page


FIRST = "Harbour closes\n\n“The harbour will close on Monday,” said Ana Ruiz, the mayor."
SECOND = (
    "Harbour closes\n\n“The harbour will close on Monday at noon,” said Ana Ruiz, the mayor."
    "\n\n“Nobody asked us about the boats,” said Ben Cole, a fisherman."
)
THIRD = f"{SECOND}\n\n“We will come back in spring,” said Dee Hale, the captain of the ferry."


def test_a_note_says_which_change_last_touched_its_statement(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    with Desk.open(path) as desk:
        for hour, words in enumerate((FIRST, SECOND, THIRD), 8):
            desk.add(text(words, f"2025-12-01T{hour:02}:00:00+00:00"))
    with TestClient(make_app(path)) as client:
        page = client.get("/document/x").text
    notes = [entry.split("</li>")[0] for entry in page.split('class="entry"')[1:]]
    found = [
        re.findall(r'class="revised">(.*?)</strong> in <a href="(.*?)">(.*?)</a>', note) for note in notes
    ]
    assert found == [
        [("Reworded", "/document/x/revision/2", "change 1")],
        [("New", "/document/x/revision/2", "change 1")],
        [("New", "/document/x/revision/3", "change 2")],
    ]


def test_notes_of_an_article_that_never_changed_say_nothing_of_changes(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    with Desk.open(path) as desk:
        desk.add(text(THIRD, "2025-12-01T08:00:00+00:00"))
    with TestClient(make_app(path)) as client:
        assert 'class="revised"' not in client.get("/document/x").text


def test_a_change_has_a_page_with_struck_and_inserted_words(client: TestClient) -> None:
    page = client.get("/document/x/revision/2").text
    assert "Change 1 of 1" in page
    assert "single" in page.split("<ins>")[2] or '<ins><span class="hidden">[put in: </span>single<' in page
    assert "1 paragraph unchanged" in page or "<del>" in page
    assert client.get("/document/x/revision/1").status_code == 404
    assert client.get("/document/x/revision/3").status_code == 404
    assert client.get("/document/y/revision/2").status_code == 404


def test_a_public_desk_keeps_the_text_of_others_back(file: Path) -> None:
    with TestClient(make_app(file, public=True)) as client:
        page = client.get("/document/x/revision/2").text
        assert "not shown on this public desk" in page
        assert "who owns a shop on the pier" not in page


def test_paragraphs_without_a_change_are_counted() -> None:
    old = "\n\n".join(f"Paragraph {n} of it." for n in range(9))
    rows = paragraphs_of(difference(old, old.replace("4 of", "four of")))
    assert [row.unchanged or "".join(sign for sign, _ in row.pieces) for row in rows] == [
        3,
        "=",
        "==-=+==",
        "=",
        3,
    ]
