"""Quotations: joined to the cue beside them, carried on, or given to the speaker before them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.find.drafts import Draft, Pair, Passage, shared
from onrecord.find.quotes import Quotation

_BESIDE = re.compile(r"[\s,;:—–\-]*(?:that|to|as)?[\s,:—–\-]*")
_AFTER_STOP = re.compile(r"[\s.,;:—–\-]*(?:and|but)?\s*")
_ENDS_OPEN = re.compile(r"[,?!—–-]$|[,?!—–-]\W$")
_STOPS = (".", "!", "?")
_GAP = 250
_SHORT = 3


def attach_quotations(passage: Passage, drafts: list[Draft]) -> list[Draft]:
    """Give each quotation to the cue that it stands beside.

    Drafts without content are left out, but for the last cue of a paragraph that ends in a colon: it waits
    for the quotation that opens the next one.
    """
    taken: dict[int, Draft] = {}
    for i, quote in enumerate(passage.quotes):
        for draft in drafts:
            if shared(draft.content, [(quote.span.start, quote.span.end)]) and (
                i not in taken or draft.strong
            ):
                taken[i] = draft
    free = [i for i in range(len(passage.quotes)) if i not in taken]
    for i in free:
        owner = _beside(passage, passage.quotes[i], drafts)
        if owner is not None:
            owner.content = _joined([*owner.content, _pair(passage.quotes[i])])
            owner.confidence = max(owner.confidence, 0.9)
            taken[i] = owner
    _extend(passage, drafts, taken)
    _carry_on(passage, taken)
    waiting = [draft for draft in drafts if draft.quotes and not draft.content and passage.ends_in_colon]
    return [draft for draft in drafts if draft.content] + waiting[-1:]


def _beside(passage: Passage, quote: Quotation, drafts: list[Draft]) -> Draft | None:
    best: tuple[int, Draft] | None = None
    for draft in drafts:
        if not draft.quotes or (_is_title(quote) and not draft.strong):
            continue
        start, end = draft.clause
        if quote.span.end <= start and start - quote.span.end < 8:
            gap, sure = passage.text[quote.span.end : start], _ends_open(quote)
        elif end <= quote.span.start and quote.span.start - end < 12:
            gap, sure = passage.text[end : quote.span.start], True
        else:
            continue
        if _BESIDE.fullmatch(gap) and sure and (best is None or len(gap) < best[0]):
            best = len(gap), draft
    return None if best is None else best[1]


def _ends_open(quote: Quotation) -> bool:
    return bool(_ENDS_OPEN.search(quote.inner.exact)) or not quote.inner.exact.endswith(".")


def _carry_on(passage: Passage, taken: dict[int, Draft]) -> None:
    """A quotation right after one that has its speaker, or after its cue, belongs to the same statement."""
    for i, quote in enumerate(passage.quotes):
        if i in taken or i - 1 not in taken:
            continue
        draft = taken[i - 1]
        before = max(
            passage.quotes[i - 1].span.end, draft.clause[1] if draft.clause[1] <= quote.span.start else 0
        )
        gap = passage.text[before : quote.span.start]
        near = len(gap) < 12 and _AFTER_STOP.fullmatch(gap)
        if near or _next_sentence(passage, draft, passage.quotes[i - 1], quote):
            draft.content = _joined([*draft.content, _pair(quote)])
            taken[i] = draft


def _next_sentence(passage: Passage, draft: Draft, before: Quotation, quote: Quotation) -> bool:
    """Whether the quotation opens the sentence after "…," said X, who …."."""
    gap = passage.text[before.span.end : quote.span.start]
    if len(gap) > _GAP or not (before.span.end <= draft.clause[0] and draft.clause[1] <= quote.span.start):
        return False
    starts = [
        token
        for token in passage.tokens
        if token.is_sent_start
        and before.span.end < token.idx + passage.base < quote.span.start
        and passage.text[before.span.end : token.idx + passage.base].strip()
    ]
    return not starts and gap.rstrip()[-1:] in _STOPS


def _extend(passage: Passage, drafts: list[Draft], taken: dict[int, Draft]) -> None:
    """A later quotation in the clause of a strong cue is content too ("said he had offers, but “they …”")."""
    for i, quote in enumerate(passage.quotes):
        if i in taken:
            continue
        for draft in drafts:
            if not draft.strong or not draft.content or not draft.sentence:
                continue
            end = draft.content[-1][1]
            first, last = draft.sentence.start_char + passage.base, draft.sentence.end_char + passage.base
            if (
                draft.clause[0] < draft.content[0][0]
                and first <= end <= quote.span.start < last
                and quote.span.start - end < _GAP
            ):
                between = passage.text[end : quote.span.start]
                if not set(between) & set(".!?;:"):
                    draft.content = [*draft.content[:-1], (draft.content[-1][0], quote.span.end)]
                    taken[i] = draft
                    break


def carry_speakers(passages: list[Passage], by_block: list[list[Draft]]) -> list[Draft]:
    """All drafts, with one for each quotation that no cue claims: its speaker is the last one who spoke."""
    carrier = _Carrier(passages)
    return [draft for i, mine in enumerate(by_block) for draft in carrier.carry(i, mine)]


