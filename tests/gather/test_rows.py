"""Tables and JSON of articles: the forms that others write, and rows that are none."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.contract import to_json
from onrecord.errors import OnrecordError
from onrecord.extract import extract
from onrecord.gather.rows import read_rows
from onrecord.gather.wanted import Wanted
from onrecord.models import Document, Failure
from onrecord.reading import read_many, read_text

TEXT = "The harbour will close on Monday.\n\n“Not one ship,” the mayor told reporters."


def documents(path: Path) -> list[Document | str]:
    found: list[Document | str] = []
    for item in read_rows(str(path)):
        if isinstance(item, Failure):
            found.append(item.message)
            continue
        try:
            found.append(extract(item))
        except OnrecordError as error:
            found.append(error.message)
    return found


def lines(path: Path, *rows: Any) -> Path:
    path.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    return path


def test_an_article_a_line(tmp_path: Path) -> None:
    row = {"headline": "Harbour to close", "Article Text": "Harbour to close\n" + TEXT, "author": ["Ana Ruiz", "Bo Dahl"],
           "published_at": "2025-12-01T08:00:00+01:00", "outlet": "The Harbour Paper", "link": "https://paper.example/harbour-to-close?utm_source=x"}  # fmt: skip
    (document,) = documents(lines(tmp_path / "a.jsonl", row))
    assert isinstance(document, Document)
    assert document.text == "\n\n".join(["Harbour to close", "Ana Ruiz, Bo Dahl", *TEXT.split("\n\n")])
    assert document.body == TEXT
    assert (document.published, document.source) == ("2025-12-01T08:00:00+01:00", "The Harbour Paper")
    assert document.canonical_url == "https://paper.example/harbour-to-close"
    assert document.path == f"{tmp_path}/a.jsonl#1"


def test_what_news_please_writes(tmp_path: Path) -> None:
    row = {"authors": ["Ana Ruiz"], "date_download": "2025-12-02 09:00:00+00:00", "date_modify": None,
           "date_publish": "2025-12-01 08:00:00", "description": "In short.", "filename": "x.json", "image_url": None,
           "language": "en", "localpath": None, "maintext": TEXT, "source_domain": "paper.example",
           "title": "Harbour to close", "title_page": None, "url": "https://paper.example/harbour-to-close"}  # fmt: skip
    (tmp_path / "x.json").write_text(json.dumps(row))
    (document,) = documents(tmp_path / "x.json")
    assert isinstance(document, Document)
    assert (document.title, document.byline, document.body) == ("Harbour to close", "Ana Ruiz", TEXT)
    assert (document.published, document.fetched, document.source) == (
        "2025-12-01T08:00:00", "2025-12-02 09:00:00+00:00", "paper.example",
    )  # fmt: skip


def test_what_fundus_writes(tmp_path: Path) -> None:
    body = {
        "summary": ["In short."],
        "sections": [
            {"headline": [], "paragraphs": ["One."]},
            {"headline": ["Then"], "paragraphs": ["Two.", "Three."]},
        ],
    }
    row = {"title": "Harbour to close", "authors": ["Ana Ruiz"], "publishing_date": "2025-12-01 08:00:00+00:00", "topics": ["Sea"],
           "body": body, "html": {"requested_url": "https://paper.example/a", "responded_url": "https://paper.example/b",
           "content": "<html></html>", "crawl_date": "2025-12-02T00:00:00+00:00"}}  # fmt: skip
    (tmp_path / "x.json").write_text(json.dumps([row, row | {"body": None, "plaintext": "One.\n\nTwo."}]))
    first, second = documents(tmp_path / "x.json")
    assert isinstance(first, Document) and isinstance(second, Document)
    assert first.body == "In short.\n\nOne.\n\nThen\n\nTwo.\n\nThree."
    assert (first.url, first.fetched) == ("https://paper.example/b", "2025-12-02T00:00:00+00:00")
    assert second.body == "One.\n\nTwo."


def test_what_onrecord_writes(tmp_path: Path) -> None:
    more = "\n\nThe ships will wait outside the wall, she said, until the water has gone down again."
    record = read_text(
        "Harbour to close\n\nBy Ana Ruiz\n\n" + TEXT + more, title="Harbour to close", published="2025-12-01"
    )
    (document,) = documents(lines(tmp_path / "a.jsonl", to_json(record)))
    assert isinstance(document, Document)
    assert (document.title, document.byline, document.published) == (
        "Harbour to close",
        "Ana Ruiz",
        "2025-12-01",
    )
    assert document.body == record.document.body


@pytest.mark.parametrize(
    ("separator", "name"),
    [(",", "a.csv"), (";", "a.csv"), ("\t", "a.tsv"), ("\t", "a.csv"), (",", "a.csv.gz")],
)
def test_tables(tmp_path: Path, separator: str, name: str) -> None:
    table = separator.join(["Title", "Date", "Content", "URL"]) + "\r\n"
    table += (
        separator.join(
            ["Harbour", "1733011200", '"One line.\nAnd “another”, quoted."', "https://paper.example/1"]
        )
        + "\r\n"
    )
    table += "\r\n" + separator.join(["Empty", "2025", '""', ""]) + "\r\n" + separator.join("abcde") + "\r\n"
    data = table.encode("utf-8-sig")
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    first, empty, long = documents(tmp_path / name)
    assert isinstance(first, Document)
    assert (first.body, first.published) == (
        "One line.\n\nAnd “another”, quoted.",
        "2024-12-01T00:00:00+00:00",
    )
    assert [empty, long] == ["holds no text: its text is empty", "has 5 fields under 4 columns"]


def test_markup_in_a_column_is_read_as_a_page(tmp_path: Path) -> None:
    paragraphs = "".join(
        f"<p>The harbour will close on day {n}, the mayor said, and nobody knew why.</p>" for n in range(8)
    )
    row = {
        "title": "Harbour",
        "content": f"<h1>Harbour</h1>{paragraphs}<script>x()</script>",
        "url": "https://paper.example/1",
    }
    (document,) = documents(lines(tmp_path / "a.jsonl", row))
    assert isinstance(document, Document)
    assert document.body.count("\n\n") == 7 and "<" not in document.body and "x()" not in document.body


def test_rows_that_are_none_cost_only_themselves(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(
        b'{"text": "One."}\n{"text": \n[1]\n\n{"titel": "x"}\n{"text": 7}\n"\xff"\n{"text": "Two."}'
        + b"[" * 100_000
    )
    path.write_bytes(
        path.read_bytes().replace(b"[" * 100_000, b"\n" + b"[" * 100_000 + b'\n{"body": "Three."}')
    )
    found = [item.body if isinstance(item, Document) else item[:12] for item in documents(path)]
    assert found == [
        "One.",
        "is no JSON: ",
        "is no JSON o",
        "holds no tex",
        "holds no tex",
        "is no JSON o",
        "Two.",
        "is no JSON: ",
        "Three.",
    ]


def test_a_file_among_others_keeps_its_place(tmp_path: Path) -> None:
    lines(tmp_path / "a.jsonl", {"text": TEXT}, {"nothing": 1})
    (tmp_path / "b.txt").write_text("Harbour to close\n\n" + TEXT)
    results = list(
        read_many(
            [str(tmp_path / "a.jsonl"), str(tmp_path / "b.txt"), str(tmp_path / "c.csv")], finder="rules"
        )
    )
    assert [result.kind if isinstance(result, Failure) else "read" for result in results] == [
        "read", "bad row", "read", "not found",
    ]  # fmt: skip


CELL = "“Not one ship,” the mayor said. It’s closed – for now, café and all."


@pytest.mark.parametrize(
    ("encoding", "separator", "note"),
    [
        ("utf-8", ",", None),
        ("utf-8-sig", ",", None),
        ("cp1252", ";", "read as Windows-1252"),
        ("utf-16", "\t", None),
    ],
)
def test_a_table_as_spreadsheets_save_it(
    tmp_path: Path, encoding: str, separator: str, note: str | None
) -> None:
    rows = [["title", "text"], ["Harbour – day 1", CELL], ["Harbour", "The harbour is open."]]
    table = "\r\n".join(separator.join(f'"{cell}"' for cell in row) for row in rows)
    (tmp_path / "a.csv").write_bytes(table.encode(encoding))
    first, second = documents(tmp_path / "a.csv")
    assert isinstance(first, Document) and isinstance(second, Document)
    assert (first.title, first.body) == ("Harbour – day 1", CELL)
    assert second.body == "The harbour is open."
    assert (note is None and first.notes == ()) or (note or "") in "".join(first.notes)


def test_a_table_that_is_empty_or_binary_says_so(tmp_path: Path) -> None:
    for data, words in ((b"", "is empty"), (b"%PDF-1.7 ...", "is a PDF")):
        (tmp_path / "a.csv").write_bytes(data)
        with pytest.raises(OnrecordError, match=words):
            documents(tmp_path / "a.csv")


def test_the_columns_of_a_table_without_text_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("when,what\n2025,harbour\n")
    (reason,) = documents(tmp_path / "a.csv")
    assert "columns (when, what)" in str(reason)


def test_a_host_counts_for_files_too(tmp_path: Path) -> None:
    page = (
        "<html><head><link rel='canonical' href='https://{}/harbour-to-close'></head><body><h1>Harbour</h1>"
    )
    for name in ("www.paper.example", "post.example"):
        (tmp_path / f"{name}.html").write_text(page.format(name) + f"<p>{TEXT * 8}</p></body></html>")
    (tmp_path / "note.txt").write_text("Harbour\n\n" + TEXT)
    found = read_many([str(tmp_path)], finder="rules", wanted=Wanted(hosts=frozenset({"paper.example"})))
    told = [item.message if isinstance(item, Failure) else item.document.canonical_url for item in found]
    assert told == [
        "has no address, so that its host is unknown",
        "is of the host post.example, which was not asked for",
        "https://www.paper.example/harbour-to-close",
    ]


@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
@pytest.mark.parametrize(("encoding", "note"), [("cp1252", "read as Windows-1252"), ("utf-16", None)])
def test_json_as_old_programs_save_it(tmp_path: Path, name: str, encoding: str, note: str | None) -> None:
    rows = [json.dumps({"title": "Harbour – day 1", "text": CELL}, ensure_ascii=False)] * 2
    (tmp_path / name).write_bytes("\n".join(rows).encode(encoding))
    found = documents(tmp_path / name)
    assert len(found) == 2
    for document in found:
        assert isinstance(document, Document)
        assert (document.title, document.body) == ("Harbour – day 1", CELL)
        assert document.notes == () if note is None else note in "".join(document.notes)


def test_a_later_row_that_does_not_fit_says_so_itself(tmp_path: Path) -> None:
    long = "The harbour is open. " * 60_000
    late = "The café is closed.".encode("cp1252")
    (tmp_path / "a.csv").write_bytes(f'title,text\nLong,"{long}"\nLate,'.encode() + late + b"\n")
    first, second = documents(tmp_path / "a.csv")
    assert isinstance(first, Document) and isinstance(second, Document)
    assert (first.notes, second.body) == ((), "The caf\ufffd is closed.")
    assert second.notes == ("1 place is not valid UTF-8 and shown as U+FFFD",)


def test_a_zero_byte_costs_no_table(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"title,text\nHar\x00bour,The harbour is open.\n")
    (document,) = documents(tmp_path / "a.csv")
    assert isinstance(document, Document)
    assert (document.title, document.body) == ("Harbour", "The harbour is open.")
    (tmp_path / "a.csv").write_bytes(b"\x00\x01\x02\x03" * 50)
    with pytest.raises(OnrecordError, match="binary"):
        documents(tmp_path / "a.csv")


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.jsonl", b"", "is empty"),
        ("a.jsonl", b"\n\n", "nothing but white space"),
        ("a.json", b"[]", "holds no row"),
        ("a.csv", b"title,text\r\n", "holds no row"),
    ],
)
def test_a_file_without_a_row_says_so(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(OnrecordError, match=words):
        documents(tmp_path / name)


def test_a_broken_line_is_named_by_its_number_in_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "One."}\n\n\n{"text": \n')
    _, broken = documents(tmp_path / "a.jsonl")
    assert broken == "is no JSON: Expecting value, at sign 9 of line 4"


def test_a_date_with_two_readings_is_told_and_not_taken(tmp_path: Path) -> None:
    table = "title,text,date,url\n" + "".join(
        f"Harbour,The harbour is open.,{date},{url}\n"
        for date, url in (
            ("3/4/2026", "https://paper.example/2026/03/01/harbour"),
            ("3/4/2026", ""),
            ("17/11/2026", ""),
            ("soon", ""),
        )
    )
    (tmp_path / "a.csv").write_text(table)
    addressed, bare, clear, vague = (d for d in documents(tmp_path / "a.csv") if isinstance(d, Document))
    unread = 'the row gives the date "3/4/2026", which was not read: day and month cannot be told apart'
    assert (addressed.published, addressed.notes) == (
        "2026-03-01", (unread, "published: as its address says"),
    )  # fmt: skip
    assert (bare.published, bare.notes) == (None, (unread,))
    assert (clear.published, clear.notes) == ("2026-11-17", ())
    assert vague.notes == ('the row gives the date "soon", which was not read',)


def test_names_of_columns_with_brackets_and_the_outlet_that_fundus_nests(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Title,Author(s),Text\nHarbour,Ana Ruiz,The harbour is open.\n")
    (document,) = documents(tmp_path / "a.csv")
    assert isinstance(document, Document)
    assert document.byline == "Ana Ruiz"
    row = {"title": "Harbour", "plaintext": TEXT, "html": {"requested_url": "https://paper.example/a", "content": "",
           "source_info": {"publisher": "The Harbour Paper", "type": "rss"}}}  # fmt: skip
    (document,) = documents(lines(tmp_path / "a.jsonl", row))
    assert isinstance(document, Document)
    assert document.source == "The Harbour Paper"
