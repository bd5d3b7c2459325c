"""Peers that check quotations against given texts, on a slice that they can finish, beside onrecord.

What each is: krokai (checks a draft's quotations in a corpus of files on disk), gtrex (verifies a claim
against one source text), citations (finds a passage in one text, verbatim or by its letters), quid (aligns
quoting and quoted texts pairwise, fuzzy), rapidfuzz (edit similarity of two strings). Only krokai looks in
many texts by itself; the others are asked text by text. None knows who spoke, and none grades the change.
Each gets the same quotations and texts, and at most `LIMIT` CPU seconds; rates are per quotation over the
whole slice.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

Row = dict[str, Any]
Finder = Callable[[str], str | None]

TEXTS = 300
EACH = 20
LIMIT = 60.0


def run(given: Sequence[Row], rows: Sequence[Row]) -> None:
    """Print how many of the slice's quotations each peer places in the right text, and how fast."""
    exact = [row for row in rows if row["kind"] == "exact"][:EACH]
    changed = [row for row in rows if row["kind"] not in ("exact", "never said")][: 10 * EACH : 10]
    never = [row for row in rows if row["kind"] == "never said"][:EACH]
    asked = [row for three in zip(exact, changed, never, strict=True) for row in three]
    needed = {row["document"] for row in asked}
    texts = [one for one in given if one["id"] in needed]
    texts += [one for one in given if one["id"] not in needed][: max(0, TEXTS - len(texts))]
    words = sum(len(one["text"].split()) for one in texts)
    print(f"a slice of {len(texts)} texts with {words:,} words, {len(asked)} quotations:")
    for name, make in PEERS.items():
        start = time.process_time()
        try:
            finder = make(texts)
        except ImportError:
            print(f"{name:>22}: not installed")
            continue
        built = time.process_time() - start
        told(name, asked, finder, built)


def told(name: str, asked: Sequence[Row], finder: Finder, built: float) -> None:
    start = time.process_time()
    right = {"exact": 0, "changed": 0, "never said": 0}
    count = dict(right)
    for row in asked:
        kind = row["kind"] if row["kind"] in right else "changed"
        found = finder(row["quote"])
        count[kind] += 1
        right[kind] += found is None if kind == "never said" else found == row["document"]
        if time.process_time() - start > LIMIT:
            break
    spent = max(time.process_time() - start, 1e-6)
    score = ", ".join(f"{kind} {right[kind]} of {count[kind]}" for kind in right)
    rate = sum(count.values()) / spent
    print(f"{name:>22}: {rate:,.2f} quotations a CPU-second, {score}, built in {built:.1f} CPU-seconds")


def onrecord(texts: Sequence[Row]) -> Finder:
    from onrecord.verify.collections import Collections
    from onrecord.verify.sources import made

    folder = Path(tempfile.mkdtemp())
    made_of = (made(one["text"], one["id"], title=one["title"], date=one["date"]) for one in texts)
    collections = Collections(folder)
    collections.add("slice", made_of)

    def find(quote: str) -> str | None:
        found = collections.trace(quote).found
        return found[0].document if found else None

    return find


def krokai(texts: Sequence[Row]) -> Finder:
    from krokai.corpus import Corpus  # type: ignore[import-not-found]
    from krokai.verify import check  # type: ignore[import-not-found]

    folder = Path(tempfile.mkdtemp())
    for number, one in enumerate(texts):
        (folder / f"{number}.txt").write_text(one["text"], "utf-8", errors="replace")
    corpus = Corpus([str(folder)], quiet=True)

    def find(quote: str) -> str | None:
        verdict, path, _ = check(quote, corpus)
        if path is None or "NOT" in str(verdict).upper():
            return None
        id: str = texts[int(Path(path).stem)]["id"]
        return id

    return find


def gtrex(texts: Sequence[Row]) -> Finder:
    from gtrex import Verifier  # type: ignore[import-not-found]

    verifiers = [(one["id"], Verifier(one["text"])) for one in texts]
    return _first(verifiers, lambda verifier, quote: bool(verifier.verify(quote).grounded))


def citations(texts: Sequence[Row]) -> Finder:
    from citations.verify import resolve_in  # type: ignore[import-not-found]

    pairs = [(one["id"], one["text"]) for one in texts]
    return _first(pairs, lambda text, quote: resolve_in(quote, text).state != "not found")


def quid(texts: Sequence[Row]) -> Finder:
    from quid.core.Quid import Quid  # type: ignore[import-not-found]

    pairs = [(one["id"], one["text"]) for one in texts]
    return _first(pairs, lambda text, quote: bool(Quid().compare(text, quote)))


def rapidfuzz(texts: Sequence[Row]) -> Finder:
    from rapidfuzz import fuzz

    def find(quote: str) -> str | None:
        score, id = max((fuzz.partial_ratio(quote, one["text"]), one["id"]) for one in texts)
        return id if score >= 85 else None

    return find


def _first(pairs: Sequence[tuple[str, Any]], holds: Callable[[Any, str], bool]) -> Finder:
    def holding(quote: str) -> Iterator[str]:
        return (id for id, text in pairs if holds(text, quote))

    return lambda quote: next(holding(quote), None)


PEERS: dict[str, Callable[[Sequence[Row]], Finder]] = {
    "onrecord": onrecord,
    "krokai": krokai,
    "gtrex": gtrex,
    "citations": citations,
    "quid": quid,
    "rapidfuzz": rapidfuzz,
}
