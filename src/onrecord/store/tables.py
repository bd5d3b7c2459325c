"""The desk's tables, as the last migration leaves them. `search` knows the full-text tables beside them,
`finding_tables` those of events and positions, `likeness_tables` who is like whom.

Whole records are kept in `revision`; the other tables are drawn from them so that they can be asked.
`seq` is the order of adding. A document's rows go when it goes.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, LargeBinary, Table, Text

metadata = sa.MetaData()


def document_key(*, primary_key: bool = False) -> Column[int]:
    """A column that names a row's document, with which it goes."""
    key = ForeignKey("document.seq", ondelete="CASCADE")
    return Column("document", Integer, key, nullable=False, primary_key=primary_key)


document = Table(
    "document",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("text_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("title", Text),
    Column("byline", Text),
    Column("source", Text),
    Column("section", Text),
    Column("path", Text),
    Column("url", Text),
    Column("canonical_url", Text),
    Column("published", Text),
    Column("updated", Text),
    Column("fetched", Text),
    Column("language", Text),
    Column("lead", Text, nullable=False),
    Column("notes", Text, nullable=False),
    Column("statements", Integer, nullable=False),
    Column("revisions", Integer, nullable=False),
    Column("sort_when", Text, nullable=False),
    Index("document_when", "sort_when", "seq"),
    Index("document_section", "section", "sort_when", "seq"),
    Index("document_source", "source", "sort_when", "seq", "statements"),
    Index("document_text", "text_id"),
    Index("document_path", "path"),
    Index("document_url", "url"),
    Index("document_canonical", "canonical_url"),
    sqlite_autoincrement=True,
)

revision = Table(
    "revision",
    metadata,
    document_key(primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("text_id", Text, nullable=False),
    Column("title", Text),
    Column("updated", Text),
    Column("fetched", Text),
    Column("record", LargeBinary, nullable=False),
)

article = Table(
    "article",
    metadata,
    Column("seq", Integer, ForeignKey("document.seq", ondelete="CASCADE"), primary_key=True),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
)

entity = Table(
    "entity",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("fold", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("sides", Text, nullable=False),
    Column("statements", Integer, nullable=False),
    Column("documents", Integer, nullable=False),
    Index("entity_kind", "kind", "statements", "id"),
    Index("entity_statements", "statements", "id"),
)

identity = Table(
    "identity",
    metadata,
    Column("id", Text, primary_key=True),
    Column("entity", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("fold", Text, nullable=False),
    Column("side", Text),
    Column("alone", Boolean, nullable=False),
    Column("base", Text),
    Column("statements", Integer, nullable=False),
    Column("documents", Integer, nullable=False),
    Index("identity_entity", "entity"),
    Index("identity_fold", "fold", "kind"),
    Index("identity_base", "base"),
)

actor = Table(
    "actor",
    metadata,
    Column("seq", Integer, primary_key=True),
    document_key(),
    Column("actor", Text, nullable=False),
    Column("identity", Text, ForeignKey("identity.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("side", Text),
    Column("roles", Text, nullable=False),
    Column("statements", Integer, nullable=False),
    Index("actor_document", "document", "actor"),
    Index("actor_identity", "identity"),
)

statement = Table(
    "statement",
    metadata,
    Column("seq", Integer, primary_key=True),
    document_key(),
    Column("place", Integer, nullable=False),
    Column("id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("said", Text, nullable=False),
    Column("offsets", Text, nullable=False),
    Column("cue", Text, nullable=False),
    Column("mention", Text, nullable=False),
    Column("speaker", Text, nullable=False),
    Column("open", Boolean, nullable=False),
    Column("date", Text),
    Column("confidence", Float, nullable=False),
    Column("verdict", Text),
    Column("notes", Text, nullable=False),
    Index("statement_document", "document", "place"),
    Index("statement_id", "id"),
)

speaker = Table(
    "speaker",
    metadata,
    Column("statement", Integer, ForeignKey("statement.seq", ondelete="CASCADE"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("actor", Integer, ForeignKey("actor.seq", ondelete="CASCADE"), nullable=False),
    Index("speaker_actor", "actor", "statement"),
    sqlite_with_rowid=False,
)

quote_check = Table(
    "quote_check",
    metadata,
    Column("seq", Integer, primary_key=True),
    document_key(),
    Column("statement", Text),
    Column("quote", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("notes", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Index("quote_check_document", "document"),
)

judgement = Table(
    "judgement",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("left", Text, nullable=False),
    Column("right", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("left_name", Text, nullable=False),
    Column("right_name", Text, nullable=False),
    Column("quotation", Text),
    Column("given", Text, nullable=False),
    Column("undone", Text),
    Column("about", Text, nullable=False, server_default="entity"),
    Column("scope", Text),
    Column("anchors", Text),
    Index("judgement_left", "left"),
    Index("judgement_about", "about", "scope"),
    Index("judgement_right", "right"),
    sqlite_autoincrement=True,
)
"""`about` is `entity`, or what of a report is corrected; `scope` the dossier in which that counts, None for
all. `anchors` holds the quotations by which the corrected words are found again, with what stands round them.
"""
