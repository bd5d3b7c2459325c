"""Which blocks of a page are the article's body.

The container is the element that most prose is close to; what stands in it is kept paragraph by
paragraph. Where the page carries the article's words as data too, these decide what is doubtful.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.extract.blocks import Block
from onrecord.extract.furniture import role_of
from onrecord.extract.tree import tokens_of
from onrecord.extract.wordlists import words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LEAST_ARTICLE = 400
_OUT_OF_BOUNDS = 0.3
_MOST = 0.6
_DECAY = (1.0, 0.75, 0.6, 0.45, 0.3)
_GOOD = words("markup.txt", "body")
_LEADS = words("markup.txt", "lead")
_EMBEDS = words("markup.txt", "embed")
_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!?…:;。！？」』][\"'”’»“)\]]*$|[\"”»“]$")


@dataclass(frozen=True, slots=True)
class Found:
    """The body's blocks in order, and the short lines below them, such as a signature."""

    blocks: tuple[Block, ...]
    signed: tuple[str, ...] = ()


def body_of(blocks: list[Block], *, title: str, description: str, article_body: str) -> Found:
    """The body in the page's blocks, empty where no prose stands in them."""
    head, stop = _article_bounds(blocks, title)
    container = _container(blocks, head, stop)
    if container is None:
        return Found(())
    inside = [block for block in _inside(blocks, container) if block.order < stop]
    inside = _with_alike(blocks[head + 1 : stop], inside)
    kept = [block for block in inside if _belongs(block, title)]
    if article_body:
        kept = _confirmed(kept, article_body)
    kept = _without_loose_headings(inside, kept)
    signed: list[str] = []
    while len(kept) > 1 and len(kept[-1].text) <= 30 and not _SENTENCE_END.search(kept[-1].text):
        signed.append(kept.pop().text)
    lead = _lead(blocks, kept, title, description, head)
    return Found((*lead, *kept), tuple(signed))


def _article_bounds(blocks: list[Block], title: str) -> tuple[int, int]:
    """The order of the headline's block (-1: unknown), and of the headline of a second article below."""
    wanted = title.casefold()
    tops = [block for block in blocks if block.tag == "h1"]
    named = [block for block in blocks if block.heading and block.text.casefold() == wanted]
    if not named and not tops:
        return -1, len(blocks)
    head = (named or tops)[0]
    mass = 0
    holder: HtmlElement | None = None
    for block in blocks[head.order :]:
        if block.prose and not block.aside and not block.caption:
            mass += len(block.text)
            holder = block.owner.getparent()
        elif (
            block.tag == "h1"
            and mass >= _LEAST_ARTICLE
            and block.text.casefold() != head.text.casefold()
            and not any(holder is ancestor for ancestor in block.owner.iterancestors())
        ):
            return head.order, block.order
    return head.order, len(blocks)


def _container(blocks: list[Block], head: int, stop: int) -> HtmlElement | None:
    scores: defaultdict[HtmlElement, float] = defaultdict(float)
    for block in blocks:
        if not block.prose or block.aside or block.caption:
            continue
        weight = min(len(block.text), 800) * (1 - block.link_share) * (1.0 if block.tag == "p" else 0.7)
        if not head < block.order < stop:
            weight *= _OUT_OF_BOUNDS
        holder = (
            block.owner.getparent() if block.tag not in ("div", "section", "article", "body") else block.owner
        )
        for share in _DECAY:
            if holder is None or holder.tag in ("html",):
                break
            scores[holder] += weight * share
            holder = holder.getparent()
    if not scores:
        return None
    return max(scores, key=lambda element: scores[element] * _named_well(element))


def _named_well(element: HtmlElement) -> float:
    if element.get("itemprop") == "articleBody":
        return 1.5
    if element.tag == "article":
        return 1.1
    return 1.15 if len(_GOOD.intersection(tokens_of(element))) >= 2 else 1.0


def _inside(blocks: list[Block], container: HtmlElement) -> list[Block]:
    """The blocks in the container and in its twins: neighbours of the same name."""
    holders = {container}
    parent = container.getparent()
    name = container.get("class")
    if parent is not None and name:
        holders.update(e for e in parent if e.tag == container.tag and e.get("class") == name)
    return [
        block
        for block in blocks
        if block.owner in holders or not holders.isdisjoint(block.owner.iterancestors())
    ]


