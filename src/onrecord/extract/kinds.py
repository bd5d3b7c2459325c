"""What kind of page it is: an article, or what stands where one might: walls, stubs, live blogs, lists.

A lost article costs more than a page too many, so each kind but the live blog needs two signs: what the
page says of itself or its address, and how little prose it holds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from onrecord.extract.wordlists import sections
from onrecord.gather.urls import names_article
from onrecord.models import DocumentKind

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from onrecord.extract.blocks import Block
    from onrecord.extract.structured import PageData

_WALLS = {
    "bot-wall": ("bot wall", "the page is a check for robots, not the article"),
    "login-wall": ("login wall", "the page is a login or subscription wall, not the article"),
    "cookie-wall": ("cookie wall", "the page is a consent form, not the article"),
    "error-page": ("error page", "the page says that there is no such page, or that the server has failed"),
}
_REASONS: dict[DocumentKind, str] = {
    "live blog": "a live blog: many short reports under one headline",
    "gallery": "a gallery: little but its captions",
    "video page": "a video page: little but its description",
    "index page": "an index page, not one article",
    "paywall stub": "may be cut short by a login or subscription wall",
}
_LIVE_BEGINNINGS = ("liveblog-", "liveticker-", "live-blog-", "newsticker-")
_LIVE_ENDINGS = ("-live", "-liveblog", "-liveticker")
_WHOLE_ARTICLE = 1500
"""A body of this many characters is an article, whatever else the page asks for."""
_SHORT = 400
_TEASER = 700
_PROSE = 120
_FEW_WORDS = 800
_A_PICTURE = 260
_LEAST_PICTURES = 5
_LEAST_ENTRIES = 4
_LEAST_HEADLINES = 8
_LEAST_LINKED = 0.3
_AFTER = 8
_CLOCK = re.compile(
    r"(?:^|[\s(])(?:[01]?\d|2[0-3])(?:[:.h]|\s?Uhr\s?)[0-5]\d(?:\s?(?:Uhr|h|[ap]\.?m\.?))?\b", re.IGNORECASE
)
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WIDE_WORTH = 1.5
_ELLIPSIS = re.compile(r"(?:\.\.\.|…|\[\.\.\.\]|\[…\])\s*$")


@dataclass(frozen=True, slots=True)
class Seen:
    """What a page's kind is told by. `paragraphs` are what was found as its body."""

    data: PageData
    root: HtmlElement
    blocks: list[Block]
    title: str
    paragraphs: tuple[str, ...]
    url: str | None

    @property
    def body(self) -> str:
        return "\n".join(self.paragraphs)

    @property
    def size(self) -> float:
        """The body's characters; one of Chinese, Japanese or Korean says as much as a few others."""
        return len(self.body) + _WIDE_WORTH * len(_WIDE.findall(self.body))

    @property
    def path(self) -> str:
        try:
            return urlsplit(self.url).path if self.url else ""
        except ValueError:
            return ""


def wall_in(seen: Seen) -> tuple[str, str] | None:
    """The kind of wall or error that stands in the article's place, and why; None for none."""
    body = seen.body
    if seen.size >= _WHOLE_ARTICLE:
        return None
    page = "\n".join(block.text for block in seen.blocks)
    teaser = any(len(line) >= _PROSE and not _speaks_of("login-wall", line) for line in seen.paragraphs)
    for name, found in _WALLS.items():
        if name == "login-wall" and teaser:
            continue
        if seen.size < _SHORT and _speaks_of(name, f"{seen.title}\n{body}"):
            return found
        if seen.size < _SHORT // 2 and _speaks_of(name, page):
            return found
    return None


def kind_of(seen: Seen) -> tuple[DocumentKind, str | None]:
    """The kind of a page that holds some text, and a note on it where it is no article."""
    types = {kind.lower() for kind in (*seen.data.article.types, *seen.data.page_types)}
    kind: DocumentKind = "article"
    if _is_live(seen, types):
        kind = "live blog"
    elif _is_video(seen, types):
        kind = "video page"
    elif _is_gallery(seen, types):
        kind = "gallery"
    elif _is_index(seen, types):
        kind = "index page"
    elif _is_stub(seen):
        kind = "paywall stub"
    return kind, _REASONS.get(kind)


