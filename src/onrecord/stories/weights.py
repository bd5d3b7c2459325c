"""The trained weights of likeness, read from `models_data/stories.json` and checked against their hash."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Weights:
    """One number for each feature of `likeness.NAMES`, and the bias."""

    values: tuple[float, ...]
    bias: float


def weights() -> Weights:
    """The weights of likeness."""
    return load_weights("stories.json")


@cache
def load_weights(name: str) -> Weights:
    """Shipped weights; raises ValueError where the file is not the one that was pinned."""
    table = json.loads(pinned(name))
    return Weights(tuple(table["weights"].values()), table["bias"])


def pinned(name: str) -> bytes:
    """A file of `models_data`; raises ValueError unless its hash is the one in the `.sha256` beside it."""
    folder = files("onrecord") / "models_data"
    data = (folder / name).read_bytes()
    wanted = (folder / f"{name.rsplit('.', 1)[0]}.sha256").read_text("ascii").split()[0]
    if hashlib.sha256(data).hexdigest() != wanted:
        raise ValueError(f"{name} is not the file that its .sha256 names")
    return data
