"""Plain text: an article as typed, or the dump of a page with its furniture.

The text is the file's own characters, unchanged; `parts` says where section, title, byline, dateline
and body stand. What is furniture is left out of the body, in which each span is as long as can be.
A line that cannot be told is kept: a lost quotation costs more than a stray line.
"""

from __future__ import annotations

import re
from statistics import median

from onrecord.errors import NoArticle
from onrecord.extract.dates import dates_in
from onrecord.extract.furniture import byline_of, role_of
from onrecord.extract.layout import Block, Layout, crumb, layout_of
from onrecord.extract.made import component, dateline_in, document_of, language_of
from onrecord.gather.decode import Decoded
from onrecord.gather.files import Gathered
from onrecord.models import Document, Span, Spans
from onrecord.text.paragraphs import paragraphs

_WRAP_WIDTHS = range(50, 101)
_UPDATED = re.compile(r"\b(?:updated|modified|edited|aktualisiert|mis à jour|actualizado)\b", re.IGNORECASE)


def from_plain(page: Gathered, decoded: Decoded) -> Document:
    """The document in a plain-text file; raises NoArticle where nothing in it reads as an article."""
    text = decoded.text
    blocks = blocks_of(text)
    layout = layout_of(blocks)
    body = _runs(text, blocks, layout.body)
    if not body and layout.title is None:
        raise NoArticle("holds no article: nothing in it but menus, labels and links", path=page.path)
    title = _span(text, blocks, layout.title)
    byline = _byline_span(text, blocks, layout.byline)
    section = _section_span(text, blocks, layout.section)
    dateline = dateline_in(text, body[0].start, body[0].end) if body else None
    published, updated = _dates(blocks, layout)
    parts = {"title": title, "byline": byline, "section": section, "dateline": dateline}
    return document_of(
        page,
        text,
        {**{name: (span,) for name, span in parts.items() if span is not None}, "body": body},
        extractor=component("plain"),
        notes=decoded.notes,
        title=title and " ".join(title.exact.split()),
        byline=byline and " ".join(byline.exact.split()),
        section=section and section.exact,
        published=published,
        updated=updated,
        language=language_of(" ".join(span.exact for span in body)),
    )


def blocks_of(text: str) -> list[Block]:
    """The paragraphs of `text`: lines, or what stands between empty lines where it is wrapped at a width."""
    found = paragraphs(text, blank_line=_is_wrapped(text))
    blocks = []
    for start, end in found:
        start += len(text[start:end]) - len(text[start:end].lstrip("\ufeff\u200b \t"))
        if start < end:
            words = text[start:end]
            blocks.append(Block(start, end, words, role_of(" ".join(words.split()))))
    return blocks


def _is_wrapped(text: str) -> bool:
    """Most lines with another right below are about as wide as each other, and stop in mid-sentence."""
    inner: list[str] = []
    for start, end in paragraphs(text, blank_line=True):
        lines = text[start:end].splitlines()
        inner.extend(line.rstrip() for line in lines[:-1])
    if len(inner) < 3:
        return False
    middle = median(len(line) for line in inner)
    stops = sum(line.endswith((".", "!", "?", "”", '"')) for line in inner)
    near = sum(middle - 15 <= len(line) <= middle + 15 for line in inner)
    return int(middle) in _WRAP_WIDTHS and near >= 0.7 * len(inner) and stops <= 0.4 * len(inner)


def _runs(text: str, blocks: list[Block], kept: tuple[int, ...]) -> Spans:
    """One span for each run of neighbouring blocks."""
    spans: list[Span] = []
    for n, i in enumerate(kept):
        if n and kept[n - 1] == i - 1:
            spans[-1] = Span.of(text, spans[-1].start, blocks[i].end)
        else:
            spans.append(Span.of(text, blocks[i].start, blocks[i].end))
    return tuple(spans)


def _span(text: str, blocks: list[Block], at: int | None) -> Span | None:
    return None if at is None else Span.of(text, blocks[at].start, blocks[at].end)


def _byline_span(text: str, blocks: list[Block], at: int | None) -> Span | None:
    """The names alone, without "By" and what follows them."""
    if at is None:
        return None
    block = blocks[at]
    names = byline_of(block.text)
    start = block.text.find(names) if names else -1
    if names is None or start < 0:
        return _span(text, blocks, at)
    return Span.of(text, block.start + start, block.start + start + len(names))


def _section_span(text: str, blocks: list[Block], at: int | None) -> Span | None:
    if at is None:
        return None
    block = blocks[at]
    start, end = crumb(block.text) or (0, len(block.text))
    return Span.of(text, block.start + start, block.start + end)


def _dates(blocks: list[Block], layout: Layout) -> tuple[str | None, str | None]:
    """Published and updated, from the date lines above the body and the one that may close it."""
    published = updated = None
    first = layout.body[0] if layout.body else len(blocks)
    last = first if layout.byline is None else max(first, layout.byline + 2)
    for i, block in enumerate(blocks[: last + 1]):
        if block.role not in ("date", "byline") or i == layout.title:
            continue
        for date in dates_in(block.text):
            before = block.text[: date.start]
            above = blocks[i - 1].text if i and not before.strip() else ""
            if _UPDATED.search(before) or _UPDATED.search(above):
                updated = updated or date.value
            else:
                published = published or date.value
    return published or updated, updated
