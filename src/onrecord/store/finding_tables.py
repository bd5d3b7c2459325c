"""Tables of what documents report: events and positions, with the actors that each names.

Drawn from a document's current record, as its statements are; a document's rows go when it goes.
"""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, Table, Text

from onrecord.store.tables import document_key, metadata


def _actor() -> Column[int]:
    return Column("actor", Integer, ForeignKey("actor.seq", ondelete="CASCADE"), nullable=False)


event = Table(
    "event",
    metadata,
    Column("seq", Integer, primary_key=True),
    document_key(),
    Column("place", Integer, nullable=False),
    Column("id", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("mode", Text),
    Column("status", Text, nullable=False),
    Column("date", Text),
    Column("where_name", Text),
    Column("where_country", Text),
    Column("evidence", Text, nullable=False),
    Column("offsets", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("sort_when", Text, nullable=False),
    Index("event_document", "document", "place"),
    Index("event_type", "type", "sort_when"),
    Index("event_id", "id"),
)
"""`date` is when it happens, where the text says so; `sort_when` is that, else when it was reported."""

event_actor = Table(
    "event_actor",
    metadata,
    Column("event", Integer, ForeignKey("event.seq", ondelete="CASCADE"), primary_key=True),
    Column("part", Text, primary_key=True),
    Column("place", Integer, primary_key=True),
    _actor(),
    Index("event_actor_actor", "actor", "event"),
    sqlite_with_rowid=False,
)
"""`part` is `actor` or `recipient`."""

position = Table(
    "position",
    metadata,
    Column("seq", Integer, primary_key=True),
    document_key(),
    Column("place", Integer, nullable=False),
    Column("id", Text, nullable=False),
    Column("side", Text),
    Column("stance", Text, nullable=False),
    Column("degree", Text, nullable=False),
    Column("issue", Text, nullable=False),
    Column("object", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("offsets", Text, nullable=False),
    Column("condition", Text),
    Column("counterparty", Text),
    Column("date", Text),
    Column("statement", Text),
    Column("confidence", Float, nullable=False),
    Column("sort_when", Text, nullable=False),
    Index("position_document", "document", "place"),
    Index("position_side", "side", "sort_when"),
    Index("position_id", "id"),
)
"""`offsets` holds those of the evidence and, last, of the object; `issue` is empty where it is open."""

position_actor = Table(
    "position_actor",
    metadata,
    Column("position", Integer, ForeignKey("position.seq", ondelete="CASCADE"), primary_key=True),
    Column("place", Integer, primary_key=True),
    _actor(),
    Index("position_actor_actor", "actor", "position"),
    sqlite_with_rowid=False,
)
