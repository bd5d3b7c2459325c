"""The issue that an object is about, by name: from words that mark it, else from the head of the phrase."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from onrecord.find.gazetteer import lookup

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")


@cache
def _table() -> dict[str, dict[str, str]]:
    folder = files("onrecord.resolve") / "data"
    return tomllib.loads((folder / "issues.en.toml").read_text("utf-8"))


_DETERMINERS = frozenset(str(_table()["words"]["determiners"]).split())
_ENDS = frozenset(str(_table()["words"]["ends"]).split())
_EMPTY = frozenset(str(_table()["words"]["empty"]).split())
_LONGEST = 3


@cache
def _marks() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, _pattern(words)) for name, words in _table()["issues"].items())


def _pattern(words: str) -> re.Pattern[str]:
    choices = []
    for word in words.split():
        stem = re.escape(word.rstrip("*")).replace(r"\-", r"[\s-]+")
        choices.append(stem + (r"\w*" if word.endswith("*") else ""))
    return re.compile(rf"\b(?:{'|'.join(choices)})\b", re.IGNORECASE)


def marks_of(name: str) -> tuple[str, ...]:
    """The words that mark a listed issue, `*` for any ending, spaces between several in a row."""
    return tuple(word.replace("-", " ") for word in _table()["issues"].get(name, "").split())


def issue_of(phrase: str) -> str | None:
    """`Ukrainian forces withdrawing from the region` → `territory`; `the harbour tax` → `harbour tax`.

    The issue with most marking words in the phrase, the earlier where two have as many; where none is
    marked, the phrase's own head noun with up to two words before it; None where that names nothing.
    """
    scores = marked(phrase)
    if scores:
        return max(scores, key=lambda name: scores[name])
    return head_words(phrase)


def marked(phrase: str) -> Mapping[str, float]:
    """The marked issues of a phrase; a word counts more the earlier it stands."""
    out: dict[str, float] = {}
    for name, pattern in _marks():
        for match in pattern.finditer(phrase):
            out[name] = out.get(name, 0.0) + 1.0 + 0.5 / (1 + match.start() / 20)
    return out


def head_words(phrase: str) -> str | None:
    """The head of a noun phrase with what describes it, without articles; None for a clause or a pronoun."""
    words: list[str] = []
    has_article = False
    for match in _WORD.finditer(phrase):
        low = match[0].lower()
        if low in _DETERMINERS and not words:
            has_article = True
            continue
        if low in {"and", "or"} and len(words) == 1:
            words = []
            continue
        if low in _ENDS:
            if words and words[-1].lower() in _EMPTY and low in {"of", "for", "to", "on"}:
                words = []
                continue
            break
        if words and phrase[match.start() - 1 : match.start()] in {",", ";", "("}:
            break
        if not words and low.endswith("ing") and not has_article:
            continue
        words.append(match[0])
        if phrase[match.end() : match.end() + 1] in {",", ";", ".", ":"}:
            break
    words = words[-_LONGEST:]
    if not words or len(words[-1]) < 3 or _is_empty(words[-1]) or lookup(" ".join(words)) is not None:
        return None
    return " ".join(word if _is_name(word) else word.lower() for word in words)


def _is_empty(word: str) -> bool:
    low = word.lower()
    return low in _EMPTY or low.removesuffix("s") in _EMPTY


def _is_name(word: str) -> bool:
    return word[:1].isupper()
