"""HTML → Document: headline, byline and body, joined by blank lines, with what the page says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from onrecord.errors import NoArticle
from onrecord.extract.blocks import Block, blocks_of
from onrecord.extract.body import body_of
from onrecord.extract.kinds import Seen, kind_of, wall_in
from onrecord.extract.made import component, dateline_in, document_of, language_of
from onrecord.extract.names import authors_of
from onrecord.extract.note_marks import drop_note_marks
from onrecord.extract.reconcile import day_in, reconcile
from onrecord.extract.served import served_parts
from onrecord.extract.structured import PageData, data_of
from onrecord.extract.titles import address_of, title_of
from onrecord.extract.tree import parse, squeeze
from onrecord.extract.when import dates_of
from onrecord.gather.decode import Decoded
from onrecord.gather.files import Gathered
from onrecord.gather.urls import canonical, host_of
from onrecord.models import Document, Span, Spans

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LEAST_BODY = 250
_LEAST_WORDS = 5
_MOST_BLOCKS = 5000
_FULLER = 1.8
_LANGUAGE_CODE = 2
_LONGEST_LABEL = 80


@dataclass(frozen=True, slots=True)
class _Body:
    """The paragraphs, and the package that found them where it was not this one."""

    paragraphs: tuple[str, ...]
    helper: str = ""
    signed: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        return sum(map(len, self.paragraphs))


def from_page(page: Gathered, decoded: Decoded) -> Document:
    """The document in a page; raises NoArticle, with the reason, where it holds none."""
    root = parse(decoded.text)
    data = data_of(root)
    own = page.final_url or page.url
    marks = drop_note_marks(root, (own or "", data.canonical, address_of(data)))
    blocks = blocks_of(root)
    title = title_of(data, blocks)
    body = _body(data, blocks, title, _source_of(root) if marks else decoded.text)
    address = canonical(own, declared=data.canonical or address_of(data)) if own else _canonical(data)
    seen = Seen(data, root, blocks, title, body.paragraphs, own or address)
    _refuse_walls(seen, page.path)
    kind, note = kind_of(seen)
    authors = authors_of(data, root, blocks, body.signed)
    told = (page.said is not None and page.said.published is not None) or (address and day_in(address))
    dates = reconcile(
        dates_of(data, root, blocks, decoded.text, search=not told),
        said=page.said, url=address, fetched=page.fetched,
    )  # fmt: skip
    text, parts = _joined(title, authors, body.paragraphs)
    extractor = component("page") if not body.helper else component("page", body.helper)
    helped = (f"body found by {body.helper}",) if body.helper else ()
    return document_of(
        page,
        text,
        parts,
        extractor=extractor,
        notes=(*decoded.notes, *helped, *((note,) if note else ()), *dates.notes),
        kind=kind,
        title=title or None,
        byline=", ".join(authors) or None,
        section=_section(data, root),
        published=dates.published,
        updated=dates.updated,
        language=_language(data, body),
        canonical_url=address,
        source=page.source or _outlet(data) or ((own and host_of(own)) or "").removeprefix("www.") or None,
        served=served_parts(
            decoded.text, {"title": (title,) if title else (), "byline": authors, "body": body.paragraphs}
        ),
    )


def _refuse_walls(seen: Seen, path: str) -> None:
    wall = wall_in(seen)
    if wall is not None:
        kind, reason = wall
        raise NoArticle(reason, path=path, kind=kind)
    words = " ".join(seen.paragraphs)
    if not seen.paragraphs or (len(words.split()) < _LEAST_WORDS and words.isascii()):
        empty = (
            "the page has no text at all"
            if not any(block.text.strip() for block in seen.blocks)
            else "nothing on the page reads as an article's body"
        )
        raise NoArticle(f"holds no article: {empty}", path=path)


def _body(data: PageData, blocks: list[Block], title: str, source: str) -> _Body:
    """What stands in the page's paragraphs, else in its data, else what trafilatura finds."""
    description = data.article.description or data.first(
        "og:description", "description", "twitter:description"
    )
    found = body_of(blocks, title=title, description=description, article_body=data.article.body)
    own = _Body(tuple(block.text for block in found.blocks), signed=found.signed)
    stated = _Body(tuple(line for raw in data.article.body.splitlines() if (line := squeeze(raw))))
    if stated.size >= _LEAST_BODY and stated.size > _FULLER * own.size:
        return stated
    if own.size >= _LEAST_BODY or len(blocks) > _MOST_BLOCKS:
        return own
    helped = _helped(source)
    return helped if helped.size > _FULLER * own.size and helped.size >= _LEAST_BODY else own


def _source_of(root: HtmlElement) -> str:
    from lxml import html

    return str(html.tostring(root, encoding="unicode"))


def _helped(source: str) -> _Body:
    import trafilatura

    try:
        found = trafilatura.extract(source, include_comments=False, include_tables=False)
    except (ValueError, TypeError, AttributeError, AssertionError, RecursionError):
        found = None
    lines = (squeeze(line).removeprefix("- ") for line in (found or "").splitlines())
    return _Body(tuple(line for line in lines if line), "trafilatura")


def _joined(
    title: str, authors: tuple[str, ...], paragraphs: tuple[str, ...]
) -> tuple[str, dict[str, Spans]]:
    """The text and where its parts stand; the byline has a span for each author."""
    pieces = [piece for piece in (title, ", ".join(authors), "\n\n".join(paragraphs)) if piece]
    text = "\n\n".join(pieces)
    parts: dict[str, Spans] = {}
    at = 0
    if title:
        parts["title"] = (Span.of(text, 0, len(title)),)
        at = len(title) + 2
    spans = []
    for author in authors:
        spans.append(Span.of(text, at, at + len(author)))
        at += len(author) + 2
    parts["byline"] = tuple(spans)
    body = Span.of(text, at, len(text))
    dateline = dateline_in(text, body.start, body.end)
    parts["dateline"] = (dateline,) if dateline else ()
    parts["body"] = (body,)
    return text, parts


def _section(data: PageData, root: HtmlElement) -> str | None:
    section = (
        data.first("article:section") or data.article.section or data.first("section", "parsely-section")
    )
    if not section:
        marked = root.find(".//*[@itemprop='articleSection']")
        section = "" if marked is None else marked.get("content") or marked.text_content()
    section = " ".join(section.split(",")[0].split())
    return section if 0 < len(section) <= _LONGEST_LABEL else None


def _outlet(data: PageData) -> str | None:
    """The outlet's name as stated, else its host."""
    for name in (data.first("og:site_name"), data.article.publisher, data.first("application-name")):
        if name and len(name) <= _LONGEST_LABEL and "://" not in name:
            return name
    return (urlsplit(address_of(data)).hostname or "").removeprefix("www.") or None


def _canonical(data: PageData) -> str | None:
    """The address that names the article; a front page's address names none."""
    address = address_of(data)
    if not address:
        return None
    parted = urlsplit(address)
    return address if parted.path.strip("/") or parted.query else None


def _language(data: PageData, body: _Body) -> str | None:
    """As stated; the body decides where nothing is stated, or English, which is stated unasked."""
    stated = data.language or data.first("og:locale", "content-language", "language") or data.article.language
    code = stated[:_LANGUAGE_CODE].lower()
    if code.isascii() and code.isalpha() and len(code) == _LANGUAGE_CODE and code != "en":
        return code
    return language_of("\n".join(body.paragraphs)) or (code if code == "en" else None)


__all__ = ["from_page"]
