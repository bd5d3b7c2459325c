"""A quotation as an article ran it, and whether two such versions are of one quotation."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from onrecord.text.words import folded_words
from onrecord.verify.dates import days_apart
from onrecord.verify.english import is_telling
from onrecord.verify.names import may_be_same
from onrecord.verify.tokens import Quote, Said, quote_words, said_words
from onrecord.verify.verdict import RANK, Comparison, judge

_NEAR_DAYS = 31
_FULL = RANK["trimmed"]
_FEWEST_SHARED = 0.45
"""Of 21,510 pairs that share three words in a row, the 279 of one quotation share at least 0.55 of theirs."""
_FEWEST_IN_ORDER = 0.5
"""Of 14,172 pairs that share so many, the 1,287 of one quotation share at least 0.55 of theirs in order."""
_RECENT = 512
"""How many texts are kept as they were read: one article compares the same few again and again."""


@dataclass(frozen=True, slots=True)
class Version:
    """A quotation as one article ran it: the words between its marks at `start` of the document's text.

    `speaker` is the person whom the article names, `date` when it was published, as ISO 8601.
    """

    document: str
    start: int
    quote: str
    statement: str | None = None
    speaker: str | None = None
    date: str | None = None

    @property
    def key(self) -> tuple[str, int]:
        return self.document, self.start


@dataclass(frozen=True, slots=True)
class _Needs:
    """How many words, and of them telling ones, two versions must share, and which part of the shorter."""

    words: int
    telling: int
    share: float = 0.0


_WHOLE, _WHOLE_APART = _Needs(4, 2), _Needs(7, 4)
_CHANGED, CHANGED_APART = _Needs(6, 3, 0.7), _Needs(10, 5, 0.8)
"""The shorter stands whole in the longer, or changed: of one speaker and time, or else."""


def compared(one: Version, other: Version) -> Comparison | None:
    """The shorter of two versions against the longer, where they are of one quotation; else None."""
    short, long = sorted((one, other), key=lambda v: (len(words_of(v.quote)), v.key))
    apart = may_be_same(one.speaker, other.speaker) is False or not near(one, other)
    whole = _WHOLE_APART if apart else _WHOLE
    if _hopeless(short.quote, long.quote, whole):
        return None
    comparison = judge(_quote(short.quote), _said(long.quote))
    if comparison.verdict == "not found":
        return None
    if RANK[comparison.verdict] <= _FULL:
        needs = whole
    else:
        needs = CHANGED_APART if apart else _CHANGED
    return comparison if _meets(needs, comparison, short.quote) else None


def _hopeless(short: str, long: str, needs: _Needs) -> bool:
    """Whether the two share too few words for any verdict to do, as most that share three in a row.

    One word more is allowed for, as it may be written in two ways. What a quotation has in brackets need not
    have been said, so that such a one is always compared.
    """
    words, heard = words_of(short), _heard(long)
    if "[" in short:
        return False
    shared = [word for word in words if word in heard]
    telling = sum(map(is_telling, shared))
    if (
        len(shared) < max(needs.words - 1, _FEWEST_SHARED * len(words))
        or telling < needs.telling - 1
        or len(words) < needs.words
    ):
        return True
    from rapidfuzz.distance import LCSseq

    return bool(LCSseq.similarity(words, words_of(long)) < _FEWEST_IN_ORDER * len(words))


def two_speakers(one: Version, other: Version) -> bool:
    """Whether two articles of one time give the same words, enough to be no saw, to different people."""
    if may_be_same(one.speaker, other.speaker) is not False or not near(one, other):
        return False
    return compared(one, other) is not None


def near(one: Version, other: Version) -> bool:
    """Whether two versions are of one time; so are those of unknown dates."""
    days = days_apart(one.date, other.date)
    return days is None or days <= _NEAR_DAYS


def _meets(needs: _Needs, comparison: Comparison, quote: str) -> bool:
    kept = [
        word for start, end in comparison.kept for word in folded_words(quote[start : _word_end(quote, end)])
    ]
    telling = sum(is_telling(word) for word in kept)
    return len(kept) >= needs.words and telling >= needs.telling and comparison.share >= needs.share


def _word_end(text: str, at: int) -> int:
    """The end of the word that begins at `at`."""
    while at < len(text) and not text[at].isspace():
        at += 1
    return at


@lru_cache(_RECENT)
def _quote(text: str) -> Quote:
    return quote_words(text)


@lru_cache(_RECENT)
def _said(text: str) -> Said:
    return said_words(text)


@lru_cache(_RECENT)
def words_of(text: str) -> tuple[str, ...]:
    return tuple(folded_words(text))


@lru_cache(_RECENT)
def _heard(text: str) -> frozenset[str]:
    return frozenset(words_of(text))
