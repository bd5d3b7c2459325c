"""The same quotation in several articles: its versions found and grouped, without any transcript.

A saying is one thing said, in the versions that articles ran. A new version is compared only with sayings
that share a rare run of three words with it, so that its cost does not grow with the archive; each saying
is in the index once, however many articles ran it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import Protocol

from onrecord.text.words import folded_words
from onrecord.verify.dates import days_apart
from onrecord.verify.english import is_telling
from onrecord.verify.names import may_be_same
from onrecord.verify.tokens import Quote, Said, quote_words, said_words
from onrecord.verify.variants import spelling, without_fillers
from onrecord.verify.verdict import RANK, Comparison, judge

FEWEST_WORDS = 4
_GRAM = 3
_MOST_GRAMS = 96
COMMON = 48
"""A run of three words that stands in more sayings than this tells nothing."""
LOOKED_AT = 12
_TEXTS = 8
_NEAR_DAYS = 31
_FULL = RANK["trimmed"]
_FEWEST_SHARED = 0.45
"""Of 21,510 pairs that share three words in a row, the 279 of one quotation share at least 0.55 of theirs."""
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
_CHANGED, _CHANGED_APART = _Needs(6, 3, 0.7), _Needs(10, 5, 0.8)
"""The shorter stands whole in the longer, or changed: of one speaker and time, or else."""


def compared(one: Version, other: Version) -> Comparison | None:
    """The shorter of two versions against the longer, where they are of one quotation; else None."""
    short, long = sorted((one, other), key=lambda v: (len(_words(v.quote)), v.key))
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
        needs = _CHANGED_APART if apart else _CHANGED
    return comparison if _meets(needs, comparison, short.quote) else None


def _hopeless(short: str, long: str, needs: _Needs) -> bool:
    """Whether the two share too few words for any verdict to do, as most that share three in a row.

    One word more is allowed for, as it may be written in two ways. What a quotation has in brackets need not
    have been said, so that such a one is always compared.
    """
    words, heard = _words(short), _heard(long)
    if "[" in short:
        return False
    shared = [word for word in words if word in heard]
    telling = sum(map(is_telling, shared))
    return (
        len(shared) < max(needs.words - 1, _FEWEST_SHARED * len(words))
        or telling < needs.telling - 1
        or len(words) < needs.words
    )


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
def _words(text: str) -> tuple[str, ...]:
    return tuple(folded_words(text))


@lru_cache(_RECENT)
def _heard(text: str) -> frozenset[str]:
    return frozenset(_words(text))


def grams(quote: str) -> tuple[int, ...]:
    """A number, alike in every process, for each run of three words; none for what is too short to tell."""
    words = without_fillers([spelling(word) for word in _words(quote)])
    if len(words) < FEWEST_WORDS:
        return ()
    runs = {" ".join(words[i : i + _GRAM]) for i in range(len(words) - _GRAM + 1)}
    told = sorted(
        int.from_bytes(blake2b(run.encode("utf-8", "replace"), digest_size=8).digest()) >> 1 for run in runs
    )
    return tuple(told[:_MOST_GRAMS])


class Shelf(Protocol):
    """Where sayings are kept. A saying is named by a number; the lower is the older."""

    def sharing(self, grams: Sequence[int]) -> Iterable[tuple[int, int]]:
        """(gram, saying) of every saying that has one of the grams, of a gram at most `COMMON` + 1."""

    def versions(self, sayings: Sequence[int]) -> Mapping[int, Sequence[Version]]:
        """The versions of each of the sayings in the order in which they were put in."""

    def put(self, version: Version, saying: int | None, new_grams: Sequence[int]) -> int:
        """Add the version to the saying, or to one of its own; returns the saying."""

    def merge(self, kept: int, gone: int) -> None:
        """Give the versions and grams of `gone` to `kept`."""


def place(shelf: Shelf, version: Version) -> int | None:
    """Put a version on the shelf, with the saying that it is of; None for one that is too short to tell."""
    mine = grams(version.quote)
    if not mine:
        return None
    known, sayings = _candidates(shelf, mine)
    versions = shelf.versions(sayings)
    joined = [saying for saying in sayings if _belongs(versions[saying], version)]
    if not joined:
        return shelf.put(version, None, mine)
    first = min(joined)
    for other in sorted(set(joined) - {first}):
        if _strong(version):
            shelf.merge(first, other)
    return shelf.put(version, first, [gram for gram in mine if (gram, first) not in known])


def _candidates(shelf: Shelf, mine: Sequence[int]) -> tuple[set[tuple[int, int]], list[int]]:
    """The grams that sayings are known to have, and those sayings that share most of the rare ones."""
    known = set(shelf.sharing(mine))
    places = Counter(gram for gram, _ in known)
    shared = Counter(saying for gram, saying in known if places[gram] <= COMMON)
    likely = sorted(shared, key=lambda saying: (-shared[saying], saying))
    return known, likely[:LOOKED_AT]


def _belongs(versions: Sequence[Version], version: Version) -> bool:
    """Whether the version is of the same quotation as one of the saying's longest distinct texts."""
    texts: dict[str, Version] = {}
    for one in versions:
        texts.setdefault(" ".join(_words(one.quote)), one)
    same = texts.get(" ".join(_words(version.quote)))
    if same is not None:
        return compared(same, version) is not None
    longest = sorted(texts.values(), key=lambda one: (-len(one.quote), one.key))[:_TEXTS]
    return any(compared(one, version) for one in longest)