def _is_live(seen: Seen, types: set[str]) -> bool:
    """Stated, or an address that says so over several entries that begin with a time of day."""
    if "liveblogposting" in types:
        return True
    parts = _parts(seen.path)
    named = not parts.isdisjoint(_listed("live-path")) or any(
        part.startswith(_LIVE_BEGINNINGS) or part.endswith(_LIVE_ENDINGS) for part in parts
    )
    if not named:
        return False
    entries = sum(bool(_CLOCK.match(block.text)) for block in seen.blocks if not block.aside)
    return entries >= _LEAST_ENTRIES


def _is_video(seen: Seen, types: set[str]) -> bool:
    if seen.size >= _FEW_WORDS:
        return False
    stated = seen.data.first("og:type").lower().startswith("video") or (
        "videoobject" in types and not seen.data.article.types
    )
    return stated or (
        not _parts(seen.path).isdisjoint(_listed("video-path"))
        and ("videoobject" in types or next(seen.root.iter("video", "iframe"), None) is not None)
    )


def _is_gallery(seen: Seen, types: set[str]) -> bool:
    """Stated or named so, and little prose for its pictures."""
    titles = [seen.title, seen.data.window_title, *(b.text for b in seen.blocks if b.tag == "h1")]
    folded = [title.casefold() for title in titles]
    named = (
        bool(types & {"imagegallery", "mediagallery"})
        or not _parts(seen.path).isdisjoint(_listed("gallery-path"))
        or any(title.startswith(tuple(_listed("gallery-title"))) for title in folded)
    )
    if not named:
        return False
    pictures = sum(1 for _ in seen.root.iter("figure", "figcaption")) or sum(1 for _ in seen.root.iter("img"))
    if pictures < _LEAST_PICTURES:
        return bool(types & {"imagegallery", "mediagallery"}) and seen.size < _SHORT
    return seen.size < _A_PICTURE * pictures and seen.size < 2 * _WHOLE_ARTICLE


def _is_index(seen: Seen, types: set[str]) -> bool:
    """Many linked headlines, and neither article data nor an address that names an article."""
    data = seen.data
    stated = bool(types & {"collectionpage", "searchresultspage", "profilepage"})
    if data.article.body or (data.article.headline and data.article.published):
        return False
    if data.first("og:type").lower() == "article" and data.first("article:published_time"):
        return False
    if not stated and seen.url and names_article(seen.path):
        return False
    linked = sum(_is_linked_headline(block) for block in seen.blocks)
    letters = sum(len(block.text) for block in seen.blocks)
    share = sum(block.linked for block in seen.blocks) / max(1, letters)
    if stated or (seen.url is not None and not seen.path.strip("/")):
        return linked >= _LEAST_HEADLINES // 2 and seen.size < 2 * _WHOLE_ARTICLE
    return linked >= _LEAST_HEADLINES and share >= _LEAST_LINKED and seen.size < 2 * _WHOLE_ARTICLE


def _is_linked_headline(block: Block) -> bool:
    return (
        block.link_share > 0.8 and len(block.text) >= 25 and (block.heading or len(block.text.split()) >= 5)
    )


def _is_stub(seen: Seen) -> bool:
    """A teaser: short, with a call to log in after it, or stated not to be free and broken off."""
    if seen.size >= _WHOLE_ARTICLE or not seen.paragraphs:
        return False
    last = seen.paragraphs[-1]
    at = max((block.order for block in seen.blocks if block.text and block.text in last), default=None)
    if at is None:
        at = max((block.order for block in seen.blocks if last.startswith(block.text[:60])), default=-1)
    after = "\n".join(block.text for block in seen.blocks[at + 1 : at + 1 + _AFTER])
    if _speaks_of("login-wall", f"{last}\n{after}"):
        return True
    return seen.data.paid and (seen.size < _TEASER or bool(_ELLIPSIS.search(last)))


def _speaks_of(section: str, words: str) -> bool:
    folded = " ".join(words.casefold().replace("’", "'").split())
    return any(phrase in folded for phrase in sections("kinds.txt")[section])


def _parts(path: str) -> set[str]:
    return {part for part in path.lower().split("/") if part}


@cache
def _listed(section: str) -> frozenset[str]:
    return frozenset(sections("kinds.txt")[section])
