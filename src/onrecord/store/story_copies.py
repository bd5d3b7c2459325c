"""One text and the documents that ran it, with what each outlet did to it."""

from __future__ import annotations

import sqlalchemy as sa

from onrecord.store import tables
from onrecord.store.documents import rows_by_seq
from onrecord.store.story_rows import CopyGroup, CopyRow
from onrecord.store.story_tables import story_document
from onrecord.stories.editing import edits

_SD = story_document.c


def copies_of(connection: sa.Connection, seq: int) -> CopyGroup:
    """The group of a document's text; the first by time of publication, then by order of adding."""
    root = connection.scalar(sa.select(_SD.copy_of).where(_SD.document == seq)) or seq
    query = sa.select(_SD.document, _SD.sort_when).where(sa.or_(_SD.document == root, _SD.copy_of == root))
    found = sorted(connection.execute(query), key=lambda row: (row.sort_when or "9", row.document))
    seqs = [row.document for row in found] or [seq]
    rows = rows_by_seq(connection, seqs)
    a = tables.article.c
    texts = {
        row.seq: (row.title, row.body)
        for row in connection.execute(sa.select(a.seq, a.title, a.body).where(a.seq.in_(seqs)))
    }
    first = seqs[0]
    copies = []
    for other in seqs[1:]:
        made = edits(texts[first][1], texts[first][0], texts[other][1], texts[other][0])
        copies.append(CopyRow(rows[other], made.share, made.headlined, made.cut, made.added, made.changed))
    return CopyGroup(rows[first], tuple(copies))
