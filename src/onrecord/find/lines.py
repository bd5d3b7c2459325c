"""Paragraphs as tokens with names on them: what the correction of names and the finding of roles work on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from onrecord.find.findings import NameLabel
from onrecord.find.layout import layout_of
from onrecord.find.surface import Token
from onrecord.models import Document


@dataclass(slots=True)
class Name:
    """Tokens `[first, last)` of a line that make a name."""

    first: int
    last: int
    label: NameLabel


@dataclass(slots=True)
class Line:
    """One paragraph of title or body."""

    part: str
    start: int
    end: int
    tokens: list[Token]
    names: list[Name] = field(default_factory=list)
    is_shouted: bool = field(init=False)
    """Whether it is set in capitals, so that case tells nothing."""

    def __post_init__(self) -> None:
        words = "".join(token.text for token in self.tokens)
        letters = sum(map(str.isalpha, words))
        self.is_shouted = letters > 8 and sum(map(str.isupper, words)) > 0.8 * letters

    def text_of(self, name: Name) -> str:
        return " ".join(t.text for t in self.tokens[name.first : name.last])

    def owners(self) -> list[int]:
        """For each token the index of its name in `names`, −1 where it has none."""
        out = [-1] * len(self.tokens)
        for index, name in enumerate(self.names):
            out[name.first : name.last] = [index] * (name.last - name.first)
        return out

    def settle(self) -> None:
        """Put names in order and drop those that overlap an earlier or longer one."""
        kept: list[Name] = []
        for name in sorted(self.names, key=lambda n: (n.first, -n.last)):
            if name.first < name.last and (not kept or kept[-1].last <= name.first):
                kept.append(name)
        self.names = kept


def lines_of(document: Document) -> Iterator[Line]:
    """A line for each paragraph of title and body, in the order of the text."""
    layout = layout_of(document.text)
    places = sorted(
        (start, end, part)
        for part in ("title", "body")
        for span in document.parts.get(part, ())
        for start, end in layout.paragraphs(span.start, span.end)
    )
    for start, end, part in places:
        yield Line(part, start, end, layout.words((start, end)))
