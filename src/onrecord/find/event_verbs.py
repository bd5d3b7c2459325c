"""What a verb group says round a trigger: who does it, to whom, and whether it has happened."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.find.event_lexicon import Form, Frame, Trigger, words
from onrecord.find.event_phrases import Range, Sentence, is_denied, is_verb, phrase_after, phrase_before
from onrecord.find.event_senses import BE, is_adjective, is_other_sense, is_owned
from onrecord.models import EventStatus

_REACH = 14
_INSERTING = frozenset({"the", "a", "an", "one", "including", "such", "led", "backed", "along", "together"})
_GOING_ON = frozenset({"continued", "began", "continue", "continues", "started", "managed"})
_TRAVEL = frozenset(
    {
        "travel",
        "go",
        "goes",
        "gone",
        "tour",
        "trip",
        "traveled",
        "travelled",
        "travels",
        "fly",
        "flew",
        "went",
        "came",
        "arrived",
        "arrive",
    }
)
_CALLING = frozenset(
    {"call", "calls", "called", "calling", "push", "pushed", "pushing", "plan", "plans", "proposal"}
)
_OFFERED = frozenset({"CONSULT", "AGREE", "COOPERATE", "AID", "YIELD"})
"""What may be proposed by who would do it; `sought to attack` is an aim."""
_PLACED = frozenset({"to", "in", "near", "at"})
_BEHIND_PASSIVE = frozenset({"in", "at", "on", "during", "after", "near", "when", "for", ".", ","})
_BEHIND_BLAMED = frozenset({"as", "for", "over", ".", ""})
_ATTENDING = frozenset({"attend", "participate", "join", "take"})


@dataclass(frozen=True, slots=True)
class Group:
    """A verb group: `first` is its first token; `governor` the token of the verb that `to` hangs on."""

    first: int
    passive: bool = False
    negated: bool = False
    ahead: bool = False
    is_open: bool = False
    finite: bool = False
    infinitive: bool = False
    perfect: bool = False
    governor: int | None = None


def group_of(sentence: Sentence, at: int) -> Group:
    """The verb group whose main verb is token `at`: auxiliaries, adverbs and `to` before it."""
    seen: list[str] = []
    k = at - 1
    governor = None
    infinitive = False
    while k >= 0 and k not in sentence.names and k not in sentence.dates:
        low = sentence.low(k)
        if low in words("auxiliaries") | words("negations"):
            if low in {"’s", "'s"} and not _is_copula(sentence, k):
                break
            seen.append(low)
        elif low == "to" and not infinitive:
            infinitive = True
            governor = k - 1
            k -= 1
            break
        elif not (low in words("adverbs") or low.endswith("ly") or low in {"n", "t"}):
            break
        k -= 1
    first = k + 1
    return Group(
        first=first,
        passive=any(w in BE for w in seen[:2]) or (bool(seen) and seen[0] in BE),
        negated=any(w in words("negations") for w in seen),
        ahead=any(w in words("modals_ahead") for w in seen),
        is_open=any(w in words("modals_open") for w in seen),
        finite=bool(seen),
        infinitive=infinitive,
        perfect="have" in seen and ("would" in seen or "could" in seen or "should" in seen),
        governor=governor if infinitive and governor is not None and governor >= 0 else None,
    )


def outer_first(sentence: Sentence, group: Group) -> int:
    """Where the verb group begins together with the verb that its `to` hangs on: `is expected to meet`."""
    if group.governor is None or group.governor in sentence.names:
        return group.first
    return group_of(sentence, group.governor).first


def _is_copula(sentence: Sentence, at: int) -> bool:
    """Whether `’s` stands for `is` or `has`: before an adverb, a negation or a participle."""
    low = sentence.low(at + 1)
    return (
        low in words("negations") | {"been", "being"}
        or low.endswith("ing")
        or sentence.low(at - 1) in {"he", "she", "it", "that", "who"}
    )


def is_verb_here(sentence: Sentence, trigger: Trigger, group: Group) -> bool:
    """Whether the trigger is used as a verb and not as a noun or an adjective."""
    at = trigger.first
    if at in sentence.names or (
        at > 0
        and sentence.tokens[at].is_capital
        and sentence.tokens[at - 1].is_capital
        and at - 1 not in sentence.names
        and sentence.low(at - 1) not in words("prepositions")
    ):
        return False
    if is_other_sense(sentence, trigger):
        return False
    before = sentence.low(at - 1)
    if before in words("determiners") or (before in {"’s", "'s"} and not group.finite):
        return before in {"both", "all", "each", "many", "some", "others"} and trigger.form in {
            "base",
            "past",
        }
    if trigger.form == "base" and group.finite and is_adjective(sentence, trigger):
        return False
    if group.finite or group.infinitive:
        return True
    if trigger.form in {"base", "s"} and is_owned(sentence, at):
        return False
    if (
        trigger.form in {"base", "s"}
        and "o" not in trigger.frame.slots
        and "-" not in trigger.frame.slots
        and len(trigger.frame.words) == 1
    ):
        near = {sentence.low(k) for k in range(trigger.last, trigger.last + 4)}
        if not near & set(trigger.frame.slots):
            return False
    if trigger.form == "base":
        return _plural_before(sentence, group.first)
    if trigger.form == "s":
        if before in words("prepositions") or is_verb(sentence, at - 1):
            return False
        if len(trigger.frame.words) > 1 and trigger.last == at + len(trigger.frame.words):
            return True
        after = sentence.low(at + 1)
        return after not in words("prepositions") - {"with", "that", "to"} and before != "and"
    if trigger.form == "ing":
        if before == "and" and {"o", "a"} & {*trigger.frame.slots} and _has_no_object(sentence, trigger):
            return False
        if before == "for" and sentence.low(at - 2) in _CALLING:
            return False
        return before == "," or before in {
            "by",
            "for",
            "after",
            "before",
            "from",
            "while",
            "and",
            "in",
            "without",
            "including",
            "of",
            "when",
            "as",
            "—",
            "–",
        }
    return not (before in words("prepositions") - {"as", "who"} and at > 0)


def _has_no_object(sentence: Sentence, trigger: Trigger) -> bool:
    """`the strikes and shelling in the valley`: a noun."""
    after = sentence.low(trigger.last)
    return after in words("prepositions") | {"", ".", ",", ";"}


def _plural_before(sentence: Sentence, at: int) -> bool:
    part = phrase_before(sentence, at)
    if part is None:
        return sentence.low(at - 1) in {"who", "that"} and at > 1
    head = sentence.low(part[1] - 1)
    joined = any(sentence.low(k) == "and" for k in range(*part))
    plural = head.endswith("s") and not head.endswith("ss")
    return (
        joined
        or plural
        or head in {"they", "others", "police", "people", "democrats", "republicans", "some", "many"}
        or head.endswith("men")
    )


def doer(sentence: Sentence, first: int, memory: Range | None) -> Range | None:
    """Who stands as the subject of a verb group that begins at token `first`.

    `memory` is the subject of the verb before, for `and` and for clauses that have none of their own.
    """
    at = first
    before = sentence.low(at - 1)
    if at == 0:
        return memory
    if before in {"and", "but", "or"}:
        return memory or phrase_before(sentence, at - 1)
    if before in words("relatives"):
        at -= 1
        before = sentence.low(at - 1)
        if before == "of":
            return None
        return phrase_before(sentence, at - 1 if before == "," else at)
    if before in {",", "—", "–", ")"} and before != ")":
        return _over_commas(sentence, at, memory)
    part = phrase_before(sentence, at)
    return part if part is not None else memory


def _over_commas(sentence: Sentence, at: int, memory: Range | None) -> Range | None:
    """The phrase before an insertion between commas: `Rubio, who was not there, rejected …`."""
    opened = [k for k in range(at - 1) if sentence.low(k) in {",", "—", "–"}]
    for k in opened:
        part = phrase_before(sentence, k)
        if part is not None and sentence.says_actor(part):
            inside = sentence.low(k + 1)
            if part[0] <= 1 or inside in _INSERTING or inside in words("relatives") or len(opened) == 1:
                return part
    return memory


def target(sentence: Sentence, trigger: Trigger, passive: bool) -> tuple[Range | None, int]:
    """The recipient after the trigger, and the token where it ends."""
    end = trigger.last
    for slot in trigger.frame.slots:
        if slot in {"o", "p", "a"} and not passive and sentence.low(end) not in words("relatives"):
            part = phrase_after(sentence, end)
            if part is not None and part[0] - end <= 3 and _fits(sentence, slot, part):
                return part, part[1]
        elif slot == "that":
            part = phrase_after(sentence, end + 1) if sentence.low(end) == "that" else None
            if part is not None:
                return part, part[1]
        elif slot not in {"o", "p", "a", "-"}:
            part = after_preposition(sentence, end, slot)
            if part is not None and (slot not in _PLACED or sentence.says_actor(part)):
                return part, part[1]
    return None, end


def _fits(sentence: Sentence, slot: str, part: Range) -> bool:
    """Whether an object is what its slot asks for: `p` a person, `a` somebody who acts, `o` anything."""
    return slot == "o" or (sentence.names_person(part) if slot == "p" else sentence.says_actor(part))


def after_preposition(sentence: Sentence, start: int, preposition: str) -> Range | None:
    """The phrase behind the first such preposition after `start`, in the same clause."""
    for k in range(start, min(start + _REACH, len(sentence.tokens))):
        low = sentence.low(k)
        if low == preposition:
            return phrase_after(sentence, k + 1)
        if low in {";", ":", "who", "which", "because", "although"} or (low == "," and k > start + 6):
            return None
    return None


def agent(sentence: Sentence, start: int) -> Range | None:
    """The doer of a passive: the phrase behind `by`."""
    return after_preposition(sentence, start, "by")


def status_of(sentence: Sentence, trigger: Trigger, group: Group) -> EventStatus | None:
    """The status that the verb group tells; None where it makes the event a mere supposition."""
    status = _told_status(sentence, trigger, group)
    return "denied" if status is not None and is_denied(sentence, trigger.first) else status


def _told_status(sentence: Sentence, trigger: Trigger, group: Group) -> EventStatus | None:
    frame: Frame = trigger.frame
    if frame.status is not None and not group.negated:
        return frame.status
    if group.perfect or is_supposed(sentence, trigger.first):
        return None
    if group.negated:
        return None if sentence.low(trigger.first) in _ATTENDING else "denied"
    if group.infinitive and group.governor is not None:
        governed = _governed(sentence, group.governor)
        return None if governed == "proposed" and frame.type not in _OFFERED else governed
    if group.ahead:
        return "planned"
    if group.is_open:
        return "proposed" if frame.type in _OFFERED - {"YIELD"} else None
    return "held"


def _governed(sentence: Sentence, governor: int) -> EventStatus | None:
    """The status of `to` with a verb, by what it hangs on; None for a purpose or another verb's object."""
    low = sentence.low(governor)
    if low in words("planned"):
        return "planned"
    if low in words("failed"):
        return "denied"
    if low in words("proposed"):
        return "proposed"
    if low in _GOING_ON:
        return "held"
    travelled = any(sentence.low(k) in _TRAVEL for k in range(max(0, governor - 5), governor + 1))
    coming = any(sentence.low(k) in words("modals_ahead") for k in range(max(0, governor - 7), governor))
    return ("planned" if coming else "held") if travelled else None


def is_supposed(sentence: Sentence, at: int) -> bool:
    """Whether the clause that holds the token is a condition."""
    for k in range(at - 1, max(-1, at - 16), -1):
        low = sentence.low(k)
        if low in words("hypothetical"):
            return True
        if low in {",", ";", "that", ":"}:
            return False
    return False


def form_is_passive(sentence: Sentence, trigger: Trigger, group: Group) -> bool:
    """Whether the verb is a passive: after `be`, before `by`, or as a participle that has no object."""
    if trigger.form not in {"past", "participle"}:
        return False
    if group.passive:
        return True
    after = sentence.low(trigger.last)
    if after == "by":
        return True
    bare = (
        not group.finite
        and bool(set(trigger.frame.slots) & {"o", "a"})
        and trigger.frame.type in {"ASSAULT", "COERCE", "ACCUSE"}
    )
    behind = _BEHIND_PASSIVE if trigger.frame.type != "ACCUSE" else _BEHIND_BLAMED
    return bare and after in behind


FORMS: tuple[Form, ...] = ("base", "s", "past", "participle", "ing")
