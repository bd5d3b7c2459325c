"""An article's words as numbers, and which of them stand inside quotation marks.

A word is folded (lower case, plain endings) and named by 32 bits of a hash, so that what is kept of an
article holds no words and is the same in every process.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from zlib import crc32

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint32]

WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*(?:['’][^\W\d_]+)?")
NAME = re.compile(r"(?<=[a-z,;:’'—–-] )[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*")
QUOTE = re.compile(r"“[^”\n]{1,3000}(?:”|(?=\n)|$)|(?<!\w)\"[^\"\n]{1,3000}(?:\"|(?=\n)|$)")
SHINGLE = 5
_CACHED = 200_000
_terms: dict[str, int] = {}


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text in order; `quoted[i]` tells whether word `i` stands inside quotation marks."""

    ids: list[int]
    quoted: npt.NDArray[np.bool_]
    figures: frozenset[int]


def tokens(text: str) -> Tokens:
    found: list[str] = []
    ends: list[int] = []
    at = 0
    for match in QUOTE.finditer(text):
        found += WORD.findall(text, at, match.start())
        ends.append(len(found))
        found += WORD.findall(text, match.start(), match.end())
        ends.append(len(found))
        at = match.end()
    found += WORD.findall(text, at)
    quoted = np.zeros(len(found), np.bool_)
    for start, end in zip(ends[::2], ends[1::2], strict=True):
        quoted[start:end] = True
    return Tokens(terms(found), quoted, frozenset(term(w) for w in found if len(w) > 1 and w[0].isdigit()))


def terms(found: list[str]) -> list[int]:
    """The numbers of these words."""
    known = _terms
    return [known[w] if w in known else term(w) for w in found]


def term(word: str) -> int:
    """The number of a word: never 0, the same for its forms."""
    number = _terms.get(word)
    if number is None:
        if len(_terms) >= _CACHED:
            _terms.clear()
        number = crc32(fold(word).encode("utf-8", "replace")) or 1
        _terms[word] = number
    return number


def fold(word: str) -> str:
    """Lower case without a possessive and the commonest endings; not a linguist's stem, but a steady one."""
    word = word.lower()
    if word.endswith(("'s", "’s")):
        word = word[:-2]
    if len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-3] + "y" if word.endswith("ies") and len(word) > 5 else word[:-1]
    if len(word) > 5 and word.endswith("ed"):
        return word[:-1] if word[-3] in "aeiou" else word[:-2]
    if len(word) > 6 and word.endswith("ing"):
        return word[:-3]
    return word


@cache
def stop_terms() -> frozenset[int]:
    """The numbers of words that say nothing about a happening (`data/stopwords.txt`)."""
    text = (files("onrecord.stories") / "data" / "stopwords.txt").read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(term(word) for line in lines for word in line.split())


_ENGLISH = 0.25
"""The share of `stop_terms` above which a text is English; its prose has a third of them and more."""
_TOLD = 60
"""How many words a text must have for its language to be told."""


def stop_terms_of(ids: list[int]) -> frozenset[int]:
    """`stop_terms`, and those of the text's language where it is another (`data/function_words.toml`)."""
    stop = stop_terms()
    english = sum([t in stop for t in ids])
    if len(ids) < _TOLD or english >= _ENGLISH * len(ids):
        return stop
    shares = [(sum([t in terms for t in ids]), n) for n, terms in enumerate(_function_terms())]
    most, best = max(shares, key=lambda share: (share[0], -share[1]))
    return stop | _function_terms()[best] if most > max(english, 0.15 * len(ids)) else stop


@cache
def _function_terms() -> tuple[frozenset[int], ...]:
    """For each language its function words."""
    table = tomllib.loads((files("onrecord.stories") / "data" / "function_words.toml").read_text("utf-8"))
    return tuple(frozenset(term(word) for word in words.split()) for words in table.values())


def name_terms(text: str, stop: frozenset[int]) -> list[int]:
    """The words of names but `stop`: runs of capitalised words that follow a small letter or a comma."""
    return [t for name in NAME.findall(text) for t in terms(WORD.findall(name)) if t not in stop]


def shingles(ids: list[int], size: int = SHINGLE) -> Hashes:
    """A hash for each run of `size` words, in their order; its bits are spread evenly."""
    if len(ids) < size:
        return np.empty(0, np.uint32)
    words = np.array(ids, np.uint64)
    total = np.zeros(len(ids) - size + 1, np.uint64)
    for place in range(size):
        total = total * np.uint64(0x9E3779B97F4A7C15) + words[place : len(ids) - size + 1 + place]
    total ^= total >> np.uint64(29)
    total *= np.uint64(0xBF58476D1CE4E5B9)
    return (total >> np.uint64(32)).astype(np.uint32)


def distinct(hashes: Hashes) -> Hashes:
    """Each once, sorted."""
    ordered = np.sort(hashes)
    fresh = np.ones(len(ordered), np.bool_)
    fresh[1:] = ordered[1:] != ordered[:-1]
    return ordered[fresh]
