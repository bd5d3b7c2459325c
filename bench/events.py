"""Measure events on 150 labelled sentences of `polnear/dev` (`bench/gold/events.jsonl`).

    events.py [--data ../shared/data/polnear/dev] [--finder accurate] [--json] [--errors]

A found event meets a labelled one where their words overlap, or where they have one type and share an actor
or recipient. `event` is precision, recall and F1 over events; the other figures are shares (or token-F) over
the pairs that met. In percent.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

if not __package__:
    sys.path.insert(0, str(Path(__file__).parents[1]))

from onrecord.extract import extract
from onrecord.find.finding import find
from onrecord.find.findings import FoundEvent
from onrecord.gather.files import load
from onrecord.models import Document
from onrecord.reading import finder_named

ROOT = Path(__file__).parents[1]
LABELS = ROOT / "bench" / "gold" / "events.jsonl"
DATA = ROOT.parent / "shared" / "data" / "polnear" / "dev"
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Met:
    """A labelled event with the found one that met it."""

    label: dict[str, Any]
    found: FoundEvent
    text: str


def read_labels(file: Path = LABELS) -> list[dict[str, Any]]:
    """All labelled sentences, in the order of the file."""
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def dated(path: Path) -> Document:
    """The article, published on the day that its name tells."""
    from dataclasses import replace

    match = re.search(r"_(\d{4}-\d\d-\d\d)_", path.name)
    return replace(extract(load(str(path))), published=match[1] if match else None)


def token_f(text: str, found: Sequence[Pair], gold: Sequence[Pair]) -> float:
    """F1 over the words of two sets of stretches; 1.0 where both are empty."""
    words = [m.span() for m in re.finditer(r"\w+", text)]
    wanted = {w for w in words if any(w[0] < b and a < w[1] for a, b in gold)}
    given = {w for w in words if any(w[0] < b and a < w[1] for a, b in found)}
    if not wanted and not given:
        return 1.0
    return 2 * len(wanted & given) / (len(wanted) + len(given))


def pairs(spans: Sequence[Any]) -> list[Pair]:
    return [(s.start, s.end) for s in spans]


def meets(label: dict[str, Any], found: FoundEvent) -> bool:
    start, end = label["anchor"]
    if found.anchor.start < end and start < found.anchor.end:
        return True
    mine = [*label["actors"], *label["recipients"]]
    theirs = pairs((*found.actors, *found.recipients))
    return found.type == label["type"] and any(a < d and c < b for a, b in mine for c, d in theirs)


def judge(
    data: Path, finder: str
) -> tuple[list[Met], list[tuple[str, dict[str, Any]]], list[tuple[str, FoundEvent]]]:
    """Those that met, the labelled ones that were missed, and the found ones that are too many."""
    met: list[Met] = []
    missed: list[tuple[str, dict[str, Any]]] = []
    extra: list[tuple[str, FoundEvent]] = []
    known: dict[str, tuple[Document, tuple[FoundEvent, ...]]] = {}
    model = finder_named(finder)
    for row in read_labels():
        if row["doc"] not in known:
            document = dated(data / "text" / f"{row['doc']}.txt")
            known[row["doc"]] = document, find(document, model).events
        document, events = known[row["doc"]]
        start, end = row["sentence"]
        here = [e for e in events if start <= e.anchor.start < end]
        for label in row["events"]:
            one = next((e for e in here if meets(label, e)), None)
            if one is None:
                missed.append((document.text[start:end], label))
            else:
                met.append(Met(label, one, document.text))
                here.remove(one)
        extra += [(document.text[start:end], e) for e in here]
    return met, missed, extra


def figures(met: Sequence[Met], missed: int, extra: int) -> dict[str, float]:
    """All figures in percent."""
    n = max(1, len(met))
    precision, recall = len(met) / max(1, len(met) + extra), len(met) / max(1, len(met) + missed)
    out = {
        "event precision": precision,
        "event recall": recall,
        "event F1": 2 * precision * recall / max(1e-9, precision + recall),
    }
    counts: Counter[str] = Counter()
    for one in met:
        for name, value in parts_of(one):
            counts[name] += value  # type: ignore[assignment]
    out |= {name: value / n for name, value in counts.items()}
    return {name: round(100 * value, 1) for name, value in out.items()}


def parts_of(one: Met) -> Iterator[tuple[str, float]]:
    """How right each part of a found event is, 0 to 1."""
    label, found = one.label, one.found
    yield "type", float(label["type"] == found.type)
    yield "mode", float(label["type"] == found.type and label["mode"] == found.mode)
    yield "status", float(label["status"] == found.status)
    yield "actor token-F", token_f(one.text, pairs(found.actors), label["actors"])
    yield "recipient token-F", token_f(one.text, pairs(found.recipients), label["recipients"])
    date, place = label["date"], label["place"]
    yield "date", float((date and date["value"]) == (found.date and found.date.value))
    here = (found.place.span.start, found.place.span.end) if found.place else None
    yield "place", float(_overlap(here, place))


def _overlap(one: Pair | None, two: Pair | None) -> bool:
    """Whether two stretches share a character, or both are missing."""
    if one is None or two is None:
        return one is two
    return one[0] < two[1] and two[0] < one[1]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--finder", default="accurate")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", action="store_true", help="show what was missed and what is too many")
    args = parser.parse_args()
    met, missed, extra = judge(args.data, args.finder)
    result = figures(met, len(missed), len(extra))
    if args.errors:
        for text, label in missed:
            print("MISSED", label["type"], "|", text)
        for text, found in extra:
            print(
                "EXTRA",
                found.type,
                found.status,
                found.anchor.exact,
                "A:",
                [s.exact for s in found.actors],
                "R:",
                [s.exact for s in found.recipients],
                "|",
                text,
            )
        for one in met:
            wrong = [name for name, value in parts_of(one) if value < 0.99]
            if wrong:
                print(
                    "PARTS",
                    wrong,
                    one.label["type"],
                    one.found.type,
                    one.found.status,
                    one.found.mode,
                    "A:",
                    [s.exact for s in one.found.actors],
                    "R:",
                    [s.exact for s in one.found.recipients],
                    one.found.date and one.found.date.value,
                    one.found.place and one.found.place.name,
                    "| gold",
                    [one.text[a:b] for a, b in one.label["actors"]],
                    [one.text[a:b] for a, b in one.label["recipients"]],
                )
    if args.json:
        print(json.dumps(result))
    else:
        for name, value in result.items():
            print(f"{name:20} {value:5.1f}")


if __name__ == "__main__":
    main()
