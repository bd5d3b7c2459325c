"""Quotations that several articles run, without any transcript: told wherever the desk shows them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.models import Record
from onrecord.site.app import make_app
from onrecord.store import Desk
from tests.site.test_transcripts import plain
from tests.store.build import article

LONG = "We shall never lease the northern quay to strangers, and the council knows it"
CHANGED = "We shall never lend the northern quay to strangers, and the council knows it"


def told(words: str, source: str, published: str, who: str = "Ada Odlum") -> Record:
    return article(
        f"“[{words}],” {{{who}}} <said>.",
        path=f"{source}.txt", title=f"As {source} has it", source=source, published=published,
    )  # fmt: skip


@pytest.fixture
def desk_file(tmp_path: Path) -> Path:
    file = tmp_path / "town.desk"
    with Desk.open(file) as desk:
        desk.add(told(LONG, "Herald", "1911-11-22"))
        desk.add(told(CHANGED, "Weekly", "1911-11-20"))
        desk.add(told(LONG, "Courier", "1911-11-23", who="Otto Brell"))
        desk.add(told("The owls of the moor were counted by three botanists", "Owl", "1911-11-20"))
        desk.add(
            article(f"A banner read “{LONG}” all day.", path="b.txt", source="Banner", published="1911-11-24")
        )
    return file


@pytest.fixture
def client(desk_file: Path) -> Iterator[TestClient]:
    with TestClient(make_app(desk_file)) as client:
        yield client


def page_of(client: TestClient, desk_file: Path, source: str) -> str:
    with Desk.open(desk_file) as desk:
        (row,) = desk.documents(source=source)
        (start,) = desk.sayings.of_document(row.id)
    return client.get(f"/quotation/at.{start}?document={row.id}").text


@pytest.mark.parametrize("path", ["/search?q=northern", "/person/{}", "/document/{}", "/statement/{}"])
def test_wherever_a_quotation_stands_it_says_how_many_run_it(
    client: TestClient, desk_file: Path, path: str
) -> None:
    with Desk.open(desk_file) as desk:
        (row,) = desk.documents(source="Herald")
        (statement,) = desk.statements(row.id)
        id = {"person": statement.speakers[0].entity, "document": row.id, "statement": statement.id}.get(
            path.split("/")[1], ""
        )
    source = client.get(path.format(id)).text
    assert "run by 4 articles" in source
    assert "given to different people" in source
    assert "/quotation/at." in source


def test_what_one_article_runs_says_nothing_of_others(client: TestClient, desk_file: Path) -> None:
    with Desk.open(desk_file) as desk:
        (row,) = desk.documents(source="Owl")
    assert "run by" not in client.get(f"/document/{row.id}").text


def test_the_page_of_a_quotation_shows_who_ran_it_first_and_how_versions_differ(
    client: TestClient, desk_file: Path
) -> None:
    source = page_of(client, desk_file, "Herald")
    words = plain(source)
    assert "Run by 4 articles of this desk" in words
    assert "Given to different people" in words
    assert "Not in these sources" not in words
    order = [words.index(f"As {name} has it") for name in ("Weekly", "Herald", "Courier")]
    assert order == sorted(order)
    assert words.index("First · given to Ada Odlum") < words.index("this quotation · given to Ada Odlum")
    assert "given to Otto Brell" in words
    assert "speaker open" in words
    assert "[dropped: lease" in words
    assert "[added: lend" in words


def test_a_quotation_that_nobody_else_runs_has_its_page_too(client: TestClient, desk_file: Path) -> None:
    words = plain(page_of(client, desk_file, "Owl"))
    assert "Run by 1 article of this desk" in words
    assert "Given to different people" not in words


def test_a_public_desk_shows_no_more_than_a_quotation(desk_file: Path) -> None:
    with TestClient(make_app(desk_file, public=True)) as public:
        source = page_of(public, desk_file, "Banner")
        assert "northern quay" in source
        assert "A banner read" not in source
