"""A paragraph cut at every border of the spans that mark it, so that overlapping marks can be shown.

Statements overlap, nest and come in several parts. HTML nests only, so the text is cut where any span
starts or ends; each segment names all marks that cover it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from onrecord.models import Spans


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text covered by the same marks from end to end.

    `marks` are the keys that cover it, longest first; `opens` are those that begin here.
    """

    text: str
    marks: tuple[int, ...] = ()
    opens: tuple[int, ...] = ()


def cut(text: str, start: int, end: int, marks: Mapping[int, Spans], seen: set[int]) -> tuple[Segment, ...]:
    """Segments of `text[start:end]`, in order; their texts joined are that slice.

    `marks` gives the spans of each key, in code points of `text`; empty spans mark nothing. A key opens
    at its first segment unless it is in `seen`, to which it is then added.
    """
    inside = {
        key: [(max(s.start, start), min(s.end, end)) for s in spans if s.start < end and start < s.end and s]
        for key, spans in marks.items()
    }
    borders = sorted({start, end, *(edge for pairs in inside.values() for pair in pairs for edge in pair)})
    order = sorted(
        (key for key, pairs in inside.items() if pairs), key=lambda key: (-_length(marks[key]), key)
    )
    segments = []
    for left, right in pairwise(borders):
        covering = tuple(key for key in order if any(a <= left and right <= b for a, b in inside[key]))
        opens = tuple(sorted(key for key in covering if key not in seen))
        seen.update(opens)
        segments.append(Segment(text[left:right], covering, opens))
    return tuple(segments)


def lanes(marks: Mapping[int, Spans], most: int) -> dict[int, int]:
    """A lane (0 to `most` - 1) for each key, so that overlapping marks get different ones while lanes last.

    Longer marks take lower lanes: what is reported inside a report lies under it.
    """
    chosen: dict[int, int] = {}
    beside = _beside(marks)
    for key in sorted(marks, key=lambda key: (-_length(marks[key]), key)):
        taken = {chosen[other] for other in beside[key] if other in chosen}
        chosen[key] = next((lane for lane in range(most) if lane not in taken), most - 1)
    return chosen


def _length(spans: Spans) -> int:
    return sum(len(span) for span in spans)


def _beside(marks: Mapping[int, Spans]) -> dict[int, set[int]]:
    """For each key those that overlap it, found in one pass over all spans by their starts."""
    beside: dict[int, set[int]] = {key: set() for key in marks}
    running: list[tuple[int, int]] = []
    for start, end, key in sorted((s.start, s.end, key) for key, spans in marks.items() for s in spans if s):
        running = [(stop, other) for stop, other in running if stop > start]
        for _, other in running:
            beside[key].add(other)
            beside[other].add(key)
        running.append((end, key))
    return beside
