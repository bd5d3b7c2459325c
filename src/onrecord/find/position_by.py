"""Positions of those behind `by`: `was opposed by A`, `text proposed by A`; of `a plan that A rejects`."""

from __future__ import annotations

from dataclasses import replace

from onrecord.find.clauses import RELATIVES, Group, Words, is_adverb
from onrecord.find.grammar import word_list
from onrecord.find.holders import Holders
from onrecord.find.noun_phrases import Range, list_after, phrase_before
from onrecord.find.objects import Complement
from onrecord.find.position_drafts import Scan, Way, draft_of, for_everyone, is_meeting_agreeing, sided
from onrecord.find.stances import Frame

_BOUNDS = word_list("bounds")


def read_by(scan: Scan, group: Group, frames: tuple[Frame, ...]) -> bool:
    """`was opposed by A`, `text proposed by A`, `…, supported by A` behind what A supports."""
    words = scan.words
    by = group.verb + 1
    while is_adverb(words.at(by)):
        by += 1
    if words.at(by) != "by" or any(first <= group.verb < last for first, last in scan.read):
        return False
    frame = next((f for f in frames if "np" in f.takes or f.particle), None)
    if frame is None or group.negated:
        return False
    found, end = list_after(words, by + 1)
    if not found:
        return False
    if is_meeting_agreeing(words, frame.sense, Holders(found)):
        return False
    before = words.before(group.first)
    object_ = None
    if group.passive:
        object_ = _subject_phrase(words, _before_insertion(words, group.first))
    elif words.at(before) in {",", "and", "but"} or is_adverb(words.at(before)):
        return _read_trailing(scan, group, frame, found)
    elif words.at(before) == "as":
        end_of = before - 1 if words.at(before - 1) == "," else before
        object_ = phrase_with_tail(words, end_of)
    else:
        object_ = phrase_with_tail(words, group.first)
    if object_ is None:
        return False
    complement_ = Complement(object_[0], object_[1], end)
    way: Way = "passive" if group.passive else "participle"
    draft = draft_of(scan, group, frame.sense, complement_, way, frame.sure)
    scan.drafts += for_everyone(scan, draft, Holders(found, [], group.first))
    return True


def phrase_with_tail(words: Words, end: int) -> Range | None:
    """The noun phrase before `end` that may end in a quotation or a prepositional phrase."""
    at = end
    if words.at(at - 1) in {"'", "’", "”", '"'}:
        at = next((k for k in range(at - 2, -1, -1) if words.at(k) in {"'", "‘", "“", '"'}), at)
        if words.at(at - 1) in {"to", "of", "on", "for"}:
            before = phrase_before(words, at - 1)
            return (before[0], end) if before else None
    found = phrase_before(words, at)
    return (found[0], end) if found else None


def _before_insertion(words: Words, end: int) -> int:
    """Back over `, meanwhile,` and `, which …,` right before the verb."""
    if words.at(end - 1) != ",":
        return end
    for at in range(end - 2, max(-1, end - 40), -1):
        if words.at(at) == "," and (
            words.at(at + 1) in RELATIVES | {"where", "whose", "including"}
            or all(is_adverb(words.at(k)) for k in range(at + 1, end - 1))
        ):
            return at
    return end


def _subject_phrase(words: Words, end: int) -> Range | None:
    """The subject that ends before `end`, back to the start of its clause."""
    first = end
    while first > 0:
        low = words.at(first - 1)
        if low in {",", ";", ":"} or low in _BOUNDS:
            break
        first -= 1
    if words.at(first) in RELATIVES and first + 1 == end:
        return None
    return (first, end) if first < end else None


def _read_trailing(scan: Scan, group: Group, frame: Frame, found: list[Range]) -> bool:
    """`X proposed Y, opposed by Z`: Z stands to X's Y as the word says."""
    if not scan.drafts:
        return False
    last = scan.drafts[-1]
    company = "for" if frame.sense.stance == "supports" else "against"
    stance = sided(last.stance, company)  # type: ignore[arg-type]
    if last.way == "company":
        main = next(
            (d for d in reversed(scan.drafts) if d.trigger == last.trigger and d.way != "company"), last
        )
        stance = sided(main.stance, company)  # type: ignore[arg-type]
    trigger = (scan.words.tokens[group.verb].start, scan.words.tokens[group.verb].end)
    for phrase in found:
        draft = replace(last, holder=scan.offsets(*phrase), stance=stance, way="company", degree="whole")
        scan.drafts.append(replace(draft, trigger=trigger if last.way == "company" else last.trigger))
    return True


def _read_ellipsis(scan: Scan, group: Group, frame: Frame, subject: Holders) -> bool:
    """`Peru supported the plan, while Chile opposed.`: the object of the position before."""
    if not scan.drafts or group.negated or frame.sense.stance not in {"supports", "opposes"}:
        return False
    last = scan.drafts[-1]
    trigger = (scan.words.tokens[group.verb].start, scan.words.tokens[group.verb].end)
    told = replace(last, stance=frame.sense.stance, degree=frame.sense.degree, way="company", trigger=trigger)
    scan.drafts += for_everyone(scan, told, subject)
    return True


def read_relative(scan: Scan, group: Group, frames: tuple[Frame, ...], subject: Holders) -> bool:
    """`a demand that Ukraine has rejected`: what the relative clause hangs on is the object."""
    words = scan.words
    frame = next((f for f in frames if "np" in f.takes and not f.particle and f.sure == 1), None)
    if frame is None or words.at(group.verb + 1) not in {".", ",", ";", "", "and", "”"}:
        return False
    link = words.before(subject.start)
    if words.at(link) not in {"that", "which"}:
        return _read_ellipsis(scan, group, frame, subject)
    end = link - 1 if words.at(link - 1) == "," else link
    phrase = phrase_before(words, end)
    if phrase is None:
        return False
    found = Complement(phrase[0], phrase[1], group.verb + 1)
    sense = frame.negated if group.negated else frame.sense
    if sense is None:
        return False
    scan.drafts += for_everyone(scan, draft_of(scan, group, sense, found, "relative", frame.sure), subject)
    return True
