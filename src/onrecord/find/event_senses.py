"""Whether the word of an event stands here in another sense: `sought to win`, `asked why`, `Ray is fine`."""

from __future__ import annotations

from onrecord.find.event_lexicon import Trigger, forms, words
from onrecord.find.event_phrases import Sentence

BE = frozenset(
    {"is", "are", "was", "were", "be", "been", "being", "get", "gets", "got", "’s", "'s", "’re", "'re"}
)


_WITH_NOUNS = {"meet": "met_things", "offer": "courtesies"}
_HANDED = frozenset({"offer", "give", "provide"})
_NEAR = 8


def is_adjective(sentence: Sentence, trigger: Trigger) -> bool:
    """`Ray is fine`: a base form behind `be` is no verb, where the past is another form."""
    at = trigger.first - 1
    while at > 0 and (sentence.low(at) in words("adverbs") or sentence.low(at) in words("negations")):
        at -= 1
    pasts = {shape for shape, _ in forms(trigger.frame.words[0]) if shape == sentence.low(trigger.first)}
    alike = [
        shape for shape, form in forms(trigger.frame.words[0]) if form == "participle" and shape in pasts
    ]
    return sentence.low(at) in BE and not alike


def is_owned(sentence: Sentence, at: int) -> bool:
    """`Ray’s considerable faults`: a noun that somebody has, with an adjective before it."""
    marked = sentence.low(at - 2) in {"’s", "'s"} and at - 1 not in sentence.names
    return marked and sentence.low(at - 1).endswith(("able", "ible", "al", "ous", "ive", "ful", "ic", "ed"))


def is_other_sense(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether the words behind the verb tell another sense of it than the event: `sought to win`."""
    if trigger.frame.words == ("insist", "that"):
        return words("wished").isdisjoint(sentence.low(k) for k in range(trigger.last, trigger.last + _NEAR))
    if len(trigger.frame.words) > 1:
        return False
    verb, after = trigger.frame.words[0], sentence.low(trigger.last)
    ends = after in {"", ".", ",", "”", '"', "“", ";", ":"}
    if verb == "seek":
        return ends or after == "to"
    if verb == "ask":
        return ends or after in words("asked")
    if verb == "plead":
        return after in {"guilty", "not", "no"}
    if verb in {"recognise", "recognize"}:
        near = {sentence.low(k) for k in range(trigger.last, trigger.last + 3)}
        return bool(near & {"that", "how", "why", "what"})
    if verb == "demonstrate":
        goes_on = words("prepositions") | words("adverbs") | {"", "and", "peacefully"}
        return not (ends or after in goes_on or trigger.last in sentence.dates)
    if verb == "return":
        return ends or after in words("prepositions") | {"fire"}
    behind = [sentence.low(k) for k in range(trigger.last, trigger.last + _NEAR)]
    if verb in _WITH_NOUNS:
        first = next((k for k, low in enumerate(behind) if low in words("prepositions")), _NEAR)
        return not words(_WITH_NOUNS[verb]).isdisjoint(behind[:first])
    if verb == "station":
        return trigger.form in {"base", "s"} and sentence.low(trigger.first - 1) in words("stations")
    if verb in {"decline", "refuse"}:
        handed = behind[1] in _HANDED and not words("courtesies").isdisjoint(behind[2:6])
        return after == "to" and (handed or behind[1] in words("silent"))
    if verb in {"press", "pressure"}:
        return after in {"his", "her", "their", "its", "ahead", "on", "agenda", "case", "claims"}
    if verb == "agree":
        return after == "that" and words("wished").isdisjoint(behind)
    if verb == "sign":
        return after == "up"
    if verb == "partner":
        return after != "with"
    if verb == "insist":
        return after == "that" and words("wished").isdisjoint(behind)
    if verb == "commit":
        return "to" not in behind
    if verb == "sanction":
        return trigger.form == "s" and not {"bill", "act", "law", "regime", "relief", "package"}.isdisjoint(
            behind[:3]
        )
    if verb == "aid":
        return trigger.form == "base" and not {"group", "groups", "agency", "agencies", "workers"}.isdisjoint(
            behind[:1]
        )
    if verb == "warn":
        return after == "against"
    return verb == "share" and "with" not in {sentence.low(k) for k in range(trigger.last, trigger.last + 6)}
