"""Positions and the statements that carry them; what speakers demand in quotation marks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from onrecord.find.clauses import PREPOSITIONS, words_of
from onrecord.find.findings import FoundStatement
from onrecord.find.objects import complement
from onrecord.find.position_claims import find_must, main_clause
from onrecord.find.position_drafts import Draft, Offsets
from onrecord.find.stances import Frame, Sense, Stances
from onrecord.find.surface import sentences

_CLAUSE = Frame(Sense("demands", "whole"), None, frozenset({"that", "np"}))
_LEADS = frozenset({"and", "but", "so", "because", "“", '"', "‘", "'", "«", "…"})
_NO_SUBJECTS = frozenset({"i", "you", "it", "there", "what", "that", "how", "why", "who"})
_LONGEST = 120


class Carriers:
    """The statements of the document, to be asked which one carries a position."""

    def __init__(self, statements: Sequence[FoundStatement]) -> None:
        self.statements = statements
        spans = [
            (span.start, span.end, index, kind)
            for index, found in enumerate(statements)
            for kind, group in (("content", found.content), ("cue", found.cue))
            for span in group
        ]
        self._spans = sorted(spans)
        self._starts = [span[0] for span in self._spans]
        self._reach = max((end - start for start, end, _, _ in spans), default=0)

    def of(self, trigger: Offsets, object_: Offsets) -> tuple[int | None, bool]:
        """The statement whose content holds the trigger (then True), or whose cue it is."""
        best: tuple[int, int] | None = None
        cue: int | None = None
        low = bisect_right(self._starts, trigger[0] - self._reach - 1)
        for start, end, index, kind in self._spans[low : bisect_right(self._starts, trigger[1])]:
            if kind == "content" and start <= trigger[0] and trigger[1] <= end:
                best = min(best or (end - start, index), (end - start, index))
            elif kind == "cue" and start < trigger[1] and trigger[0] < end:
                cue = index if cue is None else cue
        if best is not None:
            return best[1], True
        return cue, False


def demands_in(
    text: str, statements: Sequence[FoundStatement], stances: Stances
) -> Iterator[tuple[int, Draft]]:
    """What speakers say in quotation marks should or must be: the statement's index, and the demand."""
    for index, found in enumerate(statements):
        if found.kind == "indirect" or not found.source:
            continue
        holder = (found.source[0].start, found.source[0].end)
        for content in found.content:
            for number, (start, end) in enumerate(sentences(text, content.start, content.end)):
                draft = _demand(text, start, end, stances, holder, number)
                if draft is not None:
                    yield index, draft


def _demand(text: str, start: int, end: int, stances: Stances, holder: Offsets, number: int) -> Draft | None:
    words = words_of(text, start, end, stances)
    if len(words) > _LONGEST or "?" in words.low[-3:]:
        return None
    first = 0
    while words.at(first) in _LEADS:
        first += 1
    first = main_clause(words, first)
    must = find_must(words, first, len(words))
    if must is None or words.at(first) in _NO_SUBJECTS:
        return None
    comma = next((at for at in range(first, must) if words.at(at) == ","), None)
    if comma is not None and words.at(first) in PREPOSITIONS:
        first = comma + 1
    if first >= must or words.at(first) in _NO_SUBJECTS:
        return None
    object_ = complement(words, first - 1, _CLAUSE, "s")
    if object_ is None:
        return None
    trigger = (words.tokens[must].start, words.tokens[must].end)
    place = words.tokens[object_.first].start, words.tokens[object_.last - 1].end
    return Draft("demands", "whole", holder, place, trigger, "must", number, sure=0.8)
