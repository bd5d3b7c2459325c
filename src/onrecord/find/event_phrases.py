"""Noun phrases round a verb, told from word lists and names alone: who stands before it, who after."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from onrecord.find.event_lexicon import light_table, verb_table, words
from onrecord.find.rolewords import is_role_noun
from onrecord.find.surface import Token

Range = tuple[int, int]
_CLOSERS = frozenset({")", "”", '"', "’"})
_COUNTS = frozenset(
    {"thousands", "hundreds", "dozens", "millions", "some", "many", "most", "all", "both", "one", "two"}
)
_NAME_GLUE = frozenset({"’s", "'s", "’", "'"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """The tokens of one sentence; `names` and `dates` give for a token the number of its name or date."""

    tokens: Sequence[Token]
    names: Mapping[int, int]
    dates: Mapping[int, int]
    labels: Mapping[int, str]

    def low(self, at: int) -> str:
        return self.tokens[at].lower if 0 <= at < len(self.tokens) else ""

    def is_word(self, at: int) -> bool:
        return 0 <= at < len(self.tokens) and self.tokens[at].is_word

    def says_actor(self, part: Range) -> bool:
        """Whether the phrase names or describes somebody who can act."""
        return any(
            at in self.names or self.low(at) in words("actors") or is_role_noun(self.tokens[at].text)
            for at in range(*part)
        )

    def names_person(self, part: Range) -> bool:
        """Whether a person's name or a role stands in the phrase."""
        return any(
            self.labels.get(self.names.get(at, -1)) == "person" or is_role_noun(self.tokens[at].text)
            for at in range(*part)
        )

    def is_only(self, part: Range | None, choice: Set[str]) -> bool:
        """Whether the phrase is a single word of `choice`."""
        return part is not None and part[1] - part[0] == 1 and self.low(part[0]) in choice

    def names_somebody(self, part: Range) -> bool:
        return any(at in self.names for at in range(*part))


def is_verb(sentence: Sentence, at: int) -> bool:
    """Whether the word can hardly be part of a noun phrase: a common finite verb or a form of a frame's."""
    low = sentence.low(at)
    if at in sentence.names:
        return False
    if low in words("finite"):
        return True
    shapes = {shape for shape, _ in verb_table().get(low, ())} | {s for s, _ in light_table().get(low, ())}
    return bool(shapes & {"past"}) and low.endswith("ed")


def phrase_before(sentence: Sentence, end: int) -> Range | None:
    """The noun phrase that ends just before token `end`, with what modifies it; None where none does."""
    while end > 0 and (
        end - 1 in sentence.dates
        or (end in sentence.dates and sentence.low(end - 1) in {"on", "in", "late", "early", "earlier"})
    ):
        end -= 1
    if end <= 0 or not (sentence.is_word(end - 1) or sentence.low(end - 1) in _NAME_GLUE | _CLOSERS):
        return None
    if sentence.low(end - 1) == ")":
        opened = next((k for k in range(end - 2, max(-1, end - 10), -1) if sentence.low(k) == "("), None)
        return None if not opened else phrase_before(sentence, opened)
    first = end
    while first > 0:
        step = _step_left(sentence, first, end)
        if step is None:
            break
        first = step
    return _shorn(sentence, first, end)


def _step_left(sentence: Sentence, first: int, end: int) -> int | None:
    """Where the phrase begins when it takes in what stands before `first`; None where it ends there."""
    at = first - 1
    low = sentence.low(at)
    if at in sentence.dates or (
        at not in sentence.names
        and low in words("relatives") | words("auxiliaries") | words("negations")
        and low not in _NAME_GLUE
    ):
        return None
    if at in sentence.names:
        return at
    if low == "and":
        joined = first < end and _opens(sentence, first) and at > 0 and _nouny(sentence, at - 1)
        return at - 1 if joined else None
    if low == ",":
        return at if first in sentence.names and _is_list(sentence, at, end) else None
    if low in {"of", "for"}:
        counted = low == "of" and sentence.low(at - 1) in _COUNTS
        return at - 1 if at > 0 and first < end and (counted or _nouny(sentence, at - 1)) else None
    if low in {"in", "from", "at", "on"}:
        noun = at > 0 and first < end and _nouny(sentence, at - 1) and (at - 1) not in sentence.names
        return at - 1 if noun else None
    if low in words("prepositions") or not (sentence.is_word(at) or low in _NAME_GLUE):
        return None
    if is_verb(sentence, at):
        return None
    if first < end and sentence.low(first) in {"the", "a", "an"}:
        return None
    return at


def _is_list(sentence: Sentence, comma: int, end: int) -> bool:
    """Whether the comma parts the first two of `A, B and C`: a name before it, and no list before that."""
    if comma - 1 not in sentence.names or not any(sentence.low(k) == "and" for k in range(comma, end)):
        return False
    at = comma - 1
    while at >= 0 and at in sentence.names:
        at -= 1
    return sentence.low(at) != "and"


