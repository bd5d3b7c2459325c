"""The events of one sentence: its verbs and event nouns, each with who acts and to whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.find.event_draft import Draft
from onrecord.find.event_lexicon import (
    Form,
    Trigger,
    event_verbs,
    follows,
    light_table,
    noun_table,
    verb_table,
    words,
)
from onrecord.find.event_nouns import nominals, spoken_attack
from onrecord.find.event_phrases import Range, Sentence
from onrecord.find.event_senses import BE
from onrecord.find.event_verbs import (
    agent,
    doer,
    form_is_passive,
    group_of,
    is_verb_here,
    outer_first,
    status_of,
    target,
)
from onrecord.models import EventStatus

_LIGHT_STATUS: dict[str, EventStatus] = {
    "cancel": "called off", "postpone": "called off", "call off": "called off", "suspend": "called off",
    "plan": "planned", "schedule": "planned", "propose": "proposed", "request": "proposed",
}  # fmt: skip
_READY = frozenset({"willing", "ready", "prepared"})
_LINKING = BE | {"not", "n’t", "n't", "seem", "seems", "seemed", "appears", "appeared", "remains", "remained"}
_WILLING = frozenset({"AGREE", "SUPPORT", "YIELD"})
_SUFFERED = frozenset({"ASSAULT", "COERCE", "PROTEST", "SANCTION", "THREATEN", "ACCUSE"})
_TOGETHER = ("mee", "met", "con", "neg", "hud")
_SKIPPED = frozenset({"“", '"', "‘", "”", "’s", "'s"})
_FAR = 8


def drafts(sentence: Sentence) -> list[Draft]:
    """The events of a sentence, each stretch of words used once."""
    out: list[Draft] = []
    memory: Range | None = None
    taken = 0
    verbs_known = event_verbs()
    for at, token in enumerate(sentence.tokens):
        if token.lower not in verbs_known or at < taken or at in sentence.names:
            continue
        if at and sentence.low(at - 1) == "-" and token.start == sentence.tokens[at - 1].end:
            continue
        made, subject = _of_verb(sentence, at, memory)
        memory = subject or memory
        if made is not None:
            out.append(made)
            taken = made.anchor[1]
    verbs = [draft.anchor for draft in out]
    out += [
        nominal
        for nominal in nominals(sentence)
        if not any(first < nominal.anchor[1] and nominal.anchor[0] < last for first, last in verbs)
    ]
    return out


def _triggers(sentence: Sentence, at: int) -> Iterator[Trigger]:
    low = sentence.low(at)
    for form, verb in light_table().get(low, ()):
        made = _light(sentence, at, form, verb)
        if made is not None:
            yield made
    for form, frame in verb_table().get(low, ()):
        if low in _READY and frame.words == (low,):
            if sentence.low(at + 1) == "to" and sentence.low(at - 1) in _LINKING | words("adverbs"):
                yield Trigger(at, at + 1, form, frame)
        elif follows(sentence.tokens, at + 1, frame.words[1:]):
            yield Trigger(at, at + len(frame.words), form, frame)
        elif len(frame.words) == 2 and at + 1 in sentence.dates:
            past = next(k for k in range(at + 1, len(sentence.tokens) + 1) if k not in sentence.dates)
            if follows(sentence.tokens, past, frame.words[1:]):
                yield Trigger(at, past + 1, form, frame)


def _light(sentence: Sentence, at: int, form: Form, verb: str) -> Trigger | None:
    """`signed a peace deal`: the verb with the event noun that is its object."""
    rest = verb.split()[1:]
    if not follows(sentence.tokens, at + 1, rest):
        return None
    start = at + 1 + len(rest)
    for k in range(start, min(start + _FAR, len(sentence.tokens))):
        if k in sentence.names or sentence.low(k) in _SKIPPED:
            continue
        if not sentence.is_word(k) or sentence.low(k) in words("prepositions") | words("relatives"):
            break
        for noun in noun_table().get(sentence.low(k), ()):
            if verb in noun.verbs and follows(sentence.tokens, k, noun.frame.words):
                frame = noun.frame
                if frame.type == "CONSULT" and verb in _LIGHT_STATUS:
                    frame = replace(frame, status=_LIGHT_STATUS[verb])
                return Trigger(at, k + len(frame.words), form, frame)
    return None


def _of_verb(sentence: Sentence, at: int, memory: Range | None) -> tuple[Draft | None, Range | None]:
    """The event that the verb at the token states, and its subject for the verbs that follow."""
    for trigger in _triggers(sentence, at):
        group = group_of(sentence, at)
        if not is_verb_here(sentence, trigger, group):
            continue
        passive = form_is_passive(sentence, trigger, group)
        subject = doer(sentence, outer_first(sentence, group), memory)
        if passive:
            actor, recipient = agent(sentence, trigger.last), subject
            stop = actor[1] if actor else trigger.last
        else:
            actor = subject
            recipient, stop = target(sentence, trigger, passive)
            if recipient is None and trigger.frame.slots[0] in {"p", "a"}:
                continue
        status = status_of(sentence, trigger, group)
        if group.infinitive and status == "held" and memory is not None and trigger.frame.type == "CONSULT":
            actor = memory
        if status is None or not _between_actors(sentence, trigger, actor, recipient):
            return None, subject
        frame = spoken_attack(sentence, trigger.frame, actor, recipient)
        if frame.type == "CONSULT" and _by_phone(sentence, trigger.last):
            frame = replace(frame, mode="phone")
        if status == "denied" and group.ahead and frame.type in _WILLING:
            frame, status = replace(frame, type="REJECT", mode=None), "held"
        anchor = (trigger.first, trigger.last)
        stop = max(stop, trigger.last)
        return Draft(frame, status, anchor, trigger.first, actor, recipient, stop), subject
    return None, None


def _by_phone(sentence: Sentence, start: int) -> bool:
    """Whether `by phone` or `on the telephone` stands behind the verb, before its clause ends."""
    for k in range(start, min(start + 10, len(sentence.tokens))):
        if sentence.low(k) in {";", ":", "that", "who", "which"}:
            return False
        if sentence.low(k) in {"phone", "telephone"} and sentence.low(k - 1) in {"by", "the", "via"}:
            return True
    return False


def _between_actors(
    sentence: Sentence, trigger: Trigger, actor: Range | None, recipient: Range | None
) -> bool:
    """Whether the event has somebody who does it or to whom it is done."""
    if sentence.is_only(actor, words("nobody")) or sentence.is_only(recipient, {"me", "you", "us"}):
        return False
    frame = trigger.frame
    acting = actor is not None and sentence.says_actor(actor)
    if frame.type == "CONSULT" and frame.mode is None and trigger.last - trigger.first <= 2:
        if recipient is not None:
            return acting and sentence.says_actor(recipient)
        together = sentence.low(trigger.first).startswith(_TOGETHER)
        return acting and together and actor is not None and _several(sentence, actor)
    if acting:
        return True
    suffered = recipient is not None and sentence.says_actor(recipient)
    return actor is None and suffered and frame.type in _SUFFERED


def _several(sentence: Sentence, part: Range) -> bool:
    """Whether a phrase is of more than one: `A and B`, `leaders`, `they`."""
    head = sentence.low(part[1] - 1)
    joined = any(sentence.low(k) == "and" for k in range(*part))
    plural = head.endswith("s") and part[1] - 1 not in sentence.names
    return joined or plural or head in {"they", "both", "two"}
