"""What an outlet did to a text that another ran first: passages cut and added, values changed, headline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from onrecord.stories import claims

_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+[”\"’']?|\n|$)")
_WORD = re.compile(r"[^\W_]+")


_TOKEN = re.compile(r"[$€£]?\d+(?:[.,:]\d+)*%?|[^\W_]+(?:[.'’-][^\W_]+)*")
ALIKE = 0.55
"""How much of two sentences must be the same words for one to be the other, changed."""
_LONGEST = 6
"""A change of more words than this is a rewriting, not another value."""
ChangeKind = Literal["figure", "date", "name", "negation"]


@dataclass(frozen=True, slots=True)
class Changed:
    """A value of the first text that the other has otherwise, with both sentences; "" where it has none."""

    kind: ChangeKind
    was: str
    now: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Edits:
    """`cut` are passages of the first text, `added` of the other; `share` of the shorter text is in both.

    `changed` are figures, dates, names and negations of sentences that both have.
    """

    cut: tuple[str, ...]
    added: tuple[str, ...]
    share: float
    headlined: bool
    changed: tuple[Changed, ...] = ()


def edits(first: str, first_title: str, other: str, other_title: str) -> Edits:
    """Sentence by sentence; a sentence that differs only in marks, case or spacing is the same."""
    left, right = _sentences(first), _sentences(other)
    keys = [key for key, _ in left], [key for key, _ in right]
    match = SequenceMatcher(None, *keys, autojunk=False)
    cut: list[str] = []
    added: list[str] = []
    ours, theirs = set(keys[0]), set(keys[1])
    changed: list[Changed] = []
    for tag, a, b, c, d in match.get_opcodes():
        if tag == "replace":
            changed += _changed([w for _, w in left[a:b]], [w for _, w in right[c:d]])
        if tag != "equal":
            cut += _runs([left[i] for i in range(a, b)], theirs)
            added += _runs([right[i] for i in range(c, d)], ours)
    shared = sum(len(key) for key in keys[0] if key in theirs)
    shortest = min(sum(map(len, keys[0])), sum(map(len, keys[1])))
    share = min(1.0, shared / shortest) if shortest else 0.0
    headlined = _key(first_title) != _key(other_title)
    return Edits(tuple(cut), tuple(added), round(share, 3), headlined, tuple(changed))


def _changed(left: list[str], right: list[str]) -> Iterator[Changed]:
    """The values that differ between the sentences of two passages, each with the likest of the other."""
    taken: set[int] = set()
    for before in left:
        tokens = _TOKEN.findall(before)
        likeness = [
            (SequenceMatcher(None, tokens, _TOKEN.findall(after), autojunk=False).ratio(), -n)
            for n, after in enumerate(right)
            if n not in taken
        ]
        best, place = max(likeness, default=(0.0, 0))
        if best >= ALIKE:
            taken.add(-place)
            yield from _values(before, right[-place])


def _values(before: str, after: str) -> Iterator[Changed]:
    left, right = _TOKEN.findall(before), _TOKEN.findall(after)
    match = SequenceMatcher(None, [w.lower() for w in left], [w.lower() for w in right], autojunk=False)
    for tag, a, b, c, d in match.get_opcodes():
        if tag == "equal" or max(b - a, d - c) > _LONGEST:
            continue
        kind = _kind(left[a:b], right[c:d], first=a == 0 or c == 0)
        if kind:
            yield Changed(kind, " ".join(left[a:b]), " ".join(right[c:d]), before, after)


def _kind(was: list[str], now: list[str], *, first: bool) -> ChangeKind | None:
    """What was changed: a value for another, or a negation put in or taken out; None for mere wording."""
    both = was + now
    if any(w.lower() in claims.words()["negations"] or w.lower().endswith(("n't", "n’t")) for w in both):
        return "negation"
    if not was or not now:
        return None
    if all(any(_dated(w) for w in side) for side in (was, now)):
        return "date"
    if all(
        any(w[-1].isdigit() or w[0].isdigit() or w.lower() in claims.words()["numbers"] for w in side)
        for side in (was, now)
    ):
        return "figure"
    if not first and all(w[0].isupper() for w in both):
        return "name"
    return None


def _dated(word: str) -> bool:
    return word.lower() in claims.words()["days"] | claims.words()["months"]


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
