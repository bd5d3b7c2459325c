"""The aligned difference of a quotation and what was said, as blocks, each with its kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Literal

import numpy as np

from onrecord.text.align import Step, align
from onrecord.verify.tokens import Quote, Said
from onrecord.verify.variants import expand, figures, name_key, same_by_convention, spelling, without_fillers

BlockKind = Literal["same", "convention", "cut", "editorial", "changed"]
_SHORT_WORD = 3
_FULL, _SMALL = 1.0, 0.6
_WIDEN = 3
_FALSE_START = 5
_LEAST_OVERLAP = 0.34
_WIDEST = 8
_OPENERS = (["and"], ["so"])
"""Words that begin a sentence of speech, which transcripts and reports set or leave out."""


@dataclass(frozen=True, slots=True)
class Block:
    """Words `[said_from, said_to)` of what was said against `[quote_from, quote_to)` of the quotation.

    `same`; `convention`: one way of writing speech for another; `cut`: left out at a mark of omission;
    `editorial`: in brackets; `changed`: everything else.
    """

    kind: BlockKind
    said_from: int
    said_to: int
    quote_from: int
    quote_to: int


def blocks(quote: Quote, said: Said) -> tuple[Block, ...]:
    """The whole quotation placed in what was said, in order; empty when either has no words."""
    if not quote.words or not said.words:
        return ()
    straight = _verbatim(quote, said)
    if straight is not None:
        return (straight,)
    if _overlap(quote, said) < _LEAST_OVERLAP:
        return ()
    steps = _aligned(quote, said)
    found = _merged(steps)
    if not any(block.kind == "same" for block in found):
        return ()
    found = _widened(found, quote, said)
    return tuple(_judged(block, quote, said) for block in found)


def _verbatim(quote: Quote, said: Said) -> Block | None:
    needle, hay = quote.folded, said.folded
    size = len(needle)
    if any(quote.free):
        return None
    at = -1
    while True:
        try:
            at = hay.index(needle[0], at + 1)
        except ValueError:
            return None
        if hay[at : at + size] == needle:
            return Block("same", at, at + size, 0, size)


def _overlap(quote: Quote, said: Said) -> float:
    """The share of the quotation's own words that occur anywhere in what was said, in plain spelling."""
    heard = set(said.folded)
    own = [word.folded for word, free in zip(quote.words, quote.free, strict=True) if not free]
    return sum(word in heard for word in own) / len(own) if own else 1.0


def _aligned(quote: Quote, said: Said) -> list[Step]:
    short = [spelling(word) for word in quote.folded]
    long = [spelling(word) for word in said.folded]
    same = _equal(short, long)
    weight = [_SMALL if len(word) <= _SHORT_WORD else _FULL for word in short]
    _, steps = align(
        same,
        _look_alike(short, long, same),
        weight=weight,
        noise=said.noise,
        marked=quote.marked,
        free=quote.free,
    )
    return steps


