"""The desk, its documents with their whole records, sections and sources."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from fastapi import APIRouter

from onrecord.api.asking import Before, Limit, Public, TheDesk, When, Word, found, paging
from onrecord.api.shapes import DeskOut, DocumentOut, Page, SectionOut, SourceOut, StatementOut
from onrecord.models import SCHEMA
from onrecord.visibility import record_json

router = APIRouter(tags=["documents"])
_NONE = "no document of this desk has that id"


@router.get("/")
def desk(desk: TheDesk) -> DeskOut:
    """What is in the desk."""
    info = desk.info()
    return DeskOut(
        version=version("onrecord"), schema=SCHEMA, documents=info.documents, statements=info.statements,
        people=info.people, sources=info.sources, first=info.first, last=info.last,
    )  # fmt: skip


@router.get("/documents")
def documents(
    desk: TheDesk,
    public: Public,
    section: Word = None,
    source: Word = None,
    since: When = None,
    until: When = None,
    limit: Limit = 50,
    before: Before = None,
) -> Page[DocumentOut]:
    """Documents, newest first; `section=` without a value asks for those without one."""
    with paging():
        rows = desk.documents(
            section=section, source=source, since=since, until=until, limit=limit + 1, before=before
        )
    following = rows[limit - 1].cursor if len(rows) > limit else None
    return Page(data=[DocumentOut.of(row, public=public) for row in rows[:limit]], next=following)


@router.get("/documents/{id}")
def document(desk: TheDesk, public: Public, id: str) -> dict[str, Any]:
    """The whole record, in the form of `onrecord/1`; on a public desk without the text of others."""
    return record_json(found(desk.document, id, _NONE), public=public)


@router.get("/documents/{id}/statements")
def statements(desk: TheDesk, public: Public, id: str) -> Page[StatementOut]:
    """A document's statements, in the order of the text."""
    rows = found(desk.statements, id, _NONE)
    return Page(data=[StatementOut.of(row, public=public) for row in rows])


@router.get("/sections")
def sections(desk: TheDesk) -> Page[SectionOut]:
    """Sections, the largest first."""
    return Page(data=[SectionOut.of(row) for row in desk.sections()])


@router.get("/sources")
def sources(desk: TheDesk) -> Page[SourceOut]:
    """Sources, the largest first."""
    return Page(data=[SourceOut.of(row) for row in desk.sources()])
