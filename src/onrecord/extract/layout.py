"""Which lines of a dump are section, headline, byline and body, by what they are and where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.extract.furniture import Role, is_bare_names, is_boilerplate, is_by, is_role, role_of

_LONGEST_TITLE = 220
_HEADLINE_CAPITALS = 0.6
_STANDFIRST_BLOCKS = 2
_TITLE_WORDS = range(3, 31)
_LEAST_AFTER_END = 0.5
_SENTENCE = re.compile(r"[.!?…][\"'”’)]*\s+[\"'“‘(]?[^\W\d_a-z]")
_BREADCRUMB = re.compile(r"\s*[>›»/|]\s*")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the file, `[start, end)`, with what it is."""

    start: int
    end: int
    text: str
    role: Role

    @property
    def furniture(self) -> bool:
        return self.role in ("inline", "end")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the parts stand, as indexes of blocks."""

    title: int | None
    section: int | None
    byline: int | None
    body: tuple[int, ...]


def layout_of(blocks: list[Block]) -> Layout:
    """Which block is what."""
    first_prose = next((i for i, block in enumerate(blocks) if _opens_body(blocks, i)), len(blocks))
    title = _title_at(blocks, first_prose)
    byline, body_from = _byline_at(blocks, title, first_prose)
    section = _section_at(blocks, title)
    body = tuple(i for i in _body_blocks(blocks, body_from) if not _is_beside_byline(blocks, i, byline))
    return Layout(title, section, byline, body)


def _opens_body(blocks: list[Block], at: int) -> bool:
    """Prose that is not the headline of what follows: a headline may end in a full stop too."""
    block = blocks[at]
    if block.role != "prose":
        return False
    earlier = any(b.role == "other" and _could_head(b) for b in blocks[:at])
    if earlier or at + 1 >= len(blocks):
        return True
    below = [b for b in blocks[at + 1 :] if not b.furniture][:3]
    return not below or not _heads(block, below)


def _heads(block: Block, below: list[Block]) -> bool:
    """One short sentence, or a few in capitals, over longer paragraphs."""
    words = block.text.split()
    longest = max(len(b.text) for b in below)
    if len(words) > 26 or len(block.text) > 180 or longest < 1.5 * len(block.text):
        return False
    if _capitals(words) >= _HEADLINE_CAPITALS:
        return True
    return len(words) <= 18 and (len(words) <= 12 or not _SENTENCE.search(block.text))


def _capitals(words: list[str]) -> float:
    long = [word.strip("\"'“”‘’(") for word in words if len(word) > 3]
    return sum(word[:1].isupper() for word in long) / max(1, len(long))


def _could_head(block: Block) -> bool:
    words = len(block.text.split())
    wide = not block.text.isascii() and len(block.text) >= 8
    return len(block.text) <= _LONGEST_TITLE and (words in _TITLE_WORDS or wide)


def _title_at(blocks: list[Block], first_prose: int) -> int | None:
    """The headline: first of a group of candidates above the body, best right above a byline or date."""
    head = range(first_prose)
    candidates = [i for i in head if blocks[i].role in ("other", "prose") and _could_head(blocks[i])]
    if not candidates:
        short = [i for i in head if blocks[i].role in ("other", "menu", "section")]
        alone = [i for i in short if blocks[i].role != "section"] or short
        return alone[0] if len(alone) == 1 and first_prose < len(blocks) else None
    if first_prose == len(blocks) and len(blocks) > 1 and candidates[0] > 0:
        return candidates[0]
    return max(candidates, key=lambda i: (_title_score(blocks, i, candidates, first_prose), -i))


def _title_score(blocks: list[Block], at: int, candidates: list[int], first_prose: int) -> float:
    block = blocks[at]
    score = 0.0
    if at - 1 in candidates:
        score -= 1.5
    last = at
    while last + 1 in candidates:
        last += 1
    below = blocks[last + 1] if last + 1 < len(blocks) else None
    if below is not None and (below.role in ("byline", "date", "desk") or below.furniture):
        score += 2
    if below is not None and is_bare_names(below.text) and last + 1 < first_prose:
        score += 1
    if at > 0 and blocks[at - 1].role == "section":
        score += 1
    if len(block.text.split()) >= 5:
        score += 1
    if block.text.rstrip().endswith((".", ":")):
        score -= 0.5
    repeated = any(other is not block and block.text.strip() in other.text for other in blocks)
    return score + repeated - 0.02 * (at - candidates[0])


def _byline_at(blocks: list[Block], title: int | None, first_prose: int) -> tuple[int | None, int]:
    """The byline's block, and where the body may begin: after the title and the lines that belong to it."""
    start = 0 if title is None else title + 1
    byline: int | None = None
    body_from = start
    signed = _signed_at(blocks, start, first_prose)
    for i in range(start, max(first_prose, start)):
        block, below = blocks[i], blocks[i + 1] if i + 1 < len(blocks) else None
        if i == signed:
            byline = i
        elif block.role in ("byline", "desk"):
            byline = i if byline is None else byline
        elif byline is None and _is_name_line(block, below):
            byline = i
        elif not (
            block.furniture
            or block.role in ("date", "section")
            or (byline is not None and (is_role(block.text) or (block.role == "menu" and i == byline + 1)))
        ):
            continue
        if body_from == i or all(_skippable(blocks[j]) for j in range(body_from, i)):
            body_from = i + 1
    if byline is None and title is not None:
        next_ones = range(body_from, min(body_from + _STANDFIRST_BLOCKS + 1, len(blocks)))
        around = [*next_ones, *range(title)]
        byline = next((i for i in around if blocks[i].role == "byline"), None)
    return byline, body_from


