"""WARC files: what is read from them, what is not and why, and what damage costs."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from onrecord.errors import NotFound
from onrecord.gather.files import Gathered
from onrecord.gather.wanted import Wanted
from onrecord.gather.warc import is_warc, read_warc
from onrecord.models import Failure
from tests.gather.warcs import HTML, article, write_warc

PAGES = [(f"https://paper.example/{n}", article(f"Harbour, day {n}"), "200 OK", HTML) for n in range(6)]


def told(path: Path, wanted: Wanted | None = None) -> list[str]:
    return [
        f"{item.kind}: {item.message}" if isinstance(item, Failure) else (item.url or "")[-1]
        for item in read_warc(str(path), wanted)
    ]


@pytest.mark.parametrize("packed", [True, False])
def test_pages_come_in_order_with_all_that_was_kept(tmp_path: Path, packed: bool) -> None:
    path = write_warc(tmp_path / ("a.warc.gz" if packed else "a.warc"), PAGES, packed=packed)
    pages = [page for page in read_warc(str(path)) if isinstance(page, Gathered)]
    assert is_warc(str(path)) and [page.url for page in pages] == [url for url, *_ in PAGES]
    first = pages[0]
    assert (first.data, first.status, first.fetched) == (PAGES[0][1], 200, "2025-12-02T10:00:00+00:00")
    assert first.header("content-type") == "text/html; charset=utf-8"
    offset = int(first.path.rpartition("#")[2])
    data = path.read_bytes()[offset:]
    assert (gzip.decompress(data) if packed else data).startswith(b"WARC/1.")


def test_what_is_no_page_says_why(tmp_path: Path) -> None:
    path = write_warc(
        tmp_path / "a.warc.gz",
        [
            ("https://paper.example/a", b"gone", "404 Not Found", HTML),
            ("https://paper.example/b", b"", "301 Moved", [("Location", "/c")]),
            ("https://paper.example/c", b"\x89PNG", "200 OK", [("Content-Type", "image/png")]),
            ("https://paper.example/robots.txt", b"Disallow: /", "200 OK", [("Content-Type", "text/plain")]),
            PAGES[0],
        ],
    )
    assert told(path) == [
        "error page: the server answered 404",
        "left out: is no page: the server sent elsewhere (301)",
        "left out: is image/png, not a page",
        "left out: is a file for machines, not a page",
        "0",
    ]


def test_encodings_that_the_crawler_left_in_place(tmp_path: Path) -> None:
    body = article("Harbour")
    chunked = (
        b"".join(b"%x;x=y\r\n%s\r\n" % (len(part), part) for part in (body[:100], body[100:])) + b"0\r\n\r\n"
    )
    path = write_warc(
        tmp_path / "a.warc.gz",
        [
            ("https://paper.example/1", gzip.compress(body), "200 OK", [*HTML, ("Content-Encoding", "gzip")]),
            ("https://paper.example/2", chunked, "200 OK", [*HTML, ("Transfer-Encoding", "chunked")]),
            (
                "https://paper.example/3",
                body,
                "200 OK",
                [*HTML, ("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked")],
            ),
            ("https://paper.example/4", body, "200 OK", [*HTML, ("Content-Encoding", "br")]),
            ("https://paper.example/5", gzip.compress(body)[:90], "200 OK", HTML),
            ("https://paper.example/6", gzip.compress(b"x" * 30_000_000), "200 OK", HTML),
        ],
    )
    pages = list(read_warc(str(path)))
    assert [page.data == body for page in pages if isinstance(page, Gathered)] == [True] * 4
    assert [page.kind for page in pages if isinstance(page, Failure)] == ["not text", "too large"]


@pytest.mark.parametrize("packed", [True, False])
def test_a_damaged_record_costs_only_itself(tmp_path: Path, packed: bool) -> None:
    path = write_warc(tmp_path / ("a.warc.gz" if packed else "a.warc"), PAGES, packed=packed)
    data = bytearray(path.read_bytes())
    third = [int(p.path.rpartition("#")[2]) for p in read_warc(str(path)) if isinstance(p, Gathered)][2]
    data[third : third + 40] = b"\xee" * 40
    path.write_bytes(data)
    found = told(path)
    assert [item for item in found if len(item) == 1] == ["0", "1", "3", "4", "5"]
    assert len(found) <= 6


def test_a_file_that_breaks_off_gives_what_is_whole(tmp_path: Path) -> None:
    path = write_warc(tmp_path / "a.warc.gz", PAGES)
    path.write_bytes(path.read_bytes()[:-60])
    *whole, last = told(path)
    assert whole == ["0", "1", "2", "3", "4"]
    assert last.startswith("damaged")


def test_what_is_not_asked_for_is_said_to_be_left_out(tmp_path: Path) -> None:
    path = write_warc(
        tmp_path / "a.warc.gz", [PAGES[0], ("https://m.other.example/7", PAGES[0][1], "200 OK", HTML)]
    )
    assert told(path, Wanted(hosts=frozenset({"other.example"}))) == [
        "left out: is of the host paper.example, which was not asked for", "7",
    ]  # fmt: skip
    assert told(path, Wanted(since="2025-12-03"))[0] == "left out: was fetched before 2025-12-03"
    assert told(path, Wanted(since="2025-12-02")) == ["0", "7"]


def test_files_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        list(read_warc(str(tmp_path / "none.warc.gz")))
    (tmp_path / "empty.warc").write_bytes(b"")
    (tmp_path / "text.warc").write_bytes(b"Harbour to close\n" * 9)
    assert told(tmp_path / "empty.warc") == []
    assert [item.split(":")[0] for item in told(tmp_path / "text.warc")] == ["damaged"]
