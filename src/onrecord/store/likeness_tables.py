"""What tells one person from another across names: roles and years of an identity, and which are alike.

Drawn from the actors of documents. A row goes with its identity.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from onrecord.store.tables import metadata


def _identity(name: str) -> Column[str]:
    return Column(name, Text, ForeignKey("identity.id", ondelete="CASCADE"), primary_key=True)


trait = Table(
    "trait",
    metadata,
    _identity("identity"),
    Column("roles", Text, nullable=False),
    Column("since", Integer),
    Column("until", Integer),
    sqlite_with_rowid=False,
)
"""`roles` are the words of roles that tell a field of work; `since` and `until` years of documents."""

name_key = Table(
    "name_key",
    metadata,
    Column("key", Text, primary_key=True),
    _identity("identity"),
    Index("name_key_identity", "identity"),
    sqlite_with_rowid=False,
)
"""How a person's last name sounds, part by part: only those who share a key are compared."""

alike = Table(
    "alike",
    metadata,
    _identity("left"),
    _identity("right"),
    Index("alike_right", "right"),
    sqlite_with_rowid=False,
)
"""Pairs of identities of different names that `same_person` calls one."""