@dataclass(slots=True)
class _Carrier:
    """What goes from one paragraph to the next: who spoke last, and the statement that is not closed yet."""

    passages: list[Passage]
    last: Draft | None = None
    unclosed: Draft | None = None
    waiting: Draft | None = None

    def carry(self, i: int, mine: list[Draft]) -> list[Draft]:
        """The paragraph's drafts, those of its unclaimed quotations among them."""
        passage, waiting, kept = self.passages[i], self.waiting, [draft for draft in mine if draft.content]
        unclosed = self.unclosed
        self.unclosed = None
        self.waiting = next((draft for draft in mine if not draft.content), None)
        for quote in passage.quotes:
            owner = next((draft for draft in kept if shared(draft.content, [_pair(quote)])), None)
            opens = quote.span.start == passage.start
            if quote.continued and unclosed is not None:
                owner = self._gone_on(unclosed, owner, quote, kept)
            elif owner is None and opens and waiting is not None:
                waiting.content, owner = [_pair(quote)], waiting
                kept.append(waiting)
            elif owner is None:
                owner = self._unclaimed(i, quote, kept)
            if owner is not None and not quote.closed and quote.span.end == passage.end:
                self.unclosed = owner
        speaking = _speaking(kept)
        self.last = None if passage.block.part == "title" else speaking[-1] if speaking else self.last
        return kept

    def _gone_on(self, unclosed: Draft, owner: Draft | None, quote: Quotation, kept: list[Draft]) -> Draft:
        """A quotation over paragraphs is one statement: of the cue that either of them has."""
        if owner is None:
            unclosed.content = _joined([*unclosed.content, _pair(quote)])
            return unclosed
        if not unclosed.cue:
            owner.content = _joined([*unclosed.content, *owner.content])
            unclosed.content = []
        return owner

    def _unclaimed(self, i: int, quote: Quotation, kept: list[Draft]) -> Draft | None:
        passage = self.passages[i]
        earlier = [draft for draft in _speaking(kept) if draft.content[0] < _pair(quote)]
        before = self.passages[i - 1] if i else None
        owner = _orphan(passage, before, quote, earlier[-1] if earlier else self.last)
        if owner is None:
            return None
        if i + 1 < len(self.passages) and quote.span.end == passage.end:
            signature = _signature(self.passages[i + 1])
            owner.source = [signature] if signature else owner.source
        kept.append(owner)
        return owner


def _speaking(drafts: list[Draft]) -> list[Draft]:
    """Those that a speaker's quotation may follow, in the order of the text."""
    return sorted((d for d in drafts if d.source and (d.strong or d.quotes)), key=lambda d: d.content[0])


_SIGNATURE = re.compile(r"[-–—]{1,2}\s*(\w[^.!?\n]{1,78}?)\.?")


def _signature(passage: Passage) -> Pair | None:
    """The name in a paragraph that only signs the quotation before it: "- Ada Byron"."""
    match = _SIGNATURE.fullmatch(passage.text, passage.start, passage.end)
    return match.span(1) if match and match.group(1)[0].isupper() else None


def _orphan(passage: Passage, before: Passage | None, quote: Quotation, last: Draft | None) -> Draft | None:
    """A draft for a quotation without a cue: behind a colon, in a sentence, or carried on from `last`."""
    if len(quote.inner.exact.split()) < _SHORT or _is_title(quote):
        return None
    tokens = [t for t in passage.tokens if quote.span.start <= t.idx + passage.base < quote.span.end]
    lead = passage.text[passage.start : quote.span.start].rstrip()
    if not tokens or lead.endswith("="):
        return None
    if not lead and before is not None and before.text[before.end - 1] == ":":
        source, rule = _subject_before(before, before.end), "colon"
    elif lead.endswith(":"):
        source, rule = _subject_before(passage, quote.span.start), "colon"
    elif not lead or lead[-1] in '.!?”"':
        source, rule = list(last.source) if last is not None else [], "carried on"
    else:
        source, rule = _subject_before(passage, quote.span.start), "in a sentence"
    return Draft(
        [_pair(quote)], [], source, 0.5, tokens[0].sent, passage.bounds, _pair(quote), quotes=True, rule=rule
    )


def _is_title(quote: Quotation) -> bool:
    """Names of works and shows are quoted too: "The Long Way Home"."""
    words = [word for word in re.findall(r"[^\W\d_]+", quote.inner.exact) if len(word) > 3]
    return quote.inner.exact[-1:] not in _STOPS and sum(word[0].isupper() for word in words) > 0.7 * len(
        words
    )


def _subject_before(passage: Passage, at: int) -> list[Pair]:
    """The nearest subject, else the nearest name, in the sentence that runs into offset `at`."""
    from onrecord.find.rules_source import phrase_of

    name = None
    for token in reversed([t for t in passage.tokens if t.idx + passage.base < at]):
        if token.i not in passage.quoted_tokens:
            if token.dep_ == "nsubj" and token.pos_ in ("PROPN", "NOUN", "PRON"):
                return [phrase_of(passage, token)]
            if name is None and (token.pos_ == "PROPN" or token.dep_ == "pobj") and token.dep_ != "compound":
                name = token
        if token.is_sent_start:
            break
    return [] if name is None else [phrase_of(passage, name)]


def _pair(quote: Quotation) -> Pair:
    return quote.span.start, quote.span.end


def _joined(pairs: list[Pair]) -> list[Pair]:
    joined: list[Pair] = []
    for start, end in sorted(pairs):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined
