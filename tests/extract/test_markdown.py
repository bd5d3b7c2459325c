"""Markdown: front matter and headings as they stand, and no character changed."""

from __future__ import annotations

import pytest

from onrecord.errors import NoArticle
from onrecord.extract import extract
from onrecord.gather.files import Gathered
from onrecord.models import Document

BODY = (
    "The council voted *seven to two*.\n\n“We waited,” said Ana Ruiz.\n\n## What next\n\nNothing until May."
)


def read(text: str) -> Document:
    return extract(Gathered("a.md", text.encode("utf-8"), "markdown"))


def exact(document: Document, part: str) -> list[str]:
    spans = document.parts.get(part, ())
    assert all(span.holds_in(document.text) for span in spans)
    return [span.exact for span in spans]


def test_the_first_heading_is_the_title() -> None:
    document = read(f"# Old bridge to stay\n\n*By Bo Dahl and Ana Ruiz*\n\n6 May 2024\n\n{BODY}\n")
    assert exact(document, "title") == ["Old bridge to stay"]
    assert document.byline == "Bo Dahl and Ana Ruiz"
    assert exact(document, "body") == [BODY]


def test_an_underlined_heading() -> None:
    document = read(f"Old bridge to stay\n==================\n\n{BODY}")
    assert (document.title, exact(document, "body")) == ("Old bridge to stay", [BODY])


def test_front_matter() -> None:
    document = read(
        '---\ntitle: "Old bridge: it stays"\nauthors:\n  - Bo Dahl\n  - Ana Ruiz\nsection: City\n'
        "date: 2024-05-06\nupdated: 2024-05-07T10:00:00Z\nurl: https://courier.example/bridge\nlang: en-GB\n---\n"
        f"\n{BODY}\n"
    )
    assert exact(document, "title") == ["Old bridge: it stays"]
    assert exact(document, "byline") == ["Bo Dahl", "Ana Ruiz"]
    assert exact(document, "section") == ["City"]
    assert (document.published, document.updated) == ("2024-05-06", "2024-05-07T10:00:00+00:00")
    assert (document.canonical_url, document.language) == ("https://courier.example/bridge", "en")
    assert exact(document, "body") == [BODY]


def test_front_matter_in_toml_with_a_list_and_line_ends_of_windows() -> None:
    text = f'+++\r\ntitle = "Old bridge"\r\nauthors = ["Bo Dahl", "Ana Ruiz"]\r\n+++\r\n{BODY}'.replace(
        "\n\n", "\r\n\r\n"
    )
    document = read(text)
    assert document.text == text
    assert (document.title, exact(document, "byline")) == ("Old bridge", ["Bo Dahl", "Ana Ruiz"])


def test_a_heading_in_code_is_none() -> None:
    document = read("```\n# not a heading\n```\n\nThe council voted.\n")
    assert document.title is None
    assert "The council voted." in document.body


def test_front_matter_alone_is_no_article() -> None:
    with pytest.raises(NoArticle):
        read("---\ndate: 2024-05-06\n---\n")
