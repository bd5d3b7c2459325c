"""An article as a row of a table or a JSON object gives it: headline, byline and body in columns."""

from __future__ import annotations

from onrecord.errors import NoArticle
from onrecord.extract.made import component, dateline_in, document_of, language_of
from onrecord.extract.reconcile import Dates, reconcile
from onrecord.extract.tree import squeeze
from onrecord.gather.decode import Decoded
from onrecord.gather.files import Gathered, Metadata
from onrecord.models import Document, Span, Spans


def from_row(page: Gathered, decoded: Decoded) -> Document:
    """The document: headline, byline and body joined by blank lines; raises NoArticle without a body."""
    said = page.said or Metadata("row")
    title = squeeze(said.title)
    byline = squeeze(said.byline)
    lines = [stripped for line in decoded.text.splitlines() if (stripped := line.strip())]
    if lines and title and squeeze(lines[0]) == title:
        lines = lines[1:]
    if not lines:
        raise NoArticle("holds no article: its text is empty", path=page.path)
    text = "\n\n".join(piece for piece in (title, byline, *lines) if piece)
    body = Span.of(text, len(text) - len("\n\n".join(lines)), len(text))
    dateline = dateline_in(text, body.start, body.end)
    parts: dict[str, Spans] = {"body": (body,), "dateline": (dateline,) if dateline else ()}
    if title:
        parts["title"] = (Span.of(text, 0, len(title)),)
    if byline:
        start = len(title) + 2 if title else 0
        parts["byline"] = (Span.of(text, start, start + len(byline)),)
    dates = reconcile(Dates(), said=said, url=page.url, fetched=page.fetched)
    notes = tuple(note for note in dates.notes if note != "published: as the row says")
    stated = (said.language or "")[:2].lower()
    return document_of(
        page,
        text,
        parts,
        extractor=component("row"),
        notes=(*decoded.notes, *notes),
        title=title or None,
        byline=byline or None,
        section=said.section,
        published=dates.published,
        updated=dates.updated,
        language=language_of(body.exact) or (stated if stated.isalpha() and len(stated) == 2 else None),
    )
