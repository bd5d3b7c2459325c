"""Positions: who demands, offers, accepts, rejects, supports or opposes what, and on what condition.

Found from the words of title and body by the lists of `data/positions.<language>.toml`, sentence by
sentence, without a parse; an object that only points (`this`, `the proposal`) is sought in the sentences
before it. Positions inside statements carry the index of their statement.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from onrecord.find.clauses import Words, words_of
from onrecord.find.findings import FoundPosition, FoundStatement
from onrecord.find.position_drafts import Draft, Offsets, Scan
from onrecord.find.position_links import named, settle_objects
from onrecord.find.position_nouns import read_noun
from onrecord.find.position_verbs import read_verb
from onrecord.find.stances import Stances, stances_of
from onrecord.find.surface import sentences
from onrecord.models import Document, Span
from onrecord.text.paragraphs import paragraphs

MADE_BY = "positions/1"
_LONGEST = 250
_FIRST_PERSON = frozenset({"we", "i", "our", "my"})


def find_positions(
    document: Document, statements: Sequence[FoundStatement] = ()
) -> tuple[FoundPosition, ...]:
    """The positions in title and body, in the order of the text, one for each holder."""
    stances = stances_of("en")
    carriers = _Carriers(statements)
    out: dict[tuple[object, ...], FoundPosition] = {}
    for start, end in _paragraphs(document):
        for draft in _drafts(document.text, start, end, stances):
            found = _found(document, draft, carriers)
            if found is not None:
                out.setdefault((found.holder, found.stance, found.object), found)
    return tuple(sorted(out.values(), key=lambda f: (f.evidence[0], f.object, f.holder)))


def _paragraphs(document: Document) -> Iterator[tuple[int, int]]:
    for part in ("title", "body"):
        for span in document.parts.get(part, ()):
            yield from paragraphs(document.text, span.start, span.end)


def _drafts(text: str, start: int, end: int, stances: Stances) -> Iterator[Draft]:
    """The drafts of one paragraph; each knows the sentence before it."""
    if _hint().search(text, start, end) is None:
        return
    earlier: list[Draft] = []
    for number, (first, last) in enumerate(sentences(text, start, end)):
        if _hint().search(text, first, last) is None:
            continue
        words = words_of(text, first, last)
        if len(words) > _LONGEST:
            continue
        for draft in settle_objects(read_sentence(words, number, stances), earlier):
            earlier.append(named(text, draft))
            yield draft


def read_sentence(words: Words, number: int, stances: Stances) -> Scan:
    """All drafts of one sentence, in the order of the words that tell them."""
    scan = Scan(words, stances, number)
    for at in range(len(words)):
        if words.inside[at] or words.tokens[at].text.isupper():
            continue
        low = words.low[at]
        count = len(scan.drafts)
        if low in stances.nouns:
            read_noun(scan, at)
        if len(scan.drafts) == count and not any(first <= at < last for first, last in scan.contents):
            read_verb(scan, at)
    return scan


@cache
def _hint() -> re.Pattern[str]:
    """Finds a sentence that holds any word of the lists."""
    stances = stances_of("en")
    tables = (stances.verbs, stances.states, stances.nouns, stances.light, stances.causing, stances.saying)
    words = {word for table in tables for word in table} | {"acceptable", "unacceptable", "favor", "favour"}
    stems = sorted({word for word in words if word.isalpha()})
    return re.compile(rf"\b(?:{'|'.join(stems)})\b", re.IGNORECASE)


class _Carriers:
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


def _found(document: Document, draft: Draft, carriers: _Carriers) -> FoundPosition | None:
    index, inside = carriers.of(draft.trigger, draft.object)
    text = document.text
    if draft.object[0] >= draft.object[1]:
        return None
    holder: tuple[Span, ...] = ()
    if draft.holder is not None:
        holder = (Span.of(text, *draft.holder),)
    elif not inside:
        return None
    if holder and holder[0].exact.lower() in _FIRST_PERSON and not inside:
        return None
    bounds = [draft.trigger, *([draft.holder] if draft.holder else [])]
    near = [draft.object] if not draft.anaphor else []
    start = min(s for s, _ in [*bounds, *near])
    end = max(e for _, e in [*bounds, *near])
    condition = Span.of(text, *draft.condition) if draft.condition else None
    if condition is not None:
        end = max(end, condition.end)
    return FoundPosition(
        draft.stance,
        draft.degree,
        holder,
        Span.of(text, *draft.object),
        condition,
        (Span.of(text, *draft.ask),) if draft.ask else (),
        (Span.of(text, start, end),),
        index,
        MADE_BY,
        _confidence(draft),
    )


_SURE = {
    "verb": 0.85, "light": 0.85, "state": 0.75, "must": 0.7, "verdict": 0.6, "noun": 0.75, "passive": 0.75,
    "relative": 0.75, "company": 0.8, "participle": 0.7,
}  # fmt: skip


def _confidence(draft: Draft) -> float:
    return round(_SURE[draft.way] * draft.sure * (0.8 if draft.hedged else 1.0), 4)
