"""Positions that nouns tell: `Russia’s insistence on X`, `a proposal by India to X`, `support from Y`."""

from __future__ import annotations

from dataclasses import replace

from onrecord.find.clauses import ADVERBS, DETERMINERS, POSSESSIVES, PREPOSITIONS, Group, Words
from onrecord.find.grammar import word_list
from onrecord.find.holders import Holders
from onrecord.find.noun_phrases import Range, list_after, list_before, phrase_before
from onrecord.find.objects import complement
from onrecord.find.position_drafts import Scan, draft_of, for_everyone, is_thing, sided
from onrecord.find.position_withdrawn import (
    softens,
    turned,
    who_withdrew,
    withdrawing_verb,
    withdrawn_behind,
)
from onrecord.find.rolewords import is_role_noun
from onrecord.find.stances import Frame, Sense

BY_WIRE = frozenset({"phone", "telephone", "conference", "video", "roll", "wake-up"})
"""Before `call`: no demand."""
_EARLIER = word_list("earlier")


def read_noun(scan: Scan, at: int) -> None:
    """Add the positions that the noun at `at` tells, where the text says whose it is."""
    words = scan.words
    if words.at(at - 1) in BY_WIRE:
        return
    frames = words.stances.nouns[words.at(at)]
    subject, after, owned = _owner(words, at)
    verb = withdrawing_verb(words, at, at if subject is None else min(subject.start, at))
    if verb is not None:
        subject = who_withdrew(scan, verb, subject)
    if subject is None or is_thing(words, subject):
        return
    for frame in frames:
        found = complement(words, after - 1, replace(frame, nouns=frozenset({"-"})), "past")
        if found is None:
            continue
        sense: Sense | None = frame.sense
        if verb is not None and softens(words, verb):
            sense = Sense(frame.sense.stance, "part")
        elif verb is not None or withdrawn_behind(words, found.last):
            sense = turned(frame.sense)
        if sense is None:
            return
        earlier = any(words.at(k) in _EARLIER for k in range(max(0, at - 2), at))
        group = Group(at, at, "base", False, None, False, earlier)
        draft = draft_of(scan, group, sense, found, "noun", 0.9)
        scan.drafts += for_everyone(scan, draft, subject)
        return
    if verb is not None:
        return
    if not owned:
        _read_company(scan, at, frames[0], subject)


def _owner(words: Words, at: int) -> tuple[Holders | None, int, bool]:
    """Whose position it is, where its content may begin, and whether the owner stands before the noun."""
    if words.at(at + 1) in {"by", "from"}:
        found, end = list_after(words, at + 2)
        if found:
            return Holders(found, [], at), end, False
    first = at
    while first > 0 and words.is_word(first - 1) and not words.is_capital(first - 1) and (
        words.at(first - 1) not in DETERMINERS | POSSESSIVES | ADVERBS and words.at(first - 1).isalpha()
        and at - first < 3
    ):  # fmt: skip
        if words.at(first - 1) in {"of", "to", "and", "for", "in", "on", "the", "with"}:
            break
        first -= 1
    before = first - 1
    if before > 0 and (words.tokens[before].is_possessive or words.tokens[before].text == "s"):
        found, start = list_before(words, before)
        found = [_owning(words, phrase) for phrase in found]
        return (Holders(found, [], start), at + 1, True) if found else (None, at + 1, True)
    if words.at(before) in {"his", "her", "their", "its", "our", "my"}:
        return Holders([(before, before + 1)], [], before), at + 1, True
    if words.is_capital(before) and first == at and before >= 0:
        phrase = phrase_before(words, at)
        if phrase is not None and words.low[phrase[0]] in {"a", "an"}:
            phrase = (phrase[0] + 1, phrase[1])
        verb = withdrawing_verb(words, at, at)
        if phrase is not None and _is_name(words, phrase) and (verb is None or verb < phrase[0]):
            return Holders([phrase], [], phrase[0]), at + 1, True
    return None, at + 1, False


def _owning(words: Words, phrase: Range) -> Range:
    """`response to Chile’s`, `short of Chile’s`: Chile; `the Republic of Chile’s`: all of it."""
    first, last = phrase
    for at in range(last - 1, first, -1):
        joined = words.at(at) == "of" and (words.is_capital(at - 1) or is_role_noun(words.at(at - 1)))
        if words.at(at) in PREPOSITIONS and not joined and words.is_capital(last - 1):
            return at + 1, last
        if words.at(at) == "of" and words.at(at - 1) in {"short", "ahead", "because", "out", "instead"}:
            return at + 1, last
    return phrase


def _is_name(words: Words, phrase: Range) -> bool:
    kept = [k for k in range(*phrase) if words.at(k) not in DETERMINERS]
    if kept and words.low[phrase[0]] in {"some", "any", "no", "such", "another"}:
        return False
    return bool(kept) and all(words.is_capital(k) or not words.is_word(k) for k in kept)


def _read_company(scan: Scan, at: int, frame: Frame, subject: Holders) -> None:
    """`with support from Norway`, `despite opposition from Kuwait`: a side to what the sentence tells."""
    stance = frame.sense.stance
    if stance not in {"supports", "opposes"} or not scan.drafts:
        return
    last = scan.drafts[-1]
    side = sided(last.stance, "for" if stance == "supports" else "against")
    for phrase in subject.main:
        scan.drafts.append(replace(last, holder=scan.offsets(*phrase), stance=side, way="company"))
