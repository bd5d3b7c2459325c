"""The same quotation in several articles: its versions found and grouped, without any transcript.

A saying is one thing said, in the versions that articles ran. A new version is compared only with sayings
that share a rare run of three words with it, so that its cost does not grow with the archive; each saying
is in the index once, however many articles ran it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Protocol

from onrecord.verify.english import is_telling
from onrecord.verify.variants import spelling, without_fillers
from onrecord.verify.versions import CHANGED_APART, Version, compared, two_speakers, words_of

FEWEST_WORDS = 4
_GRAM = 3
_MOST_GRAMS = 96
COMMON = 48
"""A run of three words that stands in more sayings than this tells nothing."""
LOOKED_AT = 12
_TEXTS = 8


def grams(quote: str) -> tuple[int, ...]:
    """A number, alike in every process, for each run of three words; none for what is too short to tell."""
    words = without_fillers([spelling(word) for word in words_of(quote)])
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
        texts.setdefault(" ".join(words_of(one.quote)), one)
    same = texts.get(" ".join(words_of(version.quote)))
    if same is not None:
        return compared(same, version) is not None
    longest = sorted(texts.values(), key=lambda one: (-len(one.quote), one.key))[:_TEXTS]
    return any(compared(one, version) for one in longest)


def _strong(version: Version) -> bool:
    """Whether a version is long enough to join two sayings that were apart."""
    words = words_of(version.quote)
    return len(words) >= CHANGED_APART.words and sum(map(is_telling, words)) >= CHANGED_APART.telling


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
