"""Make a large desk of a small one: its documents repeated, each time later and under other addresses.

    python -m bench.grown_desk --desk SMALL --out LARGE --documents 100000

For asking a desk of many documents where adding them all would take too long. Every repetition has its own
documents, statements, sayings and stories, as long after the one before as the desk spans; people stay the
same. What finds stories again for further documents is left out.
"""

from __future__ import annotations

import argparse
import shutil
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

ROOM = 1 << 22
"""How far apart the keys of repetitions are: more than any table of the small desk has rows."""
KEYS = {
    "document": ("seq",), "article": ("seq",),
    "statement": ("seq", "document"), "actor": ("seq", "document"), "speaker": ("statement", "actor"),
    "event": ("seq", "document"), "event_actor": ("event", "actor"),
    "position": ("seq", "document"), "position_actor": ("position", "actor"),
    "saying": ("seq",), "version": ("document", "saying"),
    "story": ("headline",), "story_cluster": ("cluster",),
    "story_document": ("document", "cluster", "copy_of"),
}  # fmt: skip
NAMES = {
    "document": ("id", "url"), "story": ("id",), "story_cluster": ("id", "story"),
    "story_document": ("story",),
}  # fmt: skip
DATES = {
    "document": ("published", "fetched", "sort_when"), "story": ("first", "last"),
    "story_document": ("sort_when",), "event": ("sort_when",), "position": ("sort_when",),
    "version": ("date",),
}  # fmt: skip


def repeated(sql: sqlite3.Connection, time: int, days: int) -> None:
    """Put in the rows of one repetition, the `time`th."""
    for table, keys in KEYS.items():
        columns = [row[1] for row in sql.execute(f"PRAGMA table_info({table})")]
        taken = [_value(table, column, column in keys, time, days) for column in columns]
        names = ", ".join(f'"{column}"' for column in columns)
        own = f'"{keys[0]}" < {ROOM}'
        sql.execute(f"INSERT INTO {table} ({names}) SELECT {', '.join(taken)} FROM {table} WHERE {own}")
    sql.execute(
        "INSERT INTO revision SELECT r.document + ?, r.number, r.text_id, r.title, r.updated, r.fetched, "
        "renamed(r.record, d.id, d.id || ?) FROM revision r JOIN document d ON d.seq = r.document "
        f"WHERE r.document < {ROOM}",
        (time * ROOM, str(time)),
    )


def renamed(record: bytes, id: str, new: str) -> bytes:
    """A packed record under another id."""
    return zlib.compress(zlib.decompress(record).replace(id.encode(), new.encode()), 1)


def _value(table: str, column: str, key: bool, time: int, days: int) -> str:
    if key:
        return f'"{column}" + {time * ROOM}'
    if column in NAMES.get(table, ()):
        return f"\"{column}\" || '{time}'"
    if column in DATES.get(table, ()):
        return f"strftime('%Y-%m-%dT%H:%M:%S', \"{column}\", '+{time * days} days')"
    return f'"{column}"'


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--desk", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--documents", type=int, default=100_000)
    given = parser.parse_args()
    shutil.copyfile(given.desk, given.out)
    with closing(sqlite3.connect(given.out, isolation_level=None)) as sql:
        sql.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -400000")
        sql.create_function("renamed", 3, renamed, deterministic=True)
        (number,) = sql.execute("SELECT count(*) FROM document").fetchone()
        asked = "SELECT cast(julianday(max(sort_when)) - julianday(min(sort_when)) AS int) + 1 FROM document"
        (days,) = sql.execute(asked).fetchone()
        times = -(-given.documents // number)
        for time in range(1, times):
            repeated(sql, time, days)
            print(f"{number * (time + 1):,} documents", flush=True)
        for table in ("entity", "identity"):
            sql.execute(
                f"UPDATE {table} SET statements = statements * {times}, documents = documents * {times}"
            )
        sql.executescript("PRAGMA optimize; PRAGMA journal_mode = WAL")


if __name__ == "__main__":
    main()
