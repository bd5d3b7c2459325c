"""What a reader typed, as an expression for SQLite's full-text search; no input raises."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

MOST_TERMS = 40
_TERM = re.compile(r'(?P<minus>-)?(?:"(?P<phrase>[^"]*)(?:"|$)|(?P<word>[^\s"]+))')
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"') | {"\0": " "})


@dataclass(frozen=True, slots=True)
class Query:
    """`wanted` and `unwanted` are full-text expressions, empty where there is nothing to ask for."""

    wanted: str
    unwanted: str

    @property
    def empty(self) -> bool:
        return not self.wanted and not self.unwanted


def parse(typed: str) -> Query:
    """Words that must all stand there, "phrases", beginnings* and what must not stand there.

    Only the first 40 terms count; a term without a letter or digit is passed over.
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    for match in _TERM.finditer(typed.translate(_QUOTES)):
        if len(wanted) + len(unwanted) >= MOST_TERMS:
            break
        words = match["phrase"] if match["phrase"] is not None else match["word"]
        if not has_token(words):
            continue
        prefix = match["word"] is not None and words.endswith("*")
        (unwanted if match["minus"] else wanted).append(quoted(words.rstrip("*")) + ("*" if prefix else ""))
    return Query(" AND ".join(wanted), " OR ".join(unwanted))


def quoted(words: str) -> str:
    """A phrase in which nothing is an operator; the index splits it into words as it did the text."""
    return '"' + words.replace('"', " ").replace("\0", " ") + '"'


def has_token(words: str) -> bool:
    """True where the index would see at least one word: a letter, a number, or a private-use character."""
    return any(unicodedata.category(c)[0] in "LN" or unicodedata.category(c) == "Co" for c in words)
