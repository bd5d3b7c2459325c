"""Where things stand in a document: sentences, paragraphs, quotation marks, and who is named where."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from onrecord.find.findings import FoundStatement
from onrecord.find.layout import layout_of
from onrecord.models import Document
from onrecord.resolve.cast import Cast, Mention

_CURLY = re.compile(r"[“„«][^”“»\n]*[”»\n]?|(?<![\w])\"[^\"\n]*\"?")
_JOINED = re.compile(r"\s*(?:,|,?\s*(?:and|&))\s+(?:[A-Z][\w.’'-]*\s+){0,4}")
_PREPOSITION = re.compile(
    r"\b(?:of|with|by|for|to|from|about|against|in|on|at|between|among|after|before|than|like|despite|over|under|"
    r"and his|and her|toward|towards|behind|into|without|including|told|asked|accused|met|called|beat"
    r"|defeated)\s+"
    r"(?:(?:the|a|an|his|her|their|its)\s+)?(?:[A-Z][\w.’'-]*\s+|former\s+|[a-z]+-[a-z]+\s+)*$"
)


class Scene:
    """Sorted offsets of one document, each looked up in logarithmic time."""

    def __init__(self, document: Document, cast: Cast, statements: Sequence[FoundStatement]) -> None:
        self.document = document
        self.mentions: list[Mention] = cast.mentions
        spans = sorted(s for part in ("title", "body") for s in document.parts.get(part, ()))
        self.titles = [(s.start, s.end) for s in document.parts.get("title", ())]
        layout = layout_of(document.text)
        self.paragraphs = [p for s in spans for p in layout.paragraphs(s.start, s.end)]
        self.sentences = [s for p in self.paragraphs for s in layout.sentences(p)]
        self.quotes = [
            (m.start(), m.end()) for p in self.paragraphs for m in _CURLY.finditer(document.text, *p)
        ]
        self.contents = _merged([(c.start, c.end) for s in statements for c in s.content])
        self._sentence_starts = [start for start, _ in self.sentences]
        self._paragraph_starts = [start for start, _ in self.paragraphs]
        self._quote_starts = [start for start, _ in self.quotes]
        self._content_starts = [start for start, _ in self.contents]
        self._governed: dict[int, bool] = {}
        self._starts = [m.span.start for m in self.mentions]
        self._leading = self._leaders()

    def sentence(self, offset: int) -> int:
        return bisect_right(self._sentence_starts, offset) - 1

    def paragraph(self, offset: int) -> int:
        return bisect_right(self._paragraph_starts, offset) - 1

    def in_title(self, offset: int) -> bool:
        return any(start <= offset < end for start, end in self.titles)

    def quoted(self, offset: int) -> bool:
        at = bisect_right(self._quote_starts, offset) - 1
        return at >= 0 and offset < self.quotes[at][1]

    def reported(self, offset: int) -> bool:
        """Whether the offset stands in the content of any statement."""
        at = bisect_right(self._content_starts, offset) - 1
        return at >= 0 and offset < self.contents[at][1]

    def _leaders(self) -> set[int]:
        """The first name of each sentence that stands in no possessive, and those joined to it by `and`."""
        out: set[int] = set()
        seen = -2
        for index, mention in enumerate(self.mentions):
            sentence = self.sentence(mention.span.start)
            if sentence != seen and not self.possessed(index):
                out.add(index)
                seen = sentence
            elif sentence == seen and index - 1 in out:
                between = self.document.text[self.mentions[index - 1].span.end : mention.span.start]
                if _JOINED.fullmatch(between):
                    out.add(index)
        return out

    def leads(self, index: int) -> bool:
        """Whether a mention is the first name of its sentence that stands in no possessive."""
        return index in self._leading

    def governed(self, index: int) -> bool:
        """Whether a mention hangs on a preposition or a verb in front of it."""
        if index not in self._governed:
            start = self.mentions[index].span.start
            before = self.document.text[max(0, start - 60) : start]
            self._governed[index] = _PREPOSITION.search(before) is not None
        return self._governed[index]

    def possessed(self, index: int) -> bool:
        end = self.mentions[index].span.end
        return self.document.text[end : end + 2] in {"’s", "'s"} or (
            self.document.text[end - 1 : end] == "s" and self.document.text[end : end + 1] in {"’", "'"}
        )

    def before(self, offset: int, most: int) -> range:
        """Indexes of the last `most` mentions that start before `offset`."""
        stop = bisect_left(self._starts, offset)
        return range(max(0, stop - most), stop)

    def within(self, start: int, end: int) -> range:
        """Indexes of the mentions that start in `[start, end)`."""
        return range(bisect_left(self._starts, start), bisect_left(self._starts, end))


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out
