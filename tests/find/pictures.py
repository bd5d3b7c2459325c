"""Pictures of text: a passage with marks round what must be found, and the same drawn from what was found.

`[speaker]`, `{cue}`, `<content>`, one statement a picture. The marks are taken off to get the passage.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from onrecord.find.findings import FoundStatement
from onrecord.find.parse import Parse
from onrecord.find.rules import RuleFinder
from onrecord.models import Document, Span, text_id

SIGNS = {"<": "content", ">": "content", "{": "cue", "}": "cue", "[": "source", "]": "source"}


def plain(picture: str) -> str:
    """The passage of a picture, without its marks."""
    return "".join(sign for sign in picture if sign not in SIGNS)


def draw(text: str, statement: FoundStatement) -> str:
    """The statement as a picture of the whole text."""
    signs: list[tuple[int, int, str]] = []
    for spans, (opening, closing) in (
        (statement.content, "<>"),
        (statement.cue, "{}"),
        (statement.source, "[]"),
    ):
        for span in spans:
            signs += [(span.start, 1, opening), (span.end, 0, closing)]
    pieces, at = [], 0
    for place, _, sign in sorted(signs):
        pieces += [text[at:place], sign]
        at = place
    return "".join([*pieces, text[at:]])


def document_of(text: str, title_end: int = 0, language: str = "en") -> Document:
    """A document whose title is the first `title_end` characters and whose body is the rest."""
    parts = {
        "title": (Span.of(text, 0, title_end),) if title_end else (),
        "body": (Span.of(text, title_end, len(text)),),
    }
    return Document("d", text_id(text), text, parts, language=language)


@cache
def found_in(text: str, title_end: int = 0) -> tuple[FoundStatement, ...]:
    """What the rules find in a text."""
    document = document_of(text, title_end)
    return RuleFinder().find(document, Parse(document))


def drawn(text: str) -> list[str]:
    """A picture for each statement that the rules find."""
    return [draw(text, statement) for statement in found_in(text)]


def exact(spans: Iterable[Span]) -> list[str]:
    return [span.exact for span in spans]
