"""How a section's stories fill its columns on the front page: the first large, the rest beside it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from math import ceil

from onrecord.site.story_pages import StoryHeading

WITH_LEAD = 2
"""Of the rest, the first so many show the beginning of their text."""
_MOST = 3
_GAP, _META = 28, 26
_LARGE, _SMALL, _WORDS = (30, 38), (25, 25), (60, 28)
"""Characters to a line and its pixels, 1280 wide: a large headline, a small one, the large one's text."""
_BESIDE = 52
"""Characters to a line of a small headline that has the left column to itself."""


def under(first: StoryHeading, rest: Sequence[StoryHeading]) -> int:
    """How many of the last of the rest stand under the first, so that both sides end about level.

    What shows the beginning of its text stays beside it.
    """
    most = min(_MOST, max(0, len(rest) - WITH_LEAD))
    return min(range(most + 1), key=lambda n: (abs(_left(first, rest, n) - _right(rest, n)), n))


def _left(first: StoryHeading, rest: Sequence[StoryHeading], n: int) -> int:
    large = _lines(first.headline, *_LARGE) + _lines(first.lead, *_WORDS) + _META
    return large + sum(
        _lines(one.headline, _BESIDE, _SMALL[1]) + _META + _GAP for one in rest[len(rest) - n :]
    )


def _right(rest: Sequence[StoryHeading], n: int) -> int:
    heights = [
        _lines(one.headline, *_SMALL) + (min(_lines(one.lead, 30, 25), 100) if at < WITH_LEAD else 0)
        for at, one in enumerate(rest[: len(rest) - n])
    ]
    return sum(max(row) + _META + _GAP for row in zip_longest(heights[::2], heights[1::2], fillvalue=0))


def _lines(words: str, characters: int, height: int) -> int:
    return ceil(len(words) / characters) * height
