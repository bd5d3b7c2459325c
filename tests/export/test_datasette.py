"""The SQLite export opens in Datasette itself: tables, labels of foreign keys, full-text search."""

from __future__ import annotations

import sqlite3
import warnings
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from onrecord.export import write_file
from onrecord.store import Desk
from tests.export.conftest import TALKS


@pytest.fixture(scope="module")
def exported(full: Desk, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("datasette") / "news.sqlite"
    assert write_file(full.records(), "sqlite", path, desk=full) == 3
    return path


def test_every_foreign_key_holds(exported: Path) -> None:
    with closing(sqlite3.connect(exported)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        counts = {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in (
                "source",
                "document",
                "entity",
                "actor",
                "statement",
                "statement_speaker",
                "quote_check",
            )
        }
    assert counts == {
        "source": 1, "document": 2, "entity": 2, "actor": 3, "statement": 3, "statement_speaker": 3, "quote_check": 1,
    }  # fmt: skip


def test_sql_joins_a_person_to_what_was_said(exported: Path) -> None:
    query = """
        SELECT entity.name, document.title, statement.content, statement.start FROM statement
        JOIN statement_speaker ON statement_speaker.statement = statement.id
        JOIN actor ON actor.id = statement_speaker.actor JOIN entity ON entity.id = actor.entity
        JOIN document ON document.id = statement.document WHERE entity.name = 'Ana Ruiz' ORDER BY statement.id
    """
    with closing(sqlite3.connect(exported)) as connection:
        rows = connection.execute(query).fetchall()
    assert rows[0] == ("Ana Ruiz", "-Talks", "we will go … come back", TALKS.statements[0].content[0].start)
    assert len(rows) == 2


def test_a_document_given_twice_is_there_once(tmp_path: Path) -> None:
    assert write_file([TALKS, TALKS], "sqlite", tmp_path / "x.sqlite") == 2


@pytest.fixture(scope="module")
def ask(exported: Path) -> Iterator[Any]:
    """Ask Datasette's own application, in this process."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import asyncio
        from importlib import import_module

        datasette = import_module("datasette.app").Datasette([str(exported)])
        loop = asyncio.new_event_loop()

        def get(path: str) -> Any:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return loop.run_until_complete(datasette.client.get(path))

        yield get
        loop.close()


def test_datasette_finds_the_tables_and_their_search(ask: Any) -> None:
    tables = {table["name"]: table for table in ask("/news.json").json()["tables"]}
    assert tables["statement"]["fts_table"] == "statement_fts"
    assert tables["document"]["fts_table"] == "document_fts"
    assert {key["other_table"] for key in tables["actor"]["foreign_keys"]["outgoing"]} == {
        "document",
        "entity",
    }


def test_datasette_searches_statements_and_documents(ask: Any) -> None:
    rows = ask("/news/statement.json?_search=come+back&_shape=objects").json()["rows"]
    assert [row["content"] for row in rows] == ["we will go … come back"]
    rows = ask("/news/document.json?_search=vote&_shape=objects").json()["rows"]
    assert [row["title"] for row in rows] == ["A vote"]


def test_datasette_labels_foreign_keys(ask: Any) -> None:
    rows = ask("/news/statement.json?_labels=on&_shape=objects").json()["rows"]
    assert rows[0]["document"] == {"value": TALKS.document.id, "label": "-Talks"}
    rows = ask("/news/actor.json?_labels=on&_shape=objects").json()["rows"]
    assert rows[0]["entity"]["label"] == "Ana Ruiz"
    rows = ask("/news/statement_speaker.json?_labels=on&_shape=objects").json()["rows"]
    assert rows[0]["actor"]["label"] == "Ana Ruiz"
    page = ask("/news/statement")
    assert page.status_code == 200
    assert "A vote" in page.text
