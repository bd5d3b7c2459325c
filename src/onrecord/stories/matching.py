"""Claims of two reports that may be about one fact, and what speaks for their being so.

Two claims are compared where they share telling words round the value, each being the other's best match.
"""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from onrecord.stories.claims import Claim, Kind, claims, quotation, telling, words
from onrecord.stories.places import apart
from onrecord.stories.report import Report
from onrecord.stories.tokens import WORD, fold

KINDS: tuple[Kind, ...] = ("figure", "date", "place", "attendance", "speaker")
FEATURES = (
    "one", "like", "margin", "near", "near names", "next to", "next to share", "sentence",
    "share of sentence",
    "left", "right", "word before", "word after", "given", "elsewhere", "length", "quotation", "same unit",
    "exact unit", "weekday", "same time", "names", "other names", "lead", "run",
    "common", "strangers", "right share", "left share", "same sentence", "rivals", "anchor", "other anchor",
)  # fmt: skip
"""What is weighed of two claims, for each kind by weights of its own."""
LEAST, FEWEST, NEAREST = 0.08, 2, 1
"""Claims less alike, or with fewer telling words in common, are not compared."""
QUOTED, QUOTED_SHARE = 4, 0.5
"""So many telling words, and so much of the shorter quotation, must be in both for two speakers to differ."""
_LEAD = 3


@dataclass(frozen=True, slots=True)
class Read:
    """A report with its claims. `given` are the values of each kind, `lead` is where its beginning ends."""

    report: Report
    claims: list[Claim]
    lowered: str
    given: dict[Kind, frozenset[str]]
    lead: int


def read(report: Report) -> Read:
    """A report with its claims."""
    spans = report.body or ((0, len(report.text)),)
    found = [c for c in claims(report.text) if any(a <= c.start < b for a, b in spans)]
    given = {kind: frozenset(c.value for c in found if c.kind == kind) for kind in KINDS}
    starts = sorted({c.sentence.start for c in found})
    lead = starts[_LEAD] if len(starts) > _LEAD else len(report.text)
    return Read(report, found, report.text.lower(), given, lead)


def rarities(given: Sequence[Read]) -> dict[str, float]:
    """A word counts less the more sentences of the story have it."""
    seen = Counter(w for r in given for s in {c.sentence for c in r.claims} for w in s.words)
    return {w: 1 / (1 + math.log(n)) for w, n in seen.items()}


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
        if one.part != other.part or _moves(one) or _moves(other):
            return False
        exact = ("money", "percent")
        if one.unit in exact or other.unit in exact:
            return one.unit == other.unit
        left, right = one.unit.split(), other.unit.split()
        people = "people" in (left[0], right[0])
        return left[0] == right[0] or (people and (left[0] in right or right[0] in left))
    if one.kind == "date":
        edges = words()["edge"]
        return one.unit == other.unit and (one.before in edges) == (other.before in edges)
    return True


def _moves(claim: Claim) -> bool:
    """Whether a figure changes by the hour: an index, a storm's way and winds."""
    table = words()
    return bool(set(claim.unit.split()) & table["moving"]) or bool(
        claim.sentence.words & table["movers"] and not set(claim.unit.split()) & table["growing"]
    )


