"""The paragraphs of a document's text, and which statements stand in which of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
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


def within(rows: list[tuple[int, int]], marks: Mapping[int, Spans]) -> list[dict[int, Spans]]:
    """For each paragraph the marks that stand in it, in the order of their keys; `rows` are in order."""
    ends = [end for _, end in rows]
    inside: list[dict[int, Spans]] = [{} for _ in rows]
    for key, spans in marks.items():
        for span in filter(len, spans):
            at = bisect_right(ends, span.start)
            while at < len(rows) and rows[at][0] < span.end:
                inside[at][key] = spans
                at += 1
    return inside


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
