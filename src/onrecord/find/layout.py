"""How one text is laid out: its paragraphs, their sentences and their words, each told once.

Every finder asks for the same ones; what the last text gave is kept for them.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache

from onrecord.find.surface import Token, sentences, tokens
from onrecord.models import Document
from onrecord.text.paragraphs import paragraphs

Place = tuple[int, int]


class Layout:
    """Paragraphs, sentences and words of one text. What it gives is shared: it must not be changed."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._paragraphs: dict[Place, tuple[Place, ...]] = {}
        self._sentences: dict[Place, list[Place]] = {}
        self._words: dict[Place, list[Token]] = {}
        self._starts: dict[Place, list[int]] = {}

    def paragraphs(self, start: int, end: int) -> tuple[Place, ...]:
        """As `onrecord.text.paragraphs`."""
        found = self._paragraphs.get((start, end))
        if found is None:
            found = self._paragraphs[start, end] = tuple(paragraphs(self.text, start, end))
        return found

    def sentences(self, paragraph: Place) -> list[Place]:
        """The sentences of a paragraph."""
        found = self._sentences.get(paragraph)
        if found is None:
            found = self._sentences[paragraph] = sentences(self.text, *paragraph)
        return found

    def words(self, paragraph: Place) -> list[Token]:
        """The words and marks of a paragraph."""
        found = self._words.get(paragraph)
        if found is None:
            found = self._words[paragraph] = tokens(self.text, *paragraph)
            self._starts[paragraph] = [token[0] for token in found]
        return found

    def words_of(self, paragraph: Place, sentence: Place) -> list[Token]:
        """The words and marks of one sentence of a paragraph, as if it stood alone."""
        words = self.words(paragraph)
        if sentence == paragraph:
            return words
        starts = self._starts[paragraph]
        found = words[bisect_left(starts, sentence[0]) : bisect_left(starts, sentence[1])]
        if found and sentence[1] < paragraph[1]:
            last = found[-1]
            if len(last.text) == 2 and last.text[1] == "." and last.text[0].isalpha():
                found[-1:] = tokens(self.text, last.start, sentence[1])
        return found


@lru_cache(maxsize=1)
def layout_of(text: str) -> Layout:
    """The layout of a text; that of the last one is kept."""
    return Layout(text)


def paragraphs_of(document: Document) -> list[Place]:
    """The paragraphs of title and body, part by part."""
    layout = layout_of(document.text)
    return [
        place
        for part in ("title", "body")
        for span in document.parts.get(part, ())
        for place in layout.paragraphs(span.start, span.end)
    ]
