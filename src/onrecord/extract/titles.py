"""The headline, out of the ways in which a page gives it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from onrecord.extract.dates import dates_in

if TYPE_CHECKING:
    from onrecord.extract.blocks import Block
    from onrecord.extract.structured import PageData

_JOINT = re.compile(r"\s+[|–—·•»«:-]+\s+|\s*[|｜：]\s*|\s+::\s+")
_SECTION_WORDS = 3
_LETTERS = re.compile(r"[^\W_]+")


def title_of(data: PageData, blocks: list[Block]) -> str:
    """The headline without the outlet's name; empty where the page has none."""
    tops = [block.text for block in blocks if block.tag == "h1"]
    shown = [top for top in tops if len(top) >= 4]
    article = data.article.headline
    offered = data.first("og:title", "twitter:title", "dc.title", "title", "headline")
    known = {letters(text) for text in (*shown, article, data.first("twitter:title")) if text}
    if offered:
        title = without_outlet(offered, known, names_of_outlet(data))
        if letters(title) and not (letters(title) in outlet_letters(data) and (article or shown)):
            return title
    if article:
        return without_outlet(article, known - {letters(article)}, names_of_outlet(data))
    window = without_outlet(data.window_title, known, names_of_outlet(data))
    if shown:
        alike = [top for top in shown if letters(top) and letters(top) in letters(data.window_title)]
        return (alike or shown)[0]
    return window


def without_outlet(title: str, known: set[str], outlet: tuple[str, ...]) -> str:
    """`title` without the outlet, date or section that follow it, or up to where another headline ends."""
    joints = list(_JOINT.finditer(title))
    for joint in joints:
        if letters(title[: joint.start()]) in known:
            return title[: joint.start()].strip()
        if joint is joints[0] and letters(title[joint.end() :]) in known:
            return title[joint.end() :].strip()
    end, outlet_cut = len(title), False
    for joint in reversed(joints):
        tail = title[joint.end() : end]
        if not letters(title[: joint.start()]):
            break
        if _names_outlet(tail, outlet) or dates_in(tail):
            outlet_cut = True
        elif not (outlet_cut and "|" in joint[0] and len(tail.split()) <= _SECTION_WORDS):
            break
        end = joint.start()
    return title[:end].strip()


def _names_outlet(tail: str, outlet: tuple[str, ...]) -> bool:
    bare = letters(tail)
    return bool(bare) and any(
        bare == name
        or (len(name) >= 4 and name in bare and len(tail) <= 40)
        or (len(name) == 3 and bare.startswith(name) and len(tail.split()) <= 3)
        or (len(bare) >= 4 and bare in name)
        for name in outlet
    )


def names_of_outlet(data: PageData) -> tuple[str, ...]:
    """The outlet's names as letters: stated ones, its handle, and its address."""
    names = [
        data.article.publisher,
        data.first("og:site_name"),
        data.first("application-name"),
        data.first("twitter:site").lstrip("@"),
        data.first("apple-mobile-web-app-title"),
    ]
    host = urlsplit(address_of(data)).hostname if _is_address(address_of(data)) else ""
    if host:
        labels = host.split(".")
        names.extend((host, ".".join(labels[-2:]), labels[-2] if len(labels) > 1 else host))
        if len(labels) > 2 and len(labels[-2]) <= 3:
            names.append(labels[-3])
    return tuple(dict.fromkeys(name for name in map(letters, names) if len(name) >= 2))


def _is_address(url: str) -> bool:
    try:
        return bool(urlsplit(url).hostname)
    except ValueError:
        return False


def address_of(data: PageData) -> str:
    """The page's own address as it states it, http or https; empty where it does not."""
    for url in (data.canonical, data.first("og:url"), data.article.url):
        if url.startswith(("http://", "https://")) and len(url) <= 2000 and _is_address(url):
            return url
    return ""


def outlet_letters(data: PageData) -> frozenset[str]:
    return frozenset(names_of_outlet(data))


def letters(text: str) -> str:
    """The letters and digits of `text`, in lower case: what two ways to write a headline share."""
    return "".join(_LETTERS.findall(text.casefold()))
