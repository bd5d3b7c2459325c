"""Where reports of one story differ: the same fact with another figure, day, place, person or speaker.

Two sentences of two reports may be about one fact when they share telling words round a value, each being
the other's best match. Whether they are, and truly differ, is weighed by a trained logit (`FEATURES`), with
the room that qualifiers leave. A figure that grew from an earlier report to a later one is a development.
Each side is told with its sentence. Precision goes before recall.
"""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from onrecord.stories.claims import Claim, Kind, claims, quotation, words
from onrecord.stories.weights import Weights, load_weights

KINDS: tuple[Kind, ...] = ("figure", "date", "place", "attendance", "speaker")
FEATURES = (
    *KINDS, "like", "margin", "near", "next to", "sentence", "share of sentence", "word before", "word after",
    "given", "length", "like figure", "like date", "quotation", "unit", "weekday",
    "place word", "same time",
)  # fmt: skip
LEAST, FEWEST, NEAREST = 0.08, 2, 1
"""Claims less alike, or with fewer telling words in common, are not compared."""
ACCEPT = 0.6
"""The logit above which a difference is told; chosen on the half that is measured."""
TAKEN = 40
"""Of how many reports of a story the latest are compared."""


@dataclass(frozen=True, slots=True)
class Report:
    """A text of a story: its document's id, its outlet and time (ISO, "" if unknown)."""

    id: str
    text: str
    source: str | None = None
    when: str = ""
    body: tuple[tuple[int, int], ...] = ()
    """Where the body stands in the text; all of it where none is given."""


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


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Sides of one fact. `about` says what of, in a word or two; `development`: it merely grew."""

    kind: Kind
    about: str
    sides: tuple[Side, ...]
    development: bool
    confidence: float


@dataclass(frozen=True, slots=True)
class Read:
    report: Report
    claims: list[Claim]
    lowered: str


def weights() -> Weights:
    return load_weights("contradictions.json")


def read(report: Report) -> Read:
    """A report with its claims."""
    spans = report.body or ((0, len(report.text)),)
    found = [c for c in claims(report.text) if any(a <= c.start < b for a, b in spans)]
    return Read(report, found, report.text.lower())


def contradictions(reports: Iterable[Report]) -> list[Contradiction]:
    """All differences among the reports of a story, those of most likeness first."""
    given = [read(r) for r in list(reports)[-TAKEN:]]
    rarity = rarities(given)
    found = [c for a, b in combinations(given, 2) for c in _between(a, b, rarity)]
    return sorted(_joined(found), key=lambda c: (c.development, -c.confidence, c.kind, c.sides[0].start))


def rarities(given: Sequence[Read]) -> dict[str, float]:
    """A word counts less the more sentences of the story have it."""
    seen = Counter(w for r in given for s in {c.sentence for c in r.claims} for w in s.words)
    return {w: 1 / (1 + math.log(n)) for w, n in seen.items()}


def _between(a: Read, b: Read, rarity: dict[str, float]) -> list[Contradiction]:
    found = []
    table = weights()
    for one, other, values in candidates(a, b, rarity):
        logit = table.bias + sum(v * w for v, w in zip(values, table.values, strict=True))
        if logit > ACCEPT:
            sides = (_side(a.report, one), _side(b.report, other))
            grew = _grew(one, other, a.report, b.report)
            sure = round(1 / (1 + math.exp(-logit)), 4)
            found.append(Contradiction(one.kind, one.unit or one.before, sides, grew, sure))
    return found


def candidates(a: Read, b: Read, rarity: dict[str, float]) -> Iterator[tuple[Claim, Claim, list[float]]]:
    """Claims that may be about one fact and whose values differ, with the features that decide on them."""
    for kind in KINDS:
        left = [c for c in a.claims if c.kind == kind]
        right = [c for c in b.claims if c.kind == kind]
        for one, other, like, margin in _matched(left, right, rarity, (a, b)):
            if _differs(one, other, a, b):
                yield one, other, _features(one, other, a, b, rarity, like, margin)


def _matched(
    left: list[Claim], right: list[Claim], rarity: dict[str, float], both: tuple[Read, Read]
) -> list[tuple[Claim, Claim, float, float]]:
    """Claims that are each other's best match, how alike they are, and by how much the best."""
    scored: dict[tuple[int, int], float] = {}
    for i, one in enumerate(left):
        for j, other in enumerate(right):
            if _same_slot(one, other) and (one.kind in ("figure", "date") or _differs(one, other, *both)):
                like = _like(one, other, rarity)
                if like >= LEAST:
                    scored[i, j] = (
                        like + 0.05 * (one.before == other.before) + 0.05 * (one.after == other.after)
                    )
    rows: dict[int, list[float]] = {}
    columns: dict[int, list[float]] = {}
    for (i, j), like in scored.items():
        rows.setdefault(i, []).append(like)
        columns.setdefault(j, []).append(like)
    found = []
    for (i, j), like in scored.items():
        if like == max(rows[i]) and like == max(columns[j]):
            rest = [*sorted(rows[i])[:-1][-1:], *sorted(columns[j])[:-1][-1:], 0.0]
            found.append((left[i], right[j], like, like - max(rest)))
    return found


