"""What was kept of each address last, so that a page served again unchanged need not be kept whole again.

A small SQLite file beside the WARC files. It is a help and no evidence: where it cannot be used, or what it
names is gone, the page is kept whole.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

NAME = "payloads.sqlite"
_TABLE = """
    CREATE TABLE IF NOT EXISTS payload (
        url TEXT PRIMARY KEY, record TEXT NOT NULL, digest TEXT NOT NULL, date TEXT NOT NULL,
        file TEXT NOT NULL, end INTEGER NOT NULL
    ) WITHOUT ROWID
"""


@dataclass(frozen=True, slots=True)
class Payload:
    """A response that is kept: its id, digest and date, and the file that holds it, up to the byte `end`."""

    record: str
    digest: str
    date: str
    file: str
    end: int


class Payloads:
    """The last response of each address in a folder of WARC files; several processes may share it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._connection: sqlite3.Connection | None = None
        with suppress(sqlite3.Error):
            connection = sqlite3.connect(
                folder / NAME, timeout=2.0, isolation_level=None, check_same_thread=False
            )
            self._connection = connection
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute(_TABLE)

    def last(self, url: str) -> Payload | None:
        """What was kept of the address last, if that is still here whole."""
        if self._connection is None:
            return None
        try:
            query = "SELECT record, digest, date, file, end FROM payload WHERE url = ?"
            row = self._connection.execute(query, (url,)).fetchone()
        except (sqlite3.Error, UnicodeError):
            return None
        payload = Payload(*row) if row else None
        return payload if payload is not None and self._is_here(payload) else None

    def _is_here(self, payload: Payload) -> bool:
        return any(
            path.is_file() and path.stat().st_size >= payload.end
            for path in (self._folder / payload.file, self._folder / f"{payload.file}.open")
        )

    def note(self, url: str, payload: Payload) -> None:
        """This response was kept, and is on its way to the disk."""
        if self._connection is None:
            return
        with suppress(sqlite3.Error, UnicodeError):
            self._connection.execute(
                "REPLACE INTO payload VALUES (?, ?, ?, ?, ?, ?)",
                (url, payload.record, payload.digest, payload.date, payload.file, payload.end),
            )

    def forget_before(self, date: str) -> None:
        """Let go of what was kept before that WARC-Date."""
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.execute("DELETE FROM payload WHERE date < ?", (date,))

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
