"""The days that mattered in a story, each with one sentence of a source.

A day counts by how many outlets date something to it, by name or by their own date of publication, and by
how much of the story's words its sentences carry. A sentence is chosen that says what happened: one with a
verb of the past or a plan, not a question, not somebody's opinion, near the beginning of its report.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.stories.claims import Sentence, sentences, telling
from onrecord.stories.days import days_named
from onrecord.stories.report import Report

DAYS = 12


@dataclass(frozen=True, slots=True)
class Dated:
    """A sentence of a report: `day` is the ISO day that it is about, `named` whether it says so itself.

    `place` counts the report's sentences before it.
    """

    report: str
    source: str | None
    published: str
    day: str
    named: bool
    start: int
    end: int
    exact: str
    place: int


@dataclass(frozen=True, slots=True)
class Day:
    """A day with the sentence that tells it, and how many reports and outlets have it."""

    day: str
    sentence: Dated
    reports: int
    sources: int
    weight: float


def dated(report: Report) -> list[Dated]:
    """The sentences of a report that name a day, and its first one, which is about the day of publication.

    See `days` for which day is meant.
    """
    published = _day_of(report.when)
    spans = report.body or ((0, len(report.text)),)
    inside = [s for s in sentences(report.text) if any(a <= s.start < b for a, b in spans)]

    def told(place: int, day: date, *, named: bool) -> Dated:
        s = inside[place]
        return Dated(
            report.id, report.source, report.when, day.isoformat(), named, s.start, s.end, s.exact, place
        )

    found = [
        told(place, day, named=True)
        for place, s in enumerate(inside)
        if not _is_caption(report.text, s)
        for day in days_named(s.exact, published)
    ]
    if published is not None and inside:
        first = next((n for n, s in enumerate(inside) if not _is_caption(report.text, s)), 0)
        found.append(told(first, published, named=False))
    return found


_CREDIT = re.compile(
    r"\s*[(\[][^()\[\]\n]{0,80}(?:[A-Za-z]/[A-Z]|(?i:\b(?:photo|via|courtesy|images?)\b))[^()\[\]\n]{0,80}[)\]]"
)


def _is_caption(text: str, s: Sentence) -> bool:
    """Whether a sentence stands under a picture: a file picture, or one with a credit behind it."""
    if s.exact.startswith(("FILE ", "FILE:")):
        return True
    return bool(_CREDIT.match(text, s.end) or _CREDIT.search(s.exact))


def _day_of(when: str) -> date | None:
    try:
        return date.fromisoformat(when[:10])
    except ValueError:
        return None


def timeline(sentences: Iterable[Dated], *, most: int = DAYS) -> list[Day]:
    """The days of most weight, in the order of time."""
    given = list(sentences)
    by_day: dict[str, list[Dated]] = defaultdict(list)
    for sentence in given:
        by_day[sentence.day].append(sentence)
    frequency = Counter(w for s in given for w in telling(s.exact))
    days = [_day(day, rows, frequency, len(given)) for day, rows in by_day.items()]
    chosen = sorted(days, key=lambda d: (-d.weight, d.day))[:most]
    return sorted(chosen, key=lambda d: d.day)


def _day(day: str, rows: Sequence[Dated], frequency: Counter[str], total: int) -> Day:
    best = max(rows, key=lambda s: (_worth(s, frequency, total), -s.place, s.report))
    reports = {s.report for s in rows}
    sources = {s.source for s in rows}
    weight = math.log1p(len(reports)) + math.log1p(len(sources)) + 0.5 * _worth(best, frequency, total)
    return Day(day, best, len(reports), len(sources), round(weight, 6))


def _worth(s: Dated, frequency: Counter[str], total: int) -> float:
    """How well a sentence tells its day: the story's common words, said early, dated by itself."""
    words = telling(s.exact)
    if len(words) < 4 or s.exact.rstrip().endswith("?"):
        return 0.0
    common = sum(math.log1p(frequency[w]) for w in words) / (len(words) * math.log1p(total) + 1e-9)
    length = 1.0 if 8 <= len(s.exact.split()) <= 45 else 0.6
    quoted = 0.7 if s.exact[:1] in '“"' else 1.0
    return (common + 0.6 * s.named + 0.5 / (1 + s.place)) * length * quoted
