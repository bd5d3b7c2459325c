"""What a position is about: where the words behind a stance begin and end, and the condition they carry."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.find.clauses import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    MODAL,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    Words,
    in_noun_phrase,
    is_adverb,
    is_finite,
)
from onrecord.find.grammar import word_list
from onrecord.find.stances import Frame, Stances

_BREAKS = word_list("breaks")
_CONDITION_STARTS = frozenset({"if", "provided", "unless"})
_RELATIVE = word_list("relative")
_WEAK_GERUNDS = word_list("weak_gerunds")
_NO_OBJECTS = word_list("no_objects")
_LOOK = 14


@dataclass(frozen=True, slots=True)
class Complement:
    """Tokens `[first, last)` of the object; `ask` those who are asked, `condition` the tokens of a condition.

    `next` is where more of the sentence may go on; `clause` whether the object is a clause.
    """

    first: int
    last: int
    next: int
    ask: tuple[int, int] | None = None
    condition: tuple[int, int] | None = None
    clause: bool = False


def complement(words: Words, verb: int, frame: Frame, stances: Stances, tense: str) -> Complement | None:
    """What follows the verb (or noun) at `verb` as its object by the frame; None where nothing fits."""
    at = verb + 1
    if frame.particle is not None:
        if words.at(at) != frame.particle:
            return None
        at += 1
    while is_adverb(words.at(at)) and words.at(at) not in {"no", "all", "each", "only", "both"}:
        at += 1
    if words.at(at) in {",", ":"} and words.at(at + 1) == "inter":
        at += 3 if words.at(at + 3) in {",", ":"} else 2
        at += words.at(at) in {",", ":"}
    low = words.at(at)
    noun = "-" in frame.nouns
    if low == "that" and "that" in frame.takes and _is_clause(words, at + 1, stances):
        at += 1
        if words.at(at) == "," and words.at(at + 1) == "inter":
            at = next((k + 1 for k in range(at, min(at + 6, len(words))) if words.low[k] == ":"), at)
        return _ended(words, at, verb, stances, tense, clause=True)
    if low in frame.asks:
        return _asked(words, at + 1, verb, frame, stances, tense)
    if low == "to":
        if "to" in frame.takes:
            return _ended(words, at + 1, verb, stances, tense, ends_at_verb=noun)
        return None
    if low in frame.takes and low not in {"np", "that", "ask"}:
        return _ended(words, at + 1, verb, stances, tense, ends_at_verb=noun)
    if "ask" in frame.takes and frame.nouns == frozenset():
        asked = _asked(words, at, verb, frame, stances, tense)
        if asked is not None or "np" not in frame.takes:
            return asked
    if "np" in frame.takes and _starts_phrase(words, at, stances):
        return _ended(words, at, verb, stances, tense)
    if "that" in frame.takes and "-" not in frame.nouns and _starts_phrase(words, at, stances):
        return _ended(words, at, verb, stances, tense, clause=True)
    return None


def _is_clause(words: Words, at: int, stances: Stances) -> bool:
    return at < len(words) and words.at(at) not in {"of", "which"}


def _starts_phrase(words: Words, at: int, stances: Stances) -> bool:
    if at >= len(words):
        return False
    low = words.low[at]
    if words.tokens[at].text in set("“\"‘'«"):
        return True
    if low in DETERMINERS | POSSESSIVES or low in {
        "it",
        "them",
        "him",
        "her",
        "himself",
        "themselves",
        "all",
    }:
        return True
    if low.endswith(("ing", "ed")):
        return low not in _NO_OBJECTS
    if low in {
        "both",
        "further",
        "more",
        "most",
        "only",
        "other",
        "same",
        "either",
        "less",
        "how",
        "whether",
    }:
        return True
    if low in PREPOSITIONS or low in CONJUNCTIONS or low in AUXILIARIES or low in PRONOUNS:
        return False
    return words.is_word(at) or in_noun_phrase(words, at, stances)


def _asked(words: Words, at: int, verb: int, frame: Frame, stances: Stances, tense: str) -> Complement | None:
    """`urged Parties to move`: who is asked, and what for."""
    end = at
    while end < len(words) and end - at < _LOOK:
        low = words.low[end]
        if low == "to" and end > at:
            if not _is_infinitive(words, end + 1):
                end += 1
                continue
            found = _ended(words, end + 1, verb, stances, tense)
            if found is None:
                return None
            return Complement(found.first, found.last, found.next, (at, end), found.condition)
        if low in MODAL or low in {".", ";", ":", "that", "which", "who", "because", "while"}:
            return None
        if low == "," and words.at(end + 1) != "and" and not words.is_capital(end + 1):
            return None
        if low.endswith("ing") and end == at:
            return None
        end += 1
    return None


def _is_infinitive(words: Words, at: int) -> bool:
    low = words.at(at)
    return (
        bool(low)
        and words.is_word(at)
        and not words.is_capital(at)
        and low not in DETERMINERS | POSSESSIVES | (PREPOSITIONS | PRONOUNS)
    )


def _in_relative(words: Words, first: int, at: int) -> bool:
    """Whether a relative clause or a question has opened since `first`."""
    return any(words.low[place] in _RELATIVE | {"that", "if", "whether", "how"} for place in range(first, at))


def _ended(
    words: Words,
    first: int,
    verb: int,
    stances: Stances,
    tense: str,
    *,
    clause: bool = False,
    ends_at_verb: bool = False,
) -> Complement | None:
    """The complement that starts at `first`, up to where the sentence turns to something else.

    `ends_at_verb` where it hangs on a noun, so that the sentence's own verb comes behind it.
    """
    if first >= len(words):
        return None
    listed = words.at(first - 1) == ":"
    condition: tuple[int, int] | None = None
    at = first
    while at < len(words):
        if words.inside[at]:
            at += 1
            continue
        low = words.low[at]
        if low in {".", "!", "?"} or (low == ";" and not listed) or low in {"—", "–"}:
            break
        listed |= low == ":"
        if at > first and low in _CONDITION_STARTS | {"on", "as", "only"} and _is_condition(words, at):
            condition = (at, _condition_end(words, at, stances, tense))
            break
        if low == "," and not listed and _breaks_after_comma(words, at, stances, tense, clause=clause):
            break
        if at > first and low in _BREAKS and not _is_name_list(words, at):
            break
        if at > first and low in {"and", "or"} and goes_on(words, at + 1, stances, tense, comma=False):
            break
        if ends_at_verb and at > first and low in AUXILIARIES and not _in_relative(words, first, at):
            break
        at += 1
    last = at
    while last > first and (
        words.low[last - 1] in {",", "and", "but"} or words.tokens[last - 1].text in ",:;"
    ):
        last -= 1
    while (
        first < last
        and words.low[first] in {"“", '"', "‘"}
        and words.tokens[last - 1].text in {"”", '"', "’"}
    ):
        first, last = first + 1, last - 1
    if last <= first:
        return None
    return Complement(first, last, at, None, condition, clause)


def _is_condition(words: Words, at: int) -> bool:
    low, following, third = words.low[at], words.at(at + 1), words.at(at + 2)
    if low in {"if", "unless"}:
        return words.at(at - 1) not in {"as", "even"}
    if low == "provided":
        return following == "that" or words.at(at - 1) == ","
    if low == "only":
        return following in {"if", "when", "after", "once"}
    if low == "on":
        return following in {"condition", "the"} and "condition" in {following, third}
    return low == "as" and following == "long" and third == "as"


def _condition_end(words: Words, at: int, stances: Stances, tense: str) -> int:
    end = at + 1
    while end < len(words) and words.low[end] not in {".", ";"}:
        if words.low[end] == "," and _breaks_after_comma(words, end, stances, tense, clause=True):
            break
        if words.low[end] == "and" and goes_on(words, end + 1, stances, tense, comma=False):
            break
        end += 1
    return end


def _is_name_list(words: Words, at: int) -> bool:
    """`but` in `all but`, `since` before a date: no turn."""
    low = words.low[at]
    if low == "while":
        return words.at(at + 1).endswith("ing") and words.at(at - 1) != ","
    if low == "but":
        return (
            words.at(at - 1) in {"all", "nothing", "anything"}
            or words.at(at + 1) == "also"
            or (words.at(at - 1) == "only")
        )
    if low == "since":
        return words.at(at + 1)[:1].isdigit() or words.is_capital(at + 1) or words.at(at + 1) == "the"
    if low == "given":
        return words.at(at - 1) in AUXILIARIES
    return False


def _breaks_after_comma(words: Words, at: int, stances: Stances, tense: str, *, clause: bool) -> bool:
    """Whether the comma at `at` ends the object."""
    nxt = at + 1
    low = words.at(nxt)
    while is_adverb(low) and low not in {"all", "each", "only"}:
        nxt += 1
        low = words.at(nxt)
    if low == ",":
        return False
    if low in {"and", "but"}:
        if low == "but" and not words.at(nxt + 1).endswith("ing") and words.at(nxt + 1) != "not":
            return True
        return goes_on(words, nxt + 1, stances, tense, comma=True) or words.at(nxt + 1) == "that"
    if (
        low in _BREAKS
        or low in _RELATIVE
        or (low == "as" and words.at(nxt + 1) not in {"well", "appropriate"})
    ):
        return True
    if low in {"with", "despite", "amid"}:
        return low != "with" or _absolute(words, nxt + 1) or _is_backing(words, nxt + 1, stances)
    if low in stances.siding and words.at(nxt + 1) in {"by", "with"}:
        return True
    if low.endswith("ing"):
        known = stances.verbs.get(low) or stances.light.get(low)
        return known is not None or low in stances.saying or low in _WEAK_GERUNDS
    if low in {"a", "an", "something", "one"}:
        return _is_apposed(words, nxt, stances)
    if is_finite(words, nxt, stances, tense):
        return True
    return not clause and goes_on(words, nxt, stances, tense, comma=True) and _names_subject(words, nxt)


def _is_apposed(words: Words, at: int, stances: Stances) -> bool:
    """`, a demand that …`: a noun that takes up the object."""
    for place in range(at + 1, min(at + 5, len(words))):
        if words.low[place] in stances.words["proposals"] | {"move", "step", "position", "idea", "measure"}:
            return True
        if not words.is_word(place):
            return False
    return False


def _absolute(words: Words, at: int) -> bool:
    """`with Norway opposing`, `with many saying`."""
    for place in range(at, min(at + 12, len(words))):
        if words.low[place] in _WEAK_GERUNDS:
            return True
        if words.low[place] in {".", ";"}:
            return False
    return False


def _is_backing(words: Words, at: int, stances: Stances) -> bool:
    """`with (strong) support from Norway`."""
    return any(
        words.low[place] in stances.nouns and words.at(place + 1) in {"from", "by"}
        for place in range(at, min(at + 3, len(words)))
    )


def _names_subject(words: Words, at: int) -> bool:
    return words.is_capital(at) or words.low[at] in {
        "the",
        "he",
        "she",
        "they",
        "it",
        "others",
        "some",
        "many",
        "several",
    }


def goes_on(words: Words, at: int, stances: Stances, tense: str, *, comma: bool) -> bool:
    """Whether a new clause begins at `at`: a verb with the subject before, or a subject and its verb."""
    place = at
    while is_adverb(words.at(place)) and words.at(place) not in {"all", "each"}:
        place += 1
    if is_finite(words, place, stances, tense):
        return True
    if words.low[place : place + 1] and words.low[place] in MODAL and not comma:
        return False
    if place >= len(words):
        return False
    if not (_names_subject(words, place) or (comma and words.low[place] in DETERMINERS)):
        return False
    return _verb_follows(words, place, stances, tense)


def _verb_follows(words: Words, at: int, stances: Stances, tense: str) -> bool:
    """Whether a noun phrase from `at` runs straight into a finite verb."""
    started = False
    for place in range(at, min(at + 24, len(words))):
        low = words.low[place]
        if words.inside[place]:
            continue
        if started and is_finite(words, place, stances, tense):
            return words.at(place - 1) not in PREPOSITIONS
        if started and is_adverb(low) and low not in {"all", "each"}:
            continue
        if low in {",", "and"} and started and _list_goes_on(words, place):
            continue
        if (
            low in DETERMINERS
            or low in {"of", "for"}
            or low in PRONOUNS
            or in_noun_phrase(words, place, stances)
        ):
            started = True
            continue
        if low in {"supported", "opposed"} and words.at(place + 1) == "by":
            started = True
            continue
        if low in {"by", "with", "on", "behalf"} and words.at(place - 1) in {
            "supported",
            "opposed",
            ",",
            "on",
            "behalf",
        }:
            continue
        return False
    return False


def _list_goes_on(words: Words, place: int) -> bool:
    following = words.at(place + 1)
    return words.is_capital(place + 1) or following in {
        "the", "and", "others", "supported", "opposed", "for", "on", "with", "some", "many",
    }  # fmt: skip
