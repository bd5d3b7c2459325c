"""The page's words in reading order: one block for each run of text that no block-level element breaks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from onrecord.extract.tree import squeeze, words_in

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SKIPPED = frozenset(
    "script style noscript template svg math iframe object embed button select textarea input label canvas"
    " audio video dialog head nav datalist map meter progress".split()
)
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd mark q rp rt ruby s samp small"
    " span strike strong sub sup time tt u var wbr amp-img".split()
)
_CAPTIONS = frozenset(("figure", "figcaption"))
_NEGATIVE = frozenset(
    "comment comments kommentar kommentare disqus related relateds recommend recommended recommendation"
    " recommendations recirc recirculation share sharing social newsletter promo promos promotion teaser teasers"
    " sidebar breadcrumb breadcrumbs caption captions credit credits footer nav navigation menu tag tags topics"
    " bio biography cookie consent advert advertisement advertising ads ad sponsored outbrain taboola popular"
    " trending mostread readmore subscribe subscription expandable signup login toolbar tooltip modal popup"
    " overlay banner copyright disclaimer byline dateline timestamp rating poll survey quiz infobox factbox"
    " gallery slideshow carousel playlist player video audio podcast correction hidden visually sr".split()
)
_STATES = frozenset(("has", "with", "no", "not", "without", "page", "post", "template", "single"))
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
    """Marks what stands aside. An element named like furniture that holds most of the page's prose is none."""
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
        if tag in _INLINE:
            if tag == "a":
                self.in_link += 1
            self._text(element.text)
            return True
        self._flush()
        _, suspects, caption = self.owners[-1]
        if _is_suspect(element):
            suspects = (*suspects, element)
        self.owners.append((element, suspects, tag != "blockquote" and (caption or tag in _CAPTIONS)))
        self._text(element.text)
        return True

    def _leave(self, element: HtmlElement) -> None:
        if element.tag == "a":
            self.in_link -= 1
        if element.tag not in _INLINE:
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

    def _text(self, words: str | None) -> None:
        if words:
            self.pending.append(words)
            if self.in_link:
                self.linked += len(words.strip())

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


def _is_suspect(element: HtmlElement) -> bool:
    if element.tag in ("aside", "footer"):
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
    words = words_in(name)
    return bool(words) and words[0] not in _STATES and not _NEGATIVE.isdisjoint(words)
