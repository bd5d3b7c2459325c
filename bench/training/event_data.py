"""Sentences with a marked actor and recipient and their PLOVER type, dealt into folds."""

from __future__ import annotations

import ast
import csv
import random
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.find.event_input import Part

TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "YIELD", "COOPERATE", "AID", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
_MARK = re.compile(r"</?[st]>")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, its marked actors and recipients (offsets in it), its type, and descriptions.

    `told` are sentence patterns that another system held to be true of it: used in training only.
    """

    text: str
    actors: tuple[Part, ...]
    recipients: tuple[Part, ...]
    type: str
    told: tuple[str, ...]


def read_sentences(path: Path) -> list[Sentence]:
    """The rows of `plv_train.tsv`, in order."""
    with path.open(encoding="utf8", newline="") as file:
        return [_sentence(row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def _sentence(row: dict[str, str]) -> Sentence:
    text, at = "", 0
    opened: dict[str, int] = {}
    parts: dict[str, list[Part]] = {"s": [], "t": []}
    source = row["marked_sentence"]
    for match in _MARK.finditer(source):
        text += source[at : match.start()]
        at = match.end()
        name = match[0][-2]
        if match[0].startswith("</"):
            if name in opened:
                parts[name].append(_trimmed(text, opened.pop(name), len(text)))
        else:
            opened[name] = len(text)
    text += source[at:]
    told = [p for column in ("prompt_L2", "prompt_L1") for p in _listed(row[column])]
    return Sentence(text, tuple(parts["s"]), tuple(parts["t"]), row["gold_root"], tuple(dict.fromkeys(told)))


def _trimmed(text: str, start: int, end: int) -> Part:
    inside = text[start:end]
    return start + len(inside) - len(inside.lstrip()), end - len(inside) + len(inside.rstrip())


def _listed(cell: str) -> list[str]:
    try:
        return [str(one) for one in ast.literal_eval(cell)]
    except (ValueError, SyntaxError):
        return []


def folds(sentences: Sequence[Sentence], parts: int, seed: int) -> list[int]:
    """For each sentence the number of its fold; every type is dealt evenly."""
    by_type: dict[str, list[int]] = defaultdict(list)
    for i, one in enumerate(sentences):
        by_type[one.type].append(i)
    draw = random.Random(seed)
    out = [0] * len(sentences)
    dealt = 0
    for name in sorted(by_type):
        members = by_type[name]
        draw.shuffle(members)
        for i in members:
            out[i] = dealt % parts
            dealt += 1
    return out