def _like(one: Claim, other: Claim, rarity: dict[str, float]) -> float:
    """The share of the telling words that two claims have in common: near the value, and in the sentence."""
    if one.kind == "speaker":
        left, right = quotation(one.sentence), quotation(other.sentence)
        share = _share(left, right, rarity) if len(left & right) >= QUOTED else 0.0
        return share if share >= QUOTED_SHARE else 0.0
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
    beside = _sum((one.next_to | other.next_to) - own, rarity) or 1.0
    size = min(len(one.sentence.words), len(other.sentence.words))
    said = quotation(one.sentence) & quotation(other.sentence) if one.kind == "speaker" else ()
    ours, theirs = _names(one) - own, _names(other) - own
    elsewhere = (one.value in b.given[one.kind]) + (other.value in a.given[one.kind])
    named = ours | theirs
    close = (ours & one.near, theirs & other.near)
    anchors = (_anchor(one), _anchor(other))
    return [
        1.0, like, margin, _sum(near - named, rarity), _sum(near & named, rarity),
        _sum(next_to - named, rarity), _sum(next_to, rarity) / beside,
        _sum(whole - named, rarity), _sum(whole, rarity) / spread,
        _sum(_side_words(one, -1) & _side_words(other, -1) - own, rarity),
        _sum(_side_words(one, 1) & _side_words(other, 1) - own, rarity),
        float(one.before == other.before), float(one.after == other.after),
        _given(b, one, rarity) + _given(a, other, rarity), float(elsewhere),
        math.log1p(size), _sum(said, rarity),
        float(one.unit == other.unit and one.unit not in ("money", "percent")),
        float(one.kind == "figure" and one.unit in ("money", "percent")), float(one.unit == "weekday"),
        float(a.report.when[:10] == b.report.when[:10] or not (a.report.when and b.report.when)),
        _sum(ours & theirs, rarity), float(len(ours - theirs) + len(theirs - ours)),
        float((one.start < a.lead) + (other.start < b.lead)), float(_run(one, other)),
        float(len(near - named)), float(bool(close[0] and close[1]) and not close[0] & close[1]),
        _jaccard(*(_side_words(c, 1) - own for c in (one, other))),
        _jaccard(*(_side_words(c, -1) - own for c in (one, other))),
        _jaccard(one.sentence.words - own, other.sentence.words - own),
        float(_rivals(one, a) + _rivals(other, b)),
        float(bool(anchors[0]) and anchors[0] == anchors[1]),
        float(all(anchors) and anchors[0] != anchors[1]),
    ]  # fmt: skip


def _anchor(claim: Claim) -> str:
    """The verb that a value hangs on, folded: the nearest before it, else after it; "" for none near."""
    for step in (-1, 1):
        for word in _beside(claim, step, 8):
            if (word.endswith("ed") and len(word) > 4) or word in words()["verbs"]:
                return fold(word)
    return ""


def _rivals(claim: Claim, read: Read) -> int:
    """How many other values its sentence gives that could be meant."""
    return sum(
        c.sentence is claim.sentence and c.kind == claim.kind and c is not claim and _same_slot(c, claim)
        for c in read.claims
    )


def _jaccard(left: frozenset[str], right: frozenset[str]) -> float:
    return len(left & right) / len(left | right) if left | right else 0.0


def _names(claim: Claim) -> frozenset[str]:
    """The words of names in a claim's sentence, folded, without its first word."""
    found = WORD.findall(claim.sentence.exact)[1:]
    return frozenset(fold(w) for w in found if w[0].isupper() and fold(w) in claim.sentence.words)


def _run(one: Claim, other: Claim) -> int:
    """How many words on both sides of the values are the same, one after another."""
    count = 0
    for step, reach in ((-1, 6), (1, 6)):
        left, right = _beside(one, step, reach), _beside(other, step, reach)
        for ours, theirs in zip(left, right, strict=False):
            if ours != theirs:
                break
            count += 1
    return count


def _side_words(claim: Claim, step: int) -> frozenset[str]:
    """The telling words among the four on one side of a value."""
    return telling(" ".join(_beside(claim, step, 4)))


def _beside(claim: Claim, step: int, reach: int) -> list[str]:
    s = claim.sentence
    if step < 0:
        return [w.lower() for w in WORD.findall(s.exact[: claim.start - s.start])[-reach:]][::-1]
    return [w.lower() for w in WORD.findall(s.exact[claim.end - s.start :])[:reach]]


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
        both = any(c.low <= one.high and one.low <= c.high for c in _beside_it(other, b)) or any(
            c.low <= other.high and other.low <= c.high for c in _beside_it(one, a)
        )
        return not both and (one.low > other.high or other.low > one.high)
    if one.kind == "date":
        return one.value != other.value and not _overnight(one, other)
    if _spelt_alike(one.value, other.value) or (one.kind == "place" and not apart(one.value, other.value)):
        return False
    left, right = _key(one.value), _key(other.value)
    if left in other.value.lower() or right in one.value.lower():
        return False
    # A name that both reports know may play this part in both, told in other words.
    known = left in b.lowered and right in a.lowered
    near = left in other.sentence.exact.lower() or right in one.sentence.exact.lower()
    return not known and not near


def _beside_it(claim: Claim, read: Read) -> list[Claim]:
    """The other figures of its sentence: a sentence that gives both values does not contradict either."""
    return [
        c for c in read.claims if c.sentence is claim.sentence and c.kind == claim.kind and c is not claim
    ]


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


def grew(one: Claim, other: Claim, a: Report, b: Report) -> bool:
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
