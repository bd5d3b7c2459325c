"""The network of the statement finder: a small BERT with features beside the words, and its heads.

Heads, for every word of a window: `emissions` (one score a label, decoded as a chain), `cue` and
`source` pointers (which word begins the cue, or the source, that this word belongs with; the window's
first place means none), and `names` (labels of proper names).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from onrecord.find.windows import NAME_LABELS, POINTER, QUOTES, SHAPES, STARTS, STATEMENT_LABELS


@dataclass(frozen=True, slots=True)
class Size:
    """Layers taken from the pretrained encoder (by index), and the fixed widths of MiniLM."""

    layers: tuple[int, ...] = (0, 1, 2, 3, 4, 5)
    width: int = 384
    heads: int = 12
    inner: int = 1536
    places: int = 512


class SteadyDropout(nn.Module):
    """Dropout whose mask is shared by all places of a window: cheap to draw, and harder to see round."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or self.rate == 0.0:
            return x
        keep = torch.rand(x.shape[0], 1, x.shape[2]) >= self.rate
        return x * (keep.to(x.dtype) / (1.0 - self.rate))


class Layer(nn.Module):
    """One transformer layer, normalised after each sum as in BERT."""

    def __init__(self, size: Size, dropout: float) -> None:
        super().__init__()
        self.heads = size.heads
        self.qkv = nn.Linear(size.width, 3 * size.width)
        self.out = nn.Linear(size.width, size.width)
        self.attention_norm = nn.LayerNorm(size.width, eps=1e-12)
        self.up = nn.Linear(size.width, size.inner)
        self.down = nn.Linear(size.inner, size.width)
        self.norm = nn.LayerNorm(size.width, eps=1e-12)
        self.dropout = SteadyDropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        b, t, d = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        scores = (q * (d // self.heads) ** -0.5) @ k.transpose(2, 3)
        if mask is not None:
            scores = scores + mask
        mixed = scores.softmax(-1).to(v.dtype) @ v
        mixed = self.out(mixed.transpose(1, 2).reshape(b, t, d))
        x = self.attention_norm(x + self.dropout(mixed))
        return self.norm(x + self.dropout(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Word vectors and feature ids `[windows, places]` to states `[windows, places, width]`."""

    def __init__(self, size: Size, dropout: float = 0.1) -> None:
        super().__init__()
        self.places = nn.Embedding(size.places, size.width)
        self.shape = nn.Embedding(SHAPES, size.width)
        self.quote = nn.Embedding(QUOTES, size.width)
        self.start = nn.Embedding(STARTS, size.width)
        self.norm = nn.LayerNorm(size.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(size, dropout) for _ in size.layers)
        self.dropout = SteadyDropout(dropout)
        for feature in (self.shape, self.quote, self.start):
            nn.init.normal_(feature.weight, std=0.005)

    def forward(
        self, vectors: Tensor, shape: Tensor, quote: Tensor, start: Tensor, mask: Tensor | None = None
    ) -> Tensor:
        place = torch.arange(vectors.shape[1])
        x = vectors + self.places(place) + self.shape(shape) + self.quote(quote) + self.start(start)
        x = self.dropout(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask)
        return x


class Pointer(nn.Module):
    """Scores `[windows, places, places]`: for each place, which place it points to."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.ask = nn.Linear(width, POINTER)
        self.key = nn.Linear(width, POINTER)

    def forward(self, x: Tensor) -> Tensor:
        scores: Tensor = self.ask(x) @ self.key(x).transpose(1, 2)
        return scores / POINTER**0.5


class Network(nn.Module):
    """Encoder and heads. Word vectors come from outside, so that several networks can share one table."""

    def __init__(self, size: Size, dropout: float = 0.1) -> None:
        super().__init__()
        labels = len(STATEMENT_LABELS)
        self.size = size
        self.encoder = Encoder(size, dropout)
        self.hidden = nn.Linear(size.width, 256)
        self.emissions = nn.Linear(256, labels)
        self.cue = Pointer(size.width)
        self.source = Pointer(size.width)
        self.names = nn.Linear(size.width, len(NAME_LABELS))
        self.steps = nn.Parameter(torch.zeros(labels, labels))
        self.first = nn.Parameter(torch.zeros(labels))
        self.dropout = SteadyDropout(dropout)

    def forward(
        self, vectors: Tensor, shape: Tensor, quote: Tensor, start: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        x = self.encoder(vectors, shape, quote, start, mask)
        y = self.dropout(x)
        emissions = self.emissions(functional.gelu(self.hidden(y)))
        return emissions, self.cue(y), self.source(y), self.names(y)


def from_pretrained(weights: Mapping[str, Tensor], size: Size, dropout: float = 0.1) -> Network:
    """A network whose encoder starts from BERT weights under their usual names; the heads start at random."""
    network = Network(size, dropout)
    encoder = network.encoder
    kind = weights["embeddings.token_type_embeddings.weight"][0]
    state = {
        "places.weight": weights["embeddings.position_embeddings.weight"] + kind,
        "norm.weight": weights["embeddings.LayerNorm.weight"],
        "norm.bias": weights["embeddings.LayerNorm.bias"],
    }
    names = {
        "out": "attention.output.dense",
        "attention_norm": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm": "output.LayerNorm",
    }
    for to, layer in enumerate(size.layers):
        for part in ("weight", "bias"):
            for ours, theirs in names.items():
                state[f"layers.{to}.{ours}.{part}"] = weights[f"encoder.layer.{layer}.{theirs}.{part}"]
            qkv = [
                weights[f"encoder.layer.{layer}.attention.self.{n}.{part}"] for n in ("query", "key", "value")
            ]
            state[f"layers.{to}.qkv.{part}"] = torch.cat(qkv)
    missing, unexpected = encoder.load_state_dict(state, strict=False)
    if unexpected or any(name.split(".")[0] not in {"shape", "quote", "start"} for name in missing):
        raise ValueError(f"not a MiniLM encoder: missing {missing}, unexpected {unexpected}")
    return network


def layers_of(teacher: Network, layers: tuple[int, ...], dropout: float) -> Network:
    """A smaller network that starts as some layers of a larger one, with its heads."""
    student = Network(Size(layers), dropout)
    state = {}
    for name, value in teacher.state_dict().items():
        parts = name.split(".")
        if name.startswith("encoder.layers."):
            if int(parts[2]) not in layers:
                continue
            parts[2] = str(layers.index(int(parts[2])))
        state[".".join(parts)] = value.clone()
    student.load_state_dict(state)
    return student
