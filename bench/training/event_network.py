"""The network that types events, its batches and its training loop."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from bench.training.event_data import TYPES, Sentence
from bench.training.network import Layer, Size, SteadyDropout
from onrecord.find.event_input import LONGEST, Marked, Part, best_span, marked

MASK = 103
EDGES = ("actor first", "actor last", "recipient first", "recipient last")


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is made of. `hide` is the share of pieces masked; `unmarked` of the sentences have no
    marks, so that the network must find actor and recipient, `half_marked` have the actor's only.
    """

    epochs: int = 11
    size: int = 16
    rate: float = 2.6e-4
    heads_rate: float = 1e-3
    decay: float = 0.85
    warm: float = 0.1
    smooth: float = 0.08
    told_weight: float = 0.5
    hide: float = 0.06
    unmarked: float = 0.2
    half_marked: float = 0.3
    edges_weight: float = 0.5
    average: float = 0.985
    frozen: int = 1
    layers: tuple[int, ...] = (0, 1, 3, 5)
    seed: int = 1


class TypeNetwork(nn.Module):
    """Word vectors of one marked sentence to scores of the types (and, in training, of descriptions)."""

    def __init__(self, size: Size, told: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.size = size
        self.places = nn.Embedding(LONGEST + 2, size.width)
        self.norm = nn.LayerNorm(size.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(size, dropout) for _ in size.layers)
        self.dropout = SteadyDropout(dropout)
        self.hidden = nn.Linear(4 * size.width, size.width)
        self.types = nn.Linear(size.width, len(TYPES))
        self.edges = nn.Sequential(nn.Linear(size.width, 128), nn.GELU(), nn.Linear(128, len(EDGES)))
        self.told = nn.Linear(size.width, told)

    def read(
        self, vectors: Tensor, actor: Tensor, recipient: Tensor, mask: Tensor | None
    ) -> tuple[Tensor, Tensor]:
        """A summary of each sentence `[sentences, width]`, and the scores of `EDGES` for each place."""
        x = vectors + self.places(torch.arange(vectors.shape[1]))
        x = self.dropout(self.norm(x))
        shut = None if mask is None else torch.where(mask, 0.0, -1e4)[:, None, None, :].to(x.dtype)
        for layer in self.layers:
            x = layer(x, shut)
        rows = torch.arange(x.shape[0])
        if mask is None:
            mean = x.mean(1)
        else:
            weights = mask.to(x.dtype)[:, :, None]
            mean = (x * weights).sum(1) / weights.sum(1)
        parts = [x[:, 0], mean, x[rows, actor], x[rows, recipient]]
        hidden: Tensor = self.hidden(self.dropout(torch.cat(parts, -1)[:, None])[:, 0])
        return functional.gelu(hidden), self.edges(self.dropout(x))

    def forward(
        self, vectors: Tensor, actor: Tensor, recipient: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        summary, edges = self.read(vectors, actor, recipient, mask)
        return self.types(summary), edges


def from_pretrained(weights: dict[str, Tensor], size: Size, told: int, dropout: float = 0.1) -> TypeNetwork:
    """A network whose layers start from BERT weights under their usual names."""
    network = TypeNetwork(size, told, dropout)
    kind = weights["embeddings.token_type_embeddings.weight"][0]
    state = {
        "places.weight": weights["embeddings.position_embeddings.weight"][: LONGEST + 2] + kind,
        "norm.weight": weights["embeddings.LayerNorm.weight"],
        "norm.bias": weights["embeddings.LayerNorm.bias"],
    }
    names = {
        "out": "attention.output.dense", "attention_norm": "attention.output.LayerNorm",
        "up": "intermediate.dense", "down": "output.dense", "norm": "output.LayerNorm",
    }  # fmt: skip
    for to, layer in enumerate(size.layers):
        base = f"encoder.layer.{layer}"
        for part in ("weight", "bias"):
            for ours, theirs in names.items():
                state[f"layers.{to}.{ours}.{part}"] = weights[f"{base}.{theirs}.{part}"]
            qkv = [weights[f"{base}.attention.self.{n}.{part}"] for n in ("query", "key", "value")]
            state[f"layers.{to}.qkv.{part}"] = torch.cat(qkv)
    network.load_state_dict(state, strict=False)
    return network


@dataclass(frozen=True, slots=True)
class Sample:
    """A marked sentence with its type, descriptions, and places of the four `EDGES` (-100: not asked)."""

    read: Marked
    type: int
    told: tuple[int, ...]
    edges: tuple[int, int, int, int]


def sample_of(one: Sentence, marks: int, told: Mapping[str, int], tokenizer: Tokenizer) -> Sample:
    """The sentence with no marks (0), the actor's (1), or both (2)."""
    actor, recipient = (p[0] if p else None for p in (one.actors, one.recipients))
    read = marked(one.text, actor if marks > 0 else None, recipient if marks > 1 else None, tokenizer)
    edges = (
        *(places_of(read, actor) if marks < 1 else (-100, -100)),
        *(places_of(read, recipient) if marks < 2 else (-100, -100)),
    )
    return Sample(read, TYPES.index(one.type), tuple(told[t] for t in one.told if t in told), edges)


def places_of(read: Marked, part: Part | None) -> tuple[int, int]:
    """The places of the first and last piece of a stretch of the text, or -100 twice."""
    if part is None:
        return -100, -100
    inside = [i for i, (a, b) in enumerate(read.offsets) if a < part[1] and b > part[0]]
    return (inside[0], inside[-1]) if inside else (-100, -100)


def _drawn(
    sentences: Sequence[Sentence],
    told: Mapping[str, int],
    tokenizer: Tokenizer,
    draw: random.Random,
    plan: Plan,
) -> list[Sample]:
    out = []
    for one in sentences:
        at = draw.random()
        marks = 0 if at < plan.unmarked else 1 if at < plan.unmarked + plan.half_marked else 2
        out.append(sample_of(one, marks, told, tokenizer))
    return out


def _padded(samples: Sequence[Sample], noise: np.random.Generator | None, hide: float) -> tuple[Tensor, ...]:
    longest = max(len(s.read.ids) for s in samples)
    ids = np.zeros((len(samples), longest), np.int64)
    mask = np.zeros((len(samples), longest), bool)
    for i, s in enumerate(samples):
        row = s.read.ids.astype(np.int64)
        if noise is not None:
            hidden = noise.random(len(row)) < hide
            hidden[[0, s.read.actor, s.read.recipient]] = False
            row = np.where(hidden, MASK, row)
        ids[i, : len(row)] = row
        mask[i, : len(row)] = True
    actor = np.array([s.read.actor for s in samples])
    recipient = np.array([s.read.recipient for s in samples])
    return tuple(torch.from_numpy(a) for a in (ids, mask, actor, recipient))


def _batches(samples: Sequence[Sample], size: int, draw: random.Random) -> list[list[Sample]]:
    """Batches of like length, in random order."""
    order = sorted(range(len(samples)), key=lambda i: len(samples[i].read.ids) + draw.random() * 12)
    cut = [[samples[i] for i in order[at : at + size]] for at in range(0, len(order), size)]
    draw.shuffle(cut)
    return cut


def train(
    weights: dict[str, Tensor], table: Tensor, sentences: Sequence[Sentence], tokenizer: Tokenizer, plan: Plan
) -> TypeNetwork:
    """A network trained on the sentences: the moving average of its weights."""
    torch.manual_seed(plan.seed)
    draw, noise = random.Random(plan.seed), np.random.default_rng(plan.seed)
    told = sorted({t for s in sentences for t in s.told})
    places = {name: i for i, name in enumerate(told)}
    network = from_pretrained(weights, Size(plan.layers), len(told))
    for module in (network.places, network.norm, *network.layers[: plan.frozen]):
        module.requires_grad_(False)
    groups = _groups(network, plan)
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
    rates = [group["lr"] for group in optimizer.param_groups]
    averaged = torch.optim.swa_utils.AveragedModel(
        network, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(plan.average)
    )
    steps = plan.epochs * math.ceil(len(sentences) / plan.size)
    step = 0
    for _ in range(plan.epochs):
        network.train()
        for batch in _batches(_drawn(sentences, places, tokenizer, draw, plan), plan.size, draw):
            done = step / steps
            scale = min(1.0, (done + 1e-3) / plan.warm) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * done)))
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * scale
            optimizer.zero_grad(set_to_none=True)
            loss = _loss(network, table, batch, noise, plan)
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            averaged.update_parameters(network)
            step += 1
    averaged.module.eval()
    return averaged.module  # type: ignore[return-value]


