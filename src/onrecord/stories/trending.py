"""What is named more than it used to be: shares of texts in a window against the shares before it.

A name that is always in the news has always had its share; it trends only where the share grew. Counts are
of texts, not of copies, so that one wire report in a hundred outlets counts once.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Container, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.stories.tokens import WORD, stop_terms, term

LEAST = 3
"""Texts in the window that something must be named in."""
PRIOR = 1.0
"""Texts that everything is taken to have had in a past of the window's size: tames what was never there."""
PAST_TEXTS = 20
"""Texts that the past must have."""
_TIMES = 1.5
Run = tuple[str, ...]
LONGEST = 3
"""Words of a phrase at most."""


@dataclass(frozen=True, slots=True)
class Rise[Key: Hashable]:
    """Something that rose: texts in the window, and how many times more than its past gave to expect."""

    key: Key
    texts: int
    times: float
    score: float


def rises[Key: Hashable](
    now: Mapping[Key, int], past: Mapping[Key, int], texts_now: int, texts_past: int, *, least: int = LEAST
) -> list[Rise[Key]]:
    """What rose, the most telling first: by how unlikely its count is at its past share.

    `now` and `past` count texts that name a key, among `texts_now` and `texts_past` in all. Without a past of
    some size nothing can be said to have risen.
    """
    if texts_past < PAST_TEXTS:
        return []
    found = []
    scale = texts_now / texts_past
    for key, texts in now.items():
        expected = past.get(key, 0) * scale + PRIOR
        times = texts / expected
        if texts >= least and times >= _TIMES:
            found.append(Rise(key, texts, times, texts * math.log(times) - (texts - expected)))
    return sorted(found, key=lambda rise: (-rise.score, str(rise.key)))


def phrases(titles: Sequence[str], *, least: int = 1) -> dict[Run, tuple[str, int]]:
    """Runs of two and three words in headlines, folded, with how they are mostly written and in how many.

    A run neither begins nor ends with a word that says nothing; a shorter run that stands mostly inside one
    longer run is left out, and so is one of fewer than `least` headlines.
    """
    counts: Counter[Run] = Counter()
    for title in titles:
        counts.update({run for run, _, _ in _runs(title)})
    inside = _mostly_inside(counts)
    kept = {run: count for run, count in counts.items() if count >= least and run not in inside}
    written: dict[Run, Counter[str]] = {run: Counter() for run in kept}
    for title in titles:
        for run, start, end in _runs(title, kept):
            written[run][title[start:end]] += 1
    return {run: (written[run].most_common(1)[0][0], count) for run, count in kept.items()}


def occurrences(titles: Iterable[str], runs: Container[Run]) -> Counter[Run]:
    """In how many headlines each of these runs of words stands."""
    counts: Counter[Run] = Counter()
    for title in titles:
        counts.update({run for run, _, _ in _runs(title, runs)})
    return counts


def _runs(title: str, among: Container[Run] | None = None) -> Iterator[tuple[Run, int, int]]:
    """The runs of a headline that may be phrases, or those `among` others, with where they begin and end."""
    found = [(m.start(), m.end()) for m in WORD.finditer(title)]
    told = [title[start:end] for start, end in found]
    words = [word.lower() for word in told]
    if among is None:
        stop = stop_terms()
        bare = [len(word) < 2 or term(word) in stop for word in told]
    for size in range(2, LONGEST + 1):
        for at in range(len(found) - size + 1):
            run = tuple(words[at : at + size])
            wanted = not (bare[at] or bare[at + size - 1]) if among is None else run in among
            if wanted and _together(title, found[at : at + size]):
                yield run, found[at][0], found[at + size - 1][1]


def _together(title: str, run: list[tuple[int, int]]) -> bool:
    """Whether only spaces and hyphens stand between the words."""
    return all(title[a[1] : b[0]] in (" ", "-", "’", "'") for a, b in pairwise(run))


def _mostly_inside(counts: Counter[tuple[str, ...]]) -> set[tuple[str, ...]]:
    """The shorter runs of which at least two in three stand inside one longer run."""
    return {
        part
        for longer, count in counts.items()
        if len(longer) == LONGEST
        for part in (longer[:-1], longer[1:])
        if count * 3 >= counts.get(part, 0) * 2
    }
