"""A page's tree, parsed once, with nothing executed, fetched or trusted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.errors import NoArticle

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SPACE = re.compile(r"\s+")


def parse(source: str) -> HtmlElement:
    """The root of the page; raises NoArticle where nothing in it can be parsed as markup."""
    from lxml import etree, html

    parser = html.HTMLParser(
        encoding="utf-8",
        recover=True,
        no_network=True,
        huge_tree=False,
        remove_pis=True,
        remove_comments=True,
    )
    clean = source.removeprefix("\ufeff").replace("\x00", "\ufffd")
    try:
        root = html.document_fromstring(clean.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError, ValueError) as error:
        raise NoArticle(f"holds no page: {error}") from error
    too_deep = any("depth" in entry.message.lower() for entry in parser.error_log)
    if too_deep and not squeeze(root.text_content()):
        raise NoArticle("is nested too deeply to be read")
    if root.tag != "html":
        raise NoArticle("holds no page: it has no root element")
    return root


def squeeze(words: str | None) -> str:
    """`words` on one line, white space folded."""
    return _SPACE.sub(" ", words).strip() if words else ""


def text_of(element: HtmlElement) -> str:
    return squeeze("".join(element.itertext()))


def tokens_of(element: HtmlElement) -> Iterator[str]:
    """The words that class and id are made of: `c-articleBody__text` gives c, article, body, text."""
    for attribute in ("class", "id", "data-testid", "data-component", "data-qa"):
        value = element.get(attribute)
        if value:
            yield from words_in(value)


_CAMEL = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def words_in(value: str) -> list[str]:
    return [word.lower() for word in _CAMEL.findall(value)]
