"""Events told by a noun: `the meeting, held at the Kremlin`, `talks between A and B`, `A’s visit to B`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.find.event_draft import Draft
from onrecord.find.event_lexicon import Frame, NounFrame, follows, noun_table, words
from onrecord.find.event_phrases import Range, Sentence, is_denied, phrase_after, phrase_before
from onrecord.models import EventStatus

_POSSESSIVE = frozenset({"’s", "'s", "’", "'"})
_DEFINITE = frozenset({"the", "that", "this", "these", "those", "their", "his", "her", "its"})


def nominals(sentence: Sentence) -> Iterator[Draft]:
    """The event nouns of a sentence that stand by themselves."""
    known = noun_table()
    taken = 0
    for at, token in enumerate(sentence.tokens):
        if token.lower not in known or at < taken or at in sentence.names:
            continue
        found = _nominal(sentence, at)
        if found is not None:
            yield found
            taken = found.anchor[1]


def _nominal(sentence: Sentence, at: int) -> Draft | None:
    for noun in noun_table().get(sentence.low(at), ()):
        frame = noun.frame
        if not noun.alone or not follows(sentence.tokens, at, frame.words):
            continue
        end = at + len(frame.words)
        if sentence.low(end) in {
            "room",
            "rooms",
            "place",
            "point",
            "points",
            "minutes",
            "hall",
            "show",
        } | _POSSESSIVE | words("compound_heads"):
            return None
        first = _start(sentence, at)
        definite = sentence.low(first) in _DEFINITE or first - 1 in sentence.names
        actor, recipient, stop = (_suffered if noun.suffered or "with" not in frame.slots else _participants)(
            sentence, first, at, end, noun
        )
        held = sentence.low(end) == "," and sentence.low(end + 1) in {"held", "scheduled", "planned"}
        if actor is None and recipient is None and not (frame.type == "CONSULT" and (definite or held)):
            return None
        status = _status(sentence, first, at, max(end, stop))
        if status is None:
            return None
        frame = spoken_attack(sentence, frame, actor, recipient)
        return Draft(frame, status, (at, end), first, actor, recipient, max(stop, end), definite)
    return None


def spoken_attack(sentence: Sentence, frame: Frame, actor: Range | None, recipient: Range | None) -> Frame:
    """`Berg attacked her critics`, `attacks on Emil Roth`: blame, where a person attacks or is attacked."""
    if frame.type != "ASSAULT" or not frame.words[0].startswith("attack"):
        return frame
    named = any(
        sentence.labels.get(sentence.names.get(at, -1)) == "person"
        for part in (actor, recipient)
        if part is not None
        for at in range(*part)
    )
    told = recipient is not None and sentence.low(recipient[1] - 1) in words("spoken_to")
    return replace(frame, type="ACCUSE", mode="disapprove") if named or told else frame


def _start(sentence: Sentence, at: int) -> int:
    """The first token of the noun phrase whose head is at `at`."""
    first = at
    while first > 0:
        low = sentence.low(first - 1)
        if low in words("determiners"):
            return first - 1
        if (
            low in words("prepositions") | words("auxiliaries") | words("relatives") | words("negations")
            and low not in _POSSESSIVE
        ):
            return first
        if not (sentence.is_word(first - 1) or low in _POSSESSIVE | {"“", "”"}):
            return first
        first -= 1
    return first


def _participants(
    sentence: Sentence, first: int, at: int, end: int, noun: NounFrame
) -> tuple[Range | None, Range | None, int]:
    actor: Range | None = None
    recipient: Range | None = None
    stop = end
    owner = next((k for k in range(first, at) if sentence.low(k) in _POSSESSIVE), None)
    if owner is not None and owner > first:
        actor = phrase_before(sentence, owner)
    joined = _also(sentence, end)
    if joined is not None:
        return joined, None, joined[1]
    going = sentence.low(end - 1) in {"visit", "trip", "tour"}
    for k in range(end, min(end + 8, len(sentence.tokens))):
        low = sentence.low(k)
        if low in {"between", "among"}:
            part = phrase_after(sentence, k + 1)
            if part is not None and sentence.says_actor(part):
                return part, None, part[1]
        if low == "with" or (low == "to" and going and k < end + 3):
            part = phrase_after(sentence, k + 1)
            if part is not None and (sentence.names_somebody(part) if going else sentence.says_actor(part)):
                recipient, stop = part, part[1]
                break
        if low in {".", ";", ":", "who", "which", "that", ","} or sentence.low(k) in words("auxiliaries"):
            break
    if actor is not None and not sentence.says_actor(actor):
        actor = None
    return actor, recipient, stop


def _suffered(
    sentence: Sentence, first: int, at: int, end: int, noun: NounFrame
) -> tuple[Range | None, Range | None, int]:
    """Doer and sufferer of `the killing of A by B`, `A’s arrest`, `B’s attack on A`."""
    actor: Range | None = None
    recipient: Range | None = None
    stop = end
    owner = next((k for k in range(first, at) if sentence.low(k) in _POSSESSIVE), None)
    if (
        owner is not None
        and (part := phrase_before(sentence, owner)) is not None
        and sentence.says_actor(part)
    ):
        actor, recipient = (None, part) if noun.suffered else (part, None)
    for k in range(end, min(end + 10, len(sentence.tokens))):
        low = sentence.low(k)
        part = phrase_after(sentence, k + 1) if low in {*noun.frame.slots, "by"} else None
        if part is not None and sentence.says_actor(part):
            actor, recipient = (part, recipient) if low == "by" else (actor, recipient or part)
            stop = part[1]
        elif low in {".", ";", ":", ",", "who", "which", "that"} or low in words("auxiliaries"):
            break
    return actor, recipient, stop


def _also(sentence: Sentence, end: int) -> Range | None:
    """Those whom `, which also included …` or `, attended by …` names."""
    at = end + (sentence.low(end) == ",")
    if sentence.low(at) == "which":
        at += 1
        at += sentence.low(at) in {"also", "was", "were"}
        at += sentence.low(at) in {"also", "was", "were"}
    if sentence.low(at) in {"included", "involved", "includes", "including", "involving"}:
        part = phrase_after(sentence, at + 1)
    elif sentence.low(at) in {"attended", "joined"} and sentence.low(at + 1) == "by":
        part = phrase_after(sentence, at + 2)
    else:
        return None
    return part if part is not None and sentence.names_somebody(part) else None


def _status(sentence: Sentence, first: int, at: int, end: int) -> EventStatus | None:
    inside = {sentence.low(k) for k in range(first, at)}
    near = {sentence.low(k) for k in range(max(0, first - 5), first)}
    after = [sentence.low(k) for k in range(end, min(end + 9, len(sentence.tokens)))]
    if (
        (near | set(after[:5])) & words("called_off")
        or ("called" in near and "off" in near)
        or after[:3] == ["was", "called", "off"]
    ):
        return "called off"
    if inside & words("proposals") or near & {
        "proposed",
        "suggested",
        "offered",
        "urged",
        "requested",
        "proposing",
    }:
        return "proposed"
    if "no" in inside or "without" in near or is_denied(sentence, first):
        return "denied"
    if near & {"if", "unless", "whether"} or "any" in inside:
        return None
    if sentence.low(first - 1) in words("preventing") or inside & words("preventing"):
        return None
    if "out" in inside | near and (inside | near) & {"rule", "rules", "ruled", "ruling"}:
        return None if (inside | near) & words("negations") else "denied"
    if near & {"open", "ready", "willing"} and sentence.low(first - 1) in {"to", "for"}:
        return "proposed"
    coming = "will" in after[:2] and set(after[1:4]) & {
        "held",
        "take",
        "begin",
        "resume",
        "continue",
        "start",
    }
    if (
        inside & words("ahead")
        or coming
        or set(after[:4]) & {"scheduled", "planned", "slated"}
        or near & {"scheduled", "planned", "upcoming", "plans", "planning"}
    ):
        return "planned"
    if "for" in near and inside & {"further", "more", "new", "additional"}:
        return "planned"
    return "held"
