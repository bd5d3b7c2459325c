"""Page, text dump, Markdown or plain text → Document."""

from __future__ import annotations

from dataclasses import replace

from onrecord.errors import NoArticle, OnrecordError
from onrecord.gather.files import Gathered, Metadata
from onrecord.models import Document


def extract(page: Gathered) -> Document:
    """The document in `page`; raises NotText for what is no text, NoArticle for a text without an article."""
    from onrecord.gather.decode import decode_noting
    from onrecord.gather.net.headers import charset_of

    try:
        decoded = decode_noting(page.data, media=page.media, sent=charset_of(page.header("content-type")))
        if page.media == "html":
            _refuse_lists(page)
            from onrecord.extract.page import from_page

            return _filled(from_page(page, decoded), page.said)
        if page.media == "row":
            from onrecord.extract.row import from_row

            return from_row(page, decoded)
        if page.media == "markdown":
            from onrecord.extract.markdown import from_markdown

            return from_markdown(page, decoded)
        from onrecord.extract.plain import from_plain

        return from_plain(page, decoded)
    except RecursionError as error:
        raise NoArticle("is nested too deeply to be read", path=page.path) from error
    except OnrecordError as error:
        if error.path is None:
            error.path = page.path
        raise


def _refuse_lists(page: Gathered) -> None:
    from onrecord.gather.feeds.reading import list_in

    if what := list_in(page.data):
        raise NoArticle(f"is {what}, not an article: `onrecord follow` takes it", path=page.path)


def _filled(document: Document, said: Metadata | None) -> Document:
    """The gaps in what the page says of itself, filled with what is said elsewhere; its text stays."""
    if said is None:
        return document
    return replace(
        document,
        title=document.title or said.title,
        byline=document.byline or said.byline,
        section=document.section or said.section,
        language=document.language or (said.language or "")[:2].lower() or None,
    )


__all__ = ["extract"]
