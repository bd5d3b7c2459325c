"""What a quotation leaves out that reverses, limits, hedges or conditions the words it keeps.

Precision first: a limiter counts only where it bears on the kept words: right before them, right after
them, or in the part of a cut that belongs to a kept sentence.
"""

from __future__ import annotations

from onrecord.text.words import folded_words
from onrecord.verify.english import AFTER, AFTER_SECOND, BEFORE, JOINERS, LIMITERS, word_set
from onrecord.verify.tokens import Said
from onrecord.verify.variants import expand

_SOFT = word_set("some no none nor neither nobody nothing without until mostly nearly almost only sometimes")
_SOFT_REACH = 6
_STRONG_REACH = 15
_EDGE = 3
_WHETHER = word_set(
    "know knows knew see ask asked asking wonder wondering sure tell say said check remember remembers care"
    " matter matters understand find question decide determine if"
)
_CONDITIONS = (["if"], ["when"], ["after"])
_CONTEXT_WORDS = 8


def in_cut(said: Said, first: int, last: int) -> list[str]:
    """The limiters among words `[first, last)` that were cut, each once, in order."""
    head = next((i for i in range(first, last) if said.ends_sentence(i) and i > 0), last)
    tail = next((i for i in range(last, first, -1) if i < len(said.words) and said.ends_sentence(i)), first)
    if said.ends_sentence(first):
        head = first
    found: list[str] = []
    runs = [(first, last)] if head == last and tail == first else [(first, head), (tail, last)]
    for start, stop in runs:
        size = stop - start
        for i in range(start, stop):
            word = _limiter(said.folded[i])
            if word is None or (word in _SOFT and size > _SOFT_REACH):
                continue
            if size > _STRONG_REACH and min(i - start, stop - 1 - i) >= _EDGE:
                continue
            found.append(word)
    return list(dict.fromkeys(found))


def before(said: Said, first: int, context: str = "", *, whole: bool = False) -> list[str]:
    """The limiter that stands right before word `first` in its sentence, if the article lacks it too.

    `whole`: softer limiters count as well, for a quotation that was taken out of a quotation.
    """
    if first == 0 or said.ends_sentence(first) or any(c in ",;:-–—" for c in said.between(first)):
        return []
    word = _limiter(said.folded[first - 1])
    if word is None or word not in (LIMITERS if whole else BEFORE):
        return []
    near = {part for w in folded_words(context)[-_CONTEXT_WORDS:] for part in expand(w)}
    return [] if word in near else [word]


def after(said: Said, last: int) -> list[str]:
    """The limiter that begins what follows word `last - 1` in the same sentence: unless, but only, and if."""
    words = said.folded
    if last >= len(words) or said.ends_sentence(last):
        return []
    if words[last] in AFTER:
        return [words[last]]
    if words[last] == "if" and words[last - 1] not in _WHETHER:
        return ["if"]
    at = last + (words[last] in JOINERS)
    if at > last and at < len(words) and words[at] in AFTER_SECOND:
        return [words[at]]
    return ["only"] if words[at : at + 1] == ["only"] and words[at + 1 : at + 2] in _CONDITIONS else []


def _limiter(word: str) -> str | None:
    for part in expand(word):
        if part in LIMITERS:
            return part
    return None
