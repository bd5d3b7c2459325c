"""Measure contradictions on pairs of reports of one story, of which some are altered in one place.

    contradictions.py [--data ../shared/data/stories] [--cases 500] [--read 100]

An altered case changes one figure, day, place, person or speaker that both reports state. Precision counts
every unaltered pair with a finding as wrong, whether the reports differ in truth or not. `--read N` prints N
findings of unaltered reports of all three sets to be read, the clear ones first.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations
from pathlib import Path

if not __package__:
    sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.story_data import SETS, STORIES, load
from onrecord.stories.claims import Claim, claims, quotation
from onrecord.stories.contradictions import Contradiction, contradictions
from onrecord.stories.report import Report

KINDS = ("figure", "date", "place", "attendance", "speaker")
LABELS = Path(__file__).parent / "gold" / "contradictions.tsv"
PLACES = ("Ottawa", "Lisbon", "Nairobi", "Oslo", "Manila", "Nevada", "Utrecht", "Santiago", "Perth", "Warsaw")
NAMES = (
    "Harold Vance",
    "Miriam Oke",
    "Peter Lund",
    "Carla Reyes",
    "Ivan Sokol",
    "Joan Abbot",
    "Samir Haddad",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Case:
    """A pair; `starts` are the places where the first report was changed, none where it was not."""

    first: Report
    second: Report
    kind: str
    starts: tuple[int, ...]


def pairs(folder: Path, half: int | None = None) -> Iterator[tuple[Report, Report]]:
    """Pairs of reports of one story, in the order of the data; of one half of the stories, or all."""
    groups = defaultdict(list)
    for row in load("allsides", folder):
        if half is not None and int(hashlib.sha256(row.story.encode()).hexdigest(), 16) // 7 % 2 != half:
            continue
        a = row.article
        groups[row.story].append(Report(a.id, a.text, a.source, a.date or ""))
    for group in groups.values():
        yield from combinations(group, 2)


@lru_cache(4096)
def _claims(text: str) -> list[Claim]:
    return claims(text)


def altered(first: Report, second: Report, kind: str, chance: random.Random) -> Case | None:
    """The pair with one value changed, wherever the first report gives it, that both state of one fact."""
    theirs = [c for c in _claims(second.text) if c.kind == kind]
    own = (c for c in _claims(first.text) if c.kind == kind)
    shared = [c for c in own if any(_one_fact(c, other) for other in theirs)]
    if not shared:
        return None
    claim = chance.choice(shared)
    value = _other(claim, first.text[claim.start : claim.end], chance)
    exact = first.text[claim.start : claim.end]
    same = [c for c in _claims(first.text) if c.value == claim.value and first.text[c.start : c.end] == exact]
    places = sorted({c.start for c in same})
    text, shifted = first.text, []
    for n, start in enumerate(places):
        at = start + n * (len(value) - len(exact))
        text = text[:at] + value + text[at + len(exact) :]
        shifted.append(at)
    return Case(replace(first, text=text), second, kind, tuple(shifted))


def _one_fact(one: Claim, other: Claim) -> bool:
    """The same value with three telling words near it in both, four in the sentence; or one quotation."""
    if one.value != other.value or one.unit != other.unit:
        return False
    if one.kind == "speaker":
        return len(quotation(one.sentence) & quotation(other.sentence)) >= 4
    own = {w.lower() for w in one.value.split()}
    return len(one.near & other.near - own) >= 3 and len(one.sentence.words & other.sentence.words - own) >= 4


def _other(claim: Claim, exact: str, chance: random.Random) -> str:
    if claim.kind == "figure":
        value = float(claim.value) * chance.choice((0.4, 0.6, 1.5, 2, 3))
        scale = next(
            (s for s in ("hundred", "thousand", "million", "billion", "trillion") if s in exact.lower()), ""
        )
        value /= {"": 1, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}[
            scale
        ]
        whole = value >= 10 and "." not in exact
        number = f"{round(value):,}" if whole else f"{max(value, 1.2):.1f}".removesuffix(".0")
        head = exact[0] if exact[0] in "$€£" else ""
        tail = "".join(
            t
            for t in ("%", " percentage points", " percentage point", " percent", " per cent")
            if exact.endswith(t)
        )[:99]
        return f"{head}{number}{' ' + scale if scale else ''}{tail}"
    if claim.kind == "date":
        if claim.unit == "weekday":
            return chance.choice([d for d in DAYS if d != exact])
        month, day = exact.rsplit(" ", 1)
        return f"{month} {chance.choice([n for n in range(1, 29) if str(n) != day])}"
    names = PLACES if claim.kind == "place" else NAMES
    name = chance.choice([n for n in names if n not in exact])
    # Somebody new is named in full where he says something first.
    return name if claim.kind in ("place", "speaker") or " " in exact else name.split()[-1]


def cases(folder: Path, number: int, seed: int, half: int = 1) -> list[Case]:
    """`number` altered cases, the kinds in turn, and as many unaltered pairs (half 1 is not trained on)."""
    chance = random.Random(seed)
    every = list(pairs(folder, half))
    chance.shuffle(every)
    made: list[Case] = []
    used: Counter[str] = Counter()
    for round_ in range(25):
        for place, (first, second) in enumerate(every):
            kind = KINDS[(place + round_) % len(KINDS)]
            if len(made) < number and used[kind] < number * 0.3:
                case = altered(first, second, kind, chance)
                if case is not None and all(case.first.text != c.first.text for c in made[-50:]):
                    made.append(case)
                    used[kind] += 1
    plain = [Case(first, second, "", ()) for first, second in every[:number]]
    return [*made, *plain]


def told(case: Case) -> list[Contradiction]:
    return [c for c in contradictions([case.first, case.second]) if not c.development]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=STORIES)
    parser.add_argument("--cases", type=int, default=500)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--read", type=int, default=0)
    args = parser.parse_args()
    if args.read:
        _read(args.data, args.read)
        return
    recall, made, wrong, plain, kinds = measure(args.data, args.cases, args.seed)
    print(f"{made} altered pairs, {plain} unaltered")
    precision = made * recall / (made * recall + wrong)
    print(f"recall {recall:.3f}, precision {precision:.3f}; {wrong} unaltered told")
    for kind, (hits, n) in kinds.items():
        print(f"  {kind:10} {hits}/{n}")
    clear, true, unread = shown(args.data)
    print(f"{clear} clear differences in unaltered reports, {true} of them true, {unread} not read")


def measure(folder: Path, number: int, seed: int) -> tuple[float, int, int, int, dict[str, tuple[int, int]]]:
    hits: Counter[str] = Counter()
    total: Counter[str] = Counter()
    wrong = plain = 0
    for case in cases(folder, number, seed):
        found = told(case)
        if not case.starts:
            plain += 1
            wrong += bool(found)
            continue
        total[case.kind] += 1
        hits[case.kind] += any(
            s.report == case.first.id and s.start in case.starts for c in found for s in c.sides
        )
    made = sum(total.values())
    return sum(hits.values()) / made, made, wrong, plain, {k: (hits[k], total[k]) for k in KINDS}


def real(folder: Path) -> Iterator[tuple[str, Contradiction]]:
    """What is found in the unaltered reports of each story of the three sets, with the story."""
    for name in SETS:
        groups: dict[str, list[Report]] = defaultdict(list)
        for row in load(name, folder):
            a = row.article
            groups[row.story].append(Report(a.id, a.text, a.source, a.date or ""))
        for story, group in groups.items():
            for one in contradictions(group):
                yield story, one


def place_of(one: Contradiction) -> str:
    """Names a finding by where its values stand."""
    return " ".join(sorted(f"{s.report}:{s.start}" for s in one.sides))


def read_labels() -> dict[tuple[str, str], bool]:
    """Story and places of each finding that was read, and whether it is a true difference."""
    found = {}
    for line in LABELS.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            story, place, verdict = line.split("\t")
            found[story, place] = verdict == "true"
    return found


def shown(folder: Path) -> tuple[int, int, int]:
    """Clear differences in unaltered reports: how many, how many of them true, and how many were not read."""
    labels = read_labels()
    told = [
        labels.get((story, place_of(one))) for story, one in real(folder) if one.clear and not one.development
    ]
    return len(told), sum(verdict is True for verdict in told), sum(verdict is None for verdict in told)


def _read(folder: Path, number: int) -> None:
    """Print the findings of unaltered reports, those that are clear first."""
    labels = read_labels()
    found = sorted(real(folder), key=lambda item: not item[1].clear)
    for place, (story, c) in enumerate(found[:number], 1):
        words = " clear" * c.clear + " development" * c.development
        verdict = labels.get((story, place_of(c)))
        print(f"\n{place}. {story} {c.kind} ({c.about}) {c.confidence}{words} {verdict}")
        print(f"   {place_of(c)}")
        for s in c.sides:
            print(f"   [{s.value}] {s.source or s.report}: {' '.join(s.sentence.split())[:260]}")


if __name__ == "__main__":
    main()
