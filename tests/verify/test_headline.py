"""A headline's quotations against its own body, as pictures: the headline, the body, what must be said."""

from __future__ import annotations

import pytest

from onrecord.models import Document, Record, Span, make_id, text_id
from onrecord.verify import verify


def checked(title: str, body: str) -> list[tuple[str, str, tuple[str, ...], str | None]]:
    """(quotation with its marks, verdict, notes, passage) of each check of a two-part document."""
    text = f"{title}\n\n{body}"
    parts = {"title": (Span.of(text, 0, len(title)),), "body": (Span.of(text, len(title) + 2, len(text)),)}
    document = Document(make_id(text), text_id(text), text, parts, language="en")
    checks = verify(Record(document)).checks
    for check in checks:
        assert check.quote.holds_in(text)
        assert check.statement is None
        if check.against is not None:
            assert check.against.span.holds_in(text)
            assert check.against.text_id == document.text_id
    return [(c.quote.exact, c.verdict, c.notes, c.against.span.exact if c.against else None) for c in checks]


BODY = (
    "The mayor called it a “fairly smooth start” on Monday. “We will not sell the harbour,” she said. “Ask me again "
    "in May.”\n\nThe council, which has nine members, voted for a slow and careful repair."
)
PICTURES = [
    ("Mayor hails “Smooth Start”", "“Smooth Start”", "trimmed", ("hides: fairly",), "fairly smooth start"),
    (
        "“We will not sell the harbour,” says mayor",
        "“We will not sell the harbour,”",
        "exact",
        (),
        "We will not sell the harbour",
    ),
    ("Mayor: ‘Ask Me Again in May’", "‘Ask Me Again in May’", "exact", (), "Ask me again in May"),
    (
        'Mayor would "sell the harbour"',
        '"sell the harbour"',
        "trimmed",
        ("hides: not",),
        "We will not sell the harbour",
    ),
    (
        "“We will sell the harbour,” says mayor",
        "“We will sell the harbour,”",
        "altered",
        ("negation changed",),
        "We will not sell the harbour",
    ),
    ("Council for “careful repair”", "“careful repair”", "exact", (), "careful repair"),
    ("A “disaster” in town", "“disaster”", "not found", (), None),
]


@pytest.mark.parametrize(
    ("title", "quote", "verdict", "notes", "passage"), PICTURES, ids=[p[0] for p in PICTURES]
)
def test_headline(title: str, quote: str, verdict: str, notes: tuple[str, ...], passage: str | None) -> None:
    assert checked(title, BODY) == [(quote, verdict, notes, passage)]


def test_the_difference_shows_what_the_headline_left_out() -> None:
    text = "“Smooth Start”\n\nIt was a “fairly smooth start”."
    parts = {"title": (Span.of(text, 0, 14),), "body": (Span.of(text, 16, len(text)),)}
    check = verify(Record(Document(make_id(text), text_id(text), text, parts))).checks[0]
    assert check.difference == (("-", "fairly"), ("=", "smooth start"))


@pytest.mark.parametrize(
    "title", ["Mayor's plan for the workers' hall", "No marks at all", "5'10\" and rising", "“”"]
)
def test_no_quotation_no_check(title: str) -> None:
    assert checked(title, BODY) == []


def test_each_quotation_has_its_own_check() -> None:
    found = checked("“Smooth start” and “Ask me again”", BODY)
    assert [row[1] for row in found] == ["trimmed", "trimmed"]


def test_a_document_without_body_has_no_checks() -> None:
    text = "“Smooth start”"
    document = Document("d", text_id(text), text, {"title": (Span.of(text, 0, len(text)),)})
    assert verify(Record(document)).checks == ()
