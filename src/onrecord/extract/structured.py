"""What a page says of itself as data: JSON-LD, OpenGraph and other meta tags, microdata."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from onrecord.extract.tree import squeeze

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLE_TYPES = re.compile(
    r"(?:article|blogposting|liveblogposting|newsstory|report|review)$", re.IGNORECASE
)
_PAGE_TYPES = re.compile(r"(?:webpage|itempage|mediaobject|videoobject|imagegallery)$", re.IGNORECASE)
_TRAILING_COMMA = re.compile(r",\s*([}\]])")
_MOST_NODES = 2000
_MOST_DEPTH = 12

Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Named:
    """An author or a publisher as the data name it."""

    name: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class ArticleData:
    """The article's node in JSON-LD, its values as plain text."""

    types: tuple[str, ...] = ()
    headline: str = ""
    description: str = ""
    body: str = ""
    published: str = ""
    modified: str = ""
    section: str = ""
    language: str = ""
    url: str = ""
    authors: tuple[Named, ...] = ()
    publisher: str = ""


@dataclass(frozen=True, slots=True)
class PageData:
    """All that the page says of itself. `meta` maps each meta tag's name, in lower case, to its values.

    `paid` tells that it states not to be free to read.
    """

    article: ArticleData
    page_types: tuple[str, ...]
    meta: dict[str, tuple[str, ...]] = field(default_factory=dict)
    canonical: str = ""
    language: str = ""
    window_title: str = ""
    paid: bool = False

    def first(self, *names: str) -> str:
        """The first value of the first of these meta tags that has one."""
        for name in names:
            for value in self.meta.get(name, ()):
                if value:
                    return value
        return ""


def data_of(root: HtmlElement) -> PageData:
    """What the page says of itself; broken data are passed over."""
    nodes: list[Node] = []
    for script in root.iter("script"):
        if (script.get("type") or "").strip().lower().startswith("application/ld+json") and script.text:
            nodes.extend(_nodes(_loaded(script.text)))
    meta: dict[str, list[str]] = {}
    for tag in root.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop")
        content = squeeze(tag.get("content"))
        if name and content:
            meta.setdefault(name.strip().lower(), []).append(content)
    links = (link for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical")
    canonical = next((link.get("href", "").strip() for link in links), "")
    title = root.find(".//title")
    return PageData(
        article=_article(nodes),
        page_types=tuple(kind for node in nodes for kind in _types(node)),
        meta={name: tuple(values) for name, values in meta.items()},
        canonical=canonical,
        language=(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip(),
        window_title=squeeze(title.text_content()) if title is not None else "",
        paid=_is_paid(nodes, meta),
    )


def _is_paid(nodes: list[Node], meta: dict[str, list[str]]) -> bool:
    stated = [str(node["isAccessibleForFree"]).lower() for node in nodes if "isAccessibleForFree" in node]
    tiers = [tier.lower() for tier in meta.get("article:content_tier", ())]
    return any(value.endswith("false") for value in stated) or "locked" in tiers


def _loaded(source: str) -> Any:
    """JSON as pages write it: line breaks in strings, comments and a comma too many are forgiven."""
    source = source.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    for attempt in (source, _TRAILING_COMMA.sub(r"\1", source)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: Any) -> list[Node]:
    """Every object in the data that has a type or an id, outer ones first."""
    found: list[Node] = []
    level = [value]
    for _ in range(_MOST_DEPTH):
        inner: list[Any] = []
        for item in level:
            if isinstance(item, list):
                inner.extend(item)
            elif isinstance(item, dict):
                if "@type" in item or "@id" in item:
                    found.append(item)
                inner.extend(child for child in item.values() if isinstance(child, dict | list))
        level = inner
        if not level or len(found) > _MOST_NODES:
            break
    return found


def _types(node: Node) -> Iterator[str]:
    value = node.get("@type")
    for kind in value if isinstance(value, list) else [value]:
        if isinstance(kind, str):
            yield kind.rsplit("/", 1)[-1]


def _article(nodes: list[Node]) -> ArticleData:
    """The fullest article node, its gaps filled from the others of the same headline."""
    articles = [n for n in nodes if any(_ARTICLE_TYPES.search(kind) for kind in _types(n)) and _is_whole(n)]
    if not articles:
        articles = [
            n for n in nodes if any(_PAGE_TYPES.search(kind) for kind in _types(n)) and n.get("datePublished")
        ]
    if not articles:
        return ArticleData()
    by_id = {
        node["@id"]: node for node in reversed(nodes) if isinstance(node.get("@id"), str) and len(node) > 2
    }
    main = max(articles, key=lambda node: sum(bool(node.get(key)) for key in _WANTED))
    same = [
        main,
        *(n for n in articles if n is not main and _plain(n.get("headline")) == _plain(main.get("headline"))),
    ]

    def text(key: str) -> str:
        return next((value for node in same if (value := _plain(node.get(key)))), "")

    authors = next((found for n in same if (found := _named(n.get("author") or n.get("creator"), by_id))), ())
    publisher = next((found for n in same if (found := _named(n.get("publisher"), by_id))), ())
    return ArticleData(
        types=tuple(_types(main)),
        headline=text("headline") or text("name"),
        description=text("description"),
        body=next((v for n in same if (v := _long(n.get("articleBody") or n.get("text")))), ""),
        published=text("datePublished") or text("dateCreated"),
        modified=text("dateModified"),
        section=text("articleSection"),
        language=text("inLanguage"),
        url=text("url") or _address(main.get("mainEntityOfPage")),
        authors=authors,
        publisher=publisher[0].name if publisher else "",
    )


_WANTED = (
    "headline",
    "datePublished",
    "author",
    "articleBody",
    "dateModified",
    "description",
    "articleSection",
)


def _is_whole(node: Node) -> bool:
    return bool(node.get("headline") or node.get("datePublished") or node.get("articleBody"))


def _plain(value: Any) -> str:
    """The first string in `value`, without entities and tags."""
    while isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name") or value.get("alternateName")
    return _unmarked(squeeze(value)) if isinstance(value, str) else ""


_TAG = re.compile(r"<[^<>]{1,300}>")


def _unmarked(value: str) -> str:
    if "&" in value:
        value = html.unescape(value)
    return squeeze(_TAG.sub("", value)) if "<" in value else value


def _long(value: Any) -> str:
    """An article's words, their line breaks kept."""
    if not isinstance(value, str):
        return ""
    value = html.unescape(value)
    return re.sub(r"<(?:br|/p|/h\d|/li)\b[^<>]{0,200}>", "\n", value) if "<" in value else value


def _address(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return value.strip() if isinstance(value, str) and value.strip().startswith("http") else ""


def _named(value: Any, by_id: dict[str, Node]) -> tuple[Named, ...]:
    found: list[Named] = []
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            if not item.get("name") and isinstance(item.get("@id"), str):
                item = by_id.get(item["@id"], item)
            names = item.get("name")
            kind = next(_types(item), "")
            named = names if isinstance(names, list) else [names]
            found.extend(
                Named(_unmarked(squeeze(n)), kind) for n in named if isinstance(n, str) and n.strip()
            )
        elif isinstance(item, str) and item.strip():
            found.append(Named(_unmarked(squeeze(item))))
    return tuple(found)
