"""PolNeAR stand-off annotation as labels on word pieces."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.find.windows import NAME_LABELS, STATEMENT_LABELS, Pieces, pieces_of
from onrecord.text.paragraphs import paragraphs

Spans = list[tuple[int, int]]
NONE, IGNORE = -1, -2
_ANNOTATOR = re.compile(r"_[0-9a-f]{4}$")


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated statement, in code points of its text."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True, slots=True)
class Article:
    """One article as one annotator read it; `discard` are regions that do not count."""

    name: str
    text: str
    gold: list[Gold]
    discard: Spans
    first: bool


@dataclass(frozen=True, slots=True)
class Sample:
    """An article's pieces with their targets; pointers are places of the pieces, NONE or IGNORE.

    `soft` [pieces, labels] are a teacher's probabilities, where there is one.
    """

    name: str
    pieces: Pieces
    labels: NDArray[np.int64]
    cue: NDArray[np.int64]
    source: NDArray[np.int64]
    names: NDArray[np.int64]
    soft: NDArray[np.float32] | None = None


def read_standoff(path: Path) -> tuple[list[Gold], Spans]:
    """Statements with content, and discarded regions, of one brat file."""
    spans: dict[str, tuple[str, Spans]] = {}
    events: list[list[list[str]]] = []
    with path.open(encoding="utf8", newline="\n") as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if len(columns) < 2:
                continue
            if line[0] == "T":
                kind, _, rest = columns[1].partition(" ")
                pairs = [tuple(map(int, part.split())) for part in rest.split(";")]
                spans[columns[0]] = kind, [(a, b) for a, b in pairs]
            elif line[0] == "E":
                events.append([part.split(":") for part in columns[1].split()])
    gold = []
    for roles in events:
        found: dict[str, Spans] = {"source": [], "cue": [], "content": []}
        for role, name in roles:
            role = role.rstrip("0123456789").lower()
            if role in found and name in spans:
                found[role] += spans[name][1]
        if found["content"]:
            gold.append(Gold(**{role: sorted(found[role]) for role in found}))
    return gold, [span for kind, places in spans.values() if kind == "Discard" for span in places]


def read_articles(folder: Path) -> Iterator[Article]:
    """Every annotation of every article of a PolNeAR folder, by name; an article's first counts as gold."""
    seen: set[str] = set()
    for path in sorted(folder.glob("attributions/*.ann")):
        name = _ANNOTATOR.sub("", path.stem)
        with (folder / "text" / f"{name}.txt").open(encoding="utf8", newline="") as file:
            text = file.read()
        gold, discard = read_standoff(path)
        yield Article(name, text, gold, discard, name not in seen)
        seen.add(name)


def kept_places(article: Article) -> list[tuple[int, int]]:
    """Paragraphs that are not for their greater part discarded."""
    return [
        (a, b)
        for a, b in paragraphs(article.text)
        if sum(max(0, min(b, d) - max(a, c)) for c, d in article.discard) * 2 < b - a
    ]


def sample_of(article: Article, tokenizer: Any, names: Iterable[tuple[int, int, str]] = ()) -> Sample:
    """The article's pieces with labels and pointers; `names` are (start, end, label)."""
    pieces = pieces_of(article.text, kept_places(article), tokenizer)
    n = len(pieces)
    labels = np.zeros(n, np.int64)
    cue = np.full(n, IGNORE, np.int64)
    source = np.full(n, IGNORE, np.int64)
    for gold in article.gold:
        parts = {
            role: [_range(pieces, span) for span in getattr(gold, role)]
            for role in ("content", "cue", "source")
        }
        for role, ranges in parts.items():
            begin = STATEMENT_LABELS.index(f"B-{role}")
            for a, b in ranges:
                labels[a:b] = begin + 1
                labels[a : a + 1] = begin
        to_cue = next((a for a, b in parts["cue"] if a < b), NONE)
        to_source = next((a for a, b in parts["source"] if a < b), NONE)
        for a, b in parts["content"]:
            cue[a:b] = to_cue
            source[a:b] = to_source
        for a, b in parts["cue"]:
            source[a:b] = to_source
    return Sample(article.name, pieces, labels, cue, source, name_labels(pieces, names))


def name_labels(pieces: Pieces, names: Iterable[tuple[int, int, str]]) -> NDArray[np.int64]:
    labels = np.zeros(len(pieces), np.int64)
    for start, end, kind in names:
        a, b = _range(pieces, (start, end))
        begin = NAME_LABELS.index(f"B-{kind}")
        labels[a:b] = begin + 1
        labels[a : a + 1] = begin
    return labels


def _range(pieces: Pieces, span: tuple[int, int]) -> tuple[int, int]:
    """Places of the pieces that begin inside a span of the text."""
    a, b = np.searchsorted(pieces.starts, span)
    while a < b and pieces.starts[a] == pieces.ends[a]:
        a += 1
    return int(a), int(b)


def read_names(path: Path | None) -> dict[str, list[tuple[int, int, str]]]:
    """Name spans by text from lines `{"name", "names": [[start, end, label]]}`; none without a file."""
    if path is None:
        return {}
    with path.open(encoding="utf8") as lines:
        rows = (json.loads(line) for line in lines)
        return {row["name"]: [tuple(e) for e in row["names"]] for row in rows}


def split(articles: list[Article], seed: int, held: int) -> tuple[list[Article], list[Article]]:
    """Annotations to train on, and `held` articles (their gold annotation only) to tune and calibrate on."""
    names = sorted({a.name for a in articles})
    out = set(random.Random(seed).sample(names, held))
    return [a for a in articles if a.name not in out], [a for a in articles if a.name in out and a.first]
