"""Score found statements against a folder of brat stand-off annotations (`text/*.txt`, `attributions/*.ann`).

    score_statements.py PREDICTIONS.jsonl --gold FOLDER

PREDICTIONS.jsonl holds one `onrecord/1` document a line; `document.path` without folder and ending names
the gold text. Statements pair one to one, the largest overlap first. Figures in percent:

  exact    both contents have the same characters once marks and stops at the edges are gone
  J50      they share at least half of their non-space characters (Jaccard)
  joint    J50, and the words that name the speaker overlap, or both have none
  speaker  of the J50 pairs whose gold names a speaker, those whose mention overlaps it
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Pair = tuple[int, int]
Roles = Mapping[str, list[Pair]]
Predictions = Mapping[str, list[Roles]]
SUBSETS = ("all", "quoted", "indirect")
MEASURES = ("exact", "J50", "joint")
_EDGE = frozenset(" \t\r\n\"“”‘’'`.,;:!?—–-()[]")
_MARK = re.compile('[“”"]')
_BREAK = "\x01"


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated document: its statements and the stretches that do not count."""

    name: str
    text: str
    statements: tuple[Roles, ...]
    discard: tuple[Pair, ...]


def read_gold(folder: Path) -> Iterator[Gold]:
    """The documents of the folder by name; where several people annotated one, the first file by name."""
    files: dict[str, list[Path]] = defaultdict(list)
    for file in folder.glob("attributions/*.ann"):
        files[re.sub(r"_[0-9a-f]{4}$", "", file.stem)].append(file)
    for name in sorted(files):
        text = (folder / "text" / f"{name}.txt").read_bytes().decode("utf-8")
        yield _annotated(name, text, min(files[name]).read_bytes().decode("utf-8"))


def _annotated(name: str, text: str, standoff: str) -> Gold:
    spans: dict[str, list[Pair]] = {}
    discard: list[Pair] = []
    statements: list[Roles] = []
    rows = [line.split("\t") for line in standoff.split("\n")]
    for row in rows:
        if len(row) > 1 and row[0].startswith("T"):
            label, _, places = row[1].partition(" ")
            spans[row[0]] = [_pair(place) for place in places.split(";")]
            if label == "Discard":
                discard += spans[row[0]]
    for row in rows:
        if len(row) > 1 and row[0].startswith("E"):
            roles: dict[str, list[Pair]] = {"source": [], "cue": [], "content": []}
            for argument in row[1].split():
                role, _, span_id = argument.partition(":")
                role = role.rstrip("0123456789").lower()
                if role in roles:
                    roles[role] += spans.get(span_id, [])
            if roles["content"]:
                statements.append({role: sorted(found) for role, found in roles.items()})
    return Gold(name, text, tuple(statements), tuple(discard))


def _pair(place: str) -> Pair:
    start, end = place.split()
    return int(start), int(end)


def read_predictions(lines: Iterable[str]) -> dict[str, list[Roles]]:
    """Statements by document name, from lines of `onrecord/1`; documents that failed are left out."""
    found: dict[str, list[Roles]] = {}
    for line in lines:
        record = json.loads(line)
        if "error" not in record:
            found[Path(record["document"]["path"]).stem] = [roles_of(s) for s in record["statements"]]
    return found


def roles_of(statement: Mapping[str, Any]) -> Roles:
    """Where the parts of a statement of `onrecord/1` stand."""
    mention = (statement.get("speaker") or {}).get("mention")
    parts = {"content": statement["content"], "cue": statement.get("cue"), "source": mention}
    return {role: [(span["start"], span["end"]) for span in spans or []] for role, spans in parts.items()}


def score(predictions: Predictions, gold: Iterable[Gold], subset: str = "all") -> dict[str, Any]:
    """Counts, `exact`, `J50` and `joint` as (precision, recall, F1) in percent, and `speaker`.

    `subset` is `all`, `quoted` (content with a quotation mark in or beside it) or `indirect`.
    """
    counts: Counter[str] = Counter()
    for document in gold:
        counts["missing documents"] += document.name not in predictions
        counts += _count(document, predictions.get(document.name, []), subset)
    figures: dict[str, Any] = {"gold": counts["gold"], "predicted": counts["predicted"]}
    figures["missing documents"] = counts["missing documents"]
    for measure in MEASURES:
        figures[measure] = _rates(counts[measure], counts["predicted"], counts["gold"])
    figures["speaker"] = round(100 * counts["speaker"] / max(1, counts["with source"]), 1)
    return figures


