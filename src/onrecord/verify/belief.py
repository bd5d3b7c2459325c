"""How much must stand before words are taken for the words meant: rare ones, enough of them."""

from __future__ import annotations

from typing import Literal

from onrecord.models import VerdictWord
from onrecord.text.words import folded_words
from onrecord.verify.english import is_telling
from onrecord.verify.index.candidates import Likely
from onrecord.verify.tokens import Quote
from onrecord.verify.verdict import Comparison

Fit = Literal["named", "other", "of the day", "open"]
"""What is known of the place beside the words: the speaker whom the article names said them, or somebody
else did; it is of the article's days; or nothing."""
_LEAST_EVIDENCE = 14.0
"""Bits beyond what names one place: fewer could stand there by chance. Chosen on news sentences."""
_PER_CHANGE: dict[Fit, float] = {"named": 4, "of the day": 4, "other": 8, "open": 8}
"""Bits for each run of changed words but the first, and for each word that differs at an end."""
USUAL_PRIOR = 24.0
"""The bits that name one place in sixteen million words; in fewer words less can happen by chance."""
_LEAST_NAMED = 2.0
_NAMED_LESS = 4
_LEAST_TELLING = 2
LEAST_CHANGED = 18.0
_LEAST_TRIMMED = 8.0
"""Fewer, for a mark of omission or a bracket is not there by chance."""
_MUCH_LOST = 0.2
_FEWEST_LETTERS = 60
_WORDS_A_MARK = 80


def unmatched(comparison: Comparison, quote: Quote) -> int:
    """How many of the quotation's own words do not stand in the passage."""
    return round((1 - comparison.share) * sum(not free for free in quote.free))


def believable(comparison: Comparison, likely: Likely, fit: Fit = "open") -> VerdictWord:
    """The comparison's verdict, if it kept enough rare words to know that these are the words meant.

    Else `too short` where all words stand there but could stand anywhere, and `not found` where too much
    differs. Words that go together, as in a saying, carry fewer bits than their pairs do, so that where
    nothing else speaks for the place they must name it twice over.
    """
    if comparison.verdict == "not found":
        return "not found"
    evidence = likely.evidence(comparison.kept)
    scale = min(1.0, likely.prior / USUAL_PRIOR)
    if comparison.verdict in ("exact", "same words"):
        least = scale * (_LEAST_NAMED if fit == "named" else _LEAST_EVIDENCE)
        return comparison.verdict if evidence >= (likely.prior if fit == "open" else least) else "too short"
    if comparison.verdict == "trimmed":
        return comparison.verdict if evidence >= scale * _LEAST_TRIMMED else "not found"
    lost = 1 - comparison.share
    needed = LEAST_CHANGED + 25 * lost + 250 * max(0.0, lost - _MUCH_LOST)
    needed += _PER_CHANGE[fit] * (max(0, comparison.runs - 1) + comparison.edges) - (
        4 if fit == "named" else 0
    )
    if fit != "named" and _telling(comparison) < _LEAST_TELLING:
        return "not found"
    return comparison.verdict if evidence >= scale * needed else "not found"


def _telling(comparison: Comparison) -> int:
    """How many words that say something of their own stand in both."""
    kept = {word for sign, words in comparison.difference if sign == "=" for word in folded_words(words)}
    return sum(map(is_telling, kept))


def looks_like_captions(passage: str) -> bool:
    """Whether a passage is all in capitals, or has hardly a mark: captions, which are often misheard."""
    letters = sum(map(str.isalpha, passage))
    if letters < _FEWEST_LETTERS:
        return False
    capitals = sum(map(str.isupper, passage)) / letters
    marks = sum(map(passage.count, ".;?!"))
    return capitals > 0.8 or marks * _WORDS_A_MARK < len(passage.split())


def sure(evidence: float) -> float:
    """How sure it is that changed words were meant to be these: the more rare words stand, the surer."""
    return min(0.97, 0.5 + evidence / 100)
