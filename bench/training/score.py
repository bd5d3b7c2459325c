"""Scores of found statements against gold, on the articles held out of training: joint, J50 and exact F1."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bench.training.data import Article, Gold, Spans

_TRIM = frozenset(" \t\r\n\"“”‘’'`.,;:!?—–-()[]")


@dataclass(frozen=True, slots=True)
class Guess:
    """One found statement in code points."""

    content: Spans
    source: Spans


def _characters(text: str, spans: Spans) -> set[int]:
    return {i for a, b in spans for i in range(a, b) if not text[i].isspace()}


def _trimmed(text: str, spans: Spans) -> frozenset[int]:
    places = sorted(i for a, b in spans for i in range(a, b))
    while places and text[places[0]] in _TRIM:
        places.pop(0)
    while places and text[places[-1]] in _TRIM:
        places.pop()
    return frozenset(i for i in places if text[i] not in _TRIM)


def judge(article: Article, guesses: Sequence[Guess]) -> tuple[Counter[str], list[bool | None], list[bool]]:
    """Counts for one article; for each guess whether it is jointly right (None: in a discarded
    region), and whether its content alone is."""
    text = article.text
    dead = _characters(text, article.discard)
    chars = [_characters(text, g.content) for g in guesses]
    right: list[bool | None] = [None if c & dead else False for c in chars]
    near = [False] * len(guesses)
    golds = [_characters(text, g.content) for g in article.gold]
    pairs = sorted(
        (
            (len(a & b) / len(a | b), i, j)
            for i, a in enumerate(golds)
            for j, b in enumerate(chars)
            if a & b and right[j] is not None
        ),
        reverse=True,
    )
    counts: Counter[str] = Counter(gold=len(golds), guesses=sum(r is not None for r in right))
    seen_gold: set[int] = set()
    seen: set[int] = set()
    for overlap, i, j in pairs:
        if i in seen_gold or j in seen:
            continue
        seen_gold.add(i)
        seen.add(j)
        counts["exact"] += _trimmed(text, article.gold[i].content) == _trimmed(text, guesses[j].content)
        if overlap >= 0.5:
            counts["J50"] += 1
            near[j] = True
            right[j] = _same_source(text, article.gold[i], guesses[j])
            counts["joint"] += bool(right[j])
            if article.gold[i].source:
                counts["with source"] += 1
                counts["speaker"] += bool(right[j])
    return counts, right, near


def _same_source(text: str, gold: Gold, guess: Guess) -> bool:
    a, b = _characters(text, gold.source), _characters(text, guess.source)
    return bool(a & b) if a else not b


def figures(counts: Counter[str]) -> dict[str, float]:
    """F1 in percent, with precision and recall of joint."""
    both = max(1, counts["gold"] + counts["guesses"])
    out = {key: round(200 * counts[key] / both, 1) for key in ("exact", "J50", "joint")}
    out["P"] = round(100 * counts["joint"] / max(1, counts["guesses"]), 1)
    out["R"] = round(100 * counts["joint"] / max(1, counts["gold"]), 1)
    out["speaker"] = round(100 * counts["speaker"] / max(1, counts["with source"]), 1)
    return out
