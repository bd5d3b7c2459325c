"""Words found again by what stands round them."""

from __future__ import annotations

import pytest

from onrecord.models import Document, Span, text_id
from onrecord.store.anchors import anchor_at, dump_anchors, found_again, load_anchors


def document(text: str) -> Document:
    return Document("d", text_id(text), text, {"body": (Span.of(text, 0, len(text)),)})


BEFORE = "He said no to the plan. She said no to the toll. They went home."


@pytest.mark.parametrize(
    ("after", "found"),
    [
        (BEFORE, 28),
        ("It rained. " + BEFORE, 39),
        ("She said no to the toll. He said no to the plan. They went home.", 4),
        ("He said no to the plan. They went home.", 3),
        ("She agreed to the toll.", None),
        ("said no said no", None),
    ],
)
def test_where_the_words_are_now(after: str, found: int | None) -> None:
    anchor = anchor_at(document(BEFORE), 28, 35)
    assert anchor.exact == "said no"
    span = found_again(anchor, text_id(after), lambda: after)
    assert (span.start if span else None) == found
    assert span is None or span.holds_in(after)


def test_anchors_are_stored_whole() -> None:
    anchor = anchor_at(document("Tür “auf”"), 4, 9)
    assert load_anchors(dump_anchors([anchor])) == (anchor,)
    assert load_anchors(None) == ()
