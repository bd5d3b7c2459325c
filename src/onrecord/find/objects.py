"""What a position is about: where the words behind a stance begin and end, and the condition they carry."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from onrecord.find.clause_ends import (
    BREAKS,
    CALENDAR,
    NO_OBJECTS,
    RELATIVE,
    breaks_after_comma,
    goes_on,
    is_no_turn,
)
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
from onrecord.find.noun_phrases import list_after
from onrecord.find.rolewords import MODIFIERS, is_role_noun
from onrecord.find.stances import Frame

_CONDITION_STARTS = frozenset({"if", "provided", "unless"})
_OBJECT_PRONOUNS = word_list("object_pronouns")
_OPENERS = word_list("openers")
_EVENTS = word_list("events")
_EVENTS_OF_SPEECH = word_list("speech_events")
_MAY_BE_OBJECTS = frozenset({"noting", "stating", "stressing", "emphasizing", "underlining", "underscoring"})
_BY_THE_WAY = frozenset(
    {"available", "necessary", "possible", "appropriate", "needed", "required", "any", "so"}
)
_GOES_ON = frozenset(
    {"including", "regarding", "concerning", "excluding", "during", "following", "according"}
)
_TELLING = frozenset({"is", "are", "was", "were", "has", "had"})
_OTHERS = frozenset(
    {"other", "young", "all", "both", "more", "many", "most", "several", "those", "older", "new"}
)
_LOOSE = frozenset({",", "and", "but", "just", "only", "even"})
_DAY = frozenset({"day", "eve", "morning"})
_PAST_FORMS = word_list("pasts") | {"was", "were", "had", "said", "fell", "broke", "sent"}
KEPT = frozenset({"no", "not", "all", "each", "only", "both"})
_INDICATIVE = _TELLING | {
    "would",
    "will",
    "won't",
    "may",
    "might",
    "do",
    "does",
    "did",
    "isn't",
    "aren't",
    "wasn't",
    "weren't",
}
_QUESTIONS = frozenset({"whether", "if", "how", "what", "why", "when", "about"})
_PAST_NAME = frozenset({",", "who", "whom", "ahead", "for", "over", "during", "at", "as"})
_DURATIONS = frozenset({"decade", "decades", "years", "months", "weeks", "days", "hours"})
_HANDED = frozenset({"offer", "give", "provide"})
_LOOK, _FAR = 14, 26
_ABSTRACT = ("tion", "sion", "ment", "ness", "ance", "ence", "ity", "ure", "ies", "sal", "ing")


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


def complement(words: Words, verb: int, frame: Frame, tense: str) -> Complement | None:
    """What follows the verb (or noun) at `verb` as its object by the frame; None where nothing fits."""
    at = verb + 1
    if frame.particle is not None:
        if words.at(at) != frame.particle:
            return None
        at += 1
    while is_adverb(words.at(at)) and words.at(at) not in KEPT and not words.at(at + 1).endswith("ed"):
        at += 1
    at = _past_time(words, at)
    if words.at(at) in frame.bars:
        return None
    if words.at(at) in {",", ":"} and words.at(at + 1) == "inter":
        at += 3 if words.at(at + 3) in {",", ":"} else 2
        at += words.at(at) in {",", ":"}
    low = words.at(at)
    noun = "-" in frame.nouns
    if low == "," and words.at(at + 1) in words.stances.siding and words.at(at + 2) == "by":
        _, end = list_after(words, at + 3)
        return complement(words, end, frame, tense) if words.at(end) == "," else None
    if low == "," and words.at(at + 1) in {"and", "but"} and not noun:
        shared = _shared_object(words, at + 2)
        return None if shared is None else complement(words, shared, replace(frame, particle=None), tense)
    if low == "that" and noun and (words.at(at + 1) in AUXILIARIES or is_finite(words, at + 1)):
        return None
    if low == "that" and frame.takes & {"that", "that!"} and _is_clause(words, at + 1):
        at += 1
        if frame.claims and _is_claim(words, at, frame):
            return None
        if words.at(at) == "," and words.at(at + 1) == "inter":
            at = next((k + 1 for k in range(at, min(at + 6, len(words))) if words.at(k) == ":"), at)
        return _ended(words, at, verb, tense, clause=True)
    if low in frame.asks:
        return _asked(words, at + 1, verb, frame, tense)
    if low == "to":
        if noun and frame.sense.stance in {"offers", "demands"} and not _is_told_infinitive(words, at + 1):
            return None
        if (
            "to" not in frame.takes
            or (not noun and _says_nothing(words, at + 1, frame))
            or words.at(at + 1) in PREPOSITIONS
            or (frame.sure < 1 and not words.is_word(at + 2))
        ):
            return None
        return _ended(words, at + 1, verb, tense, ends_at_verb=noun)
    if low in frame.takes and low not in {"np", "that", "ask"}:
        if words.at(at + 1) in PREPOSITIONS | {",", "."} or (frame.things and words.at(at + 1) in _QUESTIONS):
            return None
        if low == "for" and _DURATIONS & {*words.low[at + 1 : at + 5]} and not noun:
            return None
        told_of = _ended(words, at + 1, verb, tense, ends_at_verb=noun)
        return None if told_of and frame.things and _is_somebody(words, told_of) else told_of
    if "ask" in frame.takes and frame.nouns == frozenset():
        asked = _asked(words, at, verb, frame, tense)
        if asked is not None or "np" not in frame.takes:
            return asked
    if "np" in frame.takes and _starts_phrase(words, at):
        found = _ended(words, at, verb, tense)
        if found is not None and found.last - found.first == 1 and "ask" in frame.takes and frame.sure < 1:
            return None
        told = found is not None and frame.sense.stance == "offers" and (
            _asserts(words, found) or _is_courtesy(words, found)
        )  # fmt: skip
        if told or found is None or not (frame.things and _is_somebody(words, found)):
            return None if told else found
        return _blamed_for(words, found)
    if frame.claims and _is_claim(words, at, frame):
        return None
    if words.at(at) in CALENDAR and words.is_capital(at):
        return None
    bare = "-" not in frame.nouns and frame.sense.stance != "accepts"
    if "that" in frame.takes and bare and _starts_phrase(words, at):
        return _ended(words, at, verb, tense, clause=True)
    return None


def _says_nothing(words: Words, at: int, frame: Frame) -> bool:
    """`declined to comment`, `to offer a figure`: no position is taken."""
    if frame.sense.stance != "rejects":
        return False
    lists = words.stances.words
    nothing = lists["courtesies"] | lists["silent"]
    return words.at(at) in lists["silent"] or (
        words.at(at) in _HANDED and not nothing.isdisjoint(words.low[at + 1 : at + 6])
    )


def _past_time(words: Words, at: int) -> int:
    """Behind `on Monday`, `on 3 March`, `in principle` between a verb and its object."""
    if words.at(at) == "in" and words.at(at + 1) == "principle":
        return at + 2
    end = at + (words.at(at) == "on")
    end += words.at(end) in {"early", "late"}
    named = False
    while words.at(end) in CALENDAR or words.at(end)[:1].isdigit():
        named |= words.at(end) in CALENDAR and words.is_capital(end)
        end += 1
    return end if named and words.at(end) in {"that", "to", "on", "for", "the", "a", "an", "with"} else at


def _is_claim(words: Words, first: int, frame: Frame) -> bool:
    """Whether a clause tells what is or was, not what should be: its first auxiliary is in the indicative.

    What is agreed may also be what `will` or `would` be.
    """
    indicative = _INDICATIVE - {"would", "will"} if frame.sense.stance == "accepts" else _INDICATIVE
    if "'" in words.at(first) or (words.at(first) in PRONOUNS and words.at(first + 1) not in AUXILIARIES):
        return True
    for at in range(first, min(first + 20, len(words))):
        low = words.at(at)
        if low in AUXILIARIES:
            return low in indicative
        if at > first and low.endswith("ed") and words.at(at + 1) in {"a", "an", "the"} | POSSESSIVES:
            return True
        if low in RELATIVE | {",", ".", "if", "unless", "to", "that"}:
            return False
    return False


def before_main_verb(words: Words, found: Complement) -> Complement:
    """The object of a verb inside a noun phrase, which ends where the sentence's own verb comes."""
    for at in range(found.first + 1, found.last):
        if words.at(at) in {"why", "what", "when"}:
            return found
        if words.at(at) in AUXILIARIES and not _in_relative(words, found.first, at):
            return replace(found, last=at, next=at, condition=None)
    return found


