"""A report of a story as it is held against others: its text, and what its record says that happened."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Happening:
    """An event of a report: its words `[start, end)`, and the folded last words of those who take part."""

    start: int
    end: int
    type: str
    mode: str | None
    status: str
    date: str | None
    who: frozenset[str]


@dataclass(frozen=True, slots=True)
class Stand:
    """A position of a report: its words `[start, end)`, whose it is (a side, surnames), and on what."""

    start: int
    end: int
    stance: str
    who: frozenset[str]
    object: str


@dataclass(frozen=True, slots=True)
class Report:
    """A text of a story: its document's id, its outlet and time (ISO, "" if unknown)."""

    id: str
    text: str
    source: str | None = None
    when: str = ""
    body: tuple[tuple[int, int], ...] = ()
    """Where the body stands in the text; all of it where none is given."""
    events: tuple[Happening, ...] = ()
    stands: tuple[Stand, ...] = ()
