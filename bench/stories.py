"""Measure stories beside a single-pass TF-IDF grouping, on the labelled sets.

    stories.py [--data ../shared/data/stories]

Each set is streamed whole in the order of its dates. Cross-validated by story: what decides on an article
was trained on pairs that do not touch its story's fold. The baseline's threshold is the best of nine for
the very set, which favours it.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

if not __package__:
    sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.story_data import FOLDS, SETS, STORIES, Labelled, Score, load, score
from bench.train_stories import pairs_of, train
from onrecord.stories.grouping import Grouping
from onrecord.stories.shelf import Memory
from onrecord.stories.sketch import sketch
from onrecord.stories.tokens import WORD, stop_terms, terms, tokens
from onrecord.stories.weights import Weights

THRESHOLDS = (0.14, 0.17, 0.2, 0.23, 0.26, 0.3, 0.35, 0.4, 0.5)


def grouped(rows: list[Labelled], weights: list[Weights]) -> list[int]:
    """The cluster of each article; `weights[fold]` decide on the articles of that fold."""
    shelf = Memory()
    grouping = Grouping(shelf, weights[0])
    for number, row in enumerate(rows):
        grouping.weights = weights[row.fold]
        grouping.place(number, sketch(row.article, tokens(row.article.text), shelf.counts))
    return [shelf.cluster(number) for number in range(len(rows))]


def baseline(rows: list[Labelled], threshold: float) -> list[int]:
    """Single pass: an article joins the story whose centroid is most alike by TF-IDF, or founds one."""
    vectors = list(_vectors(rows))
    centroids: list[dict[int, float]] = []
    lengths: list[float] = []
    found = []
    for vector in vectors:
        best, near = -1, threshold
        for place, centroid in enumerate(centroids):
            cosine = sum(w * centroid[t] for t, w in vector.items() if t in centroid) / lengths[place]
            if cosine >= near:
                best, near = place, cosine
        if best < 0:
            best = len(centroids)
            centroids.append({})
            lengths.append(1.0)
        centroid = centroids[best]
        for t, w in vector.items():
            centroid[t] = centroid.get(t, 0.0) + w
        lengths[best] = math.sqrt(sum(w * w for w in centroid.values()))
        found.append(best)
    return found


def _vectors(rows: list[Labelled]) -> Iterator[dict[int, float]]:
    stop = stop_terms()
    tallies = [
        Counter(t for t in terms(WORD.findall(f"{row.article.title} {row.article.text}")) if t not in stop)
        for row in rows
    ]
    frequency = Counter(t for tally in tallies for t in tally)
    for tally in tallies:
        weighted = {t: (1 + math.log(n)) * math.log(1 + len(rows) / frequency[t]) for t, n in tally.items()}
        length = math.sqrt(sum(w * w for w in weighted.values())) or 1.0
        yield {t: w / length for t, w in weighted.items()}


def measure(folder: Path, *, beside: bool = True) -> Iterator[tuple[str, Score, Score | None]]:
    """For each set: its name, ours cross-validated, and the baseline."""
    sets = {name: load(name, folder) for name in SETS}
    pairs = {name: pairs_of(rows) for name, rows in sets.items()}
    weights = [train(pairs.values(), fold) for fold in range(FOLDS)]
    for name, rows in sets.items():
        gold = [row.story for row in rows]
        ours = score(gold, grouped(rows, weights))
        peer = None
        if beside:
            peer = max((score(gold, baseline(rows, t)) for t in THRESHOLDS), key=lambda s: s.total)
        yield name, ours, peer


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=STORIES)
    parser.add_argument("--alone", action="store_true", help="without the baseline")
    args = parser.parse_args()
    print(f"{'set':10} {'BCubed F1':>10} {'pair F1':>8} {'ARI':>6}   baseline, and how far above it")
    for name, ours, peer in measure(args.data, beside=not args.alone):
        line = f"{name:10} {ours.bcubed:10.3f} {ours.pairs:8.3f} {ours.rand:6.3f}"
        if peer:
            line += f"   {peer.bcubed:.3f} / {peer.pairs:.3f} / {peer.rand:.3f}"
            line += f"   {ours.bcubed - peer.bcubed:+.3f} / {ours.pairs - peer.pairs:+.3f}"
        print(line, flush=True)


if __name__ == "__main__":
    main()