def _opens(sentence: Sentence, at: int) -> bool:
    """Whether a noun phrase begins at the token."""
    return (
        at in sentence.names
        or sentence.low(at) in words("determiners")
        or sentence.tokens[at].is_capital
        or is_role_noun(sentence.tokens[at].text)
        or sentence.low(at) in words("actors")
    )


def _nouny(sentence: Sentence, at: int) -> bool:
    low = sentence.low(at)
    return at in sentence.names or (
        sentence.is_word(at)
        and low not in words("prepositions") | words("auxiliaries") | words("determiners") | words("adverbs")
        and not low.endswith("ly")
        and not is_verb(sentence, at)
    )


def _shorn(sentence: Sentence, first: int, end: int) -> Range | None:
    """The phrase without adverbs, marks and bare prepositions at its ends."""
    skip = (words("adverbs") | words("prepositions")) - words("determiners")
    while (
        first < end
        and first not in sentence.names
        and (
            sentence.low(first) in skip
            or sentence.low(first) == "and"
            or not sentence.is_word(first)
            or (sentence.low(first).endswith("ly") and not sentence.tokens[first].is_capital)
        )
    ):
        first += 1
    while (
        end > first
        and (
            sentence.low(end - 1) in skip or not (sentence.is_word(end - 1) or sentence.low(end - 1) in {")"})
        )
        and end - 1 not in sentence.names
    ):
        end -= 1
    return (first, end) if first < end else None


def phrase_after(sentence: Sentence, start: int) -> Range | None:
    """The noun phrase that begins at token `start` (adverbs and opening marks skipped)."""
    at = start
    n = len(sentence.tokens)
    while (
        at < n
        and at not in sentence.names
        and (
            sentence.low(at) in words("adverbs")
            or sentence.low(at) in {"“", '"', "‘"}
            or re.fullmatch(r"[a-z]+ly", sentence.low(at))
        )
    ):
        at += 1
    first = at
    while at < n and _goes_on(sentence, first, at):
        at += 1
    return _shorn(sentence, first, at) if at > first else None


def _goes_on(sentence: Sentence, first: int, at: int) -> bool:
    """Whether the phrase that began at `first` takes in the token at `at`."""
    low = sentence.low(at)
    if at in sentence.dates:
        return False
    if at in sentence.names:
        return True
    if low == "of":
        return at > first
    if low in {"and", ","}:
        return at > first and _listed(sentence, first, at)
    if low in _NAME_GLUE:
        return at > first
    if low in words("determiners"):
        return at == first or sentence.low(at - 1) in {"of", "and", ",", "all", "both"}
    stops = words("prepositions") | words("auxiliaries") | words("relatives") | words("negations")
    if low in stops or not sentence.is_word(at):
        return False
    if at > first and at - 1 in sentence.names and not _describes(sentence, at):
        return False
    if at > first and (is_verb(sentence, at) or re.fullmatch(r"[a-z]+ly", low)):
        return False
    return not (at > first and low.endswith("ing") and low in verb_table())


def _describes(sentence: Sentence, at: int) -> bool:
    """Whether a word behind a name can go on with its phrase: `Washington officials`, `EU ministers`."""
    if sentence.tokens[at].is_capital or (
        is_role_noun(sentence.tokens[at].text) and at + 1 in sentence.names
    ):
        return True
    if sentence.labels.get(sentence.names[at - 1]) == "person":
        return sentence.low(at) in {"administration", "campaign", "government", "supporters", "aides"}
    return any(
        sentence.low(k) in words("actors") or is_role_noun(sentence.tokens[k].text)
        for k in range(at, min(at + 3, len(sentence.tokens)))
    )


def _listed(sentence: Sentence, first: int, at: int) -> bool:
    """Whether a comma or `and` goes on with the phrase: a list of names, or an apposition that names."""
    after = at + 1
    if after >= len(sentence.tokens):
        return False
    if sentence.low(at) == "and":
        return (
            _opens(sentence, after)
            and not is_verb(sentence, after)
            and sentence.low(after) not in words("pronouns")
        )
    named = after in sentence.names and sentence.labels.get(sentence.names[after]) == "person"
    role = is_role_noun(sentence.tokens[at - 1].text)
    if named and role and at - 1 not in sentence.names:
        return True
    if any(sentence.low(k) == "and" for k in range(first, at)):
        return False
    last = after
    while last in sentence.names:
        last += 1
    return (
        after in sentence.names
        and (at - 1) in sentence.names
        and sentence.low(last) in {"and", ","}
        and any(sentence.low(k) == "and" for k in range(last, min(last + 8, len(sentence.tokens))))
    )


def is_denied(sentence: Sentence, at: int) -> bool:
    """Whether somebody denies what the token tells: `denied that … a meeting`, `denied having met`."""
    for k in range(at - 1, max(-1, at - 12), -1):
        if sentence.low(k) in words("denials"):
            return sentence.low(k + 1) in words("denied_things") or k + 1 == at
        if sentence.low(k) in {",", ";", ":", ".", "and", "but"}:
            return False
    return False
