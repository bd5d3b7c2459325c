"""Runs a network in torch over articles and decodes it as the shipped finder does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from bench.training.chain import step_scores
from bench.training.data import Article
from bench.training.network import Network
from bench.training.score import Guess, judge
from onrecord.find.decode import Chain, Linked, Scores, best_labels, link
from onrecord.find.windows import CLS, Pieces, windows_of


def scores_of(
    network: Network, table: Tensor, pieces: Pieces, size: int = 256, context: int = 48
) -> list[Scores]:
    """The network's scores of every window of one article."""
    found = []
    for window in windows_of(pieces, size, context):
        part = slice(window.lo, window.hi)

        def column(values: np.ndarray, head: int, part: slice = part) -> Tensor:  # type: ignore[type-arg]
            return torch.from_numpy(np.concatenate(([head], values[part])).astype(np.int64))[None]

        with torch.no_grad():
            emissions, cue, source, _ = network(
                table[column(pieces.ids, CLS)], column(pieces.shape, 0), column(pieces.quote, 0),
                column(pieces.start, 0),
            )  # fmt: skip
        found.append(Scores(window, *(out[0].float().numpy() for out in (emissions, cue, source))))
    return found


def chain_of(network: Network) -> Chain:
    steps = step_scores(network.steps).detach().numpy()
    return Chain(steps, np.zeros(len(steps), np.float32))


def statements_of(scores: Sequence[Scores], pieces: Pieces, chain: Chain) -> list[Linked]:
    """Decoded statements of one article."""
    if not scores:
        return []
    emissions = np.concatenate([s.emissions[1 + s.window.core - s.window.lo :] for s in scores])
    labels, certainty = best_labels(emissions, pieces, chain)
    return link(scores, pieces, labels, certainty)


def guess_of(linked: Linked, pieces: Pieces) -> Guess:
    def place(span: tuple[int, int]) -> tuple[int, int]:
        return int(pieces.starts[span[0]]), int(pieces.ends[span[1] - 1])

    return Guess([place(c) for c in linked.content], [place(linked.source)] if linked.source else [])


def evaluate(
    network: Network, table: Tensor, articles: Sequence[Article], pieces: Sequence[Pieces]
) -> Counter[str]:
    """Counts over articles."""
    network.eval()
    chain = chain_of(network)
    counts: Counter[str] = Counter()
    for article, own in zip(articles, pieces, strict=True):
        guesses = [guess_of(one, own) for one in statements_of(scores_of(network, table, own), own, chain)]
        counts += judge(article, guesses)[0]
    return counts
