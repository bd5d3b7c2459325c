"""Markdown: front matter, the first heading, and the rest as body. The text is the file's own characters."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.errors import NoArticle
from onrecord.extract.dates import iso_of
from onrecord.extract.furniture import byline_of, is_date
from onrecord.extract.made import component, dateline_in, document_of, language_of
from onrecord.gather.decode import Decoded
from onrecord.gather.files import Gathered
from onrecord.models import Document, Span
from onrecord.text.paragraphs import paragraphs

_FRONT = re.compile(
    r"\ufeff?(?P<fence>---|\+\+\+)[ \t]*\r?\n(?P<inside>.*?)^(?P=fence)[ \t]*(?:\r?\n|\Z)", re.S | re.M
)
_KEY = re.compile(r"^(?P<key>[A-Za-z_-]+)[ \t]*[:=][ \t]*(?P<value>\S[^\r\n]*?)?[ \t]*\r?$", re.M)
_ITEM = re.compile(r"[ \t]*-[ \t]+(?P<value>\S[^\r\n]*?)[ \t]*(?:\r?\n|\Z)")
_HEADING = re.compile(
    r"^ {0,3}#[ \t]+(?P<atx>[^\r\n]*?\S)[ \t]*#*[ \t]*\r?$|^(?P<under>\S[^\r\n]*?)[ \t]*\r?\n=+[ \t]*\r?$",
    re.M,
)
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)", re.M)
_EMPHASIS = "*_ \t"
_KEYS = {
    "title": "title", "headline": "title",
    "author": "byline", "authors": "byline", "byline": "byline", "by": "byline",
    "section": "section", "category": "section",
    "date": "published", "published": "published", "pubdate": "published",
    "updated": "updated", "lastmod": "updated", "modified": "updated",
    "url": "canonical_url", "link": "canonical_url", "canonical_url": "canonical_url",
    "canonical": "canonical_url",
    "source": "source", "outlet": "source", "lang": "language", "language": "language",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Front:
    """The front matter: a span for each known key, and where it ends."""

    spans: dict[str, tuple[Span, ...]]
    end: int

    def words(self, key: str) -> str | None:
        return ", ".join(span.exact for span in self.spans.get(key, ())) or None


def from_markdown(page: Gathered, decoded: Decoded) -> Document:
    """The document in a Markdown file; raises NoArticle where it has neither title nor body."""
    text = decoded.text
    front = _front_of(text)
    heading, at = _heading_of(text, front.end)
    title = front.spans.get("title") or ((heading,) if heading else ())
    byline, at = _byline_of(text, at) if not front.spans.get("byline") else (front.spans["byline"], at)
    found = list(paragraphs(text, at))
    body = (Span.of(text, found[0][0], found[-1][1]),) if found else ()
    if not body and not title:
        raise NoArticle("holds front matter and nothing else", path=page.path)
    dateline = dateline_in(text, body[0].start, body[0].end) if body else None
    language = front.words("language")
    return document_of(
        page,
        text,
        {
            "title": title,
            "byline": byline,
            "section": front.spans.get("section", ()),
            "dateline": (dateline,) if dateline else (),
            "body": body,
        },
        extractor=component("markdown"),
        notes=decoded.notes,
        title=title[0].exact if title else None,
        byline=", ".join(span.exact for span in byline) or None,
        section=front.words("section"),
        published=iso_of(front.words("published") or ""),
        updated=iso_of(front.words("updated") or ""),
        canonical_url=front.words("canonical_url"),
        source=front.words("source"),
        language=language[:2].lower() if language else language_of(body[0].exact if body else ""),
    )


def _front_of(text: str) -> _Front:
    """YAML or TOML between fences, read line by line: plain values and simple lists, nothing more."""
    match = _FRONT.match(text)
    if match is None:
        return _Front({}, 0)
    spans: dict[str, tuple[Span, ...]] = {}
    for line in _KEY.finditer(text, match.start("inside"), match.end("inside")):
        name = _KEYS.get(line["key"].lower())
        if name is None or name in spans:
            continue
        found = _values(text, line, match.end("inside"))
        if found:
            spans[name] = found
    return _Front(spans, match.end())


def _values(text: str, line: re.Match[str], end: int) -> tuple[Span, ...]:
    if line["value"] is None:
        spans, at = [], text.find("\n", line.end(), end) + 1
        while at and (item := _ITEM.match(text, at, end)):
            spans.append(_unquoted(text, *item.span("value")))
            at = item.end()
        return tuple(span for span in spans if span.exact)
    start, stop = line.span("value")
    if text[start] == "[" and text[stop - 1] == "]":
        pieces = re.finditer(r"[^,\[\]]+", text[start:stop])
        spans = [_unquoted(text, start + piece.start(), start + piece.end()) for piece in pieces]
        return tuple(span for span in spans if span.exact)
    span = _unquoted(text, start, stop)
    return (span,) if span.exact else ()


def _unquoted(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if end - start >= 2 and text[start] == text[end - 1] and text[start] in "\"'":
        start, end = start + 1, end - 1
    return Span.of(text, start, end)


def _heading_of(text: str, at: int) -> tuple[Span | None, int]:
    """The first heading of level one that stands outside fences, and where the words after it begin."""
    match = _HEADING.search(text, at)
    if match is None or len(_FENCE.findall(text, at, match.start())) % 2:
        return None, at
    start, end = match.span("atx") if match["atx"] is not None else match.span("under")
    return Span.of(text, start, end), match.end()


def _byline_of(text: str, at: int) -> tuple[tuple[Span, ...], int]:
    """A line "By X" and a date line right below the heading, plain or emphasised; where the body begins."""
    byline: tuple[Span, ...] = ()
    for start, end in paragraphs(text, at):
        line = text[start:end].strip(_EMPHASIS)
        names = None if byline else byline_of(line)
        if names is not None:
            begin = text.index(names, start, end)
            byline = (Span.of(text, begin, begin + len(names)),)
        elif not is_date(line):
            break
        at = end
    return byline, at
