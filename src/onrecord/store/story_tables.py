"""Tables of stories and copies: which document tells which happening, and what finds them again.

`story_document` holds one row a document: `cluster` is what grouping decided, `story` what is shown, after
people's judgements; `copy_of` is the first document of a text that was run again; `outlet` tells outlets
apart, whatever names (`source`) they are given. `story_term` and
`story_print` are looked up by; their rows follow from the document's `sketch` and `prints`.
"""

from __future__ import annotations

from sqlalchemy import Column, ColumnElement, Float, Index, Integer, LargeBinary, Table, Text, func

from onrecord.store.tables import document_key, metadata

story = Table(
    "story",
    metadata,
    Column("id", Text, primary_key=True),
    Column("headline", Integer),
    Column("section", Text),
    Column("documents", Integer, nullable=False),
    Column("texts", Integer, nullable=False),
    Column("sources", Integer, nullable=False),
    Column("first", Text, nullable=False),
    Column("last", Text, nullable=False),
    Index("story_last", "last", "id"),
    Index("story_section", "section", "last", "id"),
)

story_cluster = Table(
    "story_cluster",
    metadata,
    Column("cluster", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("story", Text, nullable=False),
    Index("story_cluster_story", "story"),
)

story_document = Table(
    "story_document",
    metadata,
    document_key(primary_key=True),
    Column("cluster", Integer, nullable=False),
    Column("story", Text, nullable=False),
    Column("copy_of", Integer),
    Column("source", Text),
    Column("outlet", Text, nullable=False, server_default=""),
    Column("sort_when", Text, nullable=False),
    Column("section", Text),
    Column("section_confidence", Float),
    Column("sketch", LargeBinary, nullable=False),
    Column("prints", LargeBinary, nullable=False),
    Index("story_document_cluster", "cluster", "document"),
    Index("story_document_story", "story", "sort_when", "document"),
    Index("story_document_source", "story", "source"),
    Index("story_document_outlet", "story", "outlet"),
    Index("story_document_copy", "copy_of"),
    Index("story_document_when", "sort_when", "story"),
)


def is_own() -> ColumnElement[bool]:
    """Of a document that is no copy; said so that SQLite does not look for it by the index of `copy_of`,
    in which nearly all documents have none."""
    return func.coalesce(story_document.c.copy_of, 0) == 0


story_term = Table(
    "story_term",
    metadata,
    Column("term", Integer, primary_key=True),
    Column("day", Integer, primary_key=True),
    Column("document", Integer, primary_key=True),
    Column("weight", Float, nullable=False),
    sqlite_with_rowid=False,
)

story_print = Table(
    "story_print",
    metadata,
    Column("shingle", Integer, primary_key=True),
    Column("document", Integer, primary_key=True),
    sqlite_with_rowid=False,
)

story_counts = Table(
    "story_counts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("counts", LargeBinary, nullable=False),
)
