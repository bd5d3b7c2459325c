"""Which of a story's own headlines stands for it: the one whose words most of its articles share."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.stories.sketch import heading

SHORT = 3
"""A headline with fewer telling words than this is taken only where there is no other."""


def choose(articles: Sequence[tuple[int, bytes]]) -> int | None:
    """The number of the article, of those given with their packed sketches; a tie goes to the last given."""
    kept = [(number, *heading(blob)) for number, blob in articles]
    if not kept:
        return None

    def worth(place: int) -> tuple[bool, float, int]:
        title = kept[place][1]
        shared = [sum([w * w for t, w in title.items() if t in lead]) for _, _, lead in kept]
        return (len(title) >= SHORT, round(sum(shared), 6), place)

    return kept[max(range(len(kept)), key=worth)][0]