def _asserts(words: Words, found: Complement) -> bool:
    """Whether the words are a clause that tells what is, no proposal: `suggested his role is small`."""
    for at in range(found.first, found.last):
        low = words.at(at)
        if low in RELATIVE | CONJUNCTIONS or words.inside[at]:
            return False
        if low in _TELLING and words.is_word(at - 1) and at > found.first + 1:
            return True
    return False


def _is_courtesy(words: Words, found: Complement) -> bool:
    """`offered his condolences to the family`: nothing is proposed."""
    stops = PREPOSITIONS | {"that", "”", '"'}
    end = next((at for at in range(found.first + 1, found.last) if words.at(at) in stops), found.last)
    return words.at(end - 1) in words.stances.words["courtesies"]


def _is_somebody(words: Words, found: Complement) -> bool:
    """Whether the object is nobody but a person: a rebuke, no stance on a matter."""
    held = range(found.first, found.last)
    if is_role_noun(words.at(found.last - 1)) and not any(words.at(at) in PREPOSITIONS for at in held):
        return True
    head = next((at for at in held if words.at(at) in PREPOSITIONS | {","}), found.last)
    if is_role_noun(words.at(head - 1)) and not words.tokens[head - 1].is_possessive:
        return True
    first = found.first + (words.at(found.first) in MODIFIERS)
    ends = (at for at in range(first + 1, found.last) if words.at(at) in _PAST_NAME)
    named = range(first, next(ends, found.last))
    return words.at(first) in _OBJECT_PRONOUNS or all(
        words.is_capital(at) or not words.is_word(at) for at in named
    )


