"""What an outlet did to a text that another ran first: passages cut and added, and the headline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+[”\"’']?|\n|$)")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Edits:
    """`cut` are passages of the first text, `added` of the other; `share` of the shorter text is in both."""

    cut: tuple[str, ...]
    added: tuple[str, ...]
    share: float
    headlined: bool


def edits(first: str, first_title: str, other: str, other_title: str) -> Edits:
    """Sentence by sentence; a sentence that differs only in marks, case or spacing is the same."""
    left, right = _sentences(first), _sentences(other)
    keys = [key for key, _ in left], [key for key, _ in right]
    match = SequenceMatcher(None, *keys, autojunk=False)
    cut: list[str] = []
    added: list[str] = []
    ours, theirs = set(keys[0]), set(keys[1])
    for tag, a, b, c, d in match.get_opcodes():
        if tag != "equal":
            cut += _runs([left[i] for i in range(a, b)], theirs)
            added += _runs([right[i] for i in range(c, d)], ours)
    shared = sum(len(key) for key in keys[0] if key in theirs)
    shortest = min(sum(map(len, keys[0])), sum(map(len, keys[1])))
    share = min(1.0, shared / shortest) if shortest else 0.0
    return Edits(tuple(cut), tuple(added), round(share, 3), _key(first_title) != _key(other_title))


def _sentences(text: str) -> list[tuple[str, str]]:
    found = ((_key(m.group()), m.group().strip()) for m in _SENTENCE.finditer(text))
    return [(key, words) for key, words in found if key]


def _runs(sentences: list[tuple[str, str]], there: set[str]) -> list[str]:
    """Runs of neighbouring sentences that the other text has nowhere, each as one passage."""
    runs: list[list[str]] = [[]]
    for key, words in sentences:
        if key in there:
            runs.append([])
        else:
            runs[-1].append(words)
    return [" ".join(run) for run in runs if run]


def _key(sentence: str) -> str:
    return " ".join(_WORD.findall(sentence.lower().replace("’", "'")))
