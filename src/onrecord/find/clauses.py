"""A sentence as words with brackets and verb groups marked, by closed word lists alone: no parse.

What may stand in a noun phrase is told by its neighbours; a verb is finite where its form and what is
before it allow nothing else. Everything is linear in the sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.find.grammar import word_list
from onrecord.find.stances import Form, Stances
from onrecord.find.surface import Token, tokens

BE = word_list("be")
HAVE = word_list("have")
DO = word_list("do")
MODAL = word_list("modal")
AUXILIARIES = BE | HAVE | DO | MODAL
NEGATIONS = word_list("negations")
ADVERBS = word_list("adverbs")
DETERMINERS = word_list("determiners")
POSSESSIVES = word_list("possessives")
PRONOUNS = word_list("pronouns")
RELATIVES = word_list("relatives")
PREPOSITIONS = word_list("prepositions")
CONJUNCTIONS = word_list("conjunctions")
STOPS = PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | PRONOUNS
_ADJECTIVES = word_list("adjectives")
_NO_ADVERBS = word_list("no_adverbs")
_NO_NOUNS = word_list("no_nouns")
_BEFORE_NOW = word_list("before_now")
_NAMES = frozenset({"May", "Will"})
_OPEN, _CLOSE = "([", ")]"


@dataclass(slots=True)
class Words:
    """The tokens of one sentence; `low` in lower case, `partner` the place of each bracket's other half."""

    text: str
    tokens: list[Token]
    stances: Stances
    low: list[str] = field(init=False)
    inside: list[bool] = field(init=False)
    partner: dict[int, int] = field(init=False)

    def __post_init__(self) -> None:
        self.low = [
            token.text
            if at and (token.text in _NAMES or (token.text == "I" and self.tokens[at - 1].is_capital))
            else token.lower.replace("’", "'")
            for at, token in enumerate(self.tokens)
        ]
        self.inside = [False] * len(self.tokens)
        self.partner = {}
        opened: list[int] = []
        for at, token in enumerate(self.tokens):
            if token.text in _OPEN:
                opened.append(at)
            elif token.text in _CLOSE and opened:
                first = opened.pop()
                self.partner[first], self.partner[at] = at, first
                if not opened:
                    self.inside[first : at + 1] = [True] * (at + 1 - first)

    def __len__(self) -> int:
        return len(self.tokens)

    def at(self, place: int) -> str:
        return self.low[place] if 0 <= place < len(self.low) else ""

    def before(self, place: int) -> int:
        """The place before `place`, brackets passed over."""
        place -= 1
        while place >= 0 and place in self.partner and self.tokens[place].text in _CLOSE:
            place = self.partner[place] - 1
        return place

    def after(self, place: int) -> int:
        """The place after `place`, brackets passed over."""
        place += 1
        while place < len(self.tokens) and place in self.partner and self.tokens[place].text in _OPEN:
            place = self.partner[place] + 1
        return place

    def is_capital(self, place: int) -> bool:
        return 0 <= place < len(self.tokens) and self.tokens[place].is_capital

    def is_word(self, place: int) -> bool:
        return 0 <= place < len(self.tokens) and self.tokens[place].is_word


def words_of(text: str, start: int, end: int, stances: Stances) -> Words:
    return Words(text, tokens(text, start, end), stances)


def is_adverb(word: str) -> bool:
    return word in ADVERBS or (word.endswith("ly") and len(word) > 4 and word not in _NO_ADVERBS)


@dataclass(frozen=True, slots=True)
class Group:
    """A verb with its auxiliaries at `[first, verb]`.

    `earlier` tells a time before the one that the text is about: `had demanded`, `once supported`; not
    `has previously demanded`, which still stands.
    """

    first: int
    verb: int
    form: Form
    negated: bool
    modal: str | None
    passive: bool
    earlier: bool = False


def group_at(words: Words, verb: int, form: Form) -> Group:
    """The verb group that ends at `verb`: auxiliaries and adverbs before it, and what they tell."""
    first, negated, modal, passive, have, earlier = verb, False, None, False, False, False
    at = verb - 1
    while at >= 0:
        low = words.low[at]
        if low in AUXILIARIES:
            negated |= low in NEGATIONS
            modal = low if low in MODAL else modal
            if low in BE and form == "past" and not have:
                passive = True
            have |= low in HAVE
            earlier |= low in {"had", "hadn't"} and form == "past"
        elif low == "far" and words.at(at - 1) == "so":
            at -= 1
        elif not (is_adverb(low) or (low in {"n't", "to"} and words.at(at - 1) in {"able", "ought"})):
            break
        else:
            negated |= low in NEGATIONS
            earlier |= low in _BEFORE_NOW and form == "past"
        first = at
        at -= 1
    while first < verb and is_adverb(words.low[first]) and first == 0:
        first += 1
    perfect = any(word in {"has", "have"} for word in words.low[first:verb])
    return Group(first, verb, form, negated, modal, passive, earlier and not perfect)


def is_finite(words: Words, place: int, tense: str | None = None) -> bool:
    """Whether a known verb at `place` is finite. `tense` ("past", "s") lets only that tense count."""
    if not 0 <= place < len(words) or words.inside[place]:
        return False
    low = words.low[place]
    known = words.stances.verbs.get(low) or words.stances.light.get(low)
    form = known[0] if known else words.stances.reporting.get(low)
    if form is None or form == "ing" or words.tokens[place].text.isupper():
        return False
    before = words.at(place - 1)
    if form == "past":
        return words.at(place + 1) != "by" and before not in DETERMINERS | POSSESSIVES | {
            "as",
            "of",
            "'s",
            "’s",
        }
    if form == "s":
        if tense == "past":
            return False
        at = place - 1
        while at > 0 and is_adverb(words.low[at]):
            at -= 1
        before = words.at(at)
        named = words.is_capital(at) or before in PRONOUNS | RELATIVES or not words.is_word(at)
        return before not in DETERMINERS | POSSESSIVES | PREPOSITIONS | {"'s", "’s"} and (
            named or at < place - 1
        )
    return before in MODAL | DO or (before in {"they", "we", "i", "you"})


def in_noun_phrase(words: Words, place: int) -> bool:
    """Whether the word may belong to the noun phrase that goes on behind it."""
    low = words.low[place]
    token = words.tokens[place]
    if token.text in {"/", "&", "-"} or token.is_possessive:
        return True
    if not token.is_word or low in STOPS or low in DETERMINERS or low in POSSESSIVES or low in _NO_NOUNS:
        return False
    if token.is_capital or low[0].isdigit():
        return True
    if is_adverb(low) or is_finite(words, place):
        return False
    return not low.endswith(("ed", "ing")) or low in _ADJECTIVES or "-" in low


def join(words: Words, first: int, last: int) -> tuple[int, int]:
    """Offsets of the tokens `[first, last)`, edges cleared of marks that open or close nothing."""
    while first < last and words.tokens[first].text in {",", ";", ":", ")", "—", "–"}:
        first += 1
    while last > first and words.tokens[last - 1].text in set(",;:.!?([—–"):
        last -= 1
    if first >= last:
        return (0, 0)
    return words.tokens[first].start, words.tokens[last - 1].end


def first_of(words: Sequence[str], wanted: frozenset[str]) -> int:
    return next((at for at, word in enumerate(words) if word in wanted), -1)
