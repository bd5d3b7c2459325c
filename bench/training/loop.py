"""One training run: batches, losses, schedule, moving average."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, distributed, nn
from torch.nn import functional

from bench.training.batches import Batch, batches, cut, gather
from bench.training.chain import chain_loss, step_scores
from bench.training.data import Sample
from bench.training.network import Network

Report = Callable[[int, Network], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is made of.

    `rate` is the last layer's learning rate; each layer below has `decay` of it. `places` is the size of a
    process's batch; `gold_weight` what the data's own labels count beside a teacher's; `masked` the share
    of words hidden; `average` the decay of the moving average of the weights.
    """

    epochs: float = 5.0
    rate: float = 2.5e-4
    heads_rate: float = 8e-4
    decay: float = 0.88
    places: int = 1280
    size: int = 192
    warm: float = 0.06
    average: float = 0.996
    smooth: float = 0.03
    pointer_weight: float = 0.4
    name_weight: float = 0.15
    gold_weight: float = 0.35
    masked: float = 0.06
    seed: int = 1


def losses(network: Network, table: Tensor, batch: Batch, plan: Plan) -> Tensor:
    """The sum of the heads' losses on one batch; a teacher's labels count before those of the data."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        mask = torch.where(batch.mask, 0.0, -1e4)[:, None, None, :].to(torch.bfloat16)
        outputs = network(table[batch.ids], batch.shape, batch.quote, batch.start, mask)
    emissions, cue, source, names = (out.float() for out in outputs)
    labels = emissions.shape[2]
    words = emissions.gather(1, batch.word[:, :, None].expand(-1, -1, labels))
    total = chain_loss(words, batch.labels, batch.inside, step_scores(network.steps), network.first)
    if batch.soft is None:
        total = total + 0.3 * functional.cross_entropy(
            words[batch.inside], batch.labels[batch.inside], label_smoothing=plan.smooth
        )
    else:
        told = batch.soft.gather(1, batch.word[:, :, None].expand(-1, -1, labels))[batch.inside]
        total = plan.gold_weight * total + functional.cross_entropy(words[batch.inside], told)
    shut = ~batch.mask[:, None, :]
    for scores, target in ((cue, batch.cue), (source, batch.source)):
        if (target >= 0).any():
            scores = scores.masked_fill(shut, -1e4)
            total = total + plan.pointer_weight * functional.cross_entropy(
                scores.flatten(0, 1), target.flatten(), ignore_index=-100
            )
    if (batch.names >= 0).any():
        total = total + plan.name_weight * functional.cross_entropy(
            names.flatten(0, 1), batch.names.flatten(), ignore_index=-100
        )
    return total


def groups(network: Network, plan: Plan) -> list[dict[str, object]]:
    """Parameters with their learning rates: smaller further down, no decay on vectors."""
    depth = len(network.encoder.layers)
    found: dict[tuple[float, float], list[nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        if name.startswith("encoder.layers."):
            rate = plan.rate * plan.decay ** (depth - 1 - int(name.split(".")[2]))
        elif name.startswith(("encoder.shape", "encoder.quote", "encoder.start")):
            rate = plan.rate * 2
        elif name.startswith("encoder."):
            rate = plan.rate * plan.decay**depth
        else:
            rate = plan.heads_rate
        weight_decay = 0.01 if parameter.ndim > 1 else 0.0
        found.setdefault((rate, weight_decay), []).append(parameter)
    return [{"params": p, "lr": rate, "weight_decay": decay} for (rate, decay), p in found.items()]


def train(network: Network, table: Tensor, samples: Sequence[Sample], plan: Plan, report: Report) -> Network:
    """Trains in place and returns the network with the moving average of its weights.

    `report(epoch, averaged)` is called after each epoch. Where several processes train together, each
    takes its share of every round of batches, and all take the same step.
    """
    rank, world = _place()
    torch.manual_seed(plan.seed + 1000 * rank)
    draw, noise = random.Random(plan.seed), np.random.default_rng((plan.seed, rank))
    optimizer = torch.optim.AdamW(groups(network, plan), betas=(0.9, 0.98), fused=True)
    rates = [group["lr"] for group in optimizer.param_groups]
    per_epoch = sum(1 for _ in batches(cut(samples, random.Random(0), plan.size), draw, plan.places)) // world
    last = max(1, int(per_epoch * plan.epochs))
    averaged = torch.optim.swa_utils.AveragedModel(
        network, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(plan.average)
    )
    step, epoch, running, began, done = 0, 0, 0.0, time.time(), 0.0
    while done < 1.0:
        network.train()
        packs = list(batches(cut(samples, draw, plan.size), draw, plan.places))
        packs = packs[rank : len(packs) // world * world : world]
        for pack in packs:
            scale = min(1.0, (done + 1e-3) / plan.warm) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * done)))
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * scale
            optimizer.zero_grad(set_to_none=True)
            value = losses(network, table, gather(pack, noise, plan.masked), plan)
            value.backward()
            _agree(network, world)
            done = min(1.0, (step + 1) / last)
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            if rank == 0:
                averaged.update_parameters(network)
            running = value.item() if step == 0 else 0.98 * running + 0.02 * value.item()
            step += 1
            if step % 25 == 0 and rank == 0:
                pace = (time.time() - began) / step
                print(f"step {step}/{last} {done:.3f} loss {running:.4f} {pace:.2f} s/step", flush=True)
            if done >= 1.0:
                break
        epoch += 1
        averaged.module.eval()
        if rank == 0:
            report(epoch, averaged.module)
    return averaged.module  # type: ignore[return-value]


def _place() -> tuple[int, int]:
    """This process's number, and how many train together."""
    together = distributed.is_available() and distributed.is_initialized()
    return (distributed.get_rank(), distributed.get_world_size()) if together else (0, 1)


def _agree(network: Network, world: int) -> None:
    """Averages the gradients of all processes in place."""
    if world == 1:
        return
    own = list(network.parameters())
    parts = [torch.zeros_like(p) if p.grad is None else p.grad for p in own]
    flat = torch.cat([part.flatten() for part in parts])
    distributed.all_reduce(flat)
    flat /= world
    at = 0
    for parameter in own:
        parameter.grad = flat[at : at + parameter.numel()].view_as(parameter).clone()
        at += parameter.numel()