def _count(document: Gold, predicted: list[Roles], subset: str) -> Counter[str]:
    text, counts = document.text, Counter[str]()
    dead = _characters(text, document.discard)
    mine = [roles for roles in predicted if roles["content"]]
    mine = [roles for roles in mine if dead.isdisjoint(_characters(text, roles["content"]))]
    theirs = list(document.statements)
    if subset != "all":
        wanted = subset == "quoted"
        mine = [roles for roles in mine if _has_marks_near(text, roles["content"]) == wanted]
        theirs = [roles for roles in theirs if _has_marks(text, roles["content"]) == wanted]
    counts["predicted"], counts["gold"] = len(mine), len(theirs)
    for overlap, a, b in _paired(text, theirs, mine):
        counts["exact"] += _bare(text, a["content"]) == _bare(text, b["content"])
        if overlap < 0.5:
            continue
        same, is_named = _names_same(text, a, b), bool(_characters(text, a["source"]))
        counts["J50"] += 1
        counts["joint"] += same
        counts["with source"] += is_named
        counts["speaker"] += same and is_named
    return counts


def judged(document: Gold, predicted: Sequence[Roles]) -> list[bool | None]:
    """Whether each statement is jointly right; None for one that does not count: empty, or discarded."""
    text, dead = document.text, _characters(document.text, document.discard)
    mine = [one for one in predicted if one["content"] and dead.isdisjoint(_characters(text, one["content"]))]
    right = {
        id(found)
        for overlap, gold, found in _paired(text, list(document.statements), mine)
        if overlap >= 0.5 and _names_same(text, gold, found)
    }
    counted = set(map(id, mine))
    return [id(one) in right if id(one) in counted else None for one in predicted]


def _names_same(text: str, gold: Roles, found: Roles) -> bool:
    named, mention = _characters(text, gold["source"]), _characters(text, found["source"])
    return not named.isdisjoint(mention) if named else not mention


def _paired(text: str, theirs: list[Roles], mine: list[Roles]) -> Iterator[tuple[float, Roles, Roles]]:
    """Pairs with any overlap, one to one, the largest first; ties go to the later statements."""
    left = [_characters(text, roles["content"]) for roles in theirs]
    right = [_characters(text, roles["content"]) for roles in mine]
    overlaps = [
        (len(a & b) / len(a | b), i, j)
        for i, a in enumerate(left)
        for j, b in enumerate(right)
        if not a.isdisjoint(b)
    ]
    used_left: set[int] = set()
    used_right: set[int] = set()
    for overlap, i, j in sorted(overlaps, reverse=True):
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            yield overlap, theirs[i], mine[j]


def _characters(text: str, pairs: Iterable[Pair]) -> set[int]:
    return {at for start, end in pairs for at in range(start, end) if not text[at].isspace()}


def _bare(text: str, pairs: Iterable[Pair]) -> frozenset[int]:
    """The content's characters without edge marks and stops; those inside do not count either."""
    places = sorted(at for start, end in pairs for at in range(start, end))
    return frozenset(at for at in places if text[at] not in _EDGE)


def _has_marks_near(text: str, pairs: Iterable[Pair]) -> bool:
    return any(_MARK.search(text[max(0, start - 1) : end + 1]) for start, end in pairs)


def _has_marks(text: str, pairs: Iterable[Pair]) -> bool:
    return bool(_MARK.search(_BREAK.join(text[start:end] for start, end in pairs)))


def _rates(hits: int, predicted: int, gold: int) -> tuple[float, float, float]:
    precision = hits / predicted if predicted else 0.0
    recall = hits / gold if gold else 0.0
    both = precision + recall
    return (
        round(100 * precision, 1),
        round(100 * recall, 1),
        round(200 * precision * recall / both, 1) if both else 0.0,
    )


def report(figures: Callable[[str], Mapping[str, Any]]) -> str:
    """The figures of each subset as lines for people."""
    lines = []
    for subset in SUBSETS:
        of = figures(subset)
        lines.append(
            f"{subset:9s} gold {of['gold']} predicted {of['predicted']} missing {of['missing documents']}"
        )
        lines += ["   {:6s} P {:5.1f}  R {:5.1f}  F1 {:5.1f}".format(m, *of[m]) for m in MEASURES]
        lines.append(f"   speaker {of['speaker']}")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("predictions", type=Path)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with options.predictions.open(encoding="utf-8") as lines:
        predictions = read_predictions(lines)
    gold = list(read_gold(options.gold))
    figures = {subset: score(predictions, gold, subset) for subset in SUBSETS}
    print(json.dumps(figures) if options.json else report(lambda subset: figures[subset]))


if __name__ == "__main__":
    main()
