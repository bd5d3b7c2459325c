"""Trains `fast` anew from the shipped files: some of its own layers, taught by `accurate`.

    python bench/train_fast.py --data ../shared/data --names names.jsonl --out src/onrecord/models_data

The texts are PolNeAR's training articles, with their annotation, and the unlabelled news that
`bench/label_names.py` labelled with names. Needs torch and onnx.
Run bench/train_names.py for `fast` after it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "src")]

import torch
from tokenizers import Tokenizer

from bench.train_statements import FAST, HELD, SPLIT, Material, Progress, finish
from bench.training.data import Sample, name_labels, read_articles, read_names, sample_of, split
from bench.training.distil import read_alone, taught
from bench.training.export import table_of
from bench.training.loop import Plan
from bench.training.network import layers_of
from bench.training.restore import network_of
from bench.training.together import train_together
from onrecord.find.encoder import Model, load_model, words_of

LAYERS = (0, 2)


def material_of(data: Path, out: Path, names: Path) -> Material:
    """The articles, and word vectors and word pieces as they are shipped."""
    tokenizer = Tokenizer.from_file(str(out / "pieces.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    rows, scales = words_of((out / "words.bin").read_bytes())
    table = table_of(rows, scales)
    train, held = split(list(read_articles(data / "polnear" / "train")), SPLIT, HELD)
    weights = {"embeddings.word_embeddings.weight": table}
    return Material(train, held, read_names(names), weights, tokenizer, table)


def lessons(material: Material, names: Path, teacher: Model, news: int) -> Iterator[Sample]:
    """The annotated articles, and the first `news` others, as the teacher reads them."""
    annotated = {article.name for article in (*material.train, *material.held)}
    for article in material.train:
        labels = material.names.get(article.name, ())
        yield taught(sample_of(article, material.tokenizer, labels), teacher)
    for line in names.read_text("utf8").splitlines():
        row = json.loads(line)
        if row["name"] in annotated or news <= 0:
            continue
        sample = read_alone(row["name"], row["text"], teacher)
        if len(sample.pieces):
            news -= 1
            yield replace(sample, names=name_labels(sample.pieces, [tuple(n) for n in row["names"]]))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--names", type=Path, required=True)
    parser.add_argument(
        "--out", type=Path, required=True, help="the folder of the shipped files, changed in place"
    )
    parser.add_argument("--news", type=int, default=700)
    parser.add_argument("--epochs", type=float, default=3.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=1)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    material = material_of(args.data, args.out, args.names)
    learned = list(lessons(material, args.names, load_model("accurate"), args.news))
    print(len(learned), "texts,", sum(len(s.pieces) for s in learned), "pieces", flush=True)
    settings = json.loads((args.out / "fast.json").read_text("utf8"))
    student = layers_of(network_of(args.out / "fast.onnx", settings), LAYERS, 0.1)
    plan: Plan = replace(FAST, epochs=args.epochs, seed=args.seed, name_weight=0.4)
    to = args.out / "fast.pt"
    student = train_together(student, material.table, learned, plan, Progress(material), args.processes, to)
    more = f", and {args.news} news articles as `accurate` reads them"
    finish("fast", student, material, args.out, args.seed, more)


if __name__ == "__main__":
    main()
