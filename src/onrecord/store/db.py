"""The one seam between the desk and its database: opening, transactions, errors.

SQLite today. All that knows it is here, in the full-text tables of the migrations, in `search`, and in what
runs for every document: texts of SQL that go through `direct`.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError

from onrecord.errors import DeskError, DeskFull, NewerDesk, NotADesk

APPLICATION_ID = 0x6F6E7263
"""Stands in the file's header, so that another program's SQLite file is not taken for a desk."""
VERSION = 11
"""The number of the last migration; it stands in the file's header as `user_version`."""
BUSY_MS = 30_000

FINISH = "finish"
"""Under this name a connection's `info` holds what is to be called before its transaction is kept."""


class Database:
    """A desk's file, opened: `reading()` and `writing()` give connections inside one transaction each."""

    def __init__(self, path: Path, *, read_only: bool = False, immutable: bool = False) -> None:
        self.path = path
        self.read_only = read_only
        self.made_by = VERSION
        """The layout that the file had before it was brought up to date; 0 for a new one."""
        uri = _uri(path, "ro" if read_only else "rw") + ("&immutable=1" if immutable else "")
        self.engine = sa.create_engine(
            "sqlite://",
            creator=lambda: _connect(uri),
            poolclass=sa.pool.QueuePool,
            pool_size=4,
            max_overflow=60,
        )
        event.listen(self.engine, "begin", _begin)

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """One state of the desk, whatever others write meanwhile."""
        with self._errors(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """One transaction: all of it is kept, or, where the block raises, nothing."""
        if self.read_only:
            raise DeskError("this desk was opened for reading only", path=str(self.path))
        with self._errors(), self.engine.connect() as plain:
            connection = plain.execution_options(onrecord_write=True)
            with connection.begin():
                try:
                    yield connection
                    for finish in connection.info.pop(FINISH, ()):
                        finish()
                finally:
                    connection.info.pop(FINISH, None)

    @contextmanager
    def raw(self) -> Iterator[sqlite3.Connection]:
        """A connection of its own outside any transaction, for what SQLite does only there."""
        with self._errors(), closing(_connect(_uri(self.path, "rw"))) as connection:
            yield connection

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise desk_error(error.orig or error, self.path) from error
        except sqlite3.Error as error:
            raise desk_error(error, self.path) from error

    def close(self) -> None:
        """Let go of the file; the log is folded into it where nobody else holds it."""
        self.engine.dispose()


def open_database(path: Path, *, create: bool, read_only: bool) -> Database:
    """The database in that file, made or brought up to date where allowed; raises DeskError's kinds."""
    fresh = _is_fresh(path)
    if fresh and (read_only or not create):
        raise NotADesk("there is no desk here yet; `onrecord add` makes one", path=str(path))
    if fresh:
        _make_file(path)
    unlogged = not path.with_name(path.name + "-wal").exists()
    immutable = read_only and unlogged and not os.access(path.parent, os.W_OK)
    version = _version(path, read_only=read_only, immutable=immutable)
    if version < VERSION and read_only:
        raise DeskError(
            "an earlier version of onrecord made this desk; run `onrecord desk` once to update it",
            path=str(path),
        )
    database = Database(path, read_only=read_only, immutable=immutable)
    if version < VERSION:
        from onrecord.store.migrations import migrate

        _keep_log(database)
        with database.writing() as session:
            migrate(session)
        database.made_by = version
    return database


def _keep_log(database: Database) -> None:
    """Let readers go on while one writes; for this switch, SQLite does not wait for others by itself."""
    with database.raw() as connection:
        for attempt in range(BUSY_MS // 50):
            try:
                connection.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorname != "SQLITE_BUSY" or attempt == BUSY_MS // 50 - 1:
                    raise
                time.sleep(0.05)


def desk_error(error: BaseException, path: Path) -> DeskError:
    """A database's error as one of ours, which says what to do."""
    name = getattr(error, "sqlite_errorname", "") or ""
    where = str(path)
    if name.startswith("SQLITE_FULL"):
        return DeskFull("the disk is full; what was in the desk before is whole", path=where)
    if name.startswith("SQLITE_NOTADB"):
        return NotADesk("this is not a desk of onrecord; name another file with --desk", path=where)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return DeskError("another process has been writing for too long; try again", path=where)
    if name.startswith(("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_CANTOPEN", "SQLITE_AUTH")):
        return DeskError("the file or its folder cannot be written or opened; check permissions", path=where)
    if name.startswith("SQLITE_CORRUPT"):
        return DeskError("the file is damaged; restore it from a copy", path=where)
    return DeskError(f"the desk cannot be used: {error}", path=where)


def _uri(path: Path, mode: str) -> str:
    return f"file:{quote(str(path.absolute()))}?mode={mode}"


def _connect(uri: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        uri,
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=BUSY_MS / 1000,
        cached_statements=500,
    )
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA cache_size = -32000")
    return connection


def _begin(connection: Any) -> None:
    write = connection.get_execution_options().get("onrecord_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _is_fresh(path: Path) -> bool:
    """True where there is no file, or an empty one; raises where the path is no file at all."""
    try:
        if path.is_dir():
            raise NotADesk("this is a folder; name a file in it with --desk", path=str(path))
        return not path.exists() or path.stat().st_size == 0
    except OSError as error:
        raise DeskError(f"cannot be opened: {error.strerror}", path=str(path)) from error


def _make_file(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    except OSError as error:
        raise DeskError(f"a desk cannot be made here: {error.strerror}", path=str(path)) from error


def _version(path: Path, *, read_only: bool, immutable: bool) -> int:
    """The layout's number, 0 for an empty database; raises NotADesk and NewerDesk. Changes nothing."""
    uri = _uri(path, "ro" if read_only else "rw") + ("&immutable=1" if immutable else "")
    try:
        with closing(_connect(uri)) as connection:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error as error:
        raise desk_error(error, path) from error
    if application != APPLICATION_ID and (tables or application):
        raise NotADesk(
            "this SQLite file belongs to another program; name another file with --desk", path=str(path)
        )
    if version > VERSION:
        raise NewerDesk(
            f"a later version of onrecord wrote this desk (layout {version}, this one knows {VERSION}); "
            "update onrecord",
            path=str(path),
        )
    return int(version)
