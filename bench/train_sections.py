"""Train the sections and write their weights, hash and card; `--measure` only cross-validates.

    train_sections.py [--data ../shared/data] [--out src/onrecord/models_data] [--measure]

A softmax regression, drawn to weights by hand (`stories/data/section_words.toml`), on articles labelled by
reading (`bench/gold/sections.tsv`) and on those whose topic or address tells their section. Measured on the
former with their outlets held out. The same data give the same file.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

if not __package__:
    sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np
import numpy.typing as npt

from onrecord.stories.sections import SECTIONS, SLOTS, features

ROOT = Path(__file__).parents[1]
DATA = ROOT.parent / "shared" / "data"
GOLD = ROOT / "bench" / "gold" / "sections.tsv"
WORDS = ROOT / "src" / "onrecord" / "stories" / "data" / "section_words.toml"
FOLDS = 5
BY_HAND, RIDGE, STEPS, RATE, MOMENTUM = 4.0, 2e-4, 60, 10.0, 0.9
TOPICS = {
    "World": "world middle_east russia china great_britain mexico israel north_korea europe terrorism "
    "disaster violence_in_america isis justice criminal_justice nuclear_weapons",
    "Politics": "elections white_house politics impeachment immigration supreme_court us_senate us_house fbi "
    "us_congress justice_department abortion gun_control_and_gun_rights democratic_party republican_party "
    "voting_rights_and_voter_fraud joe_biden donald_trump",
    "Business": "economy_and_jobs trade banking_and_finance taxes business labor economic_policy treasury",
    "Technology": "technology cybersecurity",
    "Science": "environment climate_change",
    "Culture": "culture arts_and_entertainment holidays media_industry religion_and_faith",
    "Sport": "sports",
    "Health": "coronavirus healthcare public_health fda opioid_crisis",
}
TOPIC = {topic: section for section, listed in TOPICS.items() for topic in listed.split()}
ADDRESSES = {
    "health": "Health", "healthcare": "Health", "technology": "Technology", "tech": "Technology",
    "sports": "Sport",
    "sport": "Sport", "business": "Business", "economy": "Business", "markets": "Business",
    "money": "Business",
    "finance": "Business", "entertainment": "Culture", "arts": "Culture", "science": "Science",
    "world": "World",
}  # fmt: skip
POLNEAR = {
    "breitbart": "Breitbart News", "huff-post": "HuffPost", "nyt": "New York Times - News",
    "politico": "Politico", "usa-today": "USA TODAY", "wash-post": "Washington Post",
    "west-journal": "Western Journal",
}  # fmt: skip
"""The outlets of PolNeAR, by the names that they have in the other sets."""
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Labelled:
    title: str
    text: str
    section: str
    outlet: str
    read: bool
    """Labelled by reading, so that it may be measured on."""
    measured_only: bool = False
    """Of a set that nothing is trained on."""

    @property
    def fold(self) -> int:
        return int(hashlib.sha256(self.outlet.encode()).hexdigest(), 16) % FOLDS


def load(data: Path = DATA) -> list[Labelled]:
    """Every article with a label, those read by a person marked."""
    gold = {}
    for line in GOLD.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            name, id, section = line.split("\t")
            gold[name, id] = section
    found = []
    for name in ("allsides", "headlines", "ecbplus"):
        with gzip.open(data / "stories" / f"{name}.dev.jsonl.gz", "rt", encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                read = gold.get((name, row["id"]))
                label = read if read is not None else _told(row)
                outlet = row.get("source") or f"{name}:{row['story']}"
                if label:
                    found.append(Labelled(row.get("title", ""), row["text"], label, outlet, read is not None))
    for (name, id), named in gold.items():
        if name == "pages":
            path, version = id.split("#")
            page = json.loads((data / "pages" / "news" / path).read_text("utf-8"))[version]
            text = " ".join(p for s in page["body"]["sections"] for p in s["paragraphs"])
            found.append(Labelled(page["title"], text, named, path, True))
        elif name == "polnear":
            text = (data / "polnear" / "dev" / "text" / f"{id}.txt").read_text("utf-8")
            title, _, body = text.partition("\n")
            found.append(Labelled(title, body.strip(), named, POLNEAR[id.split("_")[0]], True, True))
    return found


def _told(row: dict[str, str]) -> str | None:
    """What address or topic tells."""
    parts = re.split(r"[/_-]", row.get("url", "").lower())
    for part in parts[3:7]:
        if part in ADDRESSES:
            return ADDRESSES[part]
    return TOPIC.get(row.get("topic", "").lower().replace(" ", "_"))


def by_hand() -> Floats:
    """The weights of the marking words."""
    table = np.zeros((SLOTS + 1, len(SECTIONS)), np.float32)
    for name, listed in tomllib.loads(WORDS.read_text("utf-8")).items():
        for word in listed.split():
            slots, _ = features("", word)
            for slot in slots:
                table[slot, SECTIONS.index(name)] += BY_HAND
    return table


def train(rows: Sequence[Labelled]) -> Floats:
    """Gradient steps from the weights by hand, each section weighing the same."""
    start = by_hand()
    rows = [row for row in rows if not row.measured_only]
    size = Counter(row.section for row in rows)
    rows = [row for row in rows if len(features(row.title, row.text)[0])]
    encoded = [features(row.title, row.text) for row in rows]
    bounds = np.cumsum([0, *(len(slots) for slots, _ in encoded)])[:-1]
    columns = np.concatenate([slots for slots, _ in encoded])
    values = np.concatenate([v for _, v in encoded])[:, None]
    owner = np.repeat(np.arange(len(rows)), [len(slots) for slots, _ in encoded])
    used, first = np.unique(np.sort(columns), return_index=True)
    order = np.argsort(columns, kind="stable")
    target = np.zeros((len(rows), len(SECTIONS)), np.float32)
    share = np.zeros((len(rows), 1), np.float32)
    for n, row in enumerate(rows):
        target[n, SECTIONS.index(row.section)] = 1
        share[n] = (1.0 if row.read else 0.35) / size[row.section] ** 0.85
    share /= share.sum()
    table = start.copy()
    speed = np.zeros_like(table)
    for _ in range(STEPS):
        scores = np.add.reduceat(values * table[columns], bounds) + table[SLOTS]
        p = np.exp(scores - scores.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        error = (p - target) * share
        step = RIDGE * (table - start)
        step[used] += np.add.reduceat((values * error[owner])[order], first)
        step[SLOTS] += error.sum(axis=0)
        speed = MOMENTUM * speed - RATE * step
        table += speed
    return table


def predict(table: Floats, row: Labelled) -> str:
    slots, values = features(row.title, row.text)
    return SECTIONS[int((values @ table[slots] + table[SLOTS]).argmax())]


def measure(rows: list[Labelled]) -> tuple[float, float, dict[str, tuple[float, int]]]:
    """Macro-F1, accuracy, and F1 with the number of articles by section; outlets held out."""
    pairs = []
    for fold in range(FOLDS):
        table = train([row for row in rows if row.fold != fold])
        pairs += [(row.section, predict(table, row)) for row in rows if row.fold == fold and row.read]
    gold, told, right = (Counter(values) for values in ((g for g, _ in pairs), (t for _, t in pairs),
                                                        (g for g, t in pairs if g == t)))  # fmt: skip
    scores = {
        s: (2 * right[s] / (gold[s] + told[s]) if gold[s] + told[s] else 0.0, gold[s]) for s in SECTIONS
    }
    macro = sum(f for f, _ in scores.values()) / len(SECTIONS)
    return macro, sum(right.values()) / len(pairs), scores


CARD = """# sections.bin

