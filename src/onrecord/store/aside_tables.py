"""Tables of what was met and not kept as an article, and of the desk's own settings."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table, Text

from onrecord.store.tables import metadata

aside = Table(
    "aside",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("host", Text, nullable=False),
    Column("url", Text),
    Column("path", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("fetched", Text),
    Index("aside_host", "host", "kind"),
    Index("aside_kind", "kind", "seq"),
)

setting = Table(
    "setting",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
