"""What goes into a desk comes out equal; adding again changes nothing; a new text keeps the old one."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import BadRecord
from onrecord.models import Record, Span, text_id
from onrecord.store import Added, Desk
from onrecord.store.guard import pack, storable, unpack
from tests.store.build import article
from tests.strategies import records

SLOW = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@contextmanager
def new_desk() -> Iterator[Desk]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "desk.sqlite"
        path.write_bytes(_blank())
        with Desk.open(path) as desk:
            yield desk


@cache
def _blank() -> bytes:
    """An empty desk, made once."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "desk.sqlite"
        Desk.open(path).close()
        return path.read_bytes()


def dump(desk: Desk) -> list[str]:
    """Everything in the file, as SQL."""
    with desk._db.raw() as connection:
        return list(connection.iterdump())


@SLOW
@given(records())
def test_a_record_comes_out_as_it_went_in_and_goes_in_once(record: Record) -> None:
    with new_desk() as desk:
        assert desk.add(record) is Added.ADDED
        assert desk.document(record.document.id) == record
        assert list(desk.records()) == [record]
        before = dump(desk)
        assert desk.add(record) is Added.UNCHANGED
        assert dump(desk) == before
        assert [s.content for s in desk.statements(record.document.id)] == [
            s.content for s in record.statements
        ]


@SLOW
@given(st.lists(records(), min_size=2, max_size=4, unique_by=lambda r: r.document.id))
def test_the_order_of_adding_changes_no_record_and_no_entity(many: list[Record]) -> None:
    with new_desk() as one, new_desk() as other:
        list(one.add_many(many))
        list(other.add_many(reversed(many), batch=1))
        assert one.people(kind=None, limit=100) == other.people(kind=None, limit=100)
        for record in many:
            assert one.document(record.document.id) == other.document(record.document.id) == record
            assert one.entities(record.document.id) == other.entities(record.document.id)


@SLOW
@given(records(), records())
def test_forgetting_leaves_the_desk_as_if_it_had_never_been(kept: Record, gone: Record) -> None:
    if kept.document.id == gone.document.id:
        return
    with new_desk() as desk, new_desk() as without:
        list(desk.add_many([kept, gone]))
        desk.forget(gone.document.id)
        without.add(kept)
        left, right = (
            sorted(line for line in dump(d) if "sqlite_sequence" not in line and "_fts_" not in line)
            for d in (desk, without)
        )
        assert left == right


def test_characters_that_no_database_takes_survive() -> None:
    record = article(
        "{Ana Ruiz} <said> “[we \ud83d will\0 go\x02\x1e\x02 now]”.",
        title="A \udcff title",
        path="b\udce9.txt",
    )
    with new_desk() as desk:
        desk.add(record)
        assert desk.document(record.document.id) == record
        assert desk.add(record) is Added.UNCHANGED
        assert desk.statement(record.statements[0].id).statement == record.statements[0]
        assert desk.search("now").statement_total == 1
        assert desk.forget("b\udce9.txt").statements == 1


@given(st.text(st.characters(exclude_categories=())))
def test_a_storable_text_is_as_long_and_encodes(text: str) -> None:
    assert len(storable(text)) == len(text)
    assert storable(text).encode("utf-8") is not None


@settings(deadline=None)
@given(records())
def test_packing_loses_nothing(record: Record) -> None:
    assert unpack(pack(record)) == record


def test_a_new_text_keeps_the_old_one_as_a_revision(desk: Desk) -> None:
    first = article("{Ana Ruiz} <said> “[we will go]”.", updated="2025-01-01")
    second = article("{Ana Ruiz} <said> “[we will not go]”.", updated="2025-01-02")
    assert desk.add(first) is Added.ADDED
    assert desk.add(second) is Added.REVISED
    id = first.document.id
    current = desk.document(id)
    assert current.document.revision_of == first.document.text_id
    assert replace(current, document=replace(current.document, revision_of=None)) == second
    assert [(row.number, row.updated, row.current) for row in desk.revisions(id)] == [
        (1, "2025-01-01", False),
        (2, "2025-01-02", True),
    ]
    assert desk.revision(id, 1) == first
    assert desk.document_row(id).revisions == 2
    assert [s.said for s in desk.statements(id)] == ["we will not go"]
    assert desk.search('"will go"').statement_total == 0
    assert desk.people()[0].statements == 1
    assert desk.add(second) is Added.UNCHANGED
    assert desk.add(first) is Added.REVISED, "a text that came back is news again"