def _equal(one: Sequence[str], other: Sequence[str]) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Which words of the one are which of the other."""
    numbers: dict[str, int] = {}
    a = np.array([numbers.setdefault(word, len(numbers)) for word in one])
    b = np.array([numbers.setdefault(word, len(numbers)) for word in other])
    return np.asarray(a[:, None] == b[None, :])


def _look_alike(short: list[str], long: list[str], same: np.ndarray[Any, np.dtype[np.bool_]]) -> Any:
    """Pairs that are not equal but near: a typo, an ending, a contraction and its first word."""
    from rapidfuzz import fuzz, process

    like = np.zeros(same.shape, dtype=bool)
    lonely = [i for i in range(len(short)) if not same[i].any() or "'" in short[i]]
    if lonely:
        own = [short[i] for i in lonely]
        scores = process.cdist(own, long, scorer=fuzz.ratio, score_cutoff=60)
        like[lonely] = scores > 0
        whole, heads = _rows(own, lonely), _rows([expand(word)[0] for word in own], lonely)
        for j, word in enumerate(long):
            for i in (*heads.get(word, ()), *whole.get(expand(word)[0], ())):
                like[i, j] = True
    return like


def _rows(words: Sequence[str], numbers: Sequence[int]) -> dict[str, list[int]]:
    """The numbers of each word."""
    rows: dict[str, list[int]] = defaultdict(list)
    for word, number in zip(words, numbers, strict=True):
        rows[word].append(number)
    return rows


def _merged(steps: Sequence[Step]) -> list[Block]:
    """Runs of matched words, and everything between two such runs, as blocks still without judgement."""
    found: list[Block] = []
    for same, run in groupby(steps, key=lambda step: step.op == "="):
        taken = list(run)
        said, quoted = taken[0].long, taken[0].short
        said_to = said + sum(step.op != "+" for step in taken)
        quote_to = quoted + sum(step.op != "-" for step in taken)
        found.append(Block("same" if same else "changed", said, said_to, quoted, quote_to))
    return found


def _widened(found: list[Block], quote: Quote, said: Said) -> list[Block]:
    """The first and last block, where they changed, widened to words that say the same another way."""
    if found[0].kind == "changed" and _size(found[0]) <= _WIDEST:
        first = found[0]
        for start in range(first.said_to, max(-1, first.said_to - _size(first) - _WIDEN), -1):
            if _conventional(said, start, first.said_to, quote, first):
                found[0] = replace(first, said_from=start, kind="convention")
                break
    if found[-1].kind == "changed" and _size(found[-1]) <= _WIDEST:
        last = found[-1]
        for end in range(last.said_from, min(len(said.words), last.said_from + _size(last) + _WIDEN) + 1):
            if _conventional(said, last.said_from, end, quote, last):
                found[-1] = replace(last, said_to=end, kind="convention")
                break
    return found


def _size(block: Block) -> int:
    return max(block.said_to - block.said_from, block.quote_to - block.quote_from)


def _conventional(said: Said, start: int, end: int, quote: Quote, block: Block) -> bool:
    quoted = quote.folded[block.quote_from : block.quote_to]
    return same_by_convention(_spoken(said, start, end), quoted)


def _spoken(said: Said, start: int, end: int) -> list[str]:
    """The words of a run without its stage notes and the fillers that commas set off."""
    noise = said.noise
    return [said.folded[i] for i in range(start, end) if not noise[i]]


def _judged(block: Block, quote: Quote, said: Said) -> Block:
    if block.kind != "changed":
        return block
    quoted = quote.folded[block.quote_from : block.quote_to]
    own = [word for i, word in enumerate(quoted, block.quote_from) if not quote.free[i]]
    spoken = _spoken(said, block.said_from, block.said_to)
    if same_by_convention(spoken, quoted):
        return replace(block, kind="convention")
    if len(own) < len(quoted) and not own:
        replaced = figures(said.folded[block.said_from : block.said_to])
        honest = not replaced or not figures(quoted) or replaced == figures(quoted)
        return replace(block, kind="editorial") if honest else block
    if not own and (quote.marked[block.quote_from] or quote.marked[block.quote_to]):
        return replace(block, kind="cut")
    whole = said.folded[block.said_from : block.said_to]
    if same_by_convention(whole, own) or (not own and _false_start(block, said)):
        return replace(block, kind="convention")
    if [*spoken, *quoted] in _OPENERS and said.ends_sentence(block.said_from):
        return replace(block, kind="convention")
    return replace(block, kind="convention") if _same_names(block, quote, spoken) else block


def _same_names(block: Block, quote: Quote, spoken: list[str]) -> bool:
    """Whether the quotation has a name there that is spelled in another way."""
    quoted = quote.words[block.quote_from : block.quote_to]
    if len(quoted) != len(spoken) or not all(quote.text[word.start].isupper() for word in quoted):
        return False
    return all(name_key(word.folded) == name_key(other) for word, other in zip(quoted, spoken, strict=True))


def _false_start(block: Block, said: Said) -> bool:
    """Whether the run is said again right after or before, or breaks off at a dash and is begun anew."""
    noise = said.noise
    run = [i for i in range(block.said_from, block.said_to) if not noise[i]]
    size = len(run)
    if size == 0 or size > _FALSE_START:
        return size == 0
    folded = said.folded
    spoken = without_fillers([folded[i] for i in run])
    after = [folded[i] for i in range(block.said_to, len(folded)) if not noise[i]][:size]
    before = [folded[i] for i in range(block.said_from) if not noise[i]][-size:]
    if spoken in (after, before):
        return True
    broken = any(mark in said.between(block.said_to) for mark in "-–—…")
    return broken and bool(after) and after[0].startswith(spoken[0]) and size <= _FALSE_START - 1
