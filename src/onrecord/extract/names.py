"""Authors' names, out of what pages put where an author should stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from onrecord.extract.blocks import Block
from onrecord.extract.dates import dates_in
from onrecord.extract.tree import squeeze, tokens_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from onrecord.extract.structured import PageData

_BY = re.compile(
    r"^\W*(?:(?:written |reported |story |words |published |posted )?by|von|par|por|di|oleh|door|av|af|autor(?:in|en|es)?"
    r"|author|auteur|texte?|redaktion|tekst|text|bởi|ein beitrag von|eine analyse von|ein gastbeitrag von)"
    r"(?:\s*:\s*|\s+)(?=\S)",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*(?:;|\||•|·|\n|(?<=\w)/(?=\w\w\w))\s*|\s+(?:and|und|et|og|och|en|dan|ve)\s+(?=[^\W\d_a-z])|\s*[&＆]\s*")
_COMMA = re.compile(r"\s*,\s*|、")
_AND = re.compile(r",?\s+(?:and|und|et|y|e|og|i|en|dan|ve)\s+(?=[^\W\d_a-z])|\s+&\s+")
_ADDRESS = re.compile(r"https?://\S*|www\.\S+|\S+@\S+\.\w+|@\w+")
_SLUG = re.compile(r"[a-z]+(?:-[a-z]+)+$")
_ROLE = re.compile(
    r"\b(?:correspondent|reporter|editor|writer|columnist|journalist|producer|photographer|bureau chief|contributor"
    r"|redakteur(?:in)?|korrespondent(?:in)?|journaliste|redactor|periodista|staff writer|chief|senior|deputy"
    r"|political|business|sports?|science|health|technology|home affairs|news editor)\b",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"\b(?:news|agency|agence|agentur|press|presse|staff|team|desk|redaktion|redaksi|editorial|online|media|times|post"
    r"|reuters|afp|dpa|ap|apa|sda|ansa|efe|upi|bbc|cnn|tv|radio|report(?:er|s)?|newsroom|redacción|rédaction"
    r"|association|institute|foundation|university|council|committee)\b",
    re.IGNORECASE,
)
_HOLDS_NAMES = frozenset("author authors byline bylines autor autoren auteur auteurs autore autores writer writers".split())
_NOT_NAMES = frozenset("bio biography description avatar image date time social share box".split())
_LONGEST_NAME = 60
_MOST_AUTHORS = 20


def authors_of(data: PageData, root: HtmlElement, blocks: list[Block]) -> tuple[str, ...]:
    """The authors, in the page's order: from its data, else from its meta tags, else from its byline."""
    stated = clean_names(named.name for named in data.article.authors)
    organisations = {named.name for named in data.article.authors if "Organization" in named.kind}
    only_outlet = bool(stated) and (
        len(organisations) == len(data.article.authors) or _same(stated, data.article.publisher)
    )
    if stated and not only_outlet:
        return stated
    meta = clean_names(_meta_names(data))
    persons = tuple(name for name in meta if not is_organisation(name) and not _same((name,), data.article.publisher))
    if persons and not stated:
        return persons
    shown = shown_names(root)
    shown_persons = tuple(name for name in shown if not is_organisation(name))
    if stated:
        return shown_persons or stated
    return shown or meta


def _meta_names(data: PageData) -> list[str]:
    for name in ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author",
                 "citation_author", "cxenseparse:author", "byl", "dc.contributor"):  # fmt: skip
        values = [value for value in data.meta.get(name, ()) if not _ADDRESS.fullmatch(value)]
        if values:
            return values
    return []


def shown_names(root: HtmlElement) -> tuple[str, ...]:
    """The names that the page shows as a byline: `rel=author`, microdata, then classes that say so."""
    for path in (
        ".//*[@itemprop='author']//*[@itemprop='name']",
        ".//a[@rel='author']",
        ".//*[@itemprop='author']",
        ".//address//a",
    ):
        names = clean_names(squeeze(e.text_content()) or e.get("content") or "" for e in root.iterfind(path))
        if names:
            return names[:_MOST_AUTHORS]
    for element in root.iter("a", "span", "p", "div", "address", "li", "strong", "b", "em", "h3", "h4"):
        named = element.get("class") or element.get("id") or element.get("data-testid")
        if not named:
            continue
        tokens = set(tokens_of(element))
        if _HOLDS_NAMES.isdisjoint(tokens) or not _NOT_NAMES.isdisjoint(tokens):
            continue
        words = squeeze(" ".join(element.itertext()))
        if 2 < len(words) <= 200:
            links = [squeeze(link.text_content()) for link in element.iter("a")]
            names = clean_names(links) or clean_names([words])
            if names:
                return names[:_MOST_AUTHORS]
    return ()


def clean_names(values: Iterable[str]) -> tuple[str, ...]:
    """Names without "By", addresses, roles and dates; several in one value are parted; none twice."""
    found: list[str] = []
    for value in values:
        for name in _parted(_ADDRESS.sub(" ", value)):
            tidy = _tidy(name)
            if tidy and _letters(tidy) not in {_letters(known) for known in found}:
                found.append(tidy)
    slugs = {_letters(name) for name in found if not _SLUG.match(name)}
    return tuple(name for name in found if not _SLUG.match(name) or (not slugs))[:_MOST_AUTHORS]


def _parted(value: str) -> list[str]:
    value = _BY.sub("", squeeze(value))
    parts = [part for part in _PARTS.split(value) if part]
    whole: list[str] = []
    for part in parts:
        pieces = [piece for piece in _COMMA.split(part) if piece]
        if len(pieces) > 1 and all(_could_be_person(piece) or _ROLE.search(piece) for piece in pieces):
            whole.extend(piece for piece in pieces if _could_be_person(piece))
        elif len(pieces) > 1 and _ROLE.search(pieces[-1]):
            whole.append(pieces[0])
        else:
            whole.append(part)
    return whole


def _could_be_person(piece: str) -> bool:
    words = piece.split()
    return 2 <= len(words) <= 5 and words[0][:1].isupper() and not (_ROLE.search(piece) and piece.islower())


def _tidy(name: str) -> str:
    name = _BY.sub("", name)
    name = re.sub(r"\s*\([^()]{0,40}\)$", "", name) if name.count(" ") else name
    name = name.strip(" ,;:|·•–—-/\\\"'“”*")
    if not name or len(name) > _LONGEST_NAME or dates_in(name) or not any(char.isalpha() for char in name):
        return ""
    if name.isdigit() or len(name) < 2 or name.lower() in _NOBODY:
        return ""
    return name


_NOBODY = frozenset("admin administrator null none undefined unknown author anonymous root user guest n/a na".split())


def is_organisation(name: str) -> bool:
    """Reads as an agency, an outlet or a desk, not as a person."""
    return bool(_ORGANISATION.search(name)) or "." in name.strip(".").replace(". ", " ") or len(name.split()) == 1


def _same(names: tuple[str, ...], publisher: str) -> bool:
    return bool(publisher) and len(names) == 1 and _letters(names[0]) == _letters(publisher)


def _letters(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())
