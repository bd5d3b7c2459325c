"""What grouping keeps of an article: weighted terms, names, figures, title and quoted words, as numbers.

Weights are fixed when the article comes in and rounded as they are stored, so that an article is judged
the same from memory and from a desk, now and in a re-run.
"""

from __future__ import annotations

import math
import struct
from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np

from onrecord.stories.article import Article
from onrecord.stories.frequency import Frequencies
from onrecord.stories.tokens import WORD, Tokens, distinct, name_terms, shingles, stop_terms_of, terms

Terms = dict[int, float]
TERMS, LEAD, TITLE, NAMES, FIGURES, QUOTED = 72, 40, 16, 28, 40, 64
LEAD_WORDS = 70
SCALE = 65535.0
HEAD = struct.Struct("<iI6H")


@dataclass(frozen=True, slots=True)
class Sketch:
    """One article in numbers. The squares of the weights of each non-empty table add up to 1.

    `day` is the proleptic ordinal of its date, None without one; `words` counts the body's words;
    `quoted` holds runs of four words from inside quotation marks.
    """

    terms: Terms
    lead: Terms
    title: Terms
    names: Terms
    figures: frozenset[int]
    quoted: frozenset[int]
    day: int | None
    words: int

    def pack(self) -> bytes:
        """The sketch in some 1,000 bytes."""
        tables = (self.terms, self.lead, self.title, self.names)
        sets = (sorted(self.figures), sorted(self.quoted))
        sizes = [len(part) for part in (*tables, *sets)]
        ids = [t for table in tables for t in table] + [t for part in sets for t in part]
        weights = [round(w * SCALE) for table in tables for w in table.values()]
        head = HEAD.pack(-1 if self.day is None else self.day, self.words, *sizes)
        return head + np.array(ids, "<u4").tobytes() + np.array(weights, "<u2").tobytes()

    @classmethod
    def unpack(cls, blob: bytes) -> Sketch:
        """The sketch that `pack` was called on, its weights rounded."""
        day, words, *sizes = HEAD.unpack_from(blob)
        ids = np.frombuffer(blob, "<u4", sum(sizes), HEAD.size).tolist()
        weights = (np.frombuffer(blob, "<u2", sum(sizes[:4]), HEAD.size + 4 * len(ids)) / SCALE).tolist()
        ends = [sum(sizes[:n]) for n in range(7)]
        bounds = list(pairwise(ends))
        tables = [dict(zip(ids[a:b], weights[a:b], strict=True)) for a, b in bounds[:4]]
        figures, quoted = (frozenset(ids[a:b]) for a, b in bounds[4:])
        terms, lead, title, names = tables
        when = None if day < 0 else day
        return cls(terms, lead, title, names, figures, quoted, when, words)


def heading(blob: bytes) -> tuple[Terms, frozenset[int]]:
    """Of a packed sketch the title with its weights, and the terms of the lead."""
    _, _, terms, lead, title, *rest = HEAD.unpack_from(blob)
    ids = struct.unpack_from(f"<{lead + title}I", blob, HEAD.size + 4 * terms)
    first = HEAD.size + 4 * (terms + lead + title + sum(rest)) + 2 * (terms + lead)
    weights = [weight / SCALE for weight in struct.unpack_from(f"<{title}H", blob, first)]
    return dict(zip(ids[lead:], weights, strict=True)), frozenset(ids[:lead])


def sketch(article: Article, body: Tokens, counts: Frequencies) -> Sketch:
    """The sketch of an article, weighted by what the stream has brought so far, itself counted in."""
    stop = stop_terms_of(body.ids)
    words = [t for t in body.ids if t not in stop]
    title = [t for t in terms(WORD.findall(article.title)) if t not in stop]
    lead = {t for t in body.ids[:LEAD_WORDS] if t not in stop}.union(title)
    tally = Counter(words)
    for t in title:
        tally[t] += 2
    names = Counter(name_terms(article.text, stop))
    idf = counts.counted(sorted(tally.keys() | names.keys()))
    log = _LOGS
    weighted = {t: log[n if n < 64 else 63] * idf[t] for t, n in tally.items()}
    return Sketch(
        terms=_unit(weighted, TERMS),
        lead=_unit({t: idf[t] for t in lead}, LEAD),
        title=_unit({t: idf[t] for t in title}, TITLE),
        names=_unit({t: log[min(n, 63)] * idf[t] for t, n in names.items()}, NAMES),
        figures=frozenset(sorted(body.figures)[:FIGURES]),
        quoted=_quoted(body),
        day=day_of(article.date),
        words=len(body.ids),
    )


def counted_terms(article: Article, body: Tokens) -> list[int]:
    """The terms by which `sketch` counts an article."""
    stop = stop_terms_of(body.ids)
    every = {*body.ids, *terms(WORD.findall(article.title)), *name_terms(article.text, stop)}
    return sorted(every - stop)


_LOGS = [0.0] + [1 + math.log(n) for n in range(1, 64)]


def day_of(when: str | None) -> int | None:
    """The proleptic ordinal of an ISO date, None for one coarser than a day or none."""
    try:
        return date.fromisoformat((when or "")[:10]).toordinal()
    except ValueError:
        return None


def _quoted(body: Tokens) -> frozenset[int]:
    """The smallest hashes of runs of four words inside quotation marks."""
    runs = shingles(body.ids, 4)
    if not len(runs):
        return frozenset()
    q = body.quoted
    inside = runs[q[:-3] & q[1:-2] & q[2:-1] & q[3:]]
    return frozenset(distinct(inside)[:QUOTED].tolist())


def _unit(weights: dict[int, float], most: int) -> Terms:
    """The heaviest terms, ordered by weight, of length 1 together."""
    kept = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:most]
    length = math.sqrt(sum(w * w for _, w in kept))
    return {t: round(w / length * SCALE) / SCALE for t, w in kept} if length else {}
