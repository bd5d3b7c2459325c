"""A teacher's word on texts: probabilities for every label, and its statements where nobody annotated."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.training.data import IGNORE, NONE, Sample
from onrecord.find.decode import best_labels, link
from onrecord.find.encoder import Encoded, Model
from onrecord.find.windows import STATEMENT_LABELS, pieces_of
from onrecord.text.paragraphs import paragraphs

LONGEST = 12_000


def taught(sample: Sample, teacher: Model) -> Sample:
    """The annotated sample with the teacher's probabilities beside its labels."""
    return replace(sample, soft=_soft(teacher.encode_pieces(sample.pieces)))


def read_alone(name: str, text: str, teacher: Model) -> Sample:
    """A text that nobody annotated, as the teacher reads it."""
    pieces = pieces_of(text, list(paragraphs(text)), teacher.tokenizer)
    encoded = teacher.encode_pieces(pieces)
    n = len(pieces)
    labels = np.zeros(n, np.int64)
    cue, source = np.full(n, IGNORE, np.int64), np.full(n, IGNORE, np.int64)
    for one in link(encoded.windows, pieces, *best_labels(encoded.emissions, pieces, teacher.chain)):
        for role, spans in (("content", one.content), ("cue", [one.cue]), ("source", [one.source])):
            begin = STATEMENT_LABELS.index(f"B-{role}")
            for span in spans:
                if span is not None:
                    labels[span[0] : span[1]] = begin + 1
                    labels[span[0]] = begin
        to_source = one.source[0] if one.source else NONE
        for a, b in one.content:
            cue[a:b] = one.cue[0] if one.cue else NONE
            source[a:b] = to_source
        if one.cue:
            source[one.cue[0] : one.cue[1]] = to_source
    names = encoded.names.argmax(1).astype(np.int64)
    return Sample(name, pieces, labels, cue, source, names, _soft(encoded))


def _soft(encoded: Encoded) -> NDArray[np.float32]:
    scores = encoded.emissions
    shares = np.exp(scores - scores.max(1, keepdims=True))
    return (shares / shares.sum(1, keepdims=True)).astype(np.float32)


def read_news(file: Path) -> Iterator[tuple[str, str]]:
    """(id, text) of the articles of a file of JSON lines `{"id", "title", "text"}`, gzipped."""
    with gzip.open(file, "rt", encoding="utf8") as lines:
        for line in lines:
            row = json.loads(line)
            yield row["id"], f"{row['title'] or ''}\n\n{row['text']}"[:LONGEST]
