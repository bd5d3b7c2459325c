"""Whatever is given: an error of this project's own, or a document whose spans all hold."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import OnrecordError
from onrecord.extract import extract
from onrecord.gather.decode import decode
from onrecord.gather.files import Gathered, Media, gather
from onrecord.models import Failure, text_id
from tests.strategies import texts

LINES = st.sampled_from(
    [
        "Menu", "Politics", "By Ana Ruiz", "By Ana Ruiz and Bo Dahl", "Published", "May 6, 2024", "Continue Reading", "",
        "Harbor to close for a year", "HARBOR CITY (AP) — The harbor will close on Monday, the mayor said at noon.",
        "“Not one ship,” she told reporters who had come to the pier in the rain.", "Copyright © 2024 Someone.",
        "We are your newsroom, and our journalists report the news and the facts that our readers need.", "---", "# A",
        "title: B", "Home > World > Europe", "\ufeff", "\u2028", "+++",
    ]
)  # fmt: skip
PIECES = st.sampled_from(
    [
        "<div>", "</div>", "<p>", "</p>", "<h1>", "</h1>", "<article class='body'>", "</article>", "<br><br>", "<aside>",
        "&amp;", "&nbsp;", "&#8220;", "&bogus;", "&", "<", ">", "<!--", "-->", "<script>", "</script>", "<table><td>",
        "<meta charset='utf-16'>", "<meta property='og:title' content='A &amp; B'>", "<title>T | U</title>", "\x00",
        "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"author\": [{}], \"articleBody\": \"x y\"}</script>",
        "<body>", "<html lang='xx-'>", "<time datetime='2024-02-30'>", "<a href='http://[::1'>", "<link rel='canonical' href='http://[x'>",
        "The harbor will close on Monday, the mayor said, and nobody knew for how long it would. ", "\ufeff", "\u200b", "é", "\r\n",
        "“Not one ship,” she told the reporters who had come to the pier in the rain that day.", "<a rel=author>Ana Ruiz</a>",
    ]
)  # fmt: skip


def check(data: bytes, media: Media) -> None:
    page = Gathered("x", data, media, "/x")
    try:
        document = extract(page)
    except OnrecordError as error:
        assert error.message
        assert error.path == "x"
        return
    source = decode(data, media=media)
    assert document == extract(page)
    assert document.text_id == text_id(document.text)
    assert "body" in document.parts
    assert all(span.holds_in(document.text) for spans in document.parts.values() for span in spans)
    assert all(span.holds_in(source) for spans in document.served.values() for span in spans)
    title, body = document.parts.get("title", ()), document.parts["body"]
    assert not any(one.overlaps(other) for one in title for other in body)
    assert list(body) == sorted(body)
    if media in ("text", "markdown"):
        assert document.text == source


@settings(deadline=None)
@given(
    st.lists(LINES, max_size=14),
    st.sampled_from(["\n", "\n\n", "\r\n", " \n"]),
    st.sampled_from(["text", "markdown"]),
)
def test_lines_of_pages(lines: list[str], between: str, media: Media) -> None:
    check(between.join(lines).encode("utf-8"), media)


@settings(deadline=None)
@given(texts(), st.sampled_from(get_args(Media)))
def test_texts_as_they_should_not_be(text: str, media: Media) -> None:
    check(text.encode("utf-8", "replace"), media)


@settings(deadline=None)
@given(st.lists(PIECES | st.text(max_size=8), max_size=40), st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_pieces_of_pages(pieces: list[str], encoding: str) -> None:
    check("".join(pieces).encode(encoding, "replace"), "html")


@settings(deadline=None)
@given(st.binary(max_size=300), st.sampled_from(get_args(Media)))
def test_bytes(data: bytes, media: Media) -> None:
    check(data, media)


@pytest.mark.parametrize(
    "source",
    ["<a<" * 6_000, "<!--" * 5_000, "<script>" * 4_000, "&" * 20_000, "<p>“" * 5_000, "<b>" * 20_000,
     "<p>x " * 4_000, "<meta charset=" * 2_000, "a > " * 6_000, "By A " * 4_000, "X" * 100_000, "- - " * 7_000, "<p>" + "y//>" * 60 + "x" * 70],
    ids=lambda source: source[:8],
)  # fmt: skip
@pytest.mark.parametrize("media", get_args(Media))
def test_input_made_to_be_slow_is_read_or_refused(source: str, media: Media) -> None:
    check(source.encode("utf-8"), media)


def test_one_bad_file_costs_only_itself(tmp_path: Path) -> None:
    good = "Harbor to close\n\nThe harbor will close on Monday, the mayor said at noon in the rain.\n"
    for name, data in (
        ("a.txt", good.encode()),
        ("b.txt", bytes(range(256))),
        ("c.txt", good.encode("utf-16")),
    ):
        (tmp_path / name).write_bytes(data)
    results = []
    for page in gather([str(tmp_path)]):
        assert not isinstance(page, Failure)
        try:
            results.append(extract(page).title)
        except OnrecordError as error:
            results.append(error.kind)
    assert results == ["Harbor to close", "not text", "Harbor to close"]
