"""A quotation and what was said, as words with their marks: omissions, brackets, stage notes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.text.words import Word, words
from onrecord.verify.english import COMMA_FILLERS, FILLER_PHRASES, FILLERS, STAGE

_DOTS = r"(?:…|\.\s?\.\s?\.(?:\s?\.)*)"
_OMISSION = re.compile(rf"\[\s*{_DOTS}\s*\]|\(\s*{_DOTS}\s*\)|{_DOTS}|[”»][^“«”»]{{0,120}}[“«]")
_LETTER_BRACKET = re.compile(r"\[([^\W\d_]{1,3})\](?=\w)|(?<=\w)\[([^\W\d_]{1,3})\]")
_BRACKET = re.compile(r"\[[^\[\]\n]{1,120}\]")
_ROUND = re.compile(r"\(([^()\n]{1,80})\)")
_STAMPED = r"^[ \t]*\[?\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d+)?\]?(?=\s)"
_STAMP = re.compile(_STAMPED, re.M)
_MASKED = re.compile(rf"{_STAMPED}|\[[A-Za-z][^\[\]\n]{{1,40}}\]|\([A-Z][A-Z &,]{{3,40}}\)", re.M)
_SENTENCE_END = re.compile(r"[.?!…][\"'”’)\]]*\s|\n\s*\n|[.?!…][\"'”’)\]]*$")
_ABBREVIATED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Jr|Sr|vs|No|Prof|Rev|Hon|U\.S|U\.N|U\.K|D\.C|[A-Z])\.$"
)
_HIDDEN = "\u00ad"
_PHRASES_BEGIN = frozenset(phrase[0] for phrase in FILLER_PHRASES)


@dataclass(frozen=True)
class Quote:
    """A quotation's words. `marked[i]`: words may be missing before word i; `free[i]`: it is editorial."""

    text: str
    words: tuple[Word, ...]
    marked: tuple[bool, ...]
    free: tuple[bool, ...]
    omissions: int

    @cached_property
    def folded(self) -> list[str]:
        return [word.folded for word in self.words]


def quote_words(quote: str) -> Quote:
    """The words of a quotation; offsets are offsets in `quote`.

    `[w]e` is one word; words in brackets are editorial; an ellipsis, bracketed or not, and closing and
    reopening the marks, announce that something is missing.
    """
    text = quote
    if "[" in text:
        text = _LETTER_BRACKET.sub(lambda m: f"{_HIDDEN}{m[1] or m[2]}{_HIDDEN}", text)
    gone = [match.span() for match in _OMISSION.finditer(text)]
    editorial = [match.span() for match in _BRACKET.finditer(text)] if "[" in text else []
    editorial += _stage_notes(text)
    kept = tuple(words(text))
    if gone:
        kept = tuple(word for word in kept if not _inside(word, gone))
    free = tuple(_inside(word, editorial) for word in kept) if editorial else (False,) * len(kept)
    marked = [False] * (len(kept) + 1)
    if gone:
        starts = [word.start for word in kept]
        for start, _ in gone:
            marked[bisect_left(starts, start)] = True
    for i, is_free in enumerate(free if editorial else ()):
        if is_free:
            marked[i] = marked[i + 1] = True
    return Quote(quote, kept, tuple(marked), free, len(gone))


@dataclass(frozen=True)
class Said:
    """What was said: its words and which of them are no words of the speaker's."""

    text: str
    words: tuple[Word, ...]
    notes: tuple[tuple[int, int], ...]

    @cached_property
    def folded(self) -> list[str]:
        return [word.folded for word in self.words]

    @cached_property
    def noise(self) -> list[bool]:
        """Stage notes and fillers, which an alignment may pass over."""
        folded, notes = self.folded, self.notes
        flags = [word in FILLERS for word in folded]
        if notes:
            flags = [flag or _inside(word, notes) for flag, word in zip(flags, self.words, strict=True)]
        for i, word in enumerate(folded):
            if word in _PHRASES_BEGIN and tuple(folded[i : i + 2]) in FILLER_PHRASES:
                if self.set_off(i, i + 2):
                    flags[i] = flags[i + 1] = True
            elif word in COMMA_FILLERS and self.set_off(i, i + 1):
                flags[i] = True
        return flags

    def is_note(self, i: int) -> bool:
        return _inside(self.words[i], self.notes)

    def set_off(self, first: int, last: int) -> bool:
        """Whether commas, dashes or sentence ends stand on both sides of words `[first, last)`."""
        return self._stop(first) and self._stop(last)

    def _stop(self, i: int) -> bool:
        return i == 0 or i == len(self.words) or any(c in ",;:-–—.?!…" for c in self.between(i))

    def between(self, i: int) -> str:
        """The characters between word i - 1 and word i."""
        before = self.words[i - 1].end if i else 0
        return self.text[before : self.words[i].start] if i < len(self.words) else self.text[before:]

    def ends_sentence(self, i: int) -> bool:
        """Whether a sentence ends between word i - 1 and word i."""
        if i == 0 or i >= len(self.words):
            return True
        gap = self.between(i)
        if not _SENTENCE_END.search(gap):
            return False
        return not _ABBREVIATED.search(
            self.text[max(0, self.words[i - 1].start - 3) : self.words[i - 1].end + 1]
        )


def said_words(
    said: str, start: int = 0, end: int | None = None, labels: Sequence[tuple[int, int]] = ()
) -> Said:
    """The words of `said[start:end]`; offsets are offsets in `said`.

    `labels` are stretches that name a speaker, which count as stage notes do.
    """
    found = tuple(words(said, start, end))
    notes = _said_notes(said, start, len(said) if end is None else end)
    return Said(said, found, (*notes, *labels))


def without_notes(text: str) -> str:
    """The text with line stamps and stage notes blanked, character for character."""
    return _MASKED.sub(lambda match: " " * len(match[0]), text)


def _said_notes(text: str, start: int, end: int) -> list[tuple[int, int]]:
    notes = [m.span() for m in _BRACKET.finditer(text, start, end)] if "[" in text else []
    if ":" in text:
        notes += [m.span() for m in _STAMP.finditer(text, start, end)]
    return notes + _stage_notes(text, start, end)


def _stage_notes(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Round brackets that hold a stage note: (APPLAUSE), (Laughter.), (ph)."""
    if "(" not in text:
        return []
    notes = []
    for match in _ROUND.finditer(text, start, len(text) if end is None else end):
        inside = match[1].split()
        plain = {word.strip(".,!?:").lower() for word in inside}
        if len(inside) <= 6 and (plain & STAGE or (match[1].isupper() and len(match[1]) > 5)):
            notes.append(match.span())
    return notes


def _inside(word: Word, spans: list[tuple[int, int]] | tuple[tuple[int, int], ...]) -> bool:
    return any(start <= word.start and word.end <= end for start, end in spans)