def _blamed_for(words: Words, found: Complement) -> Complement | None:
    """What somebody is praised or blamed for: `condemned Chile for closing the port`."""
    link = next((at for at in range(found.first, found.last - 1) if words.at(at) in PREPOSITIONS), None)
    if link is None or words.at(link) not in {"for", "over"}:
        return None
    return replace(found, first=link + 1)


def _shared_object(words: Words, at: int) -> int | None:
    """`proposed, and Chile agreed to, a ban`: the comma behind which the object of both stands."""
    for place in range(at, min(at + 12, len(words))):
        if words.at(place) == ",":
            behind = words.at(place - 1)
            told = behind == "to" or is_finite(words, place - 1)
            return place if told else None
        if words.at(place) in {".", ";", ":"}:
            return None
    return None


def _is_clause(words: Words, at: int) -> bool:
    return at < len(words) and words.at(at) not in {"of", "which"}


def _starts_phrase(words: Words, at: int) -> bool:
    if at >= len(words):
        return False
    low = words.at(at)
    if words.tokens[at].text in set("“\"‘'«"):
        return True
    if low in DETERMINERS | POSSESSIVES or low in _OBJECT_PRONOUNS:
        return True
    if low.endswith("ed") and words.at(at + 1) in {"to", "that"}:
        return False
    if low.endswith(("ing", "ed")):
        return low not in NO_OBJECTS - _MAY_BE_OBJECTS
    if low in _OPENERS:
        return True
    if low in PREPOSITIONS or low in CONJUNCTIONS or low in AUXILIARIES or low in PRONOUNS:
        return False
    return words.is_word(at) or in_noun_phrase(words, at)


def _asked(words: Words, at: int, verb: int, frame: Frame, tense: str) -> Complement | None:
    """`urged Parties (that have not done so) to move`: who is asked, and what for."""
    if words.at(at) in _QUESTIONS:
        return None
    end, relative = at, False
    while end < len(words) and end - at < (_FAR if relative else _LOOK):
        low = words.at(end)
        if low == "to" and end > at and _is_infinitive(words, end + 1) and not _tied(words, end):
            if not _is_agent(words, at, end):
                return None
            found = _ended(words, end + 1, verb, tense)
            if found is None:
                return None
            return Complement(found.first, found.last, found.next, (at, end), found.condition)
        if low in {".", ";", ":", "because", "while"} or (low in MODAL and not relative):
            return None
        if low in {"that", "which", "who"} and end == at:
            return None
        relative |= low in {"that", "which", "who"}
        if low == "," and words.at(end + 1) != "and" and not words.is_capital(end + 1) and not relative:
            return None
        if low.endswith("ing") and end == at:
            return None
        end += 1
    return None


