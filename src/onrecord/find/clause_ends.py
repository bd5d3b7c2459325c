"""Where the words behind a stance end: what in a sentence turns to something else."""

from __future__ import annotations

from onrecord.find.clauses import (
    AUXILIARIES,
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

CALENDAR = word_list("calendar")
BREAKS = word_list("breaks")
RELATIVE = word_list("relative")
NO_OBJECTS = word_list("no_objects")
_BY_THE_WAY = frozenset(
    {"opposed", "well", "appropriate", "necessary", "needed", "required", "possible", "applicable"}
)
_TAKEN_UP = frozenset({"this", "it", "he", "she", "they", "these", "that"})
_SUBJECTS = frozenset({"he", "she", "we", "they", "i", "I", "it", "you"})
_SUPPOSING = frozenset({"if", "when", "unless", "once", "where", "while", "because", "although"})
_SAID = frozenset({"say", "said", "says", "told"})
_LEADING = _SUPPOSING | {"as", "though", "since", "after", "before", "despite", "amid", "following"}
_WEAK_GERUNDS = word_list("weak_gerunds")


def is_no_turn(words: Words, at: int) -> bool:
    """`but` in `all but`, `since` before a date: no turn."""
    low = words.at(at)
    if low == "while":
        return words.at(at + 1).endswith("ing") and words.at(at - 1) != ","
    if low == "but":
        if words.at(at + 1) in AUXILIARIES:
            return False
        return words.at(at - 1) != "," and not goes_on(words, at + 1, "past", comma=False)
    if low == "since":
        return words.at(at + 1)[:1].isdigit() or words.is_capital(at + 1) or words.at(at + 1) == "the"
    if low == "given":
        return words.at(at - 1) in AUXILIARIES
    return False


def breaks_after_comma(words: Words, at: int, tense: str, *, clause: bool) -> bool:
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
        if (not clause and _clause_follows(words, nxt + 1)) or _acts(words, nxt + 1):
            return True
        return goes_on(words, nxt + 1, tense, comma=True) or words.at(nxt + 1) == "that"
    if low in BREAKS or low in RELATIVE or (low == "as" and words.at(nxt + 1) not in _BY_THE_WAY):
        return True
    if low in {"after", "before", "following", "during"}:
        return not clause
    if low in {"with", "despite", "amid"}:
        return low != "with" or _absolute(words, nxt + 1) or _is_backing(words, nxt + 1)
    if low in words.stances.siding and words.at(nxt + 1) in {"by", "with"}:
        return True
    if low.endswith("ing"):
        known = words.stances.verbs.get(low) or words.stances.light.get(low)
        return known is not None or low in words.stances.saying or low in _WEAK_GERUNDS
    if _ends_lead(words, at) or _is_attribution(words, nxt):
        return True
    if not clause and words.is_capital(nxt) and _clause_follows(words, nxt):
        return True
    if low in _SUBJECTS and not any(words.at(k) in _SUPPOSING for k in range(max(0, at - 25), at)):
        return True
    if low.endswith("ed") and words.at(nxt + 1) in {"a", "an"} | POSSESSIVES:
        return True
    if low == "another" or low == "aside" or (low in {"when", "yet"}):
        return True
    if low in {"a", "an", "something", "one"}:
        return _is_apposed(words, nxt) or (not clause and goes_on(words, nxt, tense, comma=True))
    if is_finite(words, nxt, tense):
        return True
    return not clause and goes_on(words, nxt, tense, comma=True) and _names_subject(words, nxt)


def _is_attribution(words: Words, first: int) -> bool:
    """`, two officials said`: who told the sentence."""
    for at in range(first + 1, min(first + 12, len(words))):
        low = words.at(at)
        if low in _SAID:
            return True
        if not (words.is_word(at) or words.tokens[at].is_possessive or low == ".") or low in RELATIVE:
            return False
    return False


def _acts(words: Words, at: int) -> bool:
    """`Turkey dropped its objection`: a name, a verb in the past and what it is done to."""
    verb = words.at(at + 1)
    return words.is_capital(at) and verb.endswith("ed") and words.at(at + 2) in DETERMINERS | POSSESSIVES


def _ends_lead(words: Words, at: int) -> bool:
    """`As he seeks a ban, the mayor is …`: the comma behind a clause that comes first."""
    first = next((k for k in range(min(3, len(words))) if words.is_word(k)), 0)
    answering = words.at(first) == "in" and words.at(first + 1) in {"response", "reaction", "reply", "answer"}
    if not answering and words.at(first) not in _LEADING:
        return False
    if not (words.at(at + 1) in {"the", "a", "an"} | POSSESSIVES or words.is_capital(at + 1)):
        return False
    return "," not in words.low[first:at] and "," not in words.low[at + 1 : at + 3]


def _is_apposed(words: Words, at: int) -> bool:
    """`, a demand that …`: a noun that takes up the object."""
    for place in range(at + 1, min(at + 5, len(words))):
        if words.at(place) in words.stances.words["proposals"] | {
            "move",
            "step",
            "position",
            "idea",
            "measure",
        }:
            return True
        if not words.is_word(place):
            return False
    return False


def _clause_follows(words: Words, at: int) -> bool:
    """`the compromise was agreed`: a noun phrase that begins with `the` or a name, then an auxiliary."""
    if not _names_subject(words, at):
        return False
    for place in range(at + 1, min(at + 8, len(words))):
        if words.at(place) in AUXILIARIES:
            return True
        if not in_noun_phrase(words, place) and words.at(place) not in {"of", "the"}:
            return False
    return False


def _absolute(words: Words, at: int) -> bool:
    """`with Norway opposing`, `with many saying`, `with the US also circulating text`."""
    names, end = list_after(words, at)
    while is_adverb(words.at(end)):
        end += 1
    if names and words.at(end).endswith("ing") and all(words.is_capital(p[1] - 1) for p in names):
        return True
    for place in range(at, min(at + 12, len(words))):
        if words.at(place) in _WEAK_GERUNDS - NO_OBJECTS | {"noting", "saying"}:
            return True
        if words.at(place) in {".", ";"}:
            return False
    return False


def _is_backing(words: Words, at: int) -> bool:
    """`with (strong) support from Norway`."""
    return any(
        words.at(place) in words.stances.nouns and words.at(place + 1) in {"from", "by"}
        for place in range(at, min(at + 3, len(words)))
    )


def _names_subject(words: Words, at: int) -> bool:
    return words.is_capital(at) or words.at(at) in {
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


def goes_on(words: Words, at: int, tense: str, *, comma: bool) -> bool:
    """Whether a new clause begins at `at`: a verb with the subject before, or a subject and its verb."""
    place = at
    while is_adverb(words.at(place)) and words.at(place) not in {"all", "each"}:
        place += 1
    if words.at(place) == "," and words.at(place + 1) in {"with", *words.stances.siding}:
        return any(
            words.at(k) == "," and is_finite(words, k + 1, tense)
            for k in range(place + 2, min(place + 30, len(words)))
        )
    if is_finite(words, place, tense) or calls_too(words, place, tense):
        return True
    if words.at(place) in AUXILIARIES and any(
        words.at(k) in words.stances.verbs or words.at(k) in words.stances.reporting
        for k in range(place + 1, min(place + 4, len(words)))
    ):
        return True
    if words.low[place : place + 1] and words.at(place) in MODAL and not comma:
        return False
    if tense == "past" and words.at(place).endswith("ed") and words.at(place + 1) in DETERMINERS:
        return True
    if place >= len(words):
        return False
    if words.at(place) in _TAKEN_UP and words.at(place + 1) in AUXILIARIES:
        return True
    if not (_names_subject(words, place) or (comma and words.at(place) in DETERMINERS)):
        return False
    return _verb_follows(words, place, tense)


def calls_too(words: Words, at: int, tense: str) -> bool:
    """`and calls on both sides to …` behind a verb of the same tense: a verb with the words that it takes."""
    known = words.stances.verbs.get(words.at(at))
    if known is None or tense != "s" or known[0] != "s" or words.at(at - 1) != "and":
        return False
    links = frozenset(link for frame in known[1] for link in frame.takes | frame.asks) - {"np", "ask", "to"}
    return words.at(at + 1) in links


def _verb_follows(words: Words, at: int, tense: str) -> bool:
    """Whether a noun phrase from `at` runs straight into a finite verb."""
    started = False
    for place in range(at, min(at + 24, len(words))):
        low = words.at(place)
        if words.inside[place]:
            continue
        if started and is_finite(words, place, tense):
            return words.at(place - 1) not in PREPOSITIONS
        if started and "and" in words.low[at:place] and words.stances.verbs.get(low, ("",))[0] == "base":
            return True
        if started and is_adverb(low) and low not in {"all", "each"}:
            continue
        if low in {",", "and"} and started and _list_goes_on(words, place):
            continue
        if (
            low in DETERMINERS
            or low in {"of", "for", "from"}
            or low in PRONOUNS
            or in_noun_phrase(words, place)
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
