"""Measure whom statements are given to, on the labelled speakers of `bench/gold/speakers.jsonl`.

    speakers.py [--finder accurate | --given] [--data ../shared/data/polnear/dev] [--json] [--errors]

`--given` resolves the annotated statements themselves, with the finder's names; otherwise the finder's own
statements are resolved and those that share half of a labelled content's characters (Jaccard) are judged.
Figures in percent, by stratum (full name, surname, pronoun, common noun, institution): `right`, `wrong`, the
rest is open.
A speaker whom the document does not name is right when nobody named is given.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

if not __package__:
    sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.score_statements import Gold, Pair, read_gold
from onrecord.extract import extract
from onrecord.find import DEFAULT_FINDER
from onrecord.find.finding import find
from onrecord.find.findings import FoundStatement, StatementFinder
from onrecord.find.namer import spacy_names
from onrecord.find.parse import Parse
from onrecord.gather.files import load
from onrecord.models import Actor, Document, Record, Speaker, spans_of
from onrecord.reading import finder_named
from onrecord.resolve import resolve

ROOT = Path(__file__).parents[1]
LABELS = ROOT / "bench" / "gold" / "speakers.jsonl"
DATA = ROOT.parent / "shared" / "data" / "polnear" / "dev"
STRATA = {
    "F": "full name",
    "S": "surname",
    "P": "pronoun",
    "C": "common noun",
    "I": "institution",
    "x": "other",
}
Verdict = Literal["right", "wrong", "open", "unmatched"]


@dataclass(frozen=True, slots=True)
class Label:
    """A statement of one document and the names of its speakers; empty where the document names nobody."""

    doc: str
    content: tuple[Pair, ...]
    source: tuple[Pair, ...]
    stratum: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one label got: the verdict and the speaker that was judged."""

    label: Label
    verdict: Verdict
    speaker: Speaker | None


def read_labels(file: Path = LABELS) -> tuple[Label, ...]:
    """All labels, in the order of the file."""
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    return tuple(
        Label(
            row["doc"], _pairs(row["content"]), _pairs(row["source"]), row["stratum"], tuple(row["speaker"])
        )
        for row in rows
    )


def measure(
    labels: Sequence[Label], data: Path, finder: StatementFinder | None, *, names: str = DEFAULT_FINDER
) -> list[Outcome]:
    """One outcome a label; with no finder the annotated statements, with the names of `names`, are judged."""
    wanted: dict[str, list[Label]] = defaultdict(list)
    for label in labels:
        wanted[label.doc].append(label)
    out: list[Outcome] = []
    for gold in read_gold(data):
        if gold.name in wanted:
            record = record_of(gold, data, finder or _Given(gold, finder_named(names)))
            out += [_outcome(label, record) for label in wanted[gold.name]]
    return out


def record_of(gold: Gold, data: Path, finder: StatementFinder) -> Record:
    """The article resolved, with what the finder finds."""
    document = extract(load(str(data / "text" / f"{gold.name}.txt")))
    return resolve(document, find(document, finder))


class _Given:
    """Gives the annotated statements as if found, and another finder's names."""

    made_by = "given"

    def __init__(self, gold: Gold, names: StatementFinder) -> None:
        self.gold = gold
        self.namer = getattr(names, "namer", spacy_names)

    def find(self, document: Document, parse: Parse) -> tuple[FoundStatement, ...]:
        text = document.text
        found = [
            FoundStatement(
                spans_of(text, roles["content"]),
                spans_of(text, roles["cue"]),
                spans_of(text, roles["source"]),
                "indirect", "speech", None, None, None, self.made_by, 1.0,
            )
            for roles in self.gold.statements
        ]  # fmt: skip
        return _with_parents(sorted(found, key=lambda f: (f.content[0], f.source, f.cue)))


def _with_parents(found: list[FoundStatement]) -> tuple[FoundStatement, ...]:
    """Each statement whose cue stands in another's content, under the smallest such."""
    from dataclasses import replace

    out = []
    for index, one in enumerate(found):
        holders = [
            (sum(len(s) for s in other.content), at)
            for at, other in enumerate(found)
            if at != index and one.cue and any(c.covers(one.cue[0]) for c in other.content)
        ]
        out.append(replace(one, parent=min(holders)[1] if holders else None))
    return tuple(out)


