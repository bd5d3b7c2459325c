"""The page's words in reading order: one block for each run of text that no block-level element breaks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from onrecord.extract.tree import squeeze, words_in
from onrecord.extract.wordlists import words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SKIPPED = words("markup.txt", "skipped-elements")
_INLINE = words("markup.txt", "inline-elements")
_CAPTIONS = frozenset(("figure", "figcaption"))
_CAPTION_NAMES = words("markup.txt", "captions")
_SLANTED = words("markup.txt", "slanted-elements")
_PICTURES = frozenset(("img", "amp-img", "picture"))
_LONGEST_CAPTION = 600
_LEAST_CAPTION = 4
"""Words from which on slanted ones after a picture are its caption, and no title that begins the text."""
_NEGATIVE = words("markup.txt", "furniture")
_STATES = words("markup.txt", "states")
_ASIDE_ROLES = words("markup.txt", "aside-roles")
_ACQUITTED = 0.4
_LEAST_PROSE = 50
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


@dataclass(slots=True)
class Block:
    """One run of words. `owner` is the block-level element that holds it.

    `linked` counts the characters inside links; `suspects` are the elements round it that are named like
    furniture, `aside` whether one of them is.
    """

    text: str
    owner: HtmlElement
    tag: str
    linked: int
    suspects: tuple[HtmlElement, ...]
    caption: bool
    order: int
    prose: bool
    aside: bool = False

    @property
    def heading(self) -> bool:
        return self.tag in _HEADINGS

    @property
    def link_share(self) -> float:
        return self.linked / max(1, len(self.text))


def blocks_of(root: HtmlElement) -> list[Block]:
    """The blocks of the page's body, in order."""
    body = root.find("body")
    walk = _Walk()
    walk.run(body if body is not None else root)
    _judge(walk.blocks)
    return walk.blocks


def _judge(blocks: list[Block]) -> None:
    """Marks what stands aside. An element named like furniture that holds much of the prose is none."""
    total = sum(len(block.text) for block in blocks if block.prose)
    held: Counter[HtmlElement] = Counter()
    for block in blocks:
        if block.prose:
            for suspect in block.suspects:
                held[suspect] += len(block.text)
    for block in blocks:
        block.aside = any(held[suspect] <= _ACQUITTED * total for suspect in block.suspects)


class _Walk:
    """An explicit stack, so that depth of nesting costs nothing."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.pending: list[str] = []
        self.linked = 0
        self.in_link = 0
        self.owners: list[tuple[HtmlElement, tuple[HtmlElement, ...], bool]] = []

    def run(self, root: HtmlElement) -> None:
        self.owners.append((root, (), False))
        self._text(root.text)
        stack = [(root, iter(root))]
        while stack:
            element, children = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                if stack:
                    self._leave(element)
                    self._text(element.tail)
                continue
            if self._enter(child):
                stack.append((child, iter(child)))
            else:
                self._text(child.tail)
        self._flush()

    def _enter(self, element: HtmlElement) -> bool:
        """Whether to look inside."""
        tag = element.tag
        if not isinstance(tag, str) or tag in _SKIPPED:
            return False
        if tag in ("br", "hr"):
            self._break(element)
            return False
        captioned = tag in _INLINE and _is_caption(element)
        if tag in _INLINE and not captioned:
            if tag == "a":
                self.in_link += 1
            self._text(element.text)
            return True
        self._flush()
        _, suspects, caption = self.owners[-1]
        if _is_suspect(element):
            suspects = (*suspects, element)
        self.owners.append(
            (element, suspects, tag != "blockquote" and (caption or captioned or tag in _CAPTIONS))
        )
        self._text(element.text)
        return True

    def _leave(self, element: HtmlElement) -> None:
        if element.tag == "a":
            self.in_link -= 1
        if self.owners[-1][0] is element:
            self._flush()
            self.owners.pop()

    def _break(self, element: HtmlElement) -> None:
        """A line break is a space; two in a row part paragraphs."""
        following = element.getnext()
        double = following is not None and following.tag == "br" and not (element.tail or "").strip()
        if element.tag == "hr" or double:
            self._flush()
        else:
            self.pending.append("\n")

    def _text(self, chars: str | None) -> None:
        if chars:
            self.pending.append(chars)
            if self.in_link:
                self.linked += len(chars.strip())

    def _flush(self) -> None:
        if self.pending:
            text = squeeze("".join(self.pending))
            if text:
                owner, suspects, caption = self.owners[-1]
                linked = min(self.linked, len(text))
                prose = len(text) >= _LEAST_PROSE and linked < 0.4 * len(text) and owner.tag not in _HEADINGS
                order = len(self.blocks)
                self.blocks.append(
                    Block(text, owner, str(owner.tag), linked, suspects, caption, order, prose)
                )
            self.pending.clear()
        self.linked = 0


def _is_caption(element: HtmlElement) -> bool:
    """Whether an element within a paragraph holds the words under a picture.

    It is named so; or it is slanted, stands right after the picture, and ends its paragraph or line.
    """
    if element.tag == "a" or element.tag in _PICTURES:
        return False
    names = f"{element.get('class') or ''} {element.get('id') or ''}".split()
    named = any(_named_caption(name) for name in names)
    if not named and not (element.tag in _SLANTED and _after_picture(element) and _ends_line(element)):
        return False
    held = element.text_content().split()
    return (named or len(held) >= _LEAST_CAPTION) and len(" ".join(held)) <= _LONGEST_CAPTION


def _after_picture(element: HtmlElement) -> bool:
    """Whether nothing but line breaks stands between it and a picture."""
    before = element.getprevious()
    while before is not None and not (before.tail or "").strip():
        if before.tag in _PICTURES:
            return True
        if before.tag != "br":
            return before.text_content().strip() == "" and next(before.iter(*_PICTURES), None) is not None
        before = before.getprevious()
    return False


def _ends_line(element: HtmlElement) -> bool:
    after = element.getnext()
    return not (element.tail or "").strip() and (after is None or after.tag == "br")


@lru_cache(maxsize=20_000)
def _named_caption(name: str) -> bool:
    parts = words_in(name)
    return bool(parts) and parts[0] not in _STATES and not _CAPTION_NAMES.isdisjoint(parts)


def _is_suspect(element: HtmlElement) -> bool:
    if element.tag in ("aside", "footer") or (element.get("role") or "").lower() in _ASIDE_ROLES:
        return True
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = element.get("style")
    if style and "display:none" in style.replace(" ", ""):
        return True
    named = f"{element.get('class') or ''} {element.get('id') or ''}".split()
    return any(_named_aside(name) for name in named)


@lru_cache(maxsize=20_000)
def _named_aside(name: str) -> bool:
    """Whether a class or id is a name of furniture; `has-sidebar` and `no-comments` speak of a state."""
    parts = words_in(name)
    return bool(parts) and parts[0] not in _STATES and not _NEGATIVE.isdisjoint(parts)