The section of an article ({sections}): half-precision weights of {slots} hashed words
and pairs of words for each, and a bias (`onrecord.stories.sections`).

- Data: {n} articles of AllSides, headlines with leads, ECB+ and news pages; some labelled by reading, the
  others by topic or address. Texts have no stated licence (ECB+ CC BY 3.0); only weights are shipped.
- Made by: `bench/train_sections.py`, a softmax regression drawn to weights by hand.
- Score, outlets held out: macro-F1 {macro:.3f}, accuracy {accuracy:.3f} on {read} labelled by reading, of
  which 78 are of PolNeAR (dev), that nothing is trained on. By section
  (F1, articles): {table}.
- Size: {size} bytes. SHA-256: {digest}
"""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--out", type=Path, default=ROOT / "src" / "onrecord" / "models_data")
    parser.add_argument("--measure", action="store_true")
    args = parser.parse_args()
    rows = load(args.data)
    macro, accuracy, scores = measure(rows)
    table = ", ".join(f"{name} {f:.2f} ({n})" for name, (f, n) in scores.items())
    print(f"{len(rows)} articles; macro-F1 {macro:.3f}, accuracy {accuracy:.3f}\n{table}")
    if args.measure:
        return
    data = train(rows).astype("<f2").tobytes()
    digest = hashlib.sha256(data).hexdigest()
    (args.out / "sections.bin").write_bytes(data)
    (args.out / "sections.sha256").write_text(f"{digest}  sections.bin\n", "ascii")
    read = sum(row.read for row in rows)
    trained = sum(not row.measured_only for row in rows)
    card = CARD.format(sections=", ".join(SECTIONS), slots=SLOTS, n=trained, read=read, macro=macro,
                       accuracy=accuracy, table=table, size=len(data), digest=digest)  # fmt: skip
    (args.out / "sections.md").write_text(card, "utf-8")


if __name__ == "__main__":
    main()
