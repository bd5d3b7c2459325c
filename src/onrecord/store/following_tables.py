"""Tables of what is followed: sources, articles found in them, hosts, and the processes at work on them.

Times are seconds since 1970. `taken_by` names the run that works on a row; when the run's row goes, its rows
are free again. `missing` is since when the address no longer serves an article that is in the desk.
"""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, Table, Text

from onrecord.store.tables import metadata


def _taken() -> Column[str]:
    return Column("taken_by", Text, ForeignKey("run.id", ondelete="SET NULL"))


run = Table(
    "run",
    metadata,
    Column("id", Text, primary_key=True),
    Column("machine", Text, nullable=False),
    Column("process", Text, nullable=False),
    Column("seen", Float, nullable=False),
)

host = Table(
    "host",
    metadata,
    Column("name", Text, primary_key=True),
    Column("next", Float, nullable=False),
    Column("resting", Float, nullable=False),
    _taken(),
    Index("host_taken", "taken_by"),
)

robots = Table(
    "robots",
    metadata,
    Column("origin", Text, primary_key=True),
    Column("text", Text, nullable=False),
    Column("closed", Integer, nullable=False),
    Column("until", Float, nullable=False),
)

followed = Table(
    "followed",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("url", Text, nullable=False, unique=True),
    Column("host", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("title", Text),
    Column("site", Text),
    Column("state", Text, nullable=False),
    Column("added", Float, nullable=False),
    Column("due", Float, nullable=False),
    Column("interval", Float, nullable=False),
    Column("asked", Float),
    Column("succeeded", Float),
    Column("etag", Text),
    Column("modified", Text),
    Column("digest", Text),
    Column("rate", Float),
    Column("items", Integer, nullable=False),
    Column("errors", Integer, nullable=False),
    Column("error", Text),
    Column("note", Text),
    _taken(),
    Index("followed_due", "state", "due"),
    Index("followed_host", "host"),
    Index("followed_taken", "taken_by"),
    sqlite_autoincrement=True,
)

found = Table(
    "found",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("followed", Text, ForeignKey("followed.id", ondelete="SET NULL")),
    Column("url", Text),
    Column("host", Text),
    Column("guid", Text),
    Column("said", Text),
    Column("published", Float),
    Column("updated", Float),
    Column("state", Text, nullable=False),
    Column("due", Float, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("visits", Integer, nullable=False),
    Column("seen", Float, nullable=False),
    Column("stored", Float),
    Column("document", Text),
    Column("etag", Text),
    Column("modified", Text),
    Column("reason", Text),
    _taken(),
    Column("missing", Float),
    Index("found_waiting", "state", "host", "due"),
    Index("found_due", "state", "due"),
    Index("found_guid", "followed", "guid"),
    Index("found_document", "document"),
    Index("found_taken", "taken_by"),
    sqlite_autoincrement=True,
)