def _outcome(label: Label, record: Record) -> Outcome:
    wanted = _places(label.content)
    best: tuple[float, bool, Speaker] | None = None
    for statement in record.statements:
        here = _places((s.start, s.end) for s in statement.content)
        overlap = len(wanted & here) / len(wanted | here)
        told = {(s.start, s.end) for s in statement.speaker.mention} == set(label.source)
        if overlap >= 0.5 and (best is None or (overlap, told) > best[:2]):
            best = (overlap, told, statement.speaker)
    if best is None:
        return Outcome(label, "unmatched", None)
    return Outcome(label, judged(label.names, best[2]), best[2])


def judged(names: Sequence[str], speaker: Speaker) -> Verdict:
    """Right where each name has its actor and each actor its name; open where nobody named was chosen.

    A group that is only the mention's own words (`the GOP nominee`) names nobody, so it is open too.
    """
    actors = speaker.actors
    if not names:
        return "wrong" if any(a.kind != "group" for a in actors) else "right"
    left = list(actors)
    for name in names:
        hit = next((a for a in left if is_same(name, a.name)), None)
        if hit is None:
            return "open" if all(_own_words(a, speaker) for a in actors) else "wrong"
        left.remove(hit)
    return "wrong" if left else "right"


def _own_words(actor: Actor, speaker: Speaker) -> bool:
    return actor.kind == "group" and any(a.overlaps(b) for a in actor.mentions for b in speaker.mention)


def is_same(label: str, name: str) -> bool:
    """Whether two names of one document mean the same: one's words within the other's, or its initials."""
    one, two = _words(label), _words(name)
    if not one or not two:
        return False
    if set(one) <= set(two) or set(two) <= set(one):
        return True
    if one[-1] == two[-1] and (one[0][0] == two[0][0] and min(len(one[0]), len(two[0])) <= 3):
        return True
    return _initials(label) == name.replace(".", "") or _initials(name) == label.replace(".", "")


def _initials(name: str) -> str:
    return "".join(word[0] for word in re.findall(r"[^\W\d_]+", name) if word[0].isupper())


def _words(name: str) -> list[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    plain = re.sub(r"[’']s\b", "", plain.replace(".", "")).casefold()
    return [word for word in re.findall(r"[\w’'-]+", plain) if word not in {"the", "of", "jr", "sr"}]


def _pairs(rows: Sequence[Sequence[int]]) -> tuple[Pair, ...]:
    return tuple((int(start), int(end)) for start, end in rows)


def _places(pairs: Iterator[Pair] | Sequence[Pair]) -> set[int]:
    return {at for start, end in pairs for at in range(start, end)}


def figures(outcomes: Sequence[Outcome]) -> dict[str, dict[str, float]]:
    """Percent right, wrong and open, by stratum and for all; `labels` and `matched` are counts."""
    groups: dict[str, list[Outcome]] = {"all": list(outcomes)}
    for code, name in STRATA.items():
        groups[name] = [one for one in outcomes if one.label.stratum == code]
    out = {}
    for name, group in groups.items():
        counts = Counter(one.verdict for one in group)
        matched = len(group) - counts["unmatched"]
        rate = {v: round(100 * counts[v] / max(1, matched), 1) for v in ("right", "wrong", "open")}
        out[name] = {"labels": len(group), "matched": matched, **rate}
    return out


def _explained(outcome: Outcome) -> str:
    speaker = outcome.speaker
    given = " + ".join(a.name for a in speaker.actors) if speaker else ""
    left = " / ".join(a.name for a in speaker.candidates) if speaker else ""
    mention = " … ".join(s.exact for s in speaker.mention)[:70] if speaker else ""
    wanted = " + ".join(outcome.label.names) or "-"
    place = f"{outcome.label.doc[:30]}:{outcome.label.source[0][0]}"
    return f"{outcome.verdict:5s} {outcome.label.stratum} {place} [{mention}] {wanted} <- " + (
        given or f"? {left}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--finder", default="accurate")
    parser.add_argument("--given", action="store_true")
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", action="store_true", help="also list what is wrong or open")
    options = parser.parse_args()
    finder = None if options.given else finder_named(options.finder)
    outcomes = measure(read_labels(), options.data, finder, names=options.finder)
    table: dict[str, Any] = figures(outcomes)
    if options.json:
        print(json.dumps(table))
        return
    for outcome in outcomes if options.errors else ():
        if outcome.verdict in {"wrong", "open"}:
            print(_explained(outcome))
    for name, of in table.items():
        print(
            f"{name:12s} {of['matched']:3d} of {of['labels']:3d}  right {of['right']:5.1f}  "
            f"wrong {of['wrong']:5.1f}  open {of['open']:5.1f}"
        )


if __name__ == "__main__":
    main()
