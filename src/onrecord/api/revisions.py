"""What became of a document's text: its revisions, and the outlets that ran it again."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from onrecord.api.asking import Public, TheDesk, found
from onrecord.api.shapes import DocumentOut
from onrecord.revisions import Revised, change_json
from onrecord.store import CopyGroup, Desk
from onrecord.visibility import enough, visible, withheld

router = APIRouter(prefix="/documents/{id}", tags=["documents"])
_NONE = "no document of this desk has that id"


class RevisedStatement(BaseModel):
    """A statement as one of the two texts has it."""

    id: str
    speaker: str
    words: str

    model_config = ConfigDict(extra="forbid")


class StatementChangeOut(BaseModel):
    """A statement that appeared, vanished, was reworded, told otherwise or given to another.

    `-` in the difference is of the earlier text.
    """

    change: str
    old: RevisedStatement | None
    new: RevisedStatement | None
    difference: list[tuple[str, str]]

    model_config = ConfigDict(extra="forbid")


class RevisionOut(BaseModel):
    """What one revision changed of the text before it; both texts in one, word by word, in `difference`."""

    revision: int
    since: str | None
    when: str | None
    title_changed: bool
    difference: list[tuple[str, str]]
    statements: list[StatementChangeOut]

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "revision": 2, "since": "2025-03-03T10:00:00Z", "when": "2025-03-03T12:30:00Z",
                    "title_changed": False,
                    "difference": [["=", "The bridge is "], ["-", "closed"], ["+", "open"], ["=", "."]],
                    "statements": [],
                }
            ]
        },
    )  # fmt: skip


class MissingOut(BaseModel):
    """Since when a document's address no longer serves it, and what was found there last."""

    since: str
    reason: str


class RevisionsOut(BaseModel):
    """What a document's later texts changed of its earlier ones; empty where it has had one text."""

    document: str
    title: str | None
    withheld: bool
    missing: MissingOut | None
    changes: list[RevisionOut]


class ChangedOut(BaseModel):
    """A figure, date, name or negation that a copy has otherwise, in its sentence and that of the first."""

    kind: str
    was: str
    now: str
    before: str
    after: str


class CopyOut(BaseModel):
    """A document that ran the text again; `share` (0–1) of the shorter text stands in the other."""

    document: DocumentOut
    share: float
    headlined: bool
    cut: list[str]
    added: list[str]
    changed: list[ChangedOut]


class CopiesOut(BaseModel):
    """One text and who ran it: the first by time of publication, the copies by time."""

    first: DocumentOut
    outlets: list[str]
    copies: list[CopyOut]
    withheld: bool


@router.get("/revisions")
def revisions(desk: TheDesk, public: Public, id: str) -> RevisionsOut:
    """What each later text of a document changed: its words, and its statements."""
    row = found(desk.document_row, id, _NONE)
    hidden = withheld(row.notes, public=public)
    changes = [_change(desk, id, change, hidden=hidden) for change in desk.changes(id)]
    missing = desk.following.missing(id)
    return RevisionsOut(
        document=row.id,
        title=row.title,
        withheld=hidden,
        missing=MissingOut(since=missing.moment, reason=missing.reason) if missing else None,
        changes=[RevisionOut.model_validate(change) for change in changes],
    )


def _change(desk: Desk, id: str, change: Revised, *, hidden: bool) -> dict[str, Any]:
    """On a public desk no more of the words than the article's own page may show."""
    told = change_json(change)
    if not hidden:
        return told
    body = sum(len(span) for span in desk.document(id).document.parts.get("body", ()))
    lengths = [sum(map(len, one.statement.content)) for one in change.statements]
    told["difference"] = []
    told["statements"] = told["statements"][: enough(lengths, body)]
    for one in told["statements"]:
        one["difference"] = []
        for part in filter(None, (one["old"], one["new"])):
            part["words"] = visible(part["words"], (), public=True)
    return told


@router.get("/copies")
def copies(desk: TheDesk, public: Public, id: str) -> CopiesOut:
    """Who else ran a document's text, who first, and what each cut, added or headlined anew."""
    group = found(desk.stories.copies, id, _NONE)
    hidden = _hidden(group, public=public)
    return CopiesOut(
        first=DocumentOut.of(group.first, public=public),
        outlets=list(group.outlets),
        withheld=hidden,
        copies=[
            CopyOut(
                document=DocumentOut.of(one.document, public=public),
                share=one.share,
                headlined=one.headlined,
                cut=[] if hidden else list(one.cut),
                added=[] if hidden else list(one.added),
                changed=[] if hidden else [ChangedOut.model_validate(asdict(c)) for c in one.changed],
            )
            for one in group.copies
        ],
    )


def _hidden(group: CopyGroup, *, public: bool) -> bool:
    return any(
        withheld(row.notes, public=public) for row in (group.first, *(c.document for c in group.copies))
    )
