"""One flat row a document with the story that it tells and the text that it copies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from itertools import islice
from typing import TYPE_CHECKING

from onrecord.models import Failure, Record

if TYPE_CHECKING:
    from onrecord.store import Desk

_BATCH = 200


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document. `story` is the id of the happening that it tells, `copy_of` who ran its text first."""

    id: str
    text_id: str
    title: str | None
    byline: str | None
    source: str | None
    section: str | None
    url: str | None
    path: str | None
    published: str | None
    updated: str | None
    language: str | None
    statements: int
    events: int
    positions: int
    story: str | None
    copy_of: str | None


DOCUMENT_COLUMNS = tuple(field.name for field in fields(DocumentLine))


def document_lines(results: Iterable[Record | Failure], desk: Desk | None = None) -> Iterator[DocumentLine]:
    """The documents of all records, in their order; without a desk they have no story."""
    records = (result for result in results if isinstance(result, Record))
    while part := list(islice(records, _BATCH)):
        told = desk.stories.told([record.document.id for record in part]) if desk else {}
        for record in part:
            doc = record.document
            story, first = told.get(doc.id, (None, None))
            yield DocumentLine(
                doc.id, doc.text_id, doc.title, doc.byline, doc.source, doc.section,
                doc.canonical_url or doc.url, doc.path, doc.published, doc.updated, doc.language,
                len(record.statements), len(record.events), len(record.positions), story, first,
            )  # fmt: skip
