"""Authors' names, out of what pages put where an author should stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from onrecord.extract.blocks import Block
from onrecord.extract.dates import dates_in
from onrecord.extract.furniture import byline_of
from onrecord.extract.tree import squeeze, tokens_of
from onrecord.extract.wordlists import sections, words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from onrecord.extract.structured import PageData

_BY = re.compile(
    r"^\W*(?:(?:written |reported |story |words |published |posted )?by|von|par|por|di|oleh|door|av|af"
    r"|autor(?:in|en|es)?"
    r"|author|auteur|texte?|redaktion|tekst|text|bởi|ein beitrag von|eine analyse von|ein gastbeitrag von)"
    r"(?:\s*:\s*|\s+)(?=\S)",
    re.IGNORECASE,
)
_PARTS = re.compile(
    r"\s*(?:;|\||•|·|\n|\s/\s)\s*|\s+(?:and|und|et|og|och|en|dan|ve)\s+(?=[^\W\d_a-z])|\s*[&＆]\s*"
)
_COMMA = re.compile(r"\s*,\s*|、")
_AND = re.compile(r",?\s+(?:and|und|et|y|e|og|i|en|dan|ve)\s+(?=[^\W\d_a-z])|\s+&\s+")
_ADDRESS = re.compile(r"https?://\S*|www\.\S+|\S+@\S+\.\w+|@\w+")
_SLUG = re.compile(r"[a-z]+(?:-[a-z]+)+$")
_ROLE = re.compile(
    r"\b(?:correspondent|reporter|editor|writer|columnist|journalist|producer|photographer|bureau chief"
    r"|contributor"
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
_HOLDS_NAMES = words("markup.txt", "author")
_NOT_NAMES = words("markup.txt", "not-author")
_NOBODY = words("markup.txt", "nobody")
_META = sections("metatags.txt")["author"]
_LABEL = re.compile(
    r"written by|by|author|geschrieben von|verfasst von|von|écrit par|par|escrito por|por|scritto da"
    r"|geschreven door|skrevet av|skriven av|napisane przez|autor",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?:autorin/autor|autor(?:in|en|innen)?|author|auteure?|autore|yazar|penulis|forfatter)s?\s*:?\s+(?P<names>.{4,100})$",
    re.IGNORECASE,
)
_REACH = 12
_EASTERN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_EASTERN_OUTLET = re.compile(
    r"新聞|新闻|通信|通讯|社$|日報|時報|编辑|編集|編輯|オンライン|取材|기자단|뉴스|신문|일보|방송"
)
_LONGEST_NAME = 60
_MOST_AUTHORS = 20


def authors_of(
    data: PageData, root: HtmlElement, blocks: list[Block], signed: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """The authors, in the page's order: from its data, else its meta tags, else its byline or signature.

    `signed` are the short lines that close the body. An outlet that the data name as its own author
    gives way to a person whom the page shows.
    """
    publisher = data.article.publisher
    stated = clean_names(named.name for named in data.article.authors)
    organisations = sum("Organization" in named.kind for named in data.article.authors)
    if stated and organisations < len(data.article.authors) and not _same(stated, publisher):
        return stated
    meta = clean_names(_meta_names(data))
    own = {publisher, *(named.name for named in data.article.authors), data.first("og:site_name")}
    others = tuple(name for name in meta if not any(_same((name,), outlet) for outlet in own))
    if others and (not stated or any(looks_like_person(name) for name in others)):
        return others
    shown = shown_names(root) or _labelled(blocks)
    persons = tuple(name for name in shown if looks_like_person(name))
    signatures = clean_names(line for line in signed if looks_like_person(line.strip("()–—- ")))
    return persons or signatures or stated or meta or shown


def _meta_names(data: PageData) -> list[str]:
    for name in _META:
        values = [value for value in data.meta.get(name, ()) if not _ADDRESS.fullmatch(value)]
        if clean_names(values):
            return values
    if _LABEL.fullmatch(data.first("twitter:label1").strip(": ")):
        return [data.first("twitter:data1")]
    return []


def _labelled(blocks: list[Block]) -> tuple[str, ...]:
    """A line such as "Author: X" anywhere, or "By X" within reach of the headline."""
    head = next((block.order for block in blocks if block.tag == "h1"), None)
    for block in blocks:
        if len(block.text) > 120:
            continue
        label = _LABELLED.match(block.text)
        near = head is not None and 0 < block.order - head <= _REACH
        names = label["names"] if label else (byline_of(block.text) if near else None)
        found = clean_names([names]) if names else ()
        if found and all(looks_like_person(name) for name in found):
            return found
    return ()


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
        shown = squeeze(" ".join(element.itertext()))
        if 2 < len(shown) <= 200:
            links = [squeeze(link.text_content()) for link in element.iter("a")]
            names = clean_names(links) or clean_names([shown])
            if names:
                return names[:_MOST_AUTHORS]
    return ()


def clean_names(values: Iterable[str]) -> tuple[str, ...]:
    """Names without "By", addresses, roles and dates; several in one value are parted; none twice."""
    found: list[str] = []
    for value in values:
        for name in _parted(_ADDRESS.sub("", value)):
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
        listed = len(pieces) > 1 and any(_could_be_person(piece) for piece in pieces)
        if listed and all(_could_be_person(piece) or _ROLE.search(piece) for piece in pieces):
            whole.extend(piece for piece in pieces if _could_be_person(piece))
        elif listed and len(parts) > 1 and all(piece[:1].isupper() for piece in pieces):
            whole.extend(pieces)
        elif len(pieces) > 1 and _ROLE.search(pieces[-1]):
            whole.append(pieces[0])
        else:
            whole.extend(_slashed(part))
    return whole


def _slashed(part: str) -> list[str]:
    """ "Jane Doe/John Roe" are two; "srf/abc" is one sign."""
    pieces = part.split("/")
    return pieces if len(pieces) > 1 and all(len(piece.split()) >= 2 for piece in pieces) else [part]


def _could_be_person(piece: str) -> bool:
    parts = piece.split()
    return 2 <= len(parts) <= 5 and parts[0][:1].isupper() and not _ROLE.search(piece)


def _tidy(name: str) -> str:
    name = _BY.sub("", name)
    name = re.sub(r"\s*\([^()]{0,60}\)?$", "", name) if " " in name else name
    name = name.strip(" ,;:|·•–—-/\\\"'“”*")
    if not name or len(name) > _LONGEST_NAME or dates_in(name) or not any(char.isalpha() for char in name):
        return ""
    if any(char.isdigit() for char in name) or len(name) < 2 or name.lower() in _NOBODY:
        return ""
    return name


def looks_like_person(name: str) -> bool:
    """Two to five capitalised words without a word of the trade; or a short name in East Asian script."""
    if _EASTERN.search(name):
        return len(name) <= 6 and not _EASTERN_OUTLET.search(name)
    parts = name.split()
    if (
        not 2 <= len(parts) <= 5
        or _ORGANISATION.search(name)
        or any(char in ":?!0123456789" for char in name)
    ):
        return False
    return parts[0][:1].isupper() and parts[-1][:1].isupper()


def _same(names: tuple[str, ...], publisher: str) -> bool:
    return bool(publisher) and len(names) == 1 and _letters(names[0]) == _letters(publisher)


def _letters(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())
