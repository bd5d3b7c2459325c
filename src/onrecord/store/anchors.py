"""Words of a document by quotation: with what stands before and after, so that they are found again.

An anchor outlives a re-reading, and a revision of the text that leaves the words in place.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass

from onrecord.models import Document, Span, make_id

ROUND = 48
"""Characters that are kept of what stands on either side."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """`exact` in a document; `start` and `end` count in the text that it was taken from, `text_id`."""

    document: str
    text_id: str
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str

    @property
    def key(self) -> str:
        """The same for the same words in the same place, whatever the text's revision."""
        return make_id("anchor", self.document, self.exact, self.prefix, self.suffix)


def anchor_at(document: Document, start: int, end: int) -> Anchor:
    """The anchor of those words."""
    text = document.text
    before, after = text[max(0, start - ROUND) : start], text[end : end + ROUND]
    return Anchor(document.id, document.text_id, start, end, text[start:end], before, after)


def found_again(anchor: Anchor, text_id: str, text: Callable[[], str]) -> Span | None:
    """Where the words stand in the document's current text; None where that is gone, or not sure.

    `text` is asked for only where the text is another than the anchor's own.
    """
    if text_id == anchor.text_id:
        return Span(anchor.start, anchor.end, anchor.exact)
    whole = text()
    places = []
    at = whole.find(anchor.exact) if anchor.exact else -1
    while at >= 0:
        places.append((_agreement(anchor, whole, at), at))
        at = whole.find(anchor.exact, at + 1)
    places.sort(reverse=True)
    if not places or (len(places) > 1 and places[0][0] == places[1][0]):
        return None
    return Span.of(whole, places[0][1], places[0][1] + len(anchor.exact))


def _agreement(anchor: Anchor, text: str, at: int) -> int:
    """How many characters on either side are as they were."""
    end = at + len(anchor.exact)
    before = text[max(0, at - len(anchor.prefix)) : at]
    after = text[end : end + len(anchor.suffix)]
    return _common(before[::-1], anchor.prefix[::-1]) + _common(after, anchor.suffix)


def _common(a: str, b: str) -> int:
    length = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        length += 1
    return length


def dump_anchors(anchors: Iterable[Anchor]) -> str:
    return json.dumps([asdict(anchor) for anchor in anchors], ensure_ascii=False)


def load_anchors(stored: str | None) -> tuple[Anchor, ...]:
    return tuple(Anchor(**fields) for fields in json.loads(stored or "[]"))
