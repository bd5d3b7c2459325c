"""The labelled articles that stories are measured and trained on, in the order of their dates."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.stories.article import Article

STORIES = Path(__file__).parents[2] / "shared" / "data" / "stories"
SETS = ("allsides", "headlines", "ecbplus")
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Labelled:
    article: Article
    story: str
    topic: str

    @property
    def fold(self) -> int:
        """Stories go into folds by a hash of their label."""
        return int(hashlib.sha256(self.story.encode()).hexdigest(), 16) % FOLDS


def load(name: str, folder: Path = STORIES) -> list[Labelled]:
    """The articles of a set by date; those without one come first, in the order of the file."""
    with gzip.open(folder / f"{name}.dev.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    rows.sort(key=lambda row: row.get("date") or "")
    return [
        Labelled(
            Article(row["id"], row["text"], row.get("title", ""), row.get("date") or None, row.get("source")),
            f"{name}:{row['story']}", row.get("topic", ""),
        )
        for row in rows
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Score:
    """How well a grouping agrees with the labels, each 0–1."""

    bcubed: float
    pairs: float
    rand: float

    @property
    def total(self) -> float:
        return self.bcubed + self.pairs


def score(gold: Sequence[Hashable], found: Sequence[Hashable]) -> Score:
    """BCubed F1, pair F1 and the adjusted Rand index."""
    both, gold_sizes, found_sizes = Counter(zip(gold, found, strict=True)), Counter(gold), Counter(found)
    precision = sum(n * n / found_sizes[f] for (_, f), n in both.items()) / len(gold)
    recall = sum(n * n / gold_sizes[g] for (g, _), n in both.items()) / len(gold)
    hits, truth, told = (_pairs(sizes) for sizes in (both, gold_sizes, found_sizes))
    chance = truth * told / (len(gold) * (len(gold) - 1) / 2)
    middle = (truth + told) / 2
    rand = (hits - chance) / (middle - chance) if middle != chance else 1.0
    return Score(2 * precision * recall / (precision + recall), 2 * hits / (truth + told), rand)


def _pairs(sizes: Counter[Hashable] | Counter[tuple[Hashable, Hashable]]) -> int:
    return sum(n * (n - 1) // 2 for n in sizes.values())


def members(found: Sequence[int]) -> dict[int, list[int]]:
    """The numbers of the articles of each story."""
    groups: dict[int, list[int]] = defaultdict(list)
    for number, story in enumerate(found):
        groups[story].append(number)
    return groups
