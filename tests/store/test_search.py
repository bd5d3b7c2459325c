"""Full-text search: whatever is typed finds words or nothing, and never raises."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.store import Desk, Piece
from onrecord.store.search import pieces
from tests.store.build import article

TALKS = """
{Ana Ruiz} <said> “[the ceasefire will hold, we don’t doubt it]”.
{Bo Lind} <warned> that [no ceasefire lasts without a naïve hope].
"""
VOTE = "{Ana Ruiz} <called> the vote “[never again a state-of-the-art mess]”."


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    path: Path = tmp_path_factory.mktemp("search") / "desk.sqlite"
    with Desk.open(path) as desk:
        desk.add(article(TALKS, path="a.txt", title="Talks go on", source="Gazette", published="2025-01-05"))
        desk.add(
            article(
                VOTE, path="b.txt", title="A vote", source="Courier", published="2025-02-05T23:30:00-05:00"
            )
        )
        yield desk


def mark(snippet: tuple[Piece, ...]) -> str:
    return "".join(f"[{text}]" if hit else text for text, hit in snippet)


def said(desk: Desk, query: str, **filters: object) -> list[str]:
    """What a search shows of statements, hits in brackets."""
    return sorted(mark(hit.snippet) for hit in desk.search(query, **filters).statements)  # type: ignore[arg-type]


A = "the [ceasefire] will hold, we don’t doubt it"
B = "no [ceasefire] lasts without a naïve hope"
C = "never again a state-of-the-art mess"

QUERIES = [
    ("ceasefire", [B, A]),
    ("CEASEFIRE hold", ["the [ceasefire] will [hold], we don’t doubt it"]),
    ("cease*", [B, A]),
    ("cease", []),
    ("ceasefire -hold", [B]),
    ('ceasefire -"no ceasefire"', [A]),
    ("-ceasefire", [C]),
    ('"ceasefire will"', ["the [ceasefire will] hold, we don’t doubt it"]),
    ("“ceasefire will”", ["the [ceasefire will] hold, we don’t doubt it"]),
    ('"will ceasefire"', []),
    ("naive", ["no ceasefire lasts without a [naïve] hope"]),
    ("don't", ["the ceasefire will hold, we [don’t] doubt it"]),
    ("state-of-the-art", ["never again a [state-of-the-art] mess"]),
    ("lind", ["no ceasefire lasts without a naïve hope"]),
    ("ceasefire OR vote", []),
    ("NOT", []),
    ("hope NEAR naive", []),
    ('"ceasefire', [B, A]),
    ("said:ceasefire", []),
    ("!!! ceasefire ???", [B, A]),
]


@pytest.mark.parametrize(("query", "shown"), QUERIES, ids=[query for query, _ in QUERIES])
def test_what_is_typed_finds(full: Desk, query: str, shown: list[str]) -> None:
    assert said(full, query) == sorted(shown)


def test_articles_are_found_with_marked_title_and_body(full: Desk) -> None:
    result = full.search("talks")
    assert [mark(hit.title) for hit in result.articles] == ["[Talks] go on"]
    (hit,) = full.search("naive").articles
    assert mark(hit.snippet).endswith("without a [naïve] hope.")
    assert full.search("naive", what="statements").articles == ()
    assert full.search("naive", what="articles").statements == ()


FILTERS = [
    ({"speaker": "Ruiz"}, [A]),
    ({"speaker": "ana ruiz"}, [A]),
    ({"speaker": "uiz"}, []),
    ({"speaker": '"'}, []),
    ({"kind": "indirect"}, [B]),
    ({"source": "Gazette"}, [B, A]),
    ({"source": "Courier"}, []),
    ({"since": "2025-01-05", "until": "2025-01-05"}, [B, A]),
    ({"since": "2025-01-06"}, []),
    ({"until": "2025"}, [B, A]),
    ({"min_confidence": 0.95}, []),
]


@pytest.mark.parametrize(("filters", "shown"), FILTERS, ids=[str(f) for f, _ in FILTERS])
def test_filters_narrow(full: Desk, filters: dict[str, object], shown: list[str]) -> None:
    assert said(full, "ceasefire", **filters) == sorted(shown)


def test_an_empty_query_lists_what_the_filters_leave_the_newest_first(full: Desk) -> None:
    result = full.search("  ", speaker="Ruiz")
    assert [hit.statement.said for hit in result.statements] == [C, A.replace("[", "").replace("]", "")]
    assert result.articles == ()
    assert [hit.document.path for hit in full.search("").articles] == ["b.txt", "a.txt"]


def test_pages_and_totals(full: Desk) -> None:
    first, second = full.search("ceasefire", limit=1), full.search("ceasefire", limit=1, offset=1)
    assert (first.statement_total, first.article_total, len(first.statements)) == (2, 1, 1)
    assert first.statements[0].statement.id != second.statements[0].statement.id
    assert second.articles == ()


def test_times_of_day_are_ordered_in_one_zone(full: Desk) -> None:
    assert [row.path for row in full.documents(since="2025-02-06")] == ["b.txt"]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.sampled_from("ab\"*-+():^{}[]\\'`%_,.;!?&|<> \0\x02\n“”…éß\ud800")) | st.text())
def test_nothing_that_is_typed_raises(full: Desk, query: str) -> None:
    full.search(query)
    full.search("ceasefire", speaker=query)
    full.people(name=query)


def test_a_very_long_query_is_cut(full: Desk) -> None:
    assert full.search("ceasefire " * 5000).statement_total == 2


@given(
    st.lists(st.tuples(st.text(st.characters(exclude_characters="\x02\x03\x1e"), min_size=1), st.booleans()))
)
def test_snippets_come_back_as_the_text_that_they_are(parts: list[tuple[str, bool]]) -> None:
    marked = "".join(f"\x02\x1e\x02{text}\x03\x1e\x03" if hit else text for text, hit in parts)
    assert "".join(text for text, _ in pieces(marked)) == "".join(text for text, _ in parts)
    assert [text for text, hit in pieces(marked) if hit] == [text for text, hit in parts if hit]
