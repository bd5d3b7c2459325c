"""The tables of sayings: quotations by the words they share, whatever article ran them.

`saying` is one thing said, `version` the quotation as one document runs it, at `start` of its text;
`saying_gram` names for each run of three words the sayings that hold it. `folded` tells which versions
are the same to the letter.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, Table, Text

from onrecord.store.tables import metadata

saying = Table(
    "saying",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("documents", Integer, nullable=False),
    Column("texts", Integer, nullable=False),
    Column("conflict", Boolean, nullable=False),
    Index("saying_documents", "documents", "seq"),
    sqlite_autoincrement=True,
)

version = Table(
    "version",
    metadata,
    Column("document", Integer, ForeignKey("document.seq", ondelete="CASCADE"), primary_key=True),
    Column("start", Integer, primary_key=True),
    Column("saying", Integer, ForeignKey("saying.seq"), nullable=False),
    Column("statement", Text),
    Column("quote", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("speaker", Text),
    Column("date", Text),
    Index("version_saying", "saying", "document", "start"),
    sqlite_with_rowid=False,
)

saying_gram = Table(
    "saying_gram",
    metadata,
    Column("gram", BigInteger, primary_key=True, autoincrement=False),
    Column("saying", Integer, ForeignKey("saying.seq"), primary_key=True),
    Index("saying_gram_saying", "saying"),
    sqlite_with_rowid=False,
)
