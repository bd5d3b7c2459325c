"""Which story an article belongs to, decided as it comes, in one pass.

An article meets the few that share its rarest terms. A story's likeness is the mean over its members
nearest to the article, so that one chance resemblance does not chain two stories into one. The best story
above 0 takes the article; otherwise it founds one. What an article brings to light is put right at once:
two stories that it ties together are merged, and a neighbour that fits it better than its own story moves.
The cost of one article does not depend on how many there are.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from onrecord.stories.likeness import likeness
from onrecord.stories.shelf import Shelf
from onrecord.stories.sketch import Sketch
from onrecord.stories.weights import Weights, weights

RARE = 24
CANDIDATES = 12
NEAREST = 5
"""How many of a story's members are asked; the mean of their answers decides."""
MERGED = 2_000
"""A story of more members than this is not moved into another."""


@dataclass(slots=True)
class Grouping:
    """Puts articles into the clusters of a shelf."""

    shelf: Shelf
    weights: Weights = field(default_factory=weights)
    accept: float = 0.4
    """What the likeness to a story must exceed; chosen on the labelled sets, cross-validated."""
    tie: float = 0.5
    """How far above 0 the likeness of two stories must be to merge them, or that of a move."""

    def place(self, number: int, sketch: Sketch, twin: int | None = None) -> int:
        """Put an article in; the cluster's number. `twin` is an earlier article with the same text."""
        rare, new = list(sketch.terms.items())[:RARE], sketch.pack()
        if twin is not None:
            cluster = self.shelf.cluster(twin)
            self.shelf.put(number, new, sketch.day, rare, cluster)
            return cluster
        logits = self._logits(new, self.shelf.near(rare, sketch.day, CANDIDATES))
        scores = self._scores(new, logits)
        cluster, score = max(scores.items(), key=lambda item: (item[1], -item[0]), default=(number, 0.0))
        if score <= self.accept:
            cluster = number
        self.shelf.put(number, new, sketch.day, rare, cluster)
        if len(scores) > (cluster in scores):
            cluster = self._settle(number, logits, scores)
        return cluster

    def _logits(self, one: bytes, others: list[int]) -> dict[int, float]:
        return dict(zip(others, likeness(one, self.shelf.sketches(others), self.weights), strict=True))

    def _scores(self, new: bytes, logits: dict[int, float]) -> dict[int, float]:
        """The likeness of the article to each cluster that one of its neighbours is in."""
        by: dict[int, list[int]] = defaultdict(list)
        for other in logits:
            by[self.shelf.cluster(other)].append(other)
        scores = {}
        for cluster, near in by.items():
            if max(logits[other] for other in near) > self.accept:
                scores[cluster] = self._score(new, near, logits, cluster)
        return scores

    def _score(self, new: bytes, near: list[int], logits: dict[int, float], cluster: int) -> float:
        known = sorted((logits[other] for other in near), reverse=True)[:NEAREST]
        if len(known) < min(NEAREST, self.shelf.size(cluster)):
            rest = [other for other in self.shelf.latest(cluster, NEAREST) if other not in near]
            more = self._logits(new, rest[: NEAREST - len(known)])
            logits |= more
            known += more.values()
        return sum(known) / len(known)

    def _settle(self, number: int, logits: dict[int, float], scores: dict[int, float]) -> int:
        """Merge what the article ties together; move neighbours that fit it better than their own story."""
        for cluster in sorted(scores, key=lambda c: (-scores[c], c)):
            mine = self.shelf.cluster(number)
            if cluster != mine and scores[cluster] > self.accept and self._alike(mine, cluster) > self.tie:
                small, large = sorted((mine, cluster), key=lambda c: (self.shelf.size(c), -c))
                if self.shelf.size(small) <= MERGED:
                    self.shelf.move(self.shelf.members(small), large)
        for other, logit in sorted(logits.items(), key=lambda item: (-item[1], item[0])):
            mine, theirs = self.shelf.cluster(number), self.shelf.cluster(other)
            if logit > self.accept + self.tie and theirs != mine:
                here, there = self._fit(other, mine), self._fit(other, theirs)
                if here > max(self.accept, there if self.shelf.size(theirs) > 1 else self.accept) + self.tie:
                    self.shelf.move([other], mine)
        return self.shelf.cluster(number)

    def _fit(self, article: int, cluster: int) -> float:
        """The mean likeness of an article to the latest others of a cluster."""
        others = [other for other in self.shelf.latest(cluster, NEAREST + 1) if other != article][:NEAREST]
        (own,) = self.shelf.sketches([article])
        found = self._logits(own, others)
        return sum(found.values()) / len(found) if found else 0.0

    def _alike(self, a: int, b: int) -> float:
        """The mean likeness of the latest members of two clusters."""
        left = self.shelf.sketches(self.shelf.latest(a, NEAREST))
        right = self.shelf.sketches(self.shelf.latest(b, NEAREST))
        found = [logit for one in left for logit in likeness(one, right, self.weights)]
        return sum(found) / len(found)
