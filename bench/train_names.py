"""Trains the names head of a finder anew on the states of its encoder, which stay as they are.

    python bench/label_names.py --data ../shared/data --out names.jsonl
    python bench/train_names.py --names names.jsonl --model accurate --out src/onrecord/models_data

Needs torch and onnx. The head reads the encoder's middle and last layer; the graph keeps every other weight.
Every tenth text is held out: the figures are agreement with the labels there, not truth.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

if not __package__:
    sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "src")]

import numpy as np
import onnx
import onnxruntime
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from bench.training.graph import fuse_attention, save
from bench.training.names_graph import layer_norms, put_head
from onrecord.find.encoder import feed_of, words_of
from onrecord.find.windows import NAME_LABELS, SEP, Pieces, pieces_of, windows_of
from onrecord.text.paragraphs import paragraphs

WINDOW, CONTEXT = 192, 32
WIDTH, REACH, CHUNK = 128, 5, 128


@dataclass(frozen=True, slots=True)
class Text:
    """One labelled text: states `[pieces, 2 * width]`, labels with −100 off the first pieces of words."""

    states: NDArray[np.float16]
    labels: NDArray[np.int64]


class Head(nn.Module):
    """Name scores of every piece from its states and its neighbours' hidden ones."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.into = nn.Linear(width, WIDTH)
        self.near = nn.Conv1d(WIDTH, WIDTH, REACH, padding=REACH // 2, groups=WIDTH)
        self.mix = nn.Linear(WIDTH, WIDTH)
        self.out = nn.Linear(WIDTH, len(NAME_LABELS))

    def forward(self, x: Tensor) -> Tensor:
        h = functional.gelu(self.into(x))
        h = h + self.near(h.transpose(1, 2)).transpose(1, 2)
        scores: Tensor = self.out(functional.gelu(self.mix(h)))
        return scores


def labels_of(pieces: Pieces, names: list[tuple[int, int, str]]) -> NDArray[np.int64]:
    """A label for the first piece of each word; separators and later pieces get −100."""
    labels = np.where(pieces.first & (pieces.ids != SEP), 0, -100).astype(np.int64)
    for start, end, kind in names:
        inside = np.flatnonzero((pieces.starts >= start) & (pieces.starts < end) & (labels >= 0))
        if len(inside):
            labels[inside] = NAME_LABELS.index(f"I-{kind}")
            labels[inside[0]] = NAME_LABELS.index(f"B-{kind}")
    return labels


def read(path: Path, session: onnxruntime.InferenceSession, folder: Path, every: int) -> list[Text]:
    """The labelled texts with the encoder's states."""
    tokenizer = Tokenizer.from_file(str(folder / "pieces.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    rows, scales = words_of((folder / "words.bin").read_bytes())
    found = []
    for number, line in enumerate(path.read_text("utf8").splitlines()):
        if number % every:
            continue
        row = json.loads(line)
        pieces = pieces_of(row["text"], list(paragraphs(row["text"])), tokenizer)
        parts = []
        for window in windows_of(pieces, WINDOW, CONTEXT):
            states = session.run(["middle", "last"], feed_of(pieces, window, rows, scales))
            own = [s[0, 1 + window.core - window.lo :].astype(np.float16) for s in states]
            parts.append(np.concatenate(own, 1))
        if parts:
            found.append(Text(np.concatenate(parts), labels_of(pieces, row["names"])))
    return found


def chunks(texts: list[Text]) -> tuple[list[tuple[int, int]], list[Text]]:
    return [(i, at) for i, text in enumerate(texts) for at in range(0, len(text.labels), CHUNK)], texts


def batch(places: list[tuple[int, int]], texts: list[Text]) -> tuple[Tensor, Tensor]:
    """Chunks side by side, filled up with nothing."""
    width = texts[0].states.shape[1]
    states = torch.zeros(len(places), CHUNK, width)
    labels = torch.full((len(places), CHUNK), -100, dtype=torch.long)
    for row, (i, at) in enumerate(places):
        own = texts[i]
        n = min(CHUNK, len(own.labels) - at)
        states[row, :n] = torch.from_numpy(own.states[at : at + n].astype(np.float32))
        labels[row, :n] = torch.from_numpy(own.labels[at : at + n])
    return states, labels


def train(texts: list[Text], epochs: int, seed: int) -> Head:
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    draw = np.random.default_rng(seed)
    head = Head(texts[0].states.shape[1])
    optimizer = torch.optim.AdamW(head.parameters(), lr=2e-3, weight_decay=0.01)
    places, _ = chunks(texts)
    steps = epochs * (len(places) // 32)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 2e-3, total_steps=steps, pct_start=0.1)
    step, running = 0, 0.0
    while step < steps:
        order = draw.permutation(len(places))
        for at in range(0, len(order) - 31, 32):
            if step >= steps:
                break
            states, labels = batch([places[k] for k in order[at : at + 32]], texts)
            states = functional.dropout(states, 0.1)
            loss = functional.cross_entropy(
                head(states).flatten(0, 1), labels.flatten(), ignore_index=-100, label_smoothing=0.02
            )
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            schedule.step()
            running = loss.item() if step == 0 else 0.99 * running + 0.01 * loss.item()
            step += 1
            if step % 200 == 0:
                print(f"step {step}/{steps} loss {running:.4f}", flush=True)
    return head.eval()


def spans(labels: NDArray[np.int64]) -> set[tuple[int, int, int]]:
    """(start, end, kind) in places of the first pieces."""
    out, n, at = set(), len(labels), 0
    kinds = (labels + 1) // 2
    while at < n:
        stop = at + 1
        if kinds[at]:
            while stop < n and kinds[stop] == kinds[at] and labels[stop] % 2 == 0:
                stop += 1
            out.add((at, stop, int(kinds[at])))
        at = stop
    return out


def agreement(head: Head, texts: list[Text]) -> dict[str, Any]:
    """F1 with the labels of the held-out texts, spans and kinds exact, by kind."""
    counts: Counter[tuple[int, str]] = Counter()
    for text in texts:
        with torch.no_grad():
            scores = head(torch.from_numpy(text.states.astype(np.float32))[None])[0].numpy()
        words = text.labels >= 0
        gold, found = spans(text.labels[words]), spans(scores.argmax(1)[words])
        for name, group in (("right", gold & found), ("gold", gold), ("found", found)):
            for one in group:
                counts[one[2], name] += 1
                counts[0, name] += 1
    kinds = ("all", "person", "organisation", "place", "group")
    return {
        kind: round(200 * counts[i, "right"] / max(1, counts[i, "gold"] + counts[i, "found"]), 1)
        for i, kind in enumerate(kinds)
    }


def with_states(model: onnx.ModelProto) -> bytes:
    """The graph with the states of the middle and the last layer as its outputs."""
    copy = onnx.ModelProto()
    copy.CopyFrom(model)
    norms = layer_norms(copy)
    copy.graph.output.extend(
        onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None) for name in ("middle", "last")
    )
    copy.graph.node.extend(
        onnx.helper.make_node("Identity", [norms[at]], [name])
        for at, name in ((len(norms) // 2 - 1, "middle"), (len(norms) - 1, "last"))
    )
    return bytes(copy.SerializeToString())


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--names", type=Path, required=True)
    parser.add_argument("--model", required=True)
    parser.add_argument("--out", type=Path, required=True, help="the folder of the model, changed in place")
    parser.add_argument("--every", type=int, default=1, help="take every n-th text")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--fuse", action="store_true", help="attention as one node: faster, last digits differ"
    )
    args = parser.parse_args()
    path = args.out / f"{args.model}.onnx"
    model = onnx.load(path)
    if args.fuse:
        fuse_attention(model)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(with_states(model), options, providers=["CPUExecutionProvider"])
    texts = read(args.names, session, args.out, args.every)
    held = texts[::10]
    learn = [text for number, text in enumerate(texts) if number % 10]
    print(len(learn), "texts,", sum(len(t.labels) for t in learn), "pieces", flush=True)
    head = train(learn, args.epochs, args.seed)
    print("agreement with the labels held out", agreement(head, held), flush=True)
    put_head(model, {name: value.numpy() for name, value in head.state_dict().items()})
    save(model, path)


if __name__ == "__main__":
    main()
