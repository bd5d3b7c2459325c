"""Statements in offsets of the text, made from one stretch of encoded text."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.find.calibration import confidence
from onrecord.find.decode import Linked, best_labels, link
from onrecord.find.encoder import Encoded, Model
from onrecord.find.windows import Pieces

Place = tuple[int, int]


@dataclass(frozen=True, slots=True, order=True)
class Reported:
    """A statement in offsets of the text, with the chance that it is right."""

    content: tuple[Place, ...]
    cue: tuple[Place, ...]
    source: tuple[Place, ...]
    confidence: float


def reported(encoded: Encoded, model: Model) -> list[Reported]:
    """The statements of one stretch that are as sure as the model's settings ask."""
    labels, certainty = best_labels(encoded.emissions, encoded.pieces, model.chain)
    out = []
    for linked in link(encoded.windows, encoded.pieces, labels, certainty):
        sure = confidence(linked.features, model.settings["calibration"])
        if sure >= model.settings["least"]:
            out.append(_offsets(linked, encoded.pieces, sure))
    return out


def _offsets(linked: Linked, pieces: Pieces, sure: float) -> Reported:
    def place(span: Place) -> Place:
        return int(pieces.starts[span[0]]), int(pieces.ends[span[1] - 1])

    return Reported(
        tuple(place(span) for span in linked.content),
        (place(linked.cue),) if linked.cue else (),
        (place(linked.source),) if linked.source else (),
        sure,
    )
