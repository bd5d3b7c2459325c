"""Where reports of one story differ: the same fact with another figure, day, place, person or speaker.

Whether two claims are of one fact, and truly differ, is weighed by a trained logit for each kind, with the
room that qualifiers leave. A figure that grew from an earlier report to a later one is a development. Each
side is told with its sentence. Precision goes before recall.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from onrecord.stories.claims import Claim, Kind
from onrecord.stories.denials import Told, denials
from onrecord.stories.matching import FEATURES, KINDS, Read, candidates, grew, rarities, read
from onrecord.stories.report import Report
from onrecord.stories.weights import load_weights

ACCEPT = -0.5
"""The logit above which a difference is told; chosen on the half that is measured."""
CLEAR = 0.0
NEAR, FAR = 1.7, 3.2
"""Figures that truly differed lay within 1.7 of each other where they were read, and none beyond 3.2."""
TOO_FAR, LOOSE = -2.0, -0.5
"""Taken off the logit for figures that far apart, and for days and places that hang on other words."""
RUN, MANY, ALIKE, SHARED = 2, 4, 0.18, 2
"""Words beside two values that are the same in a row, for days and places and for figures; the share of their
sentences' words; words near both that are no names."""
DENIED = 0.8
"""Of the denials that were read in real reports, so many met a claim of the same thing."""
TAKEN = 40
"""Of how many reports of a story the latest are compared."""


@dataclass(frozen=True, slots=True)
class Side:
    """What one report states: `value` at `[start, end)` of its text, in the sentence `[from_, to)`."""

    report: str
    source: str | None
    when: str
    value: str
    start: int
    end: int
    sentence_start: int
    sentence_end: int
    sentence: str
    denies: bool = False
    """It denies what the other sides claim."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Sides of one fact. `about` says what of, in a word or two; `development`: it merely grew.

    `clear`: the values hang on the same words and lie near each other. Most of these are true differences;
    most of the others are two facts told alike.
    """

    kind: Kind
    about: str
    sides: tuple[Side, ...]
    development: bool
    confidence: float
    clear: bool = True


@cache
def weights() -> dict[Kind, tuple[float, ...]]:
    """The weights of each kind, in the order of `FEATURES`."""
    values, size = load_weights("contradictions.json").values, len(FEATURES)
    return {kind: values[n * size : (n + 1) * size] for n, kind in enumerate(KINDS)}


def contradictions(reports: Iterable[Report]) -> list[Contradiction]:
    """All differences among the reports of a story, those of most likeness first."""
    given = [read(r) for r in list(reports)[-TAKEN:]]
    rarity = rarities(given)
    found = [c for a, b in combinations(given, 2) for c in _between(a, b, rarity)]
    return ordered(_joined(found))


def ordered(found: Iterable[Contradiction]) -> list[Contradiction]:
    """The clear ones first, developments last, those of most likeness before others."""
    return sorted(found, key=lambda c: (c.development, not c.clear, -c.confidence, c.kind, c.sides[0].start))


def denied(reports: Iterable[Report]) -> list[Contradiction]:
    """What one report claims and another denies, the denial's words and each claim's sentence."""
    found = []
    for one in denials(list(reports)[-TAKEN:]):
        sides = (_told(one.denial, denies=True), *(_told(claim) for claim in one.claims))
        by_time = tuple(sorted(sides, key=lambda s: (s.when, s.report, s.start)))
        found.append(Contradiction("denial", one.about, by_time, development=False, confidence=DENIED))
    return found


def _told(told: Told, *, denies: bool = False) -> Side:
    r, s = told.report, told.sentence
    value = r.text[told.start : told.end]
    return Side(r.id, r.source, r.when, value, told.start, told.end, s.start, s.end, s.exact, denies)


def _between(a: Read, b: Read, rarity: dict[str, float]) -> list[Contradiction]:
    found = []
    table = weights()
    for one, other, values in candidates(a, b, rarity):
        logit = math.fsum(v * w for v, w in zip(values, table[one.kind], strict=True))
        told = dict(zip(FEATURES, values, strict=True))
        held = bool(told["anchor"] or told["run"] >= RUN)
        apart = _ratio(one, other)
        if one.kind in ("date", "place") and not held:
            logit += LOOSE
        elif apart > FAR:
            logit += TOO_FAR
        if logit > ACCEPT:
            sides = (_side(a.report, one), _side(b.report, other))
            growth = grew(one, other, a.report, b.report)
            sure = round(1 / (1 + math.exp(-logit)), 4)
            clear = logit > CLEAR and _is_clear(one.kind, told, apart, held=held)
            found.append(Contradiction(one.kind, one.unit or one.before, sides, growth, sure, clear))
    return found


def _ratio(one: Claim, other: Claim) -> float:
    """How many times the greater of two figures is the other; 1 for what is no figure."""
    if one.kind != "figure":
        return 1.0
    least, most = sorted((float(one.value), float(other.value)))
    return most / least if least else math.inf


def _is_clear(kind: Kind, told: dict[str, float], apart: float, *, held: bool) -> bool:
    if kind == "figure":
        return apart <= NEAR and (told["common"] >= SHARED or told["run"] >= MANY)
    if kind == "place":
        return held and bool(told["anchor"] or told["same sentence"] >= ALIKE)
    return kind == "speaker" or (kind == "date" and held)


def _side(report: Report, claim: Claim) -> Side:
    s = claim.sentence
    value = report.text[claim.start : claim.end]
    place = (claim.start, claim.end, s.start, s.end)
    return Side(report.id, report.source, report.when, value, *place, s.exact)


def _joined(found: list[Contradiction]) -> list[Contradiction]:
    """Differences that share a side are one, with all its sides by time."""
    groups: list[list[Contradiction]] = []
    where: dict[tuple[str, int, str], list[Contradiction]] = {}
    for c in found:
        keys = [(s.report, s.start, c.kind) for s in c.sides]
        group = next((where[k] for k in keys if k in where), None)
        if group is None:
            group = []
            groups.append(group)
        group.append(c)
        for k in keys:
            where.setdefault(k, group)
    out = []
    for group in groups:
        sides = {(s.report, s.start): s for c in group for s in c.sides}
        ordered = tuple(sorted(sides.values(), key=lambda s: (s.when, s.report, s.start)))
        first = max(group, key=lambda c: c.confidence)
        out.append(
            Contradiction(
                first.kind,
                first.about,
                ordered,
                all(c.development for c in group),
                first.confidence,
                any(c.clear for c in group),
            )
        )
    return out
