"""What the rules work on and with: a paragraph with its quotations, and statements in the making."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from onrecord.find.cues import Cues
from onrecord.find.parse import Block
from onrecord.find.quotes import Quotation

Pair = tuple[int, int]
_LONG, _LONGEST = 800, 4_000


class Marked:
    """The outermost quotations of a text, to be asked for by place."""

    def __init__(self, found: Iterable[Quotation]) -> None:
        self._quotes = sorted((q for q in found if q.level == 1), key=lambda q: q.span)
        self._starts = [q.span.start for q in self._quotes]

    def within(self, start: int, end: int) -> tuple[Quotation, ...]:
        """Those that stand inside `[start, end)`."""
        return tuple(q for q in self.touching(start, end) if start <= q.span.start and q.span.end <= end)

    def touching(self, start: int, end: int) -> list[Quotation]:
        """Those that have a character in common with `[start, end)`."""
        first = max(0, bisect_right(self._starts, start) - 1)
        near = self._quotes[first : bisect_left(self._starts, end)]
        return [q for q in near if q.span.end > start]


def _cuts(block: Block, marks: Marked) -> Iterator[Pair]:
    """First and last token of each passage: what the rules do grows faster than its length."""
    first, count = 0, len(block.tokens)
    for token in block.tokens:
        size = token.i - first
        at = token.idx + block.start
        between = token.is_sent_start and not any(q.span.start < at for q in marks.touching(at, at + 1))
        if size and ((size > _LONG and between) or size > _LONGEST):
            yield first, token.i
            first = token.i
    if first < count:
        yield first, count


@dataclass(frozen=True)
class Passage:
    """One paragraph, or a stretch of a very long one: its parse, its outermost quotations, and the cues.

    `start` and `end` bound it in the text; a token's offset in the text is `token.idx + base`.
    """

    text: str
    block: Block
    tokens: Any
    start: int
    end: int
    quotes: tuple[Quotation, ...]
    cues: Cues

    @classmethod
    def all_of(cls, text: str, block: Block, marks: Marked, cues: Cues) -> Iterator[Passage]:
        """The passages of a block: one, or several that are cut between sentences and outside quotations."""
        for first, last in _cuts(block, marks):
            begin, final = block.tokens[first], block.tokens[last - 1]
            start, end = begin.idx + block.start, final.idx + len(final) + block.start
            yield cls(text, block, block.tokens[first:last], start, end, marks.within(start, end), cues)

    @property
    def base(self) -> int:
        return self.block.start

    @property
    def bounds(self) -> Pair:
        return self.start, self.end

    @property
    def ends_in_colon(self) -> bool:
        return self.text[self.end - 1] == ":"

    @cached_property
    def quoted_tokens(self) -> frozenset[int]:
        """Indexes of the tokens that stand inside an outermost quotation."""
        inside: set[int] = set()
        quotes = iter(self.quotes)
        quote = next(quotes, None)
        for token in self.tokens:
            at = token.idx + self.base
            while quote is not None and quote.span.end <= at:
                quote = next(quotes, None)
            if quote is not None and quote.span.start <= at:
                inside.add(token.i)
        return frozenset(inside)

    @cached_property
    def trailing(self) -> dict[int, Any]:
        """Reports that trail behind another ("…, adding: “…”"): the participle's index → the main verb."""
        trailing = {}
        for token in self.tokens:
            cue = self.cues.verbs.get(token.lemma_.lower()) if token.tag_ == "VBG" else None
            if cue is None or token.i in self.quoted_tokens or not self._trails(token):
                continue
            main, above = None, token
            for _ in range(_FAR):
                above = above.head
                higher = self.cues.verbs.get(above.lemma_.lower())
                if above.i < token.i and higher is not None and above.i not in self.quoted_tokens:
                    main = above
            if main is not None:
                trailing[token.i] = main
        return trailing

    def _trails(self, participle: Any) -> bool:
        """Whether a comma or a mark stands before it, and a quotation or a clause of its own behind."""
        tokens, i = self.block.tokens, participle.i
        if i == 0 or any(c.dep_ in ("nsubj", "aux") for c in participle.children):
            return False
        if i - 1 in self.quoted_tokens:
            return True
        if tokens[i - 1].text != ",":
            return False
        behind = i + 2 if i + 1 < len(tokens) and tokens[i + 1].text in (",", ":") else i + 1
        return behind in self.quoted_tokens or (behind < len(tokens) and tokens[behind].lower_ == "that")

    def pair(self, first: Any, last: Any) -> Pair:
        """Offsets in the text from one token to another, both included."""
        return first.idx + self.base, last.idx + len(last) + self.base

    def runs(self, tokens: Iterable[Any], *, without: frozenset[int] = frozenset()) -> list[Pair]:
        """The tokens as unbroken stretches of text, without white space and stops at their edges."""
        kept = sorted({token.i: token for token in tokens if token.i not in without}.items())
        pairs: list[Pair] = []
        run: list[Any] = []
        for i, token in kept:
            if run and i != run[-1].i + 1:
                pairs += self._trimmed(run)
                run = []
            run.append(token)
        return [*pairs, *self._trimmed(run)]

    def _trimmed(self, run: list[Any]) -> Iterator[Pair]:
        first, last = 0, len(run)
        while first < last and (run[first].is_space or run[first].text in _EDGE):
            first += 1
        while first < last and (run[last - 1].is_space or run[last - 1].text in _EDGE):
            last -= 1
        if first < last:
            yield self.pair(run[first], run[last - 1])

    def snapped(self, pairs: list[Pair]) -> list[Pair]:
        """The pairs, each grown over the quotations that it cuts."""
        grown: list[Pair] = []
        for start, end in pairs:
            for quote in self.quotes:
                if quote.span.start < end and start < quote.span.end:
                    start, end = min(start, quote.span.start), max(end, quote.span.end)
            if grown and start <= grown[-1][1]:
                grown[-1] = grown[-1][0], max(end, grown[-1][1])
            else:
                grown.append((start, end))
        return grown


_FAR = 10
_EDGE = frozenset([",", ".", ";", ":", "—", "–", "-", "--", "!", "?", "..."])


@dataclass(slots=True)
class Draft:
    """A statement in the making: offsets in the text; `sentence` is the parsed sentence of its cue,
    `bounds` the paragraph."""

    content: list[Pair]
    cue: list[Pair]
    source: list[Pair]
    confidence: float
    sentence: Any
    bounds: Pair
    clause: Pair = (0, 0)
    quotes: bool = False
    strong: bool = False
    rule: str = field(default="")


def chars(pairs: Iterable[Pair]) -> int:
    return sum(end - start for start, end in pairs)


def shared(a: Iterable[Pair], b: list[Pair]) -> int:
    """How many characters two lists of pairs have in common."""
    return sum(max(0, min(e, f) - max(s, t)) for s, e in a for t, f in b)


def without_repeats(drafts: list[Draft]) -> list[Draft]:
    """Drafts without those whose content is nearly that of a surer one."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (-d.confidence, d.content, d.cue)):
        for other in kept:
            both = shared(draft.content, other.content)
            if both and 2 * both > chars(draft.content) + chars(other.content) - both:
                break
        else:
            kept.append(draft)
    return sorted(kept, key=lambda d: (d.content, d.cue))
