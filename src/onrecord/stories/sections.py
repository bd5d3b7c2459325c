"""The section of an article, from its headline and beginning, for those whose page names none.

A linear model over hashed words and pairs of words. It says how sure it is, and nothing below `LEAST`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from onrecord.stories.tokens import WORD, stop_terms, terms
from onrecord.stories.weights import pinned

SECTIONS = ("World", "Politics", "Business", "Technology", "Science", "Culture", "Sport", "Health")
SLOTS = 1 << 14
BEGINNING = 220
"""How many words of the body are read."""
LEAST = 0.40
MADE_BY = "sections@1"
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Section:
    """One of `SECTIONS`, and how sure that is (0–1)."""

    name: str
    confidence: float


def section_of(title: str, text: str) -> Section | None:
    """The section of an article; None where no section is sure enough."""
    slots, values = features(title, text)
    if not len(slots):
        return None
    table = _weights()
    scores = values @ table[slots] + table[SLOTS]
    chances = np.exp(scores - scores.max())
    chances /= chances.sum()
    best = int(chances.argmax())
    sure = float(chances[best])
    return Section(SECTIONS[best], round(sure, 4)) if sure >= LEAST else None


def features(title: str, text: str) -> tuple[npt.NDArray[np.int64], Floats]:
    """Slots and their values, of length 1 together; the headline counts threefold."""
    stop = stop_terms()
    head = [t for t in terms(WORD.findall(title)) if t not in stop]
    body = [t for t in terms(WORD.findall(text[: BEGINNING * 9])[:BEGINNING]) if t not in stop]
    words = np.array(head + body, np.uint64)
    pairs = [np.array(part, np.uint64) for part in (head, body)]
    runs = [words, *(part[:-1] * np.uint64(31) + part[1:] for part in pairs)]
    weights = [[3] * len(head) + [1] * len(body), [3] * max(len(head) - 1, 0), [1] * max(len(body) - 1, 0)]
    hashed = (np.concatenate(runs) * np.uint64(0x9E3779B1) & np.uint64(0xFFFFFFFF)) >> np.uint64(18)
    slots, place = np.unique(hashed.astype(np.int64), return_inverse=True)
    tally = np.bincount(place, np.array([w for part in weights for w in part], np.float64), len(slots))
    values: Floats = np.sqrt(tally.astype(np.float32))
    length = np.float32(max(float(np.linalg.norm(values)), 1e-9))
    return slots, (values / length).astype(np.float32)


@cache
def _weights() -> Floats:
    """Slots × sections, the last row the biases."""
    data = np.frombuffer(pinned("sections.bin"), "<f2").astype(np.float32)
    return data.reshape(SLOTS + 1, len(SECTIONS))
