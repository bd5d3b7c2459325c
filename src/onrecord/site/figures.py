"""Stacked bars as plain rectangles, with the words and the table that say the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from onrecord.site.dossier_pages import Bar, Figure, Tick
from onrecord.site.words import date_words

WIDTH = 400
_LEFT, _TOP, _TALL, _FOOT = 30, 10, 130, 22
_ROW = 26
MOST = 40
"""Bars that a time axis shows; longer times are put together by week, month or year."""

Counts = Mapping[tuple[str, str], int]
"""By category and series."""


def over_time(id: str, title: str, series: Mapping[str, str], days: Counts, unit: str) -> Figure:
    """Counts by day and series; `series` maps each key to the name to show."""
    cut, labels = _periods([day for day, _ in days])
    counts: dict[tuple[str, str], int] = {}
    for (day, key), n in days.items():
        counts[day[:cut] if cut else _week(day), key] = (
            counts.get((day[:cut] if cut else _week(day), key), 0) + n
        )
    highest = max((sum(counts.get((at, key), 0) for key in series) for at in labels), default=0)
    step = (WIDTH - _LEFT) / max(len(labels), 1)
    bars = []
    for place, at in enumerate(labels):
        top = _TALL
        for number, (key, name) in enumerate(series.items(), 1):
            n = counts.get((at, key), 0)
            if not n:
                continue
            height = max(round(n / highest * _TALL), 1)
            top -= height
            left = round(_LEFT + place * step)
            bars.append(
                Bar(
                    left,
                    _TOP + max(top, 0),
                    max(round(step) - 1, 1),
                    height,
                    number,
                    f"{date_words(at)}, {name}: {n}",
                )
            )
    ticks = (
        [Tick(_LEFT - 4, _TOP + 8, str(highest), "end"), Tick(_LEFT - 4, _TOP + _TALL, "0", "end")]
        if labels
        else []
    )
    if labels:
        ticks.append(Tick(_LEFT, _TOP + _TALL + 15, date_words(labels[0]), "start"))
    if len(labels) > 1:
        ticks.append(Tick(WIDTH, _TOP + _TALL + 15, date_words(labels[-1]), "end"))
    rows = tuple(
        (date_words(at), *(str(counts.get((at, key), 0)) for key in series))
        for at in labels
        if any(counts.get((at, key)) for key in series)
    )
    return Figure(
        id,
        title,
        _described(unit, counts, series, labels),
        WIDTH,
        _TOP + _TALL + _FOOT,
        tuple(bars),
        tuple(ticks),
        tuple(series.values()),
        ("Time", *series.values()),
        rows,
    )


def by_category(
    id: str, title: str, names: Mapping[str, str], series: Mapping[str, str], counts: Counts, unit: str
) -> Figure:
    """Counts by category and series, a bar a category, one under the other."""
    highest = max((sum(counts.get((c, key), 0) for key in series) for c in names), default=0)
    bars, ticks = [], []
    for place, (category, name) in enumerate(names.items()):
        y, x = _TOP + place * (_ROW + 16), 0
        ticks.append(Tick(0, y + 10, name[:48], "start"))
        total = sum(counts.get((category, key), 0) for key in series)
        for number, (key, word) in enumerate(series.items(), 1):
            n = counts.get((category, key), 0)
            if n and highest:
                width = max(round(n / highest * (WIDTH - 40)), 1)
                bars.append(Bar(x, y + 15, width, _ROW - 8, number, f"{name}, {word}: {n}"))
                x += width
        ticks.append(Tick(min(x + 5, WIDTH - 20), y + 29, str(total), "start"))
    rows = tuple((name, *(str(counts.get((c, key), 0)) for key in series)) for c, name in names.items())
    return Figure(
        id, title, _described(unit, counts, series, list(names)), WIDTH, _TOP + len(names) * (_ROW + 16) + 4,
        tuple(bars), tuple(ticks), tuple(series.values()), ("Issue", *series.values()), rows,
    )  # fmt: skip


def _described(unit: str, counts: Counts, series: Mapping[str, str], order: Sequence[str]) -> str:
    """The totals in words."""
    totals = [(name, sum(n for (_, k), n in counts.items() if k == key)) for key, name in series.items()]
    told = ", ".join(f"{name} {n}" for name, n in totals if n)
    return f"{sum(n for _, n in totals)} {unit}: {told}." if told else f"No {unit}."


def _periods(days: Sequence[str]) -> tuple[int, list[str]]:
    """How many characters of a day name its period (0 for weeks), and every period from first to last."""
    known = sorted(day for day in days if len(day) == 10)
    if not known:
        return 10, []
    try:
        first, last = date.fromisoformat(known[0]), date.fromisoformat(known[-1])
    except ValueError:
        return 10, sorted(set(known))[:MOST]
    span = (last - first).days + 1
    if span <= MOST:
        return 10, [(first + timedelta(days=n)).isoformat() for n in range(span)]
    if span <= MOST * 7:
        return 0, list(dict.fromkeys(_week((first + timedelta(days=n)).isoformat()) for n in range(span)))
    cut = 7 if span <= MOST * 30 else 4
    return cut, list(dict.fromkeys((first + timedelta(days=n)).isoformat()[:cut] for n in range(span)))


def _week(day: str) -> str:
    try:
        year, week, _ = date.fromisoformat(day).isocalendar()
    except ValueError:
        return day
    return f"{year}-W{week:02d}"
