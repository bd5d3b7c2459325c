"""Score positions against the labels of `bench/gold/positions.jsonl`.

    positions.py [--set bulletins | bulletins-test | news …] [--shared ../shared/data] [--json] [--errors]

A position is ⟨actor, stance, object⟩. `exact`: all three right, the object word for word but for articles,
`to`, `that` and marks at its edges. `near`: the objects share half of their characters (Jaccard).
`actor, stance`: without the object. Labels whose object stands in another sentence are counted apart
(`across`), and so is what is found there. Precision, recall and F in percent; `calibration error` is that of
confidence against `near`. The sets are those of `bench/gold/README.md`.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

if not __package__:
    sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.calibration import calibration_error
from onrecord.extract import extract
from onrecord.find.findings import FoundPosition
from onrecord.find.positions import find_positions
from onrecord.gather.files import load
from onrecord.models import Document, Span

ROOT = Path(__file__).parents[1]
LABELS = ROOT / "bench" / "gold" / "positions.jsonl"
SHARED = ROOT.parent / "shared" / "data"
FOLDERS = {"bulletins": "enb", "news": "polnear/dev/text"}
_EDGE = re.compile(
    r"^(?:the|a|an|to|that|for|of|on|its|their|his|her|any)\s+|^[\s“”\"'‘’,;:.()\[\]]+|[\s“”\"'‘’,;:.()\[\]]+$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Triple:
    """One position as words and offsets."""

    actor: str
    stance: str
    object: str
    start: int
    end: int
    across: bool
    confidence: float = 1.0


@dataclass(slots=True)
class Tally:
    """How many were labelled, found and right."""

    gold: int = 0
    found: int = 0
    right: int = 0

    @property
    def scores(self) -> tuple[float, float, float]:
        precision = self.right / self.found if self.found else 0.0
        recall = self.right / self.gold if self.gold else 0.0
        both = precision + recall
        return precision, recall, 2 * precision * recall / both if both else 0.0


@dataclass(slots=True)
class Report:
    """Tallies by measure, and the sentences that went wrong."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    sure: list[tuple[float, bool]] = field(default_factory=list)
    errors: list[tuple[str, list[Triple], list[Triple]]] = field(default_factory=list)

    def add(self, measure: str, gold: int, found: int, right: int) -> None:
        tally = self.tallies.setdefault(measure, Tally())
        tally.gold += gold
        tally.found += found
        tally.right += right


def bare(words: str) -> str:
    """Words without white-space differences, case, and what may stand at the edges of a phrase."""
    plain = re.sub(r"\s+", " ", words).strip()
    while True:
        shorter = _EDGE.sub("", plain)
        if shorter == plain:
            return plain.casefold()
        plain = shorter


def read_labels(path: Path, name: str) -> Iterator[dict[str, Any]]:
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["set"] == name:
            yield row


@cache
def document_at(path: str) -> Document:
    return extract(load(path))


@cache
def positions_at(path: str) -> tuple[FoundPosition, ...]:
    """The positions of one file, found without statements: the labels are on the words alone."""
    return find_positions(document_at(path))


def triple(text: str, actor: Sequence[int], stance: str, obj: Sequence[int], across: bool) -> Triple:
    start, end = obj
    return Triple(bare(text[actor[0] : actor[1]]), stance, bare(text[start:end]), start, end, across)


def labelled(text: str, row: dict[str, Any]) -> list[Triple]:
    return [
        triple(text, p["actor"], p["stance"], p["object"], bool(p.get("crosses"))) for p in row["positions"]
    ]


def found_in(text: str, found: Sequence[FoundPosition], sentence: Span) -> list[Triple]:
    out = []
    for position in found:
        if not (sentence.start <= position.evidence[0].start < sentence.end) or not position.holder:
            continue
        holder, obj = position.holder[0], position.object
        across = not sentence.covers(obj)
        found_one = triple(text, (holder.start, holder.end), position.stance, (obj.start, obj.end), across)
        out.append(replace(found_one, confidence=position.confidence))
    return out


def near(one: Triple, two: Triple) -> bool:
    shared = min(one.end, two.end) - max(one.start, two.start)
    return shared > 0 and shared / (max(one.end, two.end) - min(one.start, two.start)) >= 0.5


def matched(gold: Sequence[Triple], found: Sequence[Triple], near_enough: bool) -> int:
    left = list(found)
    count = 0
    for want in gold:
        for have in left:
            same = (want.actor, want.stance) == (have.actor, have.stance)
            if same and (want.object == have.object or (near_enough and near(want, have))):
                left.remove(have)
                count += 1
                break
    return count


def _fits(want: Triple, have: Triple) -> bool:
    same = (want.actor, want.stance) == (have.actor, have.stance)
    return same and (want.object == have.object or near(want, have))


def score(name: str, shared: Path, labels: Path = LABELS) -> Report:
    """The report on one set of labels."""
    report = Report()
    folder = shared / FOLDERS[name.split("-")[0]]
    for row in read_labels(labels, name):
        path = str(folder / row["doc"])
        text = document_at(path).text
        gold = labelled(text, row)
        found = found_in(text, positions_at(path), Span.of(text, row["start"], row["end"]))
        for across in (False, True):
            wanted = [t for t in gold if t.across == across]
            had = [t for t in found if t.across == across]
            suffix = " across" if across else ""
            report.add("exact" + suffix, len(wanted), len(had), matched(wanted, had, False))
            report.add("near" + suffix, len(wanted), len(had), matched(wanted, had, True))
        pairs = Counter((t.actor, t.stance) for t in gold)
        have = Counter((t.actor, t.stance) for t in found)
        report.add("actor, stance", len(gold), len(found), sum((pairs & have).values()))
        who, whom = Counter(t.actor for t in gold), Counter(t.actor for t in found)
        report.add("actor", len(gold), len(found), sum((who & whom).values()))
        report.sure += [(have.confidence, any(_fits(want, have) for want in gold)) for have in found]
        if matched(gold, found, False) < max(len(gold), len(found)):
            report.errors.append((text[row["start"] : row["end"]], gold, found))
    return report


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--set", default="bulletins", help="the labels to score on")
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder of the corpora")
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("--json", action="store_true", help="figures for machines")
    parser.add_argument("--errors", action="store_true", help="print each sentence that is not wholly right")
    options = parser.parse_args(arguments)
    report = score(options.set, options.shared, options.labels)
    if options.errors:
        for sentence, gold, found in report.errors:
            print(re.sub(r"\s+", " ", sentence))
            for mark, triples, others in (("-", gold, found), ("+", found, gold)):
                keys = Counter((t.actor, t.stance, t.object) for t in others)
                for t in triples:
                    known = keys[t.actor, t.stance, t.object] > 0
                    print("  ", " " if known else mark, t.actor, "|", t.stance, "|", t.object)
            print()
    rows = {
        name: {
            "labelled": t.gold,
            "found": t.found,
            "precision": t.scores[0],
            "recall": t.scores[1],
            "f": t.scores[2],
        }
        for name, t in report.tallies.items()
    }
    error = calibration_error(report.sure)
    if options.json:
        print(json.dumps(rows | {"calibration error": error}))
        return 0
    for name, row in rows.items():
        print(
            f"{name:15} labelled {row['labelled']:4} found {row['found']:4}  "
            f"P {100 * row['precision']:5.1f}  R {100 * row['recall']:5.1f}  F {100 * row['f']:5.1f}"
        )
    print(f"calibration error {error:.3f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
