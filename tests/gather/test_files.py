"""Files, folders, globs and streams: what is read, in which order, and what is said of the rest."""

from __future__ import annotations

import gzip
import io
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import NotFound, TooLarge, Unreadable
from onrecord.gather.files import Gathered, gather, list_paths, load, media_of
from onrecord.models import Failure


def found(patterns: Sequence[str], **more: Any) -> list[str]:
    """Each result in a word: the file's name, or `kind!name` where it failed."""
    return [
        f"{item.kind}!{Path(item.path).name}" if isinstance(item, Failure) else Path(item.path).name
        for item in gather(patterns, **more)
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.md", "c.HTML", "notes.pdf", "sub/d.txt.gz", "sub/e.htm", "z.text"):
        file = tmp_path / "news" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(gzip.compress(b"words") if name.endswith(".gz") else b"words")
    return tmp_path / "news"


def test_a_folder_is_read_whole_and_in_order(folder: Path) -> None:
    assert found([str(folder)]) == ["a.md", "b.txt", "c.HTML", "z.text", "d.txt.gz", "e.htm"]


def test_a_pattern_is_read_in_order_and_a_file_once(folder: Path) -> None:
    assert found([f"{folder}/*.txt", f"{folder}/**/*.h*", str(folder / "b.txt")]) == ["b.txt", "e.htm"]
    assert found([f"{folder}/su[b]"]) == ["d.txt.gz", "e.htm"]


def test_the_path_stays_as_given_and_the_id_is_absolute(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.parent)
    page = load("news/../news/b.txt")
    assert (page.path, page.id_path) == ("news/../news/b.txt", (folder / "b.txt").as_posix())


def test_media_by_ending_then_by_content() -> None:
    page = b"\xef\xbb\xbf\n<!DOCTYPE html><html><body>x"
    assert [media_of(path, b"") for path in ("a.md.gz", "a.xhtml", "a.TXT")] == ["markdown", "html", "text"]
    assert media_of("a.txt", page) == "text"
    assert media_of("a", page) == media_of("-", b"<!-- saved --><html>") == "html"
    assert media_of("a", "<html><body>".encode("utf-16")) == "html"
    assert media_of("a", b"a < b and <i>so</i> on") == "text"


def test_standard_input_has_no_path_of_its_own() -> None:
    stream = io.BytesIO(gzip.compress(b"<html><p>words</p></html>"))
    assert list(gather(["-"], stdin=stream)) == [Gathered("-", b"<html><p>words</p></html>", "html")]


def test_what_cannot_be_read_costs_only_itself(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "cut.txt.gz").write_bytes(gzip.compress(b"words " * 9000)[:-20])
    (folder / "not.txt.gz").write_bytes(b"\x1f\x8b nothing of the kind")
    (folder / "gone.txt").symlink_to(folder / "nowhere.txt")
    os.mkfifo(folder / "pipe.txt")
    (folder / "shut.txt").write_bytes(b"words")
    opened = open

    def refuse(path: Any, *arguments: Any, **more: Any) -> Any:
        if str(path).endswith("shut.txt"):
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *arguments, **more)

    monkeypatch.setattr("builtins.open", refuse)
    assert found([str(folder / "missing.txt"), str(folder), "nothing/*.txt"]) == [
        "not found!missing.txt", "a.md", "b.txt", "c.HTML", "unreadable!cut.txt.gz", "not found!gone.txt",
        "unreadable!not.txt.gz", "unreadable!pipe.txt", "unreadable!shut.txt", "z.text", "d.txt.gz", "e.htm",
        "not found!*.txt",
    ]  # fmt: skip


def test_a_large_file_is_not_opened_and_a_bomb_not_unpacked(tmp_path: Path) -> None:
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(50_000_000)
    (tmp_path / "bomb.txt.gz").write_bytes(gzip.compress(gzip.compress(bytes(30_000_000))))
    (tmp_path / "bomb.html.gz").write_bytes(gzip.compress(bytes(30_000_000)))
    assert found([str(tmp_path)]) == ["too large!bomb.html.gz", "bomb.txt.gz", "too large!large.txt"]
    with pytest.raises(TooLarge, match=r"50\.0 MB.*limit of 20 MB"):
        load(str(tmp_path / "large.txt"))
    stream = io.BytesIO(b"x" * 11)
    assert found(["-"], stdin=stream, max_bytes=10) == ["too large!-"]


def test_a_folder_that_links_to_itself_is_walked_once(folder: Path) -> None:
    (folder / "sub" / "loop").symlink_to(folder)
    (folder / "again").symlink_to(folder / "sub")
    names = [Path(path).name for path in list_paths([str(folder)]) if isinstance(path, str)]
    assert names == ["a.md", "b.txt", "c.HTML", "z.text", "d.txt.gz", "e.htm"]


def test_a_folder_without_articles_says_so(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (failure,) = gather([str(tmp_path)])
    assert isinstance(failure, Failure)
    assert failure.kind == "not found"
    assert ".html" in failure.message


def test_loading_one_file_raises(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no such file"):
        load(str(tmp_path / "missing.txt"))
    with pytest.raises(NotFound, match="an address, not a file"):
        load("https://news.example/a")
    with pytest.raises(Unreadable, match="folder"):
        load(str(tmp_path))
    with pytest.raises(Unreadable):
        load("a\x00b")
    assert found(["a\x00b"]) == ["not found!a\x00b"]
