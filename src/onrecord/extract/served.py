"""Where the parts of a document stand in the page as it was served.

The page's source is folded to its characters without tags, entities or white space, with a way back;
each part is folded too and looked for in order. What is not found so is left out, never guessed.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping

from onrecord.models import Span, Spans

_TOKEN = re.compile(
    r"<!--|<(?P<raw>script|style|noscript|template|textarea|title|iframe)\b[^<>]*+>?"
    r"|<[a-zA-Z/!?][^<>]*+>|&(?:#\d{1,8}|#[xX][0-9a-fA-F]{1,7}|[a-zA-Z][a-zA-Z0-9]{1,31});?|[^<&]+|[<&]",
    re.IGNORECASE,
)
_BODY = re.compile(r"<body\b", re.IGNORECASE)
_MOST_SOURCE = 8_000_000


class FoldedPage:
    """The source's visible characters, and for each the place that it was written at."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._starts: list[int] = []
        self._runs: list[tuple[int, int, bool]] = []
        self.folded = self._fold()

    def _fold(self) -> str:
        source, pieces, length = self.source, [], 0
        at = begin.start() if (begin := _BODY.search(source)) else 0
        while at < len(source):
            match = _TOKEN.match(source, at)
            if match is None:
                at += 1
                continue
            token, end = match[0], match.end()
            if token == "<!--":
                end = _past(source, "-->", end)
            elif match["raw"] and not token.endswith("/>"):
                end = _past(source, f"</{match['raw'].lower()}", end, fold=True)
            elif token[0] != "<" or len(token) == 1:
                entity = token[0] == "&" and len(token) > 1
                folded = _without_space(html.unescape(token) if entity else token)
                if folded:
                    self._starts.append(length)
                    self._runs.append((match.start(), end, entity))
                    pieces.append(folded)
                    length += len(folded)
            at = end
        return "".join(pieces)

    def find(self, words: str, start: int) -> tuple[Span, int] | None:
        """The span of the source that reads `words`, from the folded page's `start` on, and its end."""
        wanted = _without_space(words)
        at = self.folded.find(wanted, start) if wanted else -1
        if at < 0:
            return None
        first = self._place(at)[0]
        last = self._place(at + len(wanted) - 1)[1]
        return Span.of(self.source, first, last), at + len(wanted)

    def _place(self, folded_at: int) -> tuple[int, int]:
        run = bisect_right(self._starts, folded_at) - 1
        begin, end, entity = self._runs[run]
        if entity:
            return begin, end
        skip = folded_at - self._starts[run]
        for at in range(begin, end):
            if not _is_space(self.source[at]):
                if not skip:
                    return at, at + 1
                skip -= 1
        return end - 1, end


def served_parts(source: str, parts: Mapping[str, Iterable[str]]) -> dict[str, Spans]:
    """For each part its pieces' spans in `source`, those that are found there in order."""
    if len(source) > _MOST_SOURCE:
        return {}
    page = FoldedPage(source)
    found: dict[str, Spans] = {}
    for part, pieces in parts.items():
        spans, at = [], 0
        for piece in pieces:
            hit = page.find(piece, at)
            if hit is not None:
                spans.append(hit[0])
                at = hit[1]
        if spans:
            found[part] = tuple(spans)
    return found


def _past(source: str, closing: str, start: int, *, fold: bool = False) -> int:
    """Where `closing` ends after `start`; the end of the source where it never comes."""
    if not fold:
        at = source.find(closing, start)
        return len(source) if at < 0 else at + len(closing)
    match = _CLOSING[closing].search(source, start)
    return len(source) if match is None else match.end()


_CLOSING = {
    f"</{name}": re.compile(rf"</{name}\b[^<>]*+>?", re.IGNORECASE)
    for name in ("script", "style", "noscript", "template", "textarea", "title", "iframe")
}


def _without_space(words: str) -> str:
    return "".join("".join(words.split()).replace("\u200b", "").replace("\x00", "\ufffd"))


def _is_space(char: str) -> bool:
    return char.isspace() or char == "\u200b"