def _tied(words: Words, to: int) -> bool:
    """Whether `to` belongs to the word before it, or ends a relative clause: `in order to`, `done so to`."""
    return words.at(to - 1) in {"order", "so", "as", "able", "need", "needs", "due", "relation", "addition"}


def _is_agent(words: Words, first: int, to: int) -> bool:
    """Whether the phrase can be somebody who is asked: no abstract noun heads it."""
    head = words.at(first)
    for at in range(first, to):
        if words.at(at) in PREPOSITIONS | {"that", "which", "who", ","}:
            break
        head = words.at(at)
    known = words.stances.words["agents"]
    return head in known or not head.endswith(_ABSTRACT)


def _is_infinitive(words: Words, at: int) -> bool:
    low = words.at(at)
    return (
        bool(low)
        and words.is_word(at)
        and not words.is_capital(at)
        and low not in DETERMINERS | POSSESSIVES | (PREPOSITIONS | PRONOUNS)
    )


def _is_told_infinitive(words: Words, at: int) -> bool:
    """`calls to pay`, and not `calls to other pilots`, `an appeal to young voters`."""
    low = words.at(at)
    plural = low.endswith("s") and not low.endswith("ss")
    return _is_infinitive(words, at) and not plural and low not in _OTHERS and words.at(at + 1) != ","


def _in_relative(words: Words, first: int, at: int) -> bool:
    """Whether a relative clause or a question has opened since `first`."""
    return any(words.at(place) in RELATIVE | {"that", "if", "whether", "how"} for place in range(first, at))


