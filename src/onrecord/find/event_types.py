"""The trained network that types an event by its sentence, with actor and recipient marked.

It ships as `events.onnx` and shares word vectors and word pieces with the finders of statements. Its YIELD is
PLOVER's CONCEDE, which is verbal, and RETREAT, which is material: the mode and status tell which.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from onrecord.find.encoder import checked, session_of, shared_tokenizer, shared_words
from onrecord.find.event_input import Part, marked
from onrecord.models import EventStatus

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

_MATERIAL = frozenset({"release", "withdraw", "return", "resign", "disarm", "access", "ceasefire"})


def type_odds(text: str, actor: Part | None, recipient: Part | None) -> Mapping[str, float]:
    """The probability of each type for a sentence; the parts are offsets in it. Raises ModelError."""
    session, names = _network()
    rows, scales = shared_words()
    read = marked(text, actor, recipient, shared_tokenizer())
    vectors = rows[read.ids].astype(np.float32) * scales[read.ids, None]
    feed: dict[str, Any] = {
        "vectors": vectors[None],
        "actor": np.array([read.actor], np.int64),
        "recipient": np.array([read.recipient], np.int64),
    }
    (scores,) = session.run(["types"], feed)
    return dict(zip(names, np.exp(scores[0]).tolist(), strict=True))


@cache
def _network() -> tuple[InferenceSession, tuple[str, ...]]:
    return session_of("events"), tuple(json.loads(checked("events.json"))["types"])


def plover(kind: str, mode: str | None, status: EventStatus) -> str:
    """The PLOVER type: YIELD is RETREAT where something material has happened, else CONCEDE."""
    if kind != "YIELD":
        return kind
    return "RETREAT" if mode in _MATERIAL and status == "held" else "CONCEDE"
