"""The loss of a chain of labels (a linear-chain conditional random field), for a batch of windows."""

from __future__ import annotations

import torch
from torch import Tensor

from onrecord.find.decode import NEVER, allowed_steps


def step_scores(steps: Tensor) -> Tensor:
    """Learned steps with the impossible ones ruled out."""
    return steps.masked_fill(~torch.from_numpy(allowed_steps()), NEVER)


def chain_loss(emissions: Tensor, labels: Tensor, inside: Tensor, steps: Tensor, first: Tensor) -> Tensor:
    """Negative log likelihood of the labels, averaged over words.

    `emissions` [windows, words, labels]; `labels` and `inside` [windows, words], words left-aligned.
    """
    width = emissions.shape[1]
    own = emissions.gather(2, labels[:, :, None])[:, :, 0]
    moves = steps[labels[:, :-1], labels[:, 1:]]
    gold = (own * inside).sum() + (moves * inside[:, 1:]).sum() + first[labels[:, 0]].sum()
    score = first + emissions[:, 0]
    for i in range(1, width):
        moved = torch.logsumexp(score[:, :, None] + steps, 1) + emissions[:, i]
        score = torch.where(inside[:, i, None], moved, score)
    total = torch.logsumexp(score, 1).sum()
    return (total - gold) / inside.sum()