def _loss(
    network: TypeNetwork, table: Tensor, batch: list[Sample], noise: np.random.Generator, plan: Plan
) -> Tensor:
    ids, mask, actor, recipient = _padded(batch, noise, plan.hide)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        summary, edges = network.read(table[ids], actor, recipient, mask)
        types, told = network.types(summary).float(), network.told(summary).float()
    loss = functional.cross_entropy(types, torch.tensor([s.type for s in batch]), label_smoothing=plan.smooth)
    target = torch.zeros_like(told)
    for i, s in enumerate(batch):
        for t in s.told:
            target[i, t] = 1.0
    loss = loss + plan.told_weight * 10 * functional.binary_cross_entropy_with_logits(told, target)
    wanted = torch.tensor([s.edges for s in batch])
    if (wanted >= 0).any():
        scores = edges.float().masked_fill(~mask[:, :, None], -1e4).transpose(1, 2)
        loss = loss + plan.edges_weight * functional.cross_entropy(
            scores.flatten(0, 1), wanted.flatten(), ignore_index=-100
        )
    return loss


def _groups(network: TypeNetwork, plan: Plan) -> list[dict[str, object]]:
    depth = len(network.layers)
    found: dict[tuple[float, float], list[nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        rate = plan.heads_rate
        if name.startswith("layers."):
            rate = plan.rate * plan.decay ** (depth - 1 - int(name.split(".")[1]))
        found.setdefault((rate, 0.01 if parameter.ndim > 1 else 0.0), []).append(parameter)
    return [{"params": p, "lr": rate, "weight_decay": decay} for (rate, decay), p in found.items()]


@torch.no_grad()  # type: ignore[untyped-decorator]
def scores_of(
    network: TypeNetwork, table: Tensor, sentences: Sequence[Sentence], tokenizer: Tokenizer
) -> tuple[np.ndarray, list[tuple[Part | None, Part | None]]]:  # type: ignore[type-arg]
    """Log probabilities `[sentences, types]` with both marks; the actor without, the recipient with one."""
    rows, spans = [], []
    for one in sentences:
        found: list[Part | None] = []
        for marks in (2, 0, 1):
            sample = sample_of(one, marks, {}, tokenizer)
            ids, _, actor, recipient = _padded([sample], None, 0.0)
            types, edges = network(table[ids], actor, recipient)
            if marks == 2:
                rows.append(types.log_softmax(-1)[0].numpy())
            else:
                found.append(best_span(edges[0].numpy(), sample.read, 0 if marks == 0 else 2))
        spans.append((found[0], found[1]))
    return np.stack(rows), spans
