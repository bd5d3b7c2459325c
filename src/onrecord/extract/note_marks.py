"""Marks of notes: numbers and signs that lead to a note on the same page, and are no words of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SIGN = r"(?:\d{1,4}|[*†‡§¶]{1,3})"
_BARE = re.compile(rf"\s*{_SIGN}\s*")
_BRACKETED = re.compile(rf"\s*(?:\[\s*{_SIGN}\s*\]|\(\s*{_SIGN}\s*\))\s*")
_BETWEEN = re.compile(r"[\s,;–\-\[\]()]*")
_INSIDE = frozenset(("a", "b", "bdi", "em", "i", "small", "span", "strong", "sup"))
_ROLES = frozenset(("doc-noteref", "doc-backlink"))


def drop_note_marks(root: HtmlElement, addresses: Iterable[str] = ()) -> int:
    """Takes the marks of notes out of the page; how many there were. `addresses` are the page's own.

    A mark is a link into the same page whose whole text is a number or a sign: in brackets, raised, or right
    at a word. A loose number ("see table 2") is a word, and so is a raised one that leads nowhere.
    """
    own = frozenset(address.partition("#")[0] for address in addresses if address)
    marks = [link for link in root.iter("a") if _leads_within(link, own) and _is_sign(link)]
    dropped = 0
    for link in reversed(marks):
        raised = _raised(link)
        if raised is None and not _is_certain(link) and not _at_a_word(link):
            continue
        link.drop_tree()
        dropped += 1
        if raised is not None and _BETWEEN.fullmatch(raised.text_content()):
            raised.drop_tree()
    return dropped


def _leads_within(link: HtmlElement, own: frozenset[str]) -> bool:
    page, hash_sign, place = (link.get("href") or "").strip().partition("#")
    return bool(hash_sign and place) and (not page or page in own)


def _is_sign(link: HtmlElement) -> bool:
    words = link.text_content()
    return len(words) < 16 and any(pattern.fullmatch(words) for pattern in (_BARE, _BRACKETED))


def _is_certain(link: HtmlElement) -> bool:
    stated = (link.get("role") or "").lower() in _ROLES
    return stated or link.find(".//sup") is not None or _BRACKETED.fullmatch(link.text_content()) is not None


def _raised(link: HtmlElement) -> HtmlElement | None:
    """The outermost `sup` round the link, with nothing but inline elements between."""
    found = None
    for holder in link.iterancestors():
        if holder.tag not in _INSIDE:
            break
        if holder.tag == "sup":
            found = holder
    return found


def _at_a_word(link: HtmlElement) -> bool:
    """Whether text follows or goes before without a space between."""
    before, after = _text_before(link), _text_after(link)
    return bool(before and not before[-1].isspace()) or bool(
        after and (after[0].isalnum() or after[0] in "“\"‘'«„")
    )


def _text_before(element: HtmlElement) -> str:
    sibling = element.getprevious()
    if sibling is not None:
        return sibling.tail or (sibling.text_content() if sibling.tag in _INSIDE else "")
    holder = element.getparent()
    if holder is None or holder.text or holder.tag not in _INSIDE:
        return "" if holder is None else holder.text or ""
    return _text_before(holder)


def _text_after(element: HtmlElement) -> str:
    if element.tail:
        return element.tail
    sibling = element.getnext()
    if sibling is not None:
        return sibling.text_content() if sibling.tag in _INSIDE else ""
    holder = element.getparent()
    return _text_after(holder) if holder is not None and holder.tag in _INSIDE else ""
