"""HTML → Document: headline, byline, dateline and body joined by blank lines."""

from __future__ import annotations

from typing import Any

from onrecord.errors import NoArticle
from onrecord.extract.made import component, document_of, language_of
from onrecord.gather.decode import Decoded
from onrecord.gather.files import Gathered
from onrecord.models import Document, Span


def from_page(page: Gathered, decoded: Decoded) -> Document:
    """The document in a page; raises NoArticle where it holds none."""
    import trafilatura

    found: Any = trafilatura.bare_extraction(
        decoded.text.replace("\x00", "\ufffd"),
        include_comments=False,
        with_metadata=True,
        date_extraction_params={
            "max_date": "2100-01-01",
            "extensive_search": True,
            "outputformat": "%Y-%m-%d",
        },
    )
    body = (
        "\n\n".join(line.strip() for line in (found.text or "").splitlines() if line.strip()) if found else ""
    )
    if not body:
        raise NoArticle("holds no article: the page has no body text", path=page.path)
    text, parts = "", {}
    for name, words in (("title", found.title), ("byline", found.author), ("body", body)):
        if words:
            text += "\n\n" if text else ""
            parts[name] = (Span(len(text), len(text) + len(words), words),)
            text += words
    return document_of(
        page, text, parts, extractor=component("page", "trafilatura"), notes=decoded.notes, title=found.title,
        byline=found.author, published=found.date, canonical_url=found.url, source=page.source or found.sitename,
        language=language_of(body),
    )  # fmt: skip
