"""The shelf of sayings on the desk's tables. Text of SQL, as what runs for every document must be quick."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

import sqlalchemy as sa

from onrecord.store.direct import driver
from onrecord.store.guard import storable, storable_row
from onrecord.text.words import folded_words
from onrecord.verify.sayings import COMMON, LOOKED_AT, has_conflict
from onrecord.verify.versions import Version

_AT_ONCE = 32
"""Grams asked for in one statement, always so many: SQLite keeps the statement prepared."""
_WORDINGS = 64
_SHARING = (
    f"WITH asked(gram) AS (VALUES {', '.join(['(?)'] * _AT_ONCE)}) "
    "SELECT g.gram, g.saying FROM asked CROSS JOIN saying_gram g ON g.gram = asked.gram WHERE g.saying <= "
    "ifnull((SELECT saying FROM saying_gram WHERE gram = asked.gram ORDER BY saying LIMIT 1 OFFSET ?), ?)"
)
_LAST = (1 << 63) - 1
_VERSION = "v.start, v.quote, v.statement, v.speaker, v.date"
_WORDED = (
    f"SELECT d.id, {_VERSION} FROM version v JOIN document d ON d.seq = v.document "
    "WHERE v.saying = ? AND (v.document, v.start) IN "
    "(SELECT document, start FROM (SELECT document, start, min(document << 32 | start) "
    "FROM version WHERE saying = ? GROUP BY folded, speaker LIMIT ?)) "
    "ORDER BY v.document, v.start"
)
_FEW = (
    f"SELECT v.saying, v.folded, d.id, {_VERSION} FROM saying s JOIN version v ON v.saying = s.seq "
    f"JOIN document d ON d.seq = v.document WHERE s.seq IN ({', '.join('?' * LOOKED_AT)}) "
    "AND s.documents <= ? ORDER BY v.saying, v.document, v.start"
)
"""The versions of sayings that few documents run."""
_COUNTS = (
    "SELECT count(DISTINCT document), count(DISTINCT folded), count(DISTINCT speaker) "
    "FROM version WHERE saying = ?"
)
_FIRST = (
    f"SELECT id, start, quote, statement, speaker, date FROM (SELECT d.id, {_VERSION}, "
    "row_number() OVER (PARTITION BY v.speaker "
    "ORDER BY ifnull(nullif(v.date, ''), '9999'), d.id, v.start) AS place "
    "FROM version v JOIN document d ON d.seq = v.document WHERE v.saying = ? AND v.speaker != '') "
    "WHERE place = 1"
)
_GRAM = "INSERT OR IGNORE INTO saying_gram (gram, saying) VALUES (?, ?)"


class DeskShelf:
    """The desk as a shelf of sayings, inside the caller's transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._sql = driver(connection).execute
        self._many = driver(connection).executemany
        self.documents: dict[str, int] = {}
        self._touched: set[int] = set()

    def sharing(self, grams: Sequence[int]) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        for start in range(0, len(grams), _AT_ONCE):
            part = tuple(grams[start : start + _AT_ONCE])
            values = (*part, *(-1,) * (_AT_ONCE - len(part)), COMMON, _LAST)
            found += self._sql(_SHARING, values)
        return found

    def versions(self, sayings: Sequence[int]) -> dict[int, Sequence[Version]]:
        """One version of each wording and speaker, which is all that comparing needs."""
        rows: dict[int, dict[tuple[str, str | None], Version]] = {}
        for start in range(0, len(sayings), LOOKED_AT):
            part = tuple(sayings[start : start + LOOKED_AT])
            asked = (*part, *(-1,) * (LOOKED_AT - len(part)), _WORDINGS)
            for saying, folded, *row in self._sql(_FEW, asked):
                version = Version(*row)
                rows.setdefault(saying, {}).setdefault((folded, version.speaker), version)
        found: dict[int, Sequence[Version]] = {saying: tuple(of.values()) for saying, of in rows.items()}
        for saying in sayings:
            if saying not in found:
                worded = self._sql(_WORDED, (saying, saying, _WORDINGS))
                found[saying] = tuple(Version(*row) for row in worded)
        return found

    def put(self, version: Version, saying: int | None, new_grams: Sequence[int]) -> int:
        if saying is None:
            made = self._sql("INSERT INTO saying (documents, texts, conflict) VALUES (1, 1, 0)")
            saying = int(made.lastrowid or 0)
        else:
            self._touched.add(saying)
        row = {
            "document": self.documents[version.document], "start": version.start, "saying": saying,
            "statement": version.statement, "quote": version.quote, "folded": _folded(version.quote),
            "speaker": version.speaker, "date": version.date,
        }  # fmt: skip
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        self._sql(f"INSERT INTO version ({names}) VALUES ({marks})", tuple(storable_row(row).values()))
        if new_grams:
            self._many(_GRAM, [(gram, saying) for gram in new_grams])
        return saying

    def merge(self, kept: int, gone: int) -> None:
        self._sql("UPDATE version SET saying = ? WHERE saying = ?", (kept, gone))
        moved = "INSERT OR IGNORE INTO saying_gram SELECT gram, ? FROM saying_gram WHERE saying = ?"
        self._sql(moved, (kept, gone))
        self._sql("DELETE FROM saying_gram WHERE saying = ?", (gone,))
        self._sql("DELETE FROM saying WHERE seq = ?", (gone,))
        self._touched -= {gone}
        self._touched.add(kept)

    def recount(self) -> None:
        """Bring the counts of what gained versions up to date; one of a single version has them already."""
        for saying in sorted(self._touched):
            recount(self._connection, saying)
        self._touched.clear()


def recount(connection: sa.Connection, saying: int) -> None:
    """Bring a saying's counts up to date; whether it has two speakers is asked only where two are named."""
    ask = driver(connection).execute
    documents, texts, speakers = ask(_COUNTS, (saying,)).fetchone()
    conflict = False
    if speakers > 1:
        conflict = has_conflict(Version(*row) for row in ask(_FIRST, (saying,)))
    change = "UPDATE saying SET documents = ?, texts = ?, conflict = ? WHERE seq = ?"
    ask(change, (documents, texts, conflict, saying))


def _folded(quote: str) -> str:
    """Names a wording: alike for quotations of the same folded words."""
    return blake2b(storable(" ".join(folded_words(quote))).encode(), digest_size=8).hexdigest()
