"""Where the reports of one meeting tell it differently: when, where, who was there, whether, which figure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from onrecord.dossier.calendar import Entry, marks
from onrecord.dossier.days import day_of
from onrecord.store.dossier_rows import EventRow
from onrecord.store.names import fold_name

On = Literal["when", "where", "who", "whether", "figure"]
_NUMBERS = {
    word: n
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905
    )
}
_FIGURE = re.compile(rf"\b(\d+|{'|'.join(_NUMBERS)})[\s-]+(\w+)", re.I)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Reports that differ `on` one thing: each value with the reports that give it, those of most first."""

    entry: Entry
    on: On
    sides: tuple[tuple[str, tuple[EventRow, ...]], ...]


def contradictions(entries: Iterable[Entry]) -> list[Contradiction]:
    """Those of each meeting that has several reports."""
    return [found for entry in entries if len(entry.reports) > 1 for found in _of(entry)]


def _of(entry: Entry) -> Iterator[Contradiction]:
    told: tuple[tuple[On, Callable[[EventRow], str | None]], ...] = (
        ("when", lambda r: r.date if day_of(r.date) else None),
        ("whether", _whether),
    )
    for on, value in told:
        yield from _split(entry, on, [(value(r), r) for r in entry.reports])
    yield from _places(entry)
    yield from _attendance(entry)
    figures: dict[str, list[tuple[str | None, EventRow]]] = defaultdict(list)
    for report in entry.reports:
        for number, noun in _figures(report):
            figures[noun].append((number, report))
    for told_figures in figures.values():
        yield from _split(entry, "figure", told_figures)


def _split(entry: Entry, on: On, told: list[tuple[str | None, EventRow]]) -> Iterator[Contradiction]:
    sides: dict[str, list[EventRow]] = defaultdict(list)
    for value, report in told:
        if value:
            sides[value].append(report)
    if len(sides) > 1:
        ordered = sorted(sides.items(), key=lambda side: -len(side[1]))
        yield Contradiction(entry, on, tuple((value, tuple(reports)) for value, reports in ordered))


def _whether(report: EventRow) -> str | None:
    return report.status if report.status in ("held", "denied") else None


def _places(entry: Entry) -> Iterator[Contradiction]:
    """Places without a word in common."""
    named = [(report.where, report) for report in entry.reports if report.where]
    words = [set(fold_name(place).split()) for place, _ in named]
    if any(not a & b for n, a in enumerate(words) for b in words[n + 1 :]):
        yield from _split(entry, "where", [(place, report) for place, report in named])


def _attendance(entry: Entry) -> Iterator[Contradiction]:
    """For one side, two reports that each name people, none of whom the other names."""
    sides = sorted({w.side for r in entry.reports for w in r.who if w.side and w.kind == "person"})
    for side in sides:
        named = [
            (frozenset(w.name for w in r.who if w.side == side and w.kind == "person"), r)
            for r in entry.reports
        ]
        told = [(people, r) for people, r in named if people]
        surnames = [{fold_name(name).rpartition(" ")[2] for name in people} for people, _ in told]
        if any(not a & b for n, a in enumerate(surnames) for b in surnames[n + 1 :]):
            yield from _split(entry, "who", [(", ".join(sorted(people)), r) for people, r in told])


def _figures(report: EventRow) -> Iterator[tuple[str, str]]:
    for span in report.evidence:
        for match in _FIGURE.finditer(span.exact):
            number, noun = match[1].lower(), match[2].lower()
            if marks("counted").fullmatch(noun):
                yield f"{_NUMBERS.get(number, number)} {noun.rstrip('s')}", noun.rstrip("s")
