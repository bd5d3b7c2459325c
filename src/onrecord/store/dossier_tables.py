"""The table of dossiers: what a person follows, as they defined it."""

from __future__ import annotations

from sqlalchemy import Column, Integer, Table, Text

from onrecord.store.tables import metadata

dossier = Table(
    "dossier",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("definition", Text, nullable=False),
    Column("made", Text, nullable=False),
    sqlite_autoincrement=True,
)
