"""Plain text: an article as typed, or the dump of a page with its furniture.

The text is the file's own characters, unchanged; `parts` says where section, title, byline, dateline
and body stand. What is furniture is left out of the body, in which each span is as long as can be.
A line that cannot be told is kept: a lost quotation costs more than a stray line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from statistics import median

from onrecord.errors import NoArticle
from onrecord.extract.dates import dates_in
from onrecord.extract.furniture import (
    Role,
    byline_of,
    is_bare_names,
    is_boilerplate,
    is_role,
    role_of,
)
from onrecord.extract.made import component, dateline_in, document_of, language_of
from onrecord.gather.decode import Decoded
from onrecord.gather.files import Gathered
from onrecord.models import Document, Span, Spans
from onrecord.text.paragraphs import paragraphs

_LONGEST_TITLE = 220
_HEADLINE_CAPITALS = 0.6
_STANDFIRST_BLOCKS = 2
_TITLE_WORDS = range(3, 31)
_LEAST_AFTER_END = 0.5
_WRAP_WIDTHS = range(50, 101)
_UPDATED = re.compile(r"\b(?:updated|modified|edited|aktualisiert|mis à jour|actualizado)\b", re.IGNORECASE)
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


def from_plain(page: Gathered, decoded: Decoded) -> Document:
    """The document in a plain-text file; raises NoArticle where nothing in it reads as an article."""
    text = decoded.text
    blocks = blocks_of(text)
    layout = layout_of(blocks)
    body = _runs(text, blocks, layout.body)
    if not body and layout.title is None:
        raise NoArticle("holds no article: nothing in it but menus, labels and links", path=page.path)
    title = _span(text, blocks, layout.title)
    byline = _byline_span(text, blocks, layout.byline)
    section = _section_span(text, blocks, layout.section)
    dateline = dateline_in(text, body[0].start, body[0].end) if body else None
    published, updated = _dates(blocks, layout)
    parts = {"title": title, "byline": byline, "section": section, "dateline": dateline}
    return document_of(
        page,
        text,
        {**{name: (span,) for name, span in parts.items() if span is not None}, "body": body},
        extractor=component("plain"),
        notes=decoded.notes,
        title=title and " ".join(title.exact.split()),
        byline=byline and " ".join(byline.exact.split()),
        section=section and section.exact,
        published=published,
        updated=updated,
        language=language_of(" ".join(span.exact for span in body)),
    )


def blocks_of(text: str) -> list[Block]:
    """The paragraphs of `text`: lines, or what stands between empty lines where it is wrapped at a width."""
    found = paragraphs(text, blank_line=_is_wrapped(text))
    blocks = []
    for start, end in found:
        start += len(text[start:end]) - len(text[start:end].lstrip("\ufeff\u200b \t"))
        if start < end:
            words = text[start:end]
            blocks.append(Block(start, end, words, role_of(" ".join(words.split()))))
    return blocks


def _is_wrapped(text: str) -> bool:
    """Most lines with another right below are about as wide as each other, and stop in mid-sentence."""
    inner: list[str] = []
    for start, end in paragraphs(text, blank_line=True):
        lines = text[start:end].splitlines()
        inner.extend(line.rstrip() for line in lines[:-1])
    if len(inner) < 3:
        return False
    middle = median(len(line) for line in inner)
    stops = sum(line.endswith((".", "!", "?", "”", '"')) for line in inner)
    near = sum(middle - 15 <= len(line) <= middle + 15 for line in inner)
    return int(middle) in _WRAP_WIDTHS and near >= 0.7 * len(inner) and stops <= 0.4 * len(inner)


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
    for i in range(start, max(first_prose, start)):
        block, below = blocks[i], blocks[i + 1] if i + 1 < len(blocks) else None
        if block.role in ("byline", "desk"):
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
        below = range(body_from, min(body_from + _STANDFIRST_BLOCKS + 1, len(blocks)))
        around = [*below, *range(title)]
        byline = next((i for i in around if blocks[i].role == "byline"), None)
    return byline, body_from


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
        if _crumb(block.text) is not None:
            return i
        if not block.furniture:
            return None
    return None


def _crumb(line: str) -> tuple[int, int] | None:
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


def _runs(text: str, blocks: list[Block], kept: tuple[int, ...]) -> Spans:
    """One span for each run of neighbouring blocks."""
    spans: list[Span] = []
    for n, i in enumerate(kept):
        if n and kept[n - 1] == i - 1:
            spans[-1] = Span.of(text, spans[-1].start, blocks[i].end)
        else:
            spans.append(Span.of(text, blocks[i].start, blocks[i].end))
    return tuple(spans)


def _span(text: str, blocks: list[Block], at: int | None) -> Span | None:
    return None if at is None else Span.of(text, blocks[at].start, blocks[at].end)


def _byline_span(text: str, blocks: list[Block], at: int | None) -> Span | None:
    """The names alone, without "By" and what follows them."""
    if at is None:
        return None
    block = blocks[at]
    names = byline_of(block.text)
    start = block.text.find(names) if names else -1
    if names is None or start < 0:
        return _span(text, blocks, at)
    return Span.of(text, block.start + start, block.start + start + len(names))


def _section_span(text: str, blocks: list[Block], at: int | None) -> Span | None:
    if at is None:
        return None
    block = blocks[at]
    start, end = _crumb(block.text) or (0, len(block.text))
    return Span.of(text, block.start + start, block.start + end)


def _dates(blocks: list[Block], layout: Layout) -> tuple[str | None, str | None]:
    """Published and updated, from the date lines above the body and the one that may close it."""
    published = updated = None
    first = layout.body[0] if layout.body else len(blocks)
    last = first if layout.byline is None else max(first, layout.byline + 2)
    for i, block in enumerate(blocks[: last + 1]):
        if block.role not in ("date", "byline") or i == layout.title:
            continue
        for date in dates_in(block.text):
            before = block.text[: date.start]
            above = blocks[i - 1].text if i and not before.strip() else ""
            if _UPDATED.search(before) or _UPDATED.search(above):
                updated = updated or date.value
            else:
                published = published or date.value
    return published or updated, updated
