"""The table of what a person follows: saved searches and people."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table, Text

from onrecord.store.tables import metadata

saved = Table(
    "saved",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("query", Text, nullable=False),
    Column("speaker", Text, nullable=False),
    Column("entity", Text, nullable=False),
    Column("made", Text, nullable=False),
    Column("seen", Integer, nullable=False),
    Index("saved_kind", "kind", "name"),
    sqlite_autoincrement=True,
)