def test_an_old_text_given_again_is_no_news_where_the_time_of_fetching_tells(desk: Desk) -> None:
    first = article("{Ana Ruiz} <said> “[we will go]”.", fetched="2025-01-01T08:00:00Z")
    second = article("{Ana Ruiz} <said> “[we will not go]”.", fetched="2025-01-01T09:00:00Z")
    assert [str(a) for _, a in desk.add_many([first, second, first, second])] == [
        "added",
        "revised",
        "unchanged",
        "unchanged",
    ]


def test_two_files_of_one_document_given_again_are_no_news(desk: Desk) -> None:
    url = "https://example.org/a"
    first = article("{Ana Ruiz} <said> “[we will go]”.", url=url, path="first.html")
    second = article("{Ana Ruiz} <said> “[we will not go]”.", url=url, path="second.html")
    assert [str(a) for _, a in desk.add_many([first, second, first, second])] == [
        "added",
        "revised",
        "unchanged",
        "unchanged",
    ]
    changed = article("{Ana Ruiz} <said> “[we may go]”.", url=url, path="first.html")
    assert desk.add(changed) is Added.REVISED
    assert desk.add(first) is Added.REVISED, "the file went back to its first text"


def test_fetching_the_same_text_again_changes_nothing(desk: Desk) -> None:
    first = article("{Ana Ruiz} <said> “[we will go]”.", fetched="2025-01-01T08:00:00Z")
    desk.add(first)
    again = replace(
        first,
        document=replace(first.document, fetched="2025-01-02T08:00:00Z", path="./elsewhere/spelled.txt"),
    )
    assert desk.add(again) is Added.UNCHANGED
    assert desk.document(first.document.id) == first


def test_the_same_text_read_by_another_version_replaces_its_findings(desk: Desk) -> None:
    old = article("{Ana Ruiz} <said> “[we will go]”, and {Bo Lind} <agreed>.")
    new = article("{Ana Ruiz} <said> “[we will go]”, and Bo Lind agreed.")
    assert old.document.text_id == new.document.text_id
    desk.add(old)
    assert {p.name for p in desk.people()} == {"Ana Ruiz", "Bo Lind"}
    assert desk.add(new) is Added.REREAD
    assert desk.document(new.document.id) == new
    assert [p.name for p in desk.people()] == ["Ana Ruiz"]
    assert len(desk.revisions(new.document.id)) == 1


def test_a_record_that_does_not_hold_in_its_text_is_refused_and_costs_only_itself(desk: Desk) -> None:
    good = article("{Ana Ruiz} <said> “[we will go]”.")
    document = good.document
    statement = good.statements[0]
    stranger = article("{Bo Lind} <said> “[no]”.").actors[0]
    wrong_span = replace(statement, content=(Span(0, 3, "xyz"),))
    wrong_speaker = replace(statement, speaker=replace(statement.speaker, actors=(stranger,)))
    bad = [
        replace(good, statements=(wrong_span,)),
        replace(good, statements=(wrong_speaker,)),
        replace(good, document=replace(document, text_id=text_id("another"))),
        replace(good, actors=good.actors * 2),
    ]
    for record in bad:
        with pytest.raises(BadRecord) as raised:
            desk.add(record)
        assert raised.value.path == "a.txt"
    assert desk.documents() == []
    assert desk.add(good) is Added.ADDED


def test_two_documents_of_one_text_are_two(desk: Desk) -> None:
    one = article("{Ana Ruiz} <said> “[we will go]”.", source="Gazette")
    two = article("{Ana Ruiz} <said> “[we will go]”.", source="Courier", path="b.txt")
    assert one.document.text_id == two.document.text_id
    assert [str(a) for _, a in desk.add_many([one, two])] == ["added", "added"]
    assert desk.people()[0].documents == 2