def _signed_at(blocks: list[Block], start: int, first_prose: int) -> int | None:
    """The line under a "By" that stands alone."""
    for i in range(start, first_prose - 1):
        words = blocks[i + 1].text.split()
        if is_by(blocks[i].text) and len(words) <= 6 and words[0][:1].isupper():
            return i + 1
    return None


def _is_beside_byline(blocks: list[Block], at: int, byline: int | None) -> bool:
    """The byline under a standfirst, and the date and role that follow it, interrupt the body."""
    if byline is None or not byline <= at <= byline + 2:
        return False
    between = blocks[byline + 1 : at]
    return at == byline or (
        all(block.role == "date" or is_role(block.text) for block in between)
        and (blocks[at].role == "date" or is_role(blocks[at].text))
    )


def _skippable(block: Block) -> bool:
    return block.furniture or block.role in ("date", "byline", "desk", "section")


def _is_name_line(block: Block, below: Block | None) -> bool:
    if below is None or not is_bare_names(block.text):
        return False
    return below.role in ("date", "desk") or below.furniture or is_role(below.text)


def _section_at(blocks: list[Block], title: int | None) -> int | None:
    """The paper's part right above the headline, or in a breadcrumb there; never an entry of a menu."""
    if title is None:
        return None
    above = [i for i in range(title) if blocks[i].role != "date"][-3:]
    for i in reversed(above):
        block = blocks[i]
        if block.role == "section":
            beside = sum(1 for j in range(max(0, i - 3), i) if blocks[j].role in ("section", "menu"))
            return i if beside < 2 else None
        if crumb(block.text) is not None:
            return i
        if not block.furniture:
            return None
    return None


def crumb(line: str) -> tuple[int, int] | None:
    """Where the last section of "Home > News > Politics" stands."""
    if len(line) > 100 or len(_BREADCRUMB.findall(line)) not in range(1, 6):
        return None
    start = 0
    found: tuple[int, int] | None = None
    for match in [*_BREADCRUMB.finditer(line), None]:
        end = match.start() if match else len(line)
        if start < end and role_of(line[start:end]) == "section":
            found = (start, end)
        start = match.end() if match else end
    return found


def _body_blocks(blocks: list[Block], start: int) -> tuple[int, ...]:
    """The body: up to what closes it, without what interrupts it and the outlet's words on itself."""
    mass = [len(b.text) if b.role in ("prose", "other") else 0 for b in blocks]
    total = sum(mass[start:]) or 1
    end = len(blocks)
    for i in range(start, len(blocks)):
        if blocks[i].role == "end" and sum(mass[start:i]) >= _LEAST_AFTER_END * total:
            end = i
            break
    kept = [i for i in range(start, end) if not blocks[i].furniture]
    closed = end < len(blocks) or any(blocks[i].furniture for i in range(start, len(blocks)))
    while kept and _is_tail(blocks[kept[-1]], closed):
        kept.pop()
    while kept and blocks[kept[0]].role in ("date",):
        kept.pop(0)
    return tuple(kept)


def _is_tail(block: Block, closed: bool) -> bool:
    if is_boilerplate(block.text):
        return True
    return closed and block.role in ("menu", "date", "section", "byline")
