"""Train the weights of the pronoun ranker and write them with their hash and card.

    train_pronouns.py [--coref ../shared/data/coref] [--prior 100] [--out src/onrecord/models_data]

A conditional logit over the candidates of each pronoun, drawn to the weights set by hand (`weights.HAND`)
with strength `--prior`: the data have few turns of speech, so what only turns teach stays near those.
Everything is ordered and nothing is random: the same data give the same file.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

if not __package__:
    sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np

from onrecord.find.names import find_names
from onrecord.find.parse import Parse
from onrecord.models import Document, Span, text_id
from onrecord.resolve.cast import gather_cast
from onrecord.resolve.pronouns import FEMALE, MALE, features
from onrecord.resolve.scene import Scene
from onrecord.resolve.weights import HAND, vector

ROOT = Path(__file__).parents[1]
COREF = ROOT.parent / "shared" / "data" / "coref"
GENRES = ("court", "interview", "news", "speech")
"""Genres of OntoGUM whose texts are in the public domain or under CC BY; share-alike ones are left out."""
NAMES = tuple(HAND)
Chains = list[list[tuple[int, int]]]
Example = tuple[np.ndarray, int]
"""Candidates × features, and the row that is meant."""


def examples(text: str, chains: Chains, wanted: Sequence[int] | None = None) -> Iterator[Example]:
    """One example for each `he` or `she` of `chains` (or at the offsets `wanted`) with several candidates."""
    whole = Span.of(text, 0, len(text))
    document = Document("train", text_id(text), text, {"body": (whole,)})
    cast = gather_cast(document, find_names(document, Parse(document)))
    scene = Scene(document, cast, ())
    for chain in chains:
        places = sorted(chain)
        for start, end in places:
            word = text[start:end].lower()
            if word not in MALE | FEMALE or (wanted is not None and start not in wanted):
                continue
            found = features(scene, (), start, word, (), ())
            hits = [
                row
                for row, (member, _) in enumerate(found)
                if any(a < m.end and m.start < b for a, b in places if b - a < 60 for m in member.mentions)
            ]
            if len(hits) == 1 and len(found) > 1:
                rows = [[vector(f).get(name, 0.0) for name in NAMES] for _, f in found]
                yield np.array(rows), hits[0]


def gap(folder: Path) -> Iterator[Example]:
    for name in ("gap-development.tsv", "gap-validation.tsv"):
        for line in (folder / name).read_text("utf-8").splitlines()[1:]:
            _, text, pronoun, at, a, a_at, a_is, b, b_at, b_is, _ = line.split("\t")
            start = int(at)
            for person, place, meant in ((a, a_at, a_is), (b, b_at, b_is)):
                if meant.upper() == "TRUE":
                    chain = [(start, start + len(pronoun)), (int(place), int(place) + len(person))]
                    yield from examples(text, [chain], [start])


def ontogum(folder: Path) -> Iterator[Example]:
    for file in sorted((folder / "ontogum").glob("GUM_*.conll")):
        if file.stem.split("_")[1] in GENRES:
            yield from examples(*_read_conll(file))


def _read_conll(file: Path) -> tuple[str, Chains]:
    text = ""
    opened: dict[str, list[int]] = {}
    chains: dict[str, list[tuple[int, int]]] = {}
    for line in file.read_text("utf-8").splitlines():
        columns = line.split("\t")
        if len(columns) < 3:
            if text and not text.endswith("\n"):
                text = text.rstrip() + "\n"
            continue
        if columns[1] in {".", ",", ";", ":", "?", "!", "’s", "'s", "n't", ")"}:
            text = text.rstrip(" ")
        start = len(text)
        text += columns[1]
        for mark, number, closing in re.findall(r"(\(?)(\d+)(\)?)", columns[-1]):
            if mark:
                opened.setdefault(number, []).append(start)
            if closing and opened.get(number):
                chains.setdefault(number, []).append((opened[number].pop(), len(text)))
        text += " "
    return text, list(chains.values())


def fit(data: Sequence[Example], prior: float, rounds: int = 400, rate: float = 0.3) -> np.ndarray:
    """The weights that make what is meant likely, drawn to those set by hand."""
    hand = np.array([HAND[name] for name in NAMES])
    at = hand.copy()
    for _ in range(rounds):
        slope = -prior * (at - hand)
        for rows, meant in data:
            scores = rows @ at
            share = np.exp(scores - scores.max())
            slope += rows[meant] - (share / share.sum()) @ rows
        at = at + rate * slope / len(data)
    return at


def accuracy(data: Sequence[Example], at: np.ndarray) -> float:
    return 100 * sum(int(np.argmax(rows @ at) == meant) for rows, meant in data) / max(1, len(data))


CARD = """# pronouns.json

Weights of the ranker that says whom `he` or `she` means as a speaker: one number for each of {features}
features (`onrecord.resolve.weights.vector`).

- Data: GAP development and validation (Apache-2.0), OntoGUM {genres} (CC BY 4.0): {count} pronouns with two
  or more candidates; every fifth was held back while choosing the prior.
- Made by: `bench/train_pronouns.py --prior {prior}`; a conditional logit drawn to weights set by hand.
- Score: {hand:.1f} % of the held-back pronouns right with the weights set by hand, {fitted:.1f} % with these.
- Size: {size} bytes. SHA-256: {digest}
"""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--coref", type=Path, default=COREF)
    parser.add_argument("--prior", type=float, default=100.0)
    parser.add_argument("--out", type=Path, default=ROOT / "src" / "onrecord" / "models_data")
    options = parser.parse_args()
    data = [*gap(options.coref), *ontogum(options.coref)]
    held, kept = data[::5], [one for at, one in enumerate(data) if at % 5]
    hand = np.array([HAND[name] for name in NAMES])
    before, after = accuracy(held, hand), accuracy(held, fit(kept, options.prior))
    print(f"{len(data)} pronouns; held back: by hand {before:.1f}, fitted {after:.1f}")
    found = fit(data, options.prior)
    table = {name: round(float(value), 4) for name, value in zip(NAMES, found, strict=True)}
    text = json.dumps({"weights": table}, indent=1).encode()
    digest = hashlib.sha256(text).hexdigest()
    (options.out / "pronouns.json").write_bytes(text)
    (options.out / "pronouns.sha256").write_text(f"{digest}  pronouns.json\n", "ascii")
    card = CARD.format(
        features=len(NAMES), genres=", ".join(GENRES), count=len(data), prior=options.prior, hand=before,
        fitted=after, size=len(text), digest=digest,
    )  # fmt: skip
    (options.out / "pronouns.md").write_text(card, "utf-8")


if __name__ == "__main__":
    main()