def _strong(version: Version) -> bool:
    """Whether a version is long enough to join two sayings that were apart."""
    words = _words(version.quote)
    return len(words) >= _CHANGED_APART.words and sum(map(is_telling, words)) >= _CHANGED_APART.telling


@dataclass(frozen=True, slots=True)
class Saying:
    """The versions of one quotation, the first one run first; `conflicts` are those with two speakers."""

    versions: tuple[Version, ...]
    conflicts: tuple[tuple[Version, Version], ...]

    @property
    def first(self) -> Version:
        return self.versions[0]


def saying_of(versions: Iterable[Version]) -> Saying:
    """The saying of these versions: in the order of their dates, undated ones last."""
    ordered = sorted(versions, key=_by_date)
    return Saying(tuple(ordered), tuple(_conflicts(ordered)))


def has_conflict(versions: Iterable[Version]) -> bool:
    """Whether the saying of these versions has two speakers; the first pair found ends the looking."""
    ordered = sorted(versions, key=_by_date)
    return next(_conflicts(ordered), None) is not None


def _by_date(version: Version) -> tuple[str, str, int]:
    return version.date or "9999", version.document, version.start


def _conflicts(versions: Sequence[Version]) -> Iterator[tuple[Version, Version]]:
    """One pair for each two names that cannot be one person's."""
    by_name: dict[str, Version] = {}
    for version in versions:
        if version.speaker and version.speaker not in by_name:
            for other in by_name.values():
                if two_speakers(other, version):
                    yield other, version
            by_name[version.speaker] = version


class Sayings:
    """Sayings in memory: versions one after the other, each grouped as it comes.

    `add` returns the number of its saying; where a version joins two, the older keeps both.
    """

    def __init__(self) -> None:
        self._by_gram: dict[int, list[int]] = defaultdict(list)
        self._grams: dict[int, list[int]] = defaultdict(list)
        self._versions: dict[int, list[Version]] = {}
        self._next = 0

    def add(self, version: Version) -> int | None:
        """Group one version; None where it is too short to tell."""
        return place(self, version)

    def __iter__(self) -> Iterator[Saying]:
        """Every saying, in the order in which their first versions came."""
        for number in sorted(self._versions):
            yield saying_of(self._versions[number])

    def __len__(self) -> int:
        return len(self._versions)

    def saying(self, number: int) -> Saying:
        """The saying of that number; raises KeyError."""
        return saying_of(self._versions[number])

    def sharing(self, grams: Sequence[int]) -> Iterator[tuple[int, int]]:
        for gram in grams:
            for saying in self._by_gram.get(gram, ())[: COMMON + 1]:
                yield gram, saying

    def versions(self, sayings: Sequence[int]) -> Mapping[int, Sequence[Version]]:
        return {saying: self._versions[saying] for saying in sayings}

    def put(self, version: Version, saying: int | None, new_grams: Sequence[int]) -> int:
        if saying is None:
            saying, self._next = self._next, self._next + 1
            self._versions[saying] = []
        self._versions[saying].append(version)
        for gram in new_grams:
            if saying not in self._by_gram[gram]:
                self._by_gram[gram].append(saying)
                self._grams[saying].append(gram)
        return saying

    def merge(self, kept: int, gone: int) -> None:
        self._versions[kept] += self._versions.pop(gone)
        for gram in self._grams.pop(gone, ()):
            row = self._by_gram[gram]
            row.remove(gone)
            if kept not in row:
                row.append(kept)
                self._grams[kept].append(gram)
