"""Direct, indirect or mixed, by how much of the <content> is quoted."""

from __future__ import annotations

import pytest

from onrecord.find.kinds import kind_of
from onrecord.find.quotes import quotations
from onrecord.models import Span


def content_of(picture: str) -> tuple[str, tuple[Span, ...]]:
    text, places, at = "", [], 0
    for sign in picture:
        if sign == "<":
            at = len(text)
        elif sign == ">":
            places.append((at, len(text)))
        else:
            text += sign
    return text, tuple(Span.of(text, start, end) for start, end in places)


@pytest.mark.parametrize(
    ("picture", "kind"),
    [
        ("<“It rained,”> she said.", "direct"),
        ("“<It rained>,” she said.", "direct"),
        ("<“It rained,”> she said, <“a lot.”>", "direct"),
        ("<“He said ‘no’ to us,”> she said.", "direct"),
        ("<``It rained,''> she said.", "direct"),
        ("She said <it had rained>.", "indirect"),
        ("She said <it hadn’t rained on the miners’ hall>.", "indirect"),
        ("She said <it rained “a lot”>.", "mixed"),
        ("She said <it rained> and <“never stopped”>.", "mixed"),
        ("“Yes,” she said, and <it rained>.", "indirect"),
        ("<“It rained,> she said.", "direct"),
    ],
)
def test_kind_of(picture: str, kind: str) -> None:
    text, content = content_of(picture)
    assert kind_of(text, content, quotations(text)) == kind
