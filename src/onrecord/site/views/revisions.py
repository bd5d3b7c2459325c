"""What revisions changed: the list on an article's page, and a page for each change."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from onrecord.models import Record, Statement
from onrecord.revisions import Revised, StatementChange, said_words, speaker_words
from onrecord.site import addresses, pages
from onrecord.site.answers import page_answer, site_of
from onrecord.site.listing import heading
from onrecord.site.pages import Changed, ChangedParagraph, ChangedStatement, RevisionPage, Sign
from onrecord.site.views.asking import desk_of, found
from onrecord.site.words import shorten
from onrecord.store import Desk
from onrecord.text.difference import Piece
from onrecord.visibility import LONGEST, enough, withheld

_SHOWN = 20
_WORDS = {
    "appeared": "new", "reworded": "reworded", "told otherwise": "told otherwise",
    "given to another": "given to another speaker",
}  # fmt: skip
_ROUND = 1
_NO_REVISION = "No document of this desk has such a revision."


def last_changes(desk: Desk, id: str) -> list[Revised]:
    """What the document's last revisions changed, the last one first."""
    numbers = [row.number for row in desk.revisions(id)[1:]][-_SHOWN:]
    return [desk.change(id, number) for number in reversed(numbers)]


def changes_of(request: Request, record: Record, changes: Sequence[Revised]) -> tuple[Changed, ...]:
    """The changes as the article's page lists them."""
    shown = {statement.id for statement in record.statements}
    hidden = withheld(record.document.notes, public=site_of(request).public)
    return tuple(_changed(record, change, shown, hidden) for change in changes)


def marks_of(record: Record, changes: Sequence[Revised]) -> dict[str, pages.Revised]:
    """By id, the statements of the text as it is now that one of the changes touched: the last that did."""
    marks: dict[str, pages.Revised] = {}
    last: dict[tuple[str, str], pages.Revised] = {}
    for change in changes:
        for one in change.statements:
            if one.new is not None:
                href = addresses.revision(record.document.id, change.number)
                last.setdefault(
                    _key(one.new), pages.Revised(_WORDS[one.change], change.number - 1, change.when, href)
                )
    for statement in record.statements:
        mark = last.get(_key(statement))
        if mark is not None:
            marks[statement.id] = mark
    return marks


def _key(statement: Statement) -> tuple[str, str]:
    """What stays of a statement from one text to the next: who said what."""
    return speaker_words(statement), said_words(statement)


def revision(request: Request) -> Response:
    desk, id, number = desk_of(request), request.path_params["id"], request.path_params["number"]
    if number < 2:
        raise HTTPException(404, _NO_REVISION)
    change = found(lambda key: desk.change(key, number), id, _NO_REVISION)
    record, row = desk.document(id), desk.document_row(id)
    public = site_of(request).public
    hidden = withheld(record.document.notes, public=public)
    page = RevisionPage(
        heading=heading(row, public=public),
        changed=_changed(record, change, {statement.id for statement in record.statements}, hidden),
        revisions=row.revisions,
        paragraphs=() if hidden else paragraphs_of(change.pieces),
        withheld=hidden,
        language=record.document.language,
        earlier=addresses.revision(id, number - 1) if number > 2 else None,
        later=addresses.revision(id, number + 1) if number < row.revisions else None,
    )
    return page_answer(request, "revision", page)


def _changed(record: Record, change: Revised, shown: set[str], hidden: bool) -> Changed:
    """The change; of a withheld text with no more of its words than its article's page may show."""
    id = record.document.id
    statements = change.statements
    if hidden:
        body = sum(len(span) for span in record.document.parts.get("body", ()))
        statements = statements[: enough([sum(map(len, s.statement.content)) for s in statements], body)]
    return Changed(
        number=change.number,
        href=addresses.revision(id, change.number),
        since=change.since,
        when=change.when,
        title=change.title,
        struck=change.struck,
        put_in=change.put_in,
        statements=tuple(_statement(id, one, shown, hidden) for one in statements),
    )


def _statement(id: str, change: StatementChange, shown: set[str], hidden: bool) -> ChangedStatement:
    statement = change.statement
    words = said_words(statement)
    return ChangedStatement(
        change=change.change,
        speaker=_speakers(change),
        words=shorten(words, LONGEST) if hidden else words,
        href=addresses.in_article(id, statement.id) if change.new and statement.id in shown else None,
        difference=() if hidden else change.difference,
    )


def _speakers(change: StatementChange) -> str:
    names = [speaker_words(one) for one in (change.old, change.new) if one is not None]
    if change.change == "given to another":
        return " → ".join(names)
    return names[-1]


def paragraphs_of(pieces: tuple[Piece, ...]) -> tuple[ChangedParagraph, ...]:
    """The pieces by paragraph of the two texts in one; of those without a change only the ones beside one."""
    rows: list[list[tuple[Sign, str]]] = [[]]
    for piece in pieces:
        for number, line in enumerate(piece.exact.split("\n")):
            if number and rows[-1]:
                rows.append([])
            words = line.rstrip()
            if words:
                rows[-1].append((piece.sign, words))
            if line != words:
                rows[-1].append(("=", " "))
    rows = [row for row in rows if any(words.strip() for _, words in row)]
    changed = [any(sign != "=" for sign, _ in row) for row in rows]
    shown: list[ChangedParagraph] = []
    left_out = 0
    for place, row in enumerate(rows):
        if any(changed[max(0, place - _ROUND) : place + _ROUND + 1]):
            if left_out:
                shown.append(ChangedParagraph(unchanged=left_out))
            shown.append(ChangedParagraph(tuple(row)))
            left_out = 0
        else:
            left_out += 1
    if left_out:
        shown.append(ChangedParagraph(unchanged=left_out))
    return tuple(shown)
