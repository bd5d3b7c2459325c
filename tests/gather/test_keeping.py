"""What was served, kept and read again: the same documents; torn files are mended."""

from __future__ import annotations

import gzip
from dataclasses import replace
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from onrecord.errors import OutputError
from onrecord.extract import extract
from onrecord.gather.files import Gathered, Metadata
from onrecord.gather.keeping import OPEN, Keeper, repair
from onrecord.gather.net.answers import Answer
from onrecord.gather.warc import read_warc
from tests.gather.warcs import article

AT = 1_764_669_600.0
SAID = Metadata("feed", title="Harbour", published="2025-12-01T08:00:00+00:00")


def answer(number: int, body: bytes | None = None, **more: object) -> Answer:
    data = body or article(f"Harbour, day {number}")
    url = f"https://paper.example/{number}"
    headers = (
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Encoding", "gzip"),
        ("Transfer-Encoding", "chunked"),
    )
    made = Answer(url, url, 200, headers, AT + number, gzip.compress(data, mtime=0), data)
    return replace(made, **more)  # type: ignore[arg-type]


def finished(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.warc.gz"))


def pages(*files: Path) -> list[Gathered]:
    return [page for file in files for page in read_warc(str(file)) if isinstance(page, Gathered)]


def test_what_is_read_again_is_what_was_served(tmp_path: Path) -> None:
    given = [
        answer(1),
        answer(2, url="https://paper.example/r?utm_source=x"),
        answer(
            3,
            headers=(("Content-Type", "text/markdown"),),
            raw=b"# A\n\nThe harbour closes.",
            data=b"# A\n\nThe harbour closes.",
        ),
    ]
    with Keeper(tmp_path) as keeper:
        for one in given:
            keeper.keep(one, SAID)
    (file,) = finished(tmp_path)
    for one, page in zip(given, pages(file), strict=True):
        served = one.gathered(SAID)
        assert (page.data, page.media, page.url, page.final_url, page.fetched, page.said) == (
            served.data, served.media, served.url, served.final_url, served.fetched, served.said,
        )  # fmt: skip
        assert replace(extract(page), path=None) == replace(extract(served), path=None)


def test_records_have_digests_and_headers_and_are_whole(tmp_path: Path) -> None:
    with Keeper(tmp_path) as keeper:
        keeper.keep(answer(1))
    (file,) = finished(tmp_path)
    with file.open("rb") as stream:
        for record in ArchiveIterator(stream, check_digests="raise"):
            if record.rec_type == "response":
                assert record.rec_headers.get_header("WARC-Payload-Digest").startswith("sha1:")
                assert record.http_headers.get_header("Content-Encoding") == "gzip"
                assert record.http_headers.get_header("X-Crawler-Transfer-Encoding") == "chunked"
                assert record.raw_stream.read() == answer(1).raw


def test_a_new_file_is_begun_at_its_size(tmp_path: Path) -> None:
    with Keeper(tmp_path, most_bytes=2000) as keeper:
        for number in range(5):
            keeper.keep(answer(number))
    assert len(finished(tmp_path)) > 1
    assert len(pages(*finished(tmp_path))) == 5


@pytest.mark.parametrize("cut", [1, 40, 300])
def test_a_torn_last_record_is_cut_off(tmp_path: Path, cut: int) -> None:
    with Keeper(tmp_path) as keeper:
        for number in range(3):
            keeper.keep(answer(number))
    (file,) = finished(tmp_path)
    torn = tmp_path / (file.name + OPEN)
    torn.write_bytes(file.read_bytes()[:-cut])
    file.unlink()
    with Keeper(tmp_path) as keeper:
        keeper.keep(answer(7))
    assert not list(tmp_path.glob(f"*{OPEN}"))
    assert [page.url for page in pages(*finished(tmp_path))] == [
        f"https://paper.example/{n}" for n in (0, 1, 7)
    ]


def test_a_file_that_another_writes_is_left_alone(tmp_path: Path) -> None:
    with Keeper(tmp_path) as one:
        one.keep(answer(1))
        with Keeper(tmp_path) as other:
            other.keep(answer(2))
        one.keep(answer(3))
    assert sorted(page.url or "" for page in pages(*finished(tmp_path))) == [
        f"https://paper.example/{n}" for n in (1, 2, 3)
    ]


def test_nothing_whole_leaves_no_file(tmp_path: Path) -> None:
    torn = tmp_path / f"a.warc.gz{OPEN}"
    torn.write_bytes(gzip.compress(b"x" * 99)[:20])
    assert repair(torn) is None
    assert not torn.exists()


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot keep"):
        Keeper(tmp_path / "file" / "folder")


def kinds(*files: Path) -> list[tuple[str, str | None]]:
    """Type of each record of a page, and the date of the response that it refers to."""
    found = []
    for file in files:
        with file.open("rb") as stream:
            for record in ArchiveIterator(stream, check_digests="raise"):
                if record.rec_type in ("response", "revisit"):
                    found.append((record.rec_type, record.rec_headers.get_header("WARC-Refers-To-Date")))
                record.content_stream().read()
    return found


def test_a_page_served_again_unchanged_is_a_revisit(tmp_path: Path) -> None:
    first, other = answer(1), answer(1, article("Harbour, day 1, corrected"))
    with Keeper(tmp_path) as keeper:
        keeper.keep(first)
        keeper.keep(replace(first, at=AT + 3_600), SAID)
    with Keeper(tmp_path) as keeper:
        keeper.keep(replace(first, at=AT + 7_200))
        keeper.keep(replace(other, at=AT + 9_000))
        keeper.keep(replace(first, at=AT + 9_900))
    one, two = finished(tmp_path)
    assert kinds(one) == [("response", None), ("revisit", "2025-12-02T10:00:01Z")]
    assert kinds(two) == [("revisit", "2025-12-02T10:00:01Z"), ("response", None), ("response", None)]
    assert [page.data for page in pages(one, two)] == [first.data, other.data, first.data]


def test_a_revisit_has_its_own_headers_and_names_what_it_equals(tmp_path: Path) -> None:
    again = replace(answer(1), at=AT + 60, headers=(("Content-Type", "text/html"), ("Age", "59")))
    with Keeper(tmp_path) as keeper:
        keeper.keep(answer(1))
        keeper.keep(again)
    (file,) = finished(tmp_path)
    with file.open("rb") as stream:
        records = [r for r in ArchiveIterator(stream) if r.rec_type in ("response", "revisit")]
        whole, revisit = (record.rec_headers for record in records)
    assert records[1].http_headers.get_header("Age") == "59"
    assert revisit.get_header("WARC-Refers-To") == whole.get_header("WARC-Record-ID")
    assert revisit.get_header("WARC-Payload-Digest") == whole.get_header("WARC-Payload-Digest")
    assert revisit.get_header("WARC-Profile").endswith("/revisit/identical-payload-digest")


def test_the_answer_that_nothing_changed_is_evidence_too(tmp_path: Path) -> None:
    first = answer(1)

    def empty(number: int, status: int) -> Answer:
        return answer(number, status=status, raw=b"", data=b"", headers=(("ETag", '"a"'),))

    with Keeper(tmp_path) as keeper:
        keeper.keep(empty(2, 304))
        keeper.keep(first)
        keeper.keep(empty(1, 304))
        keeper.keep(empty(1, 410))
        keeper.keep(replace(first, at=AT + 60))
    (file,) = finished(tmp_path)
    told = "2025-12-02T10:00:01Z"
    assert kinds(file) == [
        ("revisit", None), ("response", None), ("revisit", told), ("response", None), ("revisit", told),
    ]  # fmt: skip
    with file.open("rb") as stream:
        same = [r for r in ArchiveIterator(stream) if r.rec_type == "revisit"][1]
    assert same.rec_headers.get_header("WARC-Profile").endswith("/revisit/server-not-modified")
    assert (same.http_headers.get_statuscode(), same.http_headers.get_header("ETag")) == ("304", '"a"')
    assert [page.data for page in pages(file)] == [first.data]


def test_a_page_whose_first_copy_is_gone_is_kept_whole_again(tmp_path: Path) -> None:
    with Keeper(tmp_path) as keeper:
        keeper.keep(answer(1))
    for file in finished(tmp_path):
        file.unlink()
    with Keeper(tmp_path) as keeper:
        keeper.keep(answer(1))
    assert kinds(*finished(tmp_path)) == [("response", None)]


def test_a_damaged_memory_of_pages_costs_no_evidence(tmp_path: Path) -> None:
    (tmp_path / "payloads.sqlite").write_bytes(b"no database at all" * 100)
    with Keeper(tmp_path) as keeper:
        keeper.keep(answer(1))
        keeper.keep(answer(1))
    assert kinds(*finished(tmp_path)) == [("response", None)] * 2
