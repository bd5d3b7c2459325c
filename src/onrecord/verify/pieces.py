"""A quotation whose parts stand in separate places: stitched, or cut at a mark over a long way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Protocol

from onrecord.models import Difference, VerdictWord
from onrecord.text.words import folded_words, words
from onrecord.verify.index.candidates import Candidate, Likely
from onrecord.verify.tokens import Quote
from onrecord.verify.traces import Hit, Query
from onrecord.verify.verdict import RANK

FEWEST = 4
"""Words that each piece must have to be told apart."""
_NEAR = 60
"""Code points between two pieces that are still one passage."""
_LEAST_TOGETHER, _LEAST_APART = 4.0, 10.0
"""Bits beyond what names one place that each piece must carry: in one document, in two."""
_GOOD = RANK["same words"]
Heard = tuple[Candidate, list[str], str]
Pieces = tuple[VerdictWord, list[Hit], Difference]


class Passages(Protocol):
    """What reads likely stretches and compares with them."""

    def text(self, candidate: Candidate) -> str: ...

    def compare(self, query: Query, quote: Quote, candidate: Candidate) -> Hit: ...


def in_pieces(
    passages: Passages, query: Query, quote: Quote, likely: Likely, best: Hit | None
) -> Pieces | None:
    """Verdict, hits and difference where the quotation is two passages from separate places, each whole.

    The pieces meet at a mark of omission, then it is `trimmed`, or at any word, then it is `stitched`.
    """
    size = len(quote.words)
    if size < 2 * FEWEST or sum(likely.bits) < 2 * (likely.prior + _LEAST_TOGETHER):
        return None
    heard = [(candidate, *_heard(passages.text(candidate))) for candidate in likely.candidates]
    for cut in _cuts(quote, heard):
        head, tail = part(quote, 0, cut), part(quote, cut, size)
        if not _enough(likely, _LEAST_TOGETHER, head, tail):
            continue
        pairs = [
            (first, second)
            for first in _whole(passages, query, head, heard)
            for second in _whole(passages, query, tail, heard)
        ]
        if not pairs:
            continue
        first, second = min(pairs, key=lambda pair: not _one_document(*pair))
        if not _one_document(first, second) and not _enough(likely, _LEAST_APART, head, tail):
            continue
        if _close(first, second):
            continue
        verdict: VerdictWord = "stitched"
        if quote.marked[cut] and _one_document(first, second) and first.start < second.start:
            verdict = "trimmed"
        difference = (*first.comparison.difference, *second.comparison.difference)
        return verdict, [first, second], difference
    return None


def at_marks(passages: Passages, query: Query, quote: Quote, best: Hit) -> Pieces | None:
    """Hits where every piece between two marks of omission stands word for word, in order, in the document
    of the best one: then the quotation is `trimmed`, however far apart they are."""
    borders = [0, *(i for i in range(1, len(quote.words)) if quote.marked[i]), len(quote.words)]
    pieces = [part(quote, first, last) for first, last in pairwise(borders) if first < last]
    own = [piece for piece in pieces if not all(piece.free)]
    if len(own) < 2 or max(len(piece.words) for piece in own) < FEWEST:
        return None
    first, last = best.source.segment.bounds(best.document)
    said = list(words(best.source.segment.text(first, last)))
    folded = [word.folded for word in said]
    hits: list[Hit] = []
    at = 0
    for piece in own:
        place = _next_run(folded, piece.folded, at)
        if place is None:
            return None
        at = place + len(piece.words)
        start, end = first + said[place].start, first + said[at - 1].end
        stretch = replace(best.candidate, place=start, start=start, end=end)
        hits.append(passages.compare(query, piece, stretch))
    if any(RANK[hit.comparison.verdict] > _GOOD for hit in hits):
        return None
    return "trimmed", hits, tuple(step for hit in hits for step in hit.comparison.difference)


def _next_run(said: list[str], run: list[str], start: int) -> int | None:
    """Where the run next stands from `start` on."""
    for at in range(start, len(said) - len(run) + 1):
        if said[at] == run[0] and said[at : at + len(run)] == run:
            return at
    return None


def _close(first: Hit, second: Hit) -> bool:
    """Whether the pieces follow each other so closely that one comparison sees both."""
    if not _one_document(first, second):
        return False
    gap = second.start - (first.start + first.comparison.end - first.comparison.start)
    return -_NEAR < gap < _NEAR


def _enough(likely: Likely, least: float, *pieces: Quote) -> bool:
    return all(likely.evidence([(p.words[0].start, p.words[-1].start)]) >= least for p in pieces)


def _heard(text: str) -> tuple[list[str], str]:
    """The words of a stretch, and all of them in one line with a space on both sides."""
    said = folded_words(text)
    return said, f" {' '.join(said)} "


def _cuts(quote: Quote, heard: Sequence[Heard]) -> list[int]:
    """Where pieces may meet: at marks of omission, at ends of sentences, where a matched stretch ends."""
    size = len(quote.words)
    room = range(FEWEST, size - FEWEST + 1)
    cuts = [i for i in room if quote.marked[i]]
    for i in room:
        between = quote.text[quote.words[i - 1].end : quote.words[i].start]
        if any(mark in between for mark in ".?!"):
            cuts.append(i)
    cuts += [i for i in _breaks(quote.folded, heard) if i in room]
    return list(dict.fromkeys(cuts))[:6]


def _breaks(folded: list[str], heard: Sequence[Heard]) -> list[int]:
    """How far the quotation's head, or from where its tail, stands word for word in a likely stretch."""
    found: list[int] = []
    for _, said, _ in heard[:3]:
        found += [_longest(folded, said), len(folded) - _longest(folded[::-1], said[::-1])]
    return found


def _longest(words: list[str], said: list[str]) -> int:
    """How many of the first `words` stand in a row somewhere in `said`."""
    best = 0
    for at, word in enumerate(said):
        if word != words[0]:
            continue
        run = 1
        while run < len(words) and at + run < len(said) and said[at + run] == words[run]:
            run += 1
        best = max(best, run)
    return best


def part(quote: Quote, first: int, last: int) -> Quote:
    """Words `[first, last)` of a quotation as one of their own."""
    return Quote(
        quote.text, quote.words[first:last], (False, *quote.marked[first + 1 : last], False),
        quote.free[first:last], 0,
    )  # fmt: skip


def _whole(passages: Passages, query: Query, piece: Quote, heard: Sequence[Heard]) -> list[Hit]:
    """The likely stretches where the piece stands word for word, likeliest first."""
    needle = f" {' '.join(piece.folded)} "
    hits = [passages.compare(query, piece, candidate) for candidate, _, line in heard if needle in line]
    return [hit for hit in hits if RANK[hit.comparison.verdict] <= _GOOD]


def _one_document(first: Hit, second: Hit) -> bool:
    return first.source is second.source and first.document == second.document
