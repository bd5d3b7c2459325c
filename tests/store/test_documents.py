"""Lists of documents, sections and sources: newest first, in pages, the same every time."""

from __future__ import annotations

import pytest

from onrecord.models import Record
from onrecord.store import Desk
from tests.store.build import article

DATED = [
    ("undated.txt", None),
    ("month.txt", "2025-02"),
    ("day.txt", "2025-02-03"),
    ("noon.txt", "2025-02-03T12:00:00+00:00"),
    ("morning.txt", "2025-02-03T12:00:00+02:00"),
    ("same day.txt", "2025-02-03"),
    ("nonsense.txt", "soon"),
    ("old.txt", "1999"),
]
NEWEST_FIRST = [
    "noon.txt", "morning.txt", "same day.txt", "day.txt", "month.txt", "old.txt", "nonsense.txt", "undated.txt",
]  # fmt: skip


@pytest.fixture
def dated(desk: Desk) -> Desk:
    list(desk.add_many(one(path, published) for path, published in DATED))
    return desk


def one(path: str, published: str | None) -> Record:
    source = "Gazette" if "a" in path else "Courier"
    section = "World" if "day" in path else None
    return article(
        "{Ana Ruiz} <said> “[we will go]”.", path=path, published=published, source=source, section=section
    )


def paths(desk: Desk, **filters: str | int | None) -> list[str | None]:
    return [row.path for row in desk.documents(**filters)]  # type: ignore[arg-type]


def test_the_newest_is_first_and_the_last_added_among_equals(dated: Desk) -> None:
    assert paths(dated) == NEWEST_FIRST


@pytest.mark.parametrize("size", [1, 3, 8])
def test_pages_join_to_the_whole(dated: Desk, size: int) -> None:
    seen: list[str | None] = []
    before: str | None = None
    while rows := dated.documents(limit=size, before=before):
        seen += [row.path for row in rows]
        before = rows[-1].cursor
    assert seen == NEWEST_FIRST


def test_a_page_stays_the_page_when_something_newer_comes(dated: Desk) -> None:
    before = dated.documents(limit=2)[-1].cursor
    dated.add(one("new.txt", "2026-01-01"))
    assert paths(dated, limit=2, before=before) == NEWEST_FIRST[2:4]


def test_documents_are_asked_for_by_section_source_and_time(dated: Desk) -> None:
    assert paths(dated, section="World") == ["same day.txt", "day.txt"]
    assert paths(dated, source="Courier") == [
        "noon.txt",
        "morning.txt",
        "month.txt",
        "old.txt",
        "nonsense.txt",
    ]
    assert paths(dated, since="2025-02-03", until="2025-02-03") == NEWEST_FIRST[:4]
    assert paths(dated, until="2025-02-02") == ["month.txt", "old.txt"]
    assert paths(dated, source="Nobody's") == []


def test_sections_and_sources_are_counted(dated: Desk) -> None:
    assert [(row.name, row.documents) for row in dated.sections()] == [(None, 6), ("World", 2)]
    assert [(row.name, row.documents, row.statements) for row in dated.sources()] == [
        ("Courier", 5, 5),
        ("Gazette", 3, 3),
    ]
    assert dated.source("Gazette") == dated.sources()[1]


def test_a_row_tells_what_a_page_needs(desk: Desk) -> None:
    record = article("{Ana Ruiz} <said>   “[we will go]”.", notes=("specimen",), url="https://g.example/a?x=1",
                     canonical_url="https://g.example/a", language="en")  # fmt: skip
    desk.add(record)
    row = desk.document_row(record.document.id)
    assert row == desk.documents()[0]
    assert (row.lead, row.notes, row.url) == (
        "Ana Ruiz said “we will go”.",
        ("specimen",),
        "https://g.example/a",
    )
    assert (row.statements, row.revisions, row.title) == (1, 1, "A headline")


def test_statements_carry_their_spans_speakers_and_verdict(desk: Desk) -> None:
    record = article("{Ana Ruiz} <said> “[we will go]” and “[come back]”.", verdict="trimmed",
                     sides={"Ana Ruiz": "esp"}, roles={"Ana Ruiz": "Ana"})  # fmt: skip
    desk.add(record)
    (row,) = desk.statements(record.document.id)
    statement = record.statements[0]
    assert row.content == statement.content
    assert [span.exact for span in row.content] == ["we will go", "come back"]
    assert (row.said, row.cue, row.mention) == ("we will go … come back", "said", "Ana Ruiz")
    assert (row.verdict, row.notes, row.open) == ("trimmed", ("hides: not",), False)
    (speaker,) = row.speakers
    assert (speaker.name, speaker.side, speaker.role) == ("Ana Ruiz", "esp", "Ana")
    assert speaker.entity == desk.people()[0].id
    page = desk.statement(statement.id)
    assert (page.row, page.statement, page.record) == (row, statement, record)
    assert desk.statement(statement.id, document=record.document.id).row == row


def test_what_is_in_the_desk_is_counted(dated: Desk) -> None:
    info = dated.info()
    assert (info.documents, info.statements, info.people, info.sources) == (8, 8, 1, 2)
    assert (info.first, info.last) == ("1999", "2025-02-03T12:00:00")
    assert info.size > 0


def test_texts_come_whole_whatever_stands_in_them(desk: Desk) -> None:
    hard = ' "text": "no", ends “so”, é\\", '
    records = [
        article("{Ana Ruiz} <said> “[we will go]”." + tail, path=f"{n}.txt")
        for n, tail in enumerate((hard, " Ünder the bridge, it said." * 9000, ""))
    ]
    list(desk.add_many(records))
    wanted = {record.document.id: record.document.text for record in records}
    assert desk.texts([*wanted, "nowhere"]) == wanted
    assert desk.texts([]) == {}