def _with_alike(scope: list[Block], inside: list[Block]) -> list[Block]:
    """Also the paragraphs elsewhere that are named just like most of these, and the headings among them."""
    prose = [block for block in inside if block.prose and not block.aside and not block.caption]
    names = Counter((block.tag, block.owner.get("class")) for block in prose if block.owner.get("class"))
    if not names:
        return inside
    name, count = names.most_common(1)[0]
    if count < _MOST * len(prose):
        return inside
    have = {block.order for block in inside}
    alike = {
        block.order
        for block in scope
        if block.order not in have and (block.tag, block.owner.get("class")) == name and _reads_well(block)
    }
    if not alike:
        return inside
    orders = have | alike
    first, last = min(orders), max(orders)
    among = {
        b.order for b in scope if b.heading and first < b.order < last and not b.aside and b.link_share < 0.9
    }
    return [block for block in scope if block.order in orders or block.order in among]


def _reads_well(block: Block) -> bool:
    return (
        block.prose
        and not block.aside
        and not block.caption
        and len(block.text) >= 80
        and block.link_share < 0.3
        and _SENTENCE_END.search(block.text) is not None
    )


def _belongs(block: Block, title: str) -> bool:
    if block.aside or block.caption or block.tag in ("h1", "td", "th", "dt", "address", "tr", "table"):
        return False
    if block.link_share > (0.8 if block.tag == "p" and len(block.text) >= 80 else 0.6):
        return False
    if block.text.casefold() == title.casefold():
        return False
    if any(
        not _EMBEDS.isdisjoint(tokens_of(e)) for e in (block.owner, block.owner.getparent()) if e is not None
    ):
        return False
    if role_of(block.text) in ("inline", "end", "byline", "date"):
        return False
    if block.heading:
        return True
    if block.tag in ("p", "blockquote", "li", "dd"):
        return True
    return len(block.text) >= 40 and _SENTENCE_END.search(block.text) is not None


def _without_loose_headings(inside: list[Block], kept: list[Block]) -> list[Block]:
    """Headings stay where what stands below them stays; headings of a list of links go with it."""
    orders = {block.order for block in kept}
    result: list[Block] = []
    below_stays = False
    for block in reversed(inside):
        if block.heading:
            if block.order in orders and below_stays:
                result.append(block)
        elif block.order in orders:
            result.append(block)
            below_stays = True
        elif not block.caption and not block.aside:
            below_stays = False
    return result[::-1]


def _confirmed(kept: list[Block], article_body: str) -> list[Block]:
    """Without the paragraphs that the page's own data lack, where these data are about whole."""
    known = set(_trigrams(article_body))
    mass = sum(len(block.text) for block in kept if not block.heading)
    if len(article_body) < 0.6 * mass or not known:
        return kept
    return [block for block in kept if block.heading or _share(block.text, known) >= 0.5]


def _trigrams(text: str) -> list[tuple[str, ...]]:
    found = _WORD.findall(text.casefold())
    return list(zip(found, found[1:], found[2:], strict=False)) or [tuple(found)]


def _share(text: str, known: set[tuple[str, ...]]) -> float:
    grams = _trigrams(text)
    return sum(gram in known for gram in grams) / len(grams)


def _lead(blocks: list[Block], kept: list[Block], title: str, description: str, head: int) -> list[Block]:
    """The standfirst above the body: named so, or the page's own description."""
    if not kept:
        return []
    first = kept[0].order
    have = {block.order for block in kept}
    start = max(0, first - 40) if not 0 <= head < first else head + 1
    described = set(_trigrams(description)) if len(description) >= 40 else set()
    body = set(_trigrams(" ".join(block.text for block in kept)))
    lead = []
    for block in blocks[start:first]:
        if block.order in have or block.caption or len(block.text) < 30 or block.link_share > 0.5:
            continue
        if role_of(block.text) in ("inline", "end", "byline", "date") or _share(block.text, body) > 0.8:
            continue
        named = any(
            not _LEADS.isdisjoint(tokens_of(e))
            for e in (block.owner, block.owner.getparent())
            if e is not None
        )
        same = described and _share(block.text, described) >= 0.6
        if same or (named and not block.aside):
            lead.append(block)
    return lead