def _same_slot(one: Claim, other: Claim) -> bool:
    if one.kind == "figure":
        exact = ("money", "percent")
        if one.unit in exact or other.unit in exact:
            return one.unit == other.unit
        return bool(set(one.unit.split()) & set(other.unit.split()))
    if one.kind == "date":
        return one.unit == other.unit
    return True


def _like(one: Claim, other: Claim, rarity: dict[str, float]) -> float:
    """The share of the telling words that two claims have in common: near the value, and in the sentence."""
    if one.kind == "speaker":
        left, right = quotation(one.sentence), quotation(other.sentence)
        return _share(left, right, rarity) if len(left & right) >= FEWEST else 0.0
    if one.near.isdisjoint(other.near):
        return 0.0
    own = _own(one, other)
    shared = (one.sentence.words & other.sentence.words) - own
    if len(shared) < FEWEST or len((one.near & other.near) - own) < NEAREST:
        return 0.0
    near = _share(one.near - own, other.near - own, rarity)
    whole = _share(one.sentence.words - own, other.sentence.words - own, rarity)
    return 0.6 * near + 0.4 * whole


def _own(one: Claim, other: Claim) -> set[str]:
    return {w.lower() for w in (*one.value.split(), *other.value.split())}


def _share(left: frozenset[str], right: frozenset[str], rarity: dict[str, float]) -> float:
    weights = [_sum(part, rarity) for part in (left & right, left, right)]
    return weights[0] / min(weights[1:]) if min(weights[1:]) else 0.0


def _sum(part: Iterable[str], rarity: dict[str, float]) -> float:
    return math.fsum(rarity.get(w, 1.0) for w in part)


def _features(
    one: Claim, other: Claim, a: Read, b: Read, rarity: dict[str, float], like: float, margin: float
) -> list[float]:
    """In the order of `FEATURES`."""
    own = _own(one, other)
    near, next_to = (one.near & other.near) - own, (one.next_to & other.next_to) - own
    whole = (one.sentence.words & other.sentence.words) - own
    spread = _sum(one.sentence.words | other.sentence.words, rarity) or 1.0
    size = min(len(one.sentence.words), len(other.sentence.words))
    said = one.kind == "speaker"
    return [
        *(float(one.kind == kind) for kind in KINDS), like, margin, _sum(near, rarity), _sum(next_to, rarity),
        _sum(whole, rarity), _sum(whole, rarity) / spread, float(one.before == other.before),
        float(one.after == other.after), _given(b, one, rarity) + _given(a, other, rarity), math.log1p(size),
        like * float(one.kind == "figure"), like * float(one.kind == "date"),
        _sum(quotation(one.sentence) & quotation(other.sentence), rarity) if said else 0.0,
        float(one.unit == other.unit and one.kind == "figure" and one.unit not in ("money", "percent")),
        float(one.unit == "weekday"), float(one.kind == "place" and one.before == other.before),
        float(a.report.when == b.report.when or not (a.report.when and b.report.when)),
    ]  # fmt: skip


def _given(read: Read, claim: Claim, rarity: dict[str, float]) -> float:
    """How like a claim of the other report is that gives this very value."""
    best = 0.0
    for c in read.claims:
        if c.kind == claim.kind:
            near = c.value == claim.value
            if claim.kind == "figure":
                near = c.low <= claim.high and claim.low <= c.high and _same_slot(c, claim)
            if near:
                best = max(best, 0.1, _like(c, claim, rarity))
    return best


def _differs(one: Claim, other: Claim, a: Read, b: Read) -> bool:
    if one.kind == "figure":
        return one.low > other.high or other.low > one.high
    if one.kind == "date":
        return one.value != other.value and not _overnight(one, other)
    if _spelt_alike(one.value, other.value):
        return False
    left, right = _key(one.value), _key(other.value)
    if left in other.value.lower() or right in one.value.lower():
        return False
    # A name that both reports know may play this part in both, told in other words.
    known = left in b.lowered and right in a.lowered
    near = left in other.sentence.exact.lower() or right in one.sentence.exact.lower()
    return not known and not near


def _overnight(one: Claim, other: Claim) -> bool:
    """Neighbouring days of the week, one of them at night: two ways to date one night."""
    if one.unit != "weekday":
        return False
    apart = abs(_WEEK.index(one.value) - _WEEK.index(other.value))
    dark = {"night", "late", "early", "evening", "overnight", "midnight", "dawn"}
    return apart in (1, 6) and bool(dark & {one.before, one.after, other.before, other.after})


_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _spelt_alike(one: str, other: str) -> bool:
    """Two spellings of one name: Kiev and Kyiv, Rossello and Rosselló."""
    left, right = (unicodedata.normalize("NFKD", name).lower() for name in (one, other))
    return SequenceMatcher(None, left, right, autojunk=False).ratio() >= 0.7


def _grew(one: Claim, other: Claim, a: Report, b: Report) -> bool:
    """Whether a count that only grows is higher in the later report."""
    if one.kind != "figure" or not a.when or not b.when or a.when == b.when:
        return False
    if not set(one.unit.split()) & words()["growing"] and not one.sentence.words & words()["growing"]:
        return False
    early, late = (one, other) if a.when < b.when else (other, one)
    return float(late.value) > float(early.value)


def _key(name: str) -> str:
    """The last word of a name: the surname."""
    return name.split()[-1].lower()


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
                first.kind, first.about, ordered, all(c.development for c in group), first.confidence
            )
        )
    return out
