"""The sentence round what is only a piece of one, in lists of statements."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

from starlette.testclient import TestClient

from onrecord.models import Span
from onrecord.site.context import around
from onrecord.store import Desk


def shown(page: str) -> list[str]:
    """Each statement of a list, its own words between angle quotation marks."""
    found = re.findall(r"<blockquote[^>]*>(.*?)</blockquote>", page, re.S)
    marked = (re.sub(r'<span class="st [^"]*">(.*?)</span>', r"‹\1›", quote, flags=re.S) for quote in found)
    return [unescape(re.sub(r"<[^>]+>", "", quote)).strip() for quote in marked]


def test_a_search_shows_the_sentence_of_an_indirect_statement(client: TestClient) -> None:
    assert shown(client.get("/search?q=piers&what=statements").text) == [
        "Reed and the engineer Nora Blythe said ‹the piers must be looked at first›."
    ]


def test_the_sentence_keeps_the_marks_of_what_was_found(client: TestClient) -> None:
    page = client.get("/search?q=piers&what=statements").text
    assert '<span class="st c0 l0 indirect">the <mark>piers</mark> must be looked at first</span>.' in page


def test_the_list_of_what_comes_in_shows_it_too(client: TestClient) -> None:
    assert any(
        quote.startswith("Mayor Ada Quill said on 3 March 2024 that ‹the old bridge")
        for quote in shown(client.get("/live").text)
    )


def test_a_whole_quotation_stands_alone(client: TestClient) -> None:
    assert shown(client.get("/search?q=promise&what=statements").text) == ["“Every spring the same promise,”"]


def test_a_public_desk_shows_no_sentence_of_others(client: TestClient, public: TestClient) -> None:
    ask = "/search?q=dues+rise&what=statements"
    words = "Harbour dues will rise by a tenth in the spring"
    assert shown(client.get(ask).text) == [f"‹{words}›, the port’s director Lena Holt said on Monday."]
    assert shown(public.get(ask).text) == [words]


def test_a_long_sentence_is_cut_at_words(desk_path: Path) -> None:
    with Desk.open(desk_path, read_only=True) as desk:
        row = desk.search("piers", what="statements").statements[0].statement
    text = "A line. He said " + "and so on and on, " * 30 + row.said + " for a while" * 40 + ". So."
    at = text.index(row.said)
    before, after = around(
        replace(row, content=(Span.of(text, at, at + len(row.said)),)), {row.document.id: text}
    )
    assert before.startswith("… ") and before.endswith("on, ") and len(before) < 210
    assert after.startswith(" for a while") and after.endswith("…") and len(after) < 170
