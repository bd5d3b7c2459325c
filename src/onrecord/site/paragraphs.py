"""The paragraphs of a document's text, and which statement begins in which of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from onrecord.models import Document, Span, Spans, Statement
from onrecord.site.notes import Reader
from onrecord.site.pages import Paragraph
from onrecord.site.segments import Segment, cut
from onrecord.text.paragraphs import paragraphs


def blocks(doc: Document) -> Iterator[tuple[int, int]]:
    """Paragraphs of the body, as offsets; a body wrapped at a fixed width has them between blank lines."""
    for span in doc.parts.get("body", ()):
        yield from paragraphs(doc.text, span.start, span.end, blank_line=_wrapped(span))


def _wrapped(span: Span) -> bool:
    """Whether all lines that another line follows at once are near one width."""
    lines = span.exact.splitlines()
    full = [len(line) for line, after in pairwise(lines) if line.strip() and after.strip()]
    return len(full) > 2 and max(full) <= 100 and min(full) >= 0.6 * max(full)


def placed(statements: Iterable[Statement], rows: list[tuple[int, int]]) -> dict[str, int]:
    """The index of the paragraph in which each statement begins."""
    places = {}
    for statement in statements:
        for span in statement.content:
            index = next(
                (i for i, (a, b) in enumerate(rows) if span and span.start < b and a < span.end), None
            )
            if index is not None:
                places[statement.id] = index
                break
    return places


def title_segments(reader: Reader, marks: Mapping[int, Spans], seen: set[int]) -> tuple[Segment, ...]:
    """The headline, with statements marked where it stands in the text as the document has it."""
    doc = reader.record.document
    spans = doc.parts.get("title", ())
    joined = " ".join(span.exact for span in spans)
    if not joined.strip() or (doc.title and doc.title.split() != joined.split()):
        return (Segment(doc.title or "(no headline)"),)
    pieces: list[Segment] = []
    for span in spans:
        pieces += [Segment(" ")] if pieces else []
        pieces += cut(doc.text, span.start, span.end, marks, seen)
    return tuple(pieces)


def paragraphs_with(reader: Reader, statement: Statement) -> tuple[Paragraph, ...]:
    """The paragraphs in which a statement stands, it alone marked; none where the text is withheld."""
    if reader.hidden:
        return ()
    doc = reader.record.document
    marks = reader.spans([statement])
    rows = [*((t.start, t.end) for t in doc.parts.get("title", ())), *blocks(doc)]
    here = [(a, b) for a, b in rows if any(s.start < b and a < s.end for s in statement.content)]
    if not here:
        here = [(span.start, span.end) for span in statement.content]
    seen: set[int] = set()
    return tuple(Paragraph(n, cut(doc.text, a, b, marks, seen)) for n, (a, b) in enumerate(here, start=1))