def _ended(
    words: Words,
    first: int,
    verb: int,
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
        low = words.at(at)
        if low in {".", "!", "?"} or (low == ";" and not listed) or low in {"—", "–"}:
            break
        listed |= low == ":"
        if at > first and low in _CONDITION_STARTS | {"on", "as", "only"} and _is_condition(words, at):
            condition = (at, _condition_end(words, at, tense))
            break
        if low in {",", "."} and _closes_quote(words, first, at):
            break
        if (
            low == "-"
            and _is_dash(words, at)
            and not any(_is_dash(words, k) for k in (*range(first, at), *range(at + 1, len(words))))
        ):
            break
        if low == "," and at > first and _is_name_alone(words, first, at) and words.at(at + 1) == "the":
            break
        if (
            at > first
            and low in _MAY_BE_OBJECTS | {"saying", "arguing"}
            and words.at(at - 1) not in PREPOSITIONS | {",", "and"}
        ):
            break
        if low == "," and not listed and _turns_to_gerund(words, first, at):
            break
        if low == "," and not listed and breaks_after_comma(words, at, tense, clause=clause):
            break
        if at > first and low in BREAKS and not is_no_turn(words, at):
            break
        if at > first and (_tells_when(words, first, at) or _leaves_quote(words, first, at)):
            break
        if at > first and not clause and low == "and" and words.at(at + 1) in _TELLING | MODAL and (
            not _in_relative(words, first, at)
        ):  # fmt: skip
            break
        if at > first and low in {"and", "or"} and goes_on(words, at + 1, tense, comma=False):
            break
        if ends_at_verb and at > first and low in AUXILIARIES and not _in_relative(words, first, at):
            break
        at += 1
    last = at if clause or words.at(first - 1) == "to" else _without_occasion(words, first, at)
    while last > first and (
        words.at(last - 1) in {",", "and", "but", "just", "only", "even"}
        or words.tokens[last - 1].text in ",:;"
    ):
        last -= 1
    while (
        first < last and words.at(first) in {"“", '"', "‘"} and words.tokens[last - 1].text in {"”", '"', "’"}
    ):
        first, last = first + 1, last - 1
    if last <= first:
        return None
    return Complement(first, last, at, None, condition, clause)


def _without_occasion(words: Words, first: int, last: int) -> int:
    """The end without `on Monday`, `during the debate`, `in a statement`, where the object is no meeting."""
    if words.at(first).endswith("ing") or any(words.at(at) in _EVENTS for at in range(first, last)):
        return last
    for at in range(first + 1, last - 1):
        low, following = words.at(at), words.at(at + 1)
        if low == "during" or (low in {"on", "in"} and following in CALENDAR):
            return at
        if (
            low == "on"
            and following in {"the", "that"}
            and {*words.low[at + 2 : at + 4]} & {"day", "eve", "morning"}
        ):
            return at
        if (
            low in {"in", "at", "on"}
            and following in {"a", "an"}
            and _EVENTS_OF_SPEECH & {*words.low[at + 2 : at + 5]}
        ):
            return at
    return last


def _tells_when(words: Words, first: int, at: int) -> bool:
    """`after Chile rejected it`: when somebody took the position, no part of it."""
    if words.at(at) != "after" or _in_relative(words, first, at) or words.at(at + 1).endswith("ing"):
        return False
    for place in range(at + 2, min(at + 9, len(words))):
        low = words.at(place)
        if low in PREPOSITIONS | {",", "."}:
            return False
        if low in _PAST_FORMS or (low.endswith("ed") and words.is_word(place)):
            return words.at(place - 1) not in DETERMINERS | POSSESSIVES
    return False


def _leaves_quote(words: Words, first: int, at: int) -> bool:
    """Whether a quotation that began before the object ends here, the sentence going on behind it."""
    if words.at(at) not in {"”", '"'} or any(words.at(k) in {"“", '"'} for k in range(first - 1, at)):
        return False
    marks = sum(words.at(k) in {"“", "”", '"'} for k in range(first))
    return marks % 2 == 1


def _is_dash(words: Words, at: int) -> bool:
    return words.at(at) == "-" and at > 0 and words.tokens[at].start > words.tokens[at - 1].end


def _closes_quote(words: Words, first: int, at: int) -> bool:
    """Whether a quotation that began before the object ends behind the mark at `at`."""
    if at + 1 >= len(words) or words.tokens[at + 1].start != words.tokens[at].end:
        return False
    mark = words.tokens[at + 1].text
    if mark == "'" and words.at(at + 2) == "'":
        return not any(words.at(k) == "'" and words.at(k + 1) == "'" for k in range(first, at))
    opened = any(words.at(k) in {"“", '"'} for k in range(first, at))
    return mark in {"”", '"'} and not opened


def _is_name_alone(words: Words, first: int, last: int) -> bool:
    return all(words.is_capital(at) or words.at(at) in DETERMINERS for at in range(first, last))


def _turns_to_gerund(words: Words, first: int, comma: int) -> bool:
    """`a review, looking down the street`: what somebody does besides, unless the object is a gerund too."""
    low = words.at(comma + 1)
    if not low.endswith("ing") or low in _GOES_ON or words.at(first).endswith("ing"):
        return False
    rest = words.low[comma + 2 :]
    listed = any(mark == "," and word == "and" for mark, word in pairwise(rest))
    return words.is_word(comma + 2) and not listed


def _is_condition(words: Words, at: int) -> bool:
    low, following, third = words.at(at), words.at(at + 1), words.at(at + 2)
    if low in {"if", "unless"}:
        return words.at(at - 1) not in {"as", "even"} and following not in _BY_THE_WAY
    if low == "provided":
        return following == "that" or words.at(at - 1) == ","
    if low == "only":
        return following in {"if", "when", "after", "once"}
    if low == "on":
        return following in {"condition", "the"} and "condition" in {following, third}
    return low == "as" and following == "long" and third == "as"


def _condition_end(words: Words, at: int, tense: str) -> int:
    end = at + 1
    while end < len(words) and words.at(end) not in {".", ";"}:
        if words.at(end) == "," and breaks_after_comma(words, end, tense, clause=True):
            break
        if words.at(end) == "and" and goes_on(words, end + 1, tense, comma=False):
            break
        end += 1
    return end
