"""A transcript as it is put into a collection: one immutable text, its turns, its metadata."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Turn:
    """From `start` on, up to the next turn, `speaker` has the word; None where nobody is named."""

    start: int
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Transcript:
    """One transcript. `date` is ISO 8601, as coarse as it is known; `turns` are in the order of the text.

    `speaker` is who speaks throughout where there are no turns; `occasion` is where and to whom.
    """

    id: str
    text: str
    title: str | None = None
    date: str | None = None
    speaker: str | None = None
    occasion: str | None = None
    path: str | None = None
    turns: tuple[Turn, ...] = ()
