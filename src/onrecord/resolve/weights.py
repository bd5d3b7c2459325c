"""The weights of the pronoun ranker, read from `models_data/pronouns.json` and checked against their hash."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Protocol


class Known(Protocol):
    """What a candidate is weighed by; see `pronouns.Features`."""

    distance: int
    same_paragraph: bool
    leads: bool
    governed: bool
    possessed: bool
    quoted: bool
    reported: bool
    last_speaker: bool
    turns_back: int
    named: int
    gender_known: bool
    reporter: bool
    interposed: bool
    in_title: bool
    introduced: bool
    nearest: bool


def vector(f: Known) -> dict[str, float]:
    """The features as numbers by name, those that are 0 left out."""
    named = {
        "distance": float(min(f.distance, 8)),
        "named": math.log1p(min(f.named, 4)),
        "last speaker": float(f.last_speaker and not f.interposed),
        "interposed": float(f.interposed),
        "speaker before": float(f.turns_back == 1),
        "leads": float(f.leads and not f.governed),
        "governed": float(f.governed),
        "possessed": float(f.possessed),
        "same paragraph": float(f.same_paragraph),
        "gender known": float(f.gender_known),
        "reporter": float(f.reporter),
        "reported": float(f.reported),
        "quoted": float(f.quoted),
        "in title": float(f.in_title),
        "introduced": float(f.introduced),
        "nearest": float(f.nearest),
    }
    return {name: value for name, value in named.items() if value}


HAND: Mapping[str, float] = {
    "distance": -0.55,
    "named": 0.35,
    "last speaker": 2.6,
    "interposed": 1.2,
    "speaker before": 0.9,
    "leads": 1.6,
    "governed": -0.7,
    "possessed": -0.8,
    "same paragraph": 0.9,
    "gender known": 0.7,
    "reporter": 2.5,
    "reported": -1.6,
    "quoted": -1.2,
    "in title": -0.8,
    "introduced": 0.0,
    "nearest": 0.0,
}
"""What training starts from and is drawn to."""


@cache
def weights() -> Mapping[str, float]:
    """The trained weights; raises ValueError where the file is not the one that was pinned."""
    folder = files("onrecord") / "models_data"
    data = (folder / "pronouns.json").read_bytes()
    pin = (folder / "pronouns.sha256").read_text("ascii").split()[0]
    if hashlib.sha256(data).hexdigest() != pin:
        raise ValueError("pronouns.json is not the file that pronouns.sha256 names")
    return {str(name): float(value) for name, value in json.loads(data)["weights"].items()}


def weigh(f: Known) -> float:
    """How well a candidate fits; more is better."""
    table = weights()
    return sum(table[name] * value for name, value in vector(f).items())
