"""Statements without a verb of saying: "according to X", "X's insistence on …", "X was confident that …"."""

from __future__ import annotations

from typing import Any

from onrecord.find.cues import Cue
from onrecord.find.drafts import Draft, Pair, Passage
from onrecord.find.rules_source import phrase_of, subject_of


def drafts_of_nouns(passage: Passage) -> list[Draft]:
    """Drafts for "according to", reporting nouns and reporting adjectives outside quotation marks."""
    drafts: list[Draft] = []
    for token in passage.tokens:
        if token.i in passage.quoted_tokens:
            continue
        draft = None
        if token.lower_ == "according":
            draft = _according(passage, token)
        elif token.pos_ == "NOUN" and (cue := passage.cues.nouns.get(token.lemma_.lower())):
            draft = _noun(passage, token, cue)
        elif token.pos_ == "ADJ" and (cue := passage.cues.adjectives.get(token.lemma_.lower())):
            draft = _adjective(passage, token, cue)
        if draft is not None and draft.content:
            drafts.append(draft)
    return drafts


def _according(passage: Passage, token: Any) -> Draft | None:
    """The clause that "according to X" stands in, on both sides of it, is what X says."""
    to = next((c for c in token.children if c.lower_ == "to"), None)
    if to is None:
        to = token.nbor(1) if token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "to" else None
    speaker = None if to is None else next((c for c in to.children if c.dep_ in ("pobj", "nmod")), None)
    if to is None or speaker is None:
        return None
    source = phrase_of(passage, speaker)
    phrase = frozenset(t.i for t in token.subtree) | frozenset(t.i for t in to.subtree)
    head = _clause_head(token)
    content = passage.snapped(passage.runs(head.subtree, without=phrase))
    content = _beside(content, source)
    return _made(passage, token, [passage.pair(token, to)], [source], content, 0.75, "according to")


def _clause_head(token: Any) -> Any:
    head = token.head
    for _ in range(8):
        if head.pos_ in ("VERB", "AUX") or head.head == head:
            break
        head = head.head
    return head


def _beside(pairs: list[Pair], source: Pair) -> list[Pair]:
    """At most the stretch before and the stretch after the source."""
    before = [pair for pair in pairs if pair[1] <= source[0]]
    after = [pair for pair in pairs if pair[0] >= source[1]]
    joined = []
    if before:
        joined.append((before[0][0], before[-1][1]))
    if after:
        joined.append((after[0][0], after[-1][1]))
    return [pair for pair in joined if pair[1] - pair[0] > 3]


def _noun(passage: Passage, noun: Any, cue: Cue) -> Draft | None:
    content = _complement(noun, cue)
    if content is None:
        return None
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    if owner is None:
        by = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("by", "from")), None)
        owner = by and next((c for c in by.children if c.dep_ == "pobj"), None)
    if owner is None and noun.dep_ in ("dobj", "attr", "pobj"):
        owner = subject_of(noun.head if noun.dep_ != "pobj" else noun.head.head)
    if owner is None:
        return None
    source = phrase_of(passage, owner)
    source = source[0], _without_possessive(passage, source)
    pairs = passage.snapped(passage.runs(t for t in content.subtree if not _is_that(t, content)))
    return _made(
        passage,
        noun,
        [passage.pair(noun, _lead(noun, content))],
        [source],
        pairs,
        0.55,
        noun.lemma_,
    )


def _complement(word: Any, cue: Cue) -> Any | None:
    for child in word.children:
        if child.i < word.i:
            continue
        if child.dep_ == "prep" and child.lower_ in cue.prepositions:
            return next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), None)
        if (
            "clause" in cue.takes
            and child.dep_ in ("acl", "relcl", "ccomp")
            and any(_is_that(t, child) for t in child.children)
        ):
            return child
        if (
            "inf" in cue.takes
            and child.dep_ in ("acl", "xcomp")
            and any(t.dep_ == "aux" and t.lower_ == "to" for t in child.children)
        ):
            return child
    return None


def _lead(word: Any, content: Any) -> Any:
    """The last word of the cue: the preposition or "that" which leads the content in, if any."""
    if content.dep_ in ("pobj", "pcomp"):
        return max(word, content.head, key=lambda token: token.i)
    that = next((t for t in content.children if _is_that(t, content)), None)
    return that if that is not None and 0 < that.i - word.i < 2 else word


def _is_that(token: Any, head: Any) -> bool:
    return bool(token.head == head and token.dep_ == "mark" and token.lower_ == "that")


def _without_possessive(passage: Passage, source: Pair) -> int:
    phrase = passage.text[source[0] : source[1]]
    for ending in ("'s", "’s", "'", "’"):
        if phrase.endswith(ending) and len(phrase) > len(ending):
            return source[1] - len(ending)
    return source[1]


def _adjective(passage: Passage, adjective: Any, cue: Cue) -> Draft | None:
    if adjective.dep_ not in ("acomp", "oprd"):
        return None
    content = _complement(adjective, cue)
    if content is None and "clause" in cue.takes:
        content = next((c for c in adjective.head.children if c.dep_ == "ccomp" and c.i > adjective.i), None)
    speaker = subject_of(adjective.head)
    if content is None or speaker is None or speaker.lower_ == "it":
        return None
    pairs = passage.snapped(passage.runs(t for t in content.subtree if not _is_that(t, content)))
    first = min(adjective, adjective.head, key=lambda t: t.i)
    return _made(
        passage,
        adjective,
        [passage.pair(first, _lead(adjective, content))],
        [phrase_of(passage, speaker)],
        pairs,
        0.55,
        adjective.lemma_,
    )


def _made(
    passage: Passage,
    token: Any,
    cue: list[Pair],
    source: list[Pair],
    content: list[Pair],
    confidence: float,
    rule: str,
) -> Draft:
    clause = min(cue[0][0], source[0][0]), max(cue[-1][1], source[-1][1])
    return Draft(
        content,
        cue,
        source,
        confidence,
        token.sent,
        passage.bounds,
        clause,
        quotes=rule == "according to",
        rule=rule,
    )
