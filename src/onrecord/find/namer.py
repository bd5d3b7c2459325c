"""Name spans with labels, before any correction. Another namer may take this one's place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from onrecord.find.findings import NameLabel
from onrecord.find.parse import Parse
from onrecord.models import Document

_LABELS: dict[str, NameLabel] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
}


@dataclass(frozen=True, slots=True, order=True)
class RawName:
    """A name as a namer saw it: `[start, end)` of the document's text."""

    start: int
    end: int
    label: NameLabel


Namer = Callable[[Document, Parse], list[RawName]]


def spacy_names(document: Document, parse: Parse) -> list[RawName]:
    """The entities of the shared English parse."""
    out = []
    for block in parse.blocks:
        for entity in block.tokens.ents:
            label = _LABELS.get(entity.label_)
            if label is not None:
                out.append(RawName(block.start + entity.start_char, block.start + entity.end_char, label))
    return out
