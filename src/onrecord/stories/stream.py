"""Articles in, and for each the story that it tells and the text of which it is a copy, in one pass."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.stories.article import Article
from onrecord.stories.copies import first_of, prints
from onrecord.stories.grouping import Grouping
from onrecord.stories.shelf import Memory, Shelf
from onrecord.stories.sketch import sketch
from onrecord.stories.tokens import tokens


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an article went: the number of its cluster, and of the first article of its text."""

    cluster: int
    copy_of: int | None


class Stream:
    """Groups articles as they come. The same articles in the same order give the same stories."""

    def __init__(self, shelf: Shelf | None = None) -> None:
        self.shelf: Shelf = Memory() if shelf is None else shelf
        self._grouping = Grouping(self.shelf)

    def add(self, number: int, article: Article) -> Placed:
        """Put in one article; `number` is higher than that of any before."""
        body = tokens(article.text)
        first = first_of(number, prints(body), self.shelf)
        cluster = self._grouping.place(number, sketch(article, body, self.shelf.counts), first)
        return Placed(cluster, first)
