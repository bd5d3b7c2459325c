"""A desk opens what is a desk, says what is not, and loses nothing on a full disk."""

from __future__ import annotations

import sqlite3
import stat
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from onrecord.errors import DeskError, DeskFull, NewerDesk, NotADesk
from onrecord.store import Desk, default_path
from onrecord.store.db import APPLICATION_ID, VERSION
from onrecord.store.tables import metadata
from tests.store.build import article

ONE = article("{Ana Ruiz} <said> “[we will go]”.")


def test_a_desk_is_made_where_there_is_none_and_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "my desk#1?.sqlite"
    with Desk.open(path) as desk:
        desk.add(ONE)
    assert path.exists()
    with Desk.open(path, create=False, read_only=True) as desk:
        assert desk.document(ONE.document.id) == ONE
        assert desk.path == path
        with pytest.raises(DeskError, match="reading only"):
            desk.add(ONE)


def test_the_default_is_in_the_users_data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert default_path().name == "desk.sqlite"
    assert tmp_path in default_path().parents
    with Desk.open() as desk:
        assert desk.path == default_path()


def test_a_missing_desk_is_not_made_by_reading(tmp_path: Path) -> None:
    for options in ({"create": False}, {"read_only": True}):
        with pytest.raises(NotADesk, match="no desk here yet"):
            Desk.open(tmp_path / "none.sqlite", **options)
    assert list(tmp_path.iterdir()) == []


def test_what_is_not_sqlite_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(b"Dear all, this is no database at all. " * 200)
    with pytest.raises(NotADesk, match="not a desk") as raised:
        Desk.open(path)
    assert raised.value.path == str(path)
    assert path.read_bytes() == b"Dear all, this is no database at all. " * 200
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotADesk, match="folder"):
        Desk.open(tmp_path)


def test_another_programs_sqlite_file_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "shop.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE goods (name TEXT)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(NotADesk, match="another program"):
        Desk.open(path)
    assert path.read_bytes() == before


def test_a_desk_of_a_later_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    Desk.open(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    with pytest.raises(NewerDesk, match="update onrecord"):
        Desk.open(path)


def test_a_desk_cut_short_is_said_to_be_damaged(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    Desk.open(path).close()
    path.write_bytes(path.read_bytes()[:20_000])
    with pytest.raises(DeskError, match="damaged"), Desk.open(path) as desk:
        desk.add(ONE)


def test_an_empty_file_becomes_a_desk(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    path.touch()
    with Desk.open(path) as desk:
        assert desk.documents() == []


def test_a_full_disk_keeps_what_was_there_whole(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    long = article("{Ana Ruiz} <said> “[" + "we will go " * 30_000 + "]”.", path="long.txt")
    with Desk.open(path) as desk:
        desk.add(ONE)
        with desk._db.engine.connect() as held:
            pages = held.exec_driver_sql("PRAGMA page_count").scalar_one()
            held.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(DeskFull, match="disk is full") as raised:
            desk.add(long)
        assert raised.value.path == str(path)
        assert [row.id for row in desk.documents()] == [ONE.document.id]
        assert desk.search("go").statement_total == 1
    with Desk.open(path) as desk:
        assert desk.document(ONE.document.id) == ONE
        with desk._db.raw() as raw:
            assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        desk.add(long)
        assert desk.document(long.document.id) == long


def test_the_file_says_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    Desk.open(path).close()
    head = path.read_bytes()[:100]
    assert int.from_bytes(head[68:72]) == APPLICATION_ID
    assert int.from_bytes(head[60:64]) == VERSION


def test_the_migrations_give_the_tables_that_the_code_knows(desk: Desk) -> None:
    with desk._db.reading() as connection:
        names = set(metadata.tables) | {"alembic_version"}
        context = MigrationContext.configure(
            connection,
            opts={"include_name": lambda name, kind, _: kind != "table" or name in names},
        )
        assert compare_metadata(context, metadata) == []
        assert sa.inspect(connection).has_table("article_fts")


def test_the_last_migration_is_the_version_of_the_file() -> None:
    config = Config()
    config.set_main_option("script_location", "onrecord.store:migrations")
    config.set_main_option("path_separator", "os")
    head = ScriptDirectory.from_config(config).get_current_head()
    assert head is not None
    assert int(head) == VERSION


def test_a_desk_in_a_folder_that_cannot_be_written_is_still_read(tmp_path: Path) -> None:
    folder = tmp_path / "shelf"
    with Desk.open(folder / "desk.sqlite") as desk:
        desk.add(ONE)
    mode = stat.S_IMODE(folder.stat().st_mode)
    folder.chmod(0o555)
    try:
        with Desk.open(folder / "desk.sqlite", read_only=True) as desk:
            assert desk.document(ONE.document.id) == ONE
    finally:
        folder.chmod(mode)
