"""Which of several things are one: what is sure, unless a person's judgement stands between."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

Pair = tuple[str, str]
Told = tuple[str, str, str]
"""Left, right, and `same`, `different` or `unsure`."""
_BLOCKS = ("different", "unsure")


def pair(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)


def join(
    ids: Iterable[str],
    sure: Iterable[Pair],
    ledger: list[Told],
    rank: Callable[[str], Any],
    *,
    fit: Callable[[set[str], set[str]], bool] | None = None,
) -> dict[str, str]:
    """The leader of each id: of those joined with it, the one of the lowest `rank`.

    Those are joined that a judgement calls the same, then the `sure` pairs, in the order given; never
    where a judgement of "different" or "unsure" stands between any two of them, nor a sure pair where the
    two groups do not `fit`. `ledger` is oldest first.
    """
    blocks = {pair(a, b) for a, b, verdict in ledger if verdict in _BLOCKS}
    same = [(a, b) for a, b, verdict in ledger if verdict == "same"]
    members = {id: {id} for id in ids}
    judged = len(same)
    for place, (a, b) in enumerate([*same, *sure]):
        if a not in members or b not in members or members[a] is members[b]:
            continue
        if blocks and any(pair(x, y) in blocks for x in members[a] for y in members[b]):
            continue
        if place >= judged and fit is not None and not fit(members[a], members[b]):
            continue
        joined = members[a] | members[b]
        for id in joined:
            members[id] = joined
    return {id: min(joined, key=rank) for id, joined in members.items()}
