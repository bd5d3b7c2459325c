"""`onrecord add` and `read` on archives: what goes in, what is set aside, and how that is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli import main
from onrecord.store import Desk
from tests.extract.kind_pages import made
from tests.gather.warcs import HTML, article, write_warc


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def archive(folder: Path) -> Path:
    live = next(page for page in made() if page.kind == "live blog")
    wall = next(page for page in made() if page.kind == "bot wall")
    de = "".join(
        f"<p>Der Hafen schließt am Tag {n}, sagte die Bürgermeisterin, und niemand wusste, wie lange.</p>"
        for n in range(8)
    )
    return write_warc(
        folder / "NEWS.warc.gz",
        [
            ("https://paper.example/harbour-to-close?utm_source=x", article("Harbour to close", published="2025-12-01T08:00:00Z"), "200 OK", HTML),
            ("https://other.example/hafen", article("Hafen schließt", lang="de", body=de), "200 OK", HTML),
            ("https://paper.example/live/harbour", live.html.encode(), "200 OK", HTML),
            ("https://paper.example/wall", wall.html.encode(), "200 OK", HTML),
            ("https://paper.example/gone", b"", "404 Not Found", HTML),
            ("https://m.paper.example/harbour-to-close/amp", article("Harbour to close", published="2025-12-01T08:00:00Z"), "200 OK", HTML),
        ],
    )  # fmt: skip


def test_an_archive_goes_in_and_what_is_no_article_is_counted(tmp_path: Path) -> None:
    path, desk = archive(tmp_path), tmp_path / "desk.sqlite"
    result = run("add", path, "--desk", desk, "--finder", "rules", "--format", "json")
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert (told["added"], told["revised"], told["failed"]) == (2, 0, [])
    assert told["set_aside"] == {"bot wall": 1, "error page": 1, "live blog": 1}
    with Desk.open(desk, read_only=True) as opened:
        assert {count.host: dict(count.kinds) for count in opened.aside.counts()} == {
            "paper.example": {"bot wall": 1, "error page": 1, "live blog": 1}
        }
    again = json.loads(run("add", path, "--desk", desk, "--finder", "rules", "--format", "json").stdout)
    assert (again["added"], again["revised"]) == (0, 0)
    kept = run("add", path, "--desk", desk, "--finder", "rules", "--keep", "live blog", "--format", "json")
    assert json.loads(kept.stdout)["added"] == 1


def test_what_is_asked_for(tmp_path: Path) -> None:
    path = archive(tmp_path)

    def read(*options: str) -> list[str]:
        result = run("read", path, "--finder", "rules", "--format", "jsonl", *options)
        rows = [json.loads(line) for line in result.stdout.splitlines()]
        return [row["document"]["title"] for row in rows if "error" not in row]

    assert read("--lang", "de") == ["Hafen schließt"]
    assert read("--host", "other.example") == ["Hafen schließt"]
    assert read("--until", "2025-12-01", "--lang", "en") == [
        "Harbour to close",
        "Harbour: live",
        "Harbour to close",
    ]
    assert read("--since", "2025-12-03") == []
    assert run("read", path, "--since", "yesterday").exit_code == 2


def test_a_live_blog_alone_is_no_article(tmp_path: Path) -> None:
    page = tmp_path / "live.html"
    page.write_text(next(page for page in made() if page.kind == "live blog").html, "utf-8")
    result = run("add", page, "--desk", tmp_path / "desk.sqlite", "--finder", "rules")
    assert result.exit_code == 2
    assert "1 set aside: 1 live blog" in result.stderr
    assert "a live blog" in run("read", page, "--finder", "rules", "--format", "json").stdout


def test_the_desk_says_whether_what_is_served_is_kept(tmp_path: Path) -> None:
    desk, folder = tmp_path / "desk.sqlite", tmp_path / "evidence"
    assert str(folder) in run("save", "--warc", folder, "--desk", desk).stdout
    assert str(folder) in run("save", "--desk", desk).stdout
    assert run("save", "--off", "--desk", desk).stdout == "what is served is not kept\n"
    assert run("save", "--off", "--warc", folder, "--desk", desk).exit_code == 2


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--since", "2024-13"), "2024-13 is no day"),
        (("--until", "2025-02-29"), "2025-02-29 is no day"),
        (("--since", "2025", "--until", "2024"), "is later than"),
        (("--lang", "English"), "write en"),
        (("--lang", "de-AT"), "write de"),
        (("--lang", "xx"), "two letters"),
    ],
)
def test_what_can_ask_for_nothing_is_an_error(tmp_path: Path, options: tuple[str, ...], words: str) -> None:
    (tmp_path / "a.txt").write_text("Harbour to close")
    result = run("read", tmp_path / "a.txt", *options)
    assert result.exit_code == 2
    assert words in " ".join(result.stderr.split())


def test_a_day_within_the_year_that_is_asked_for_is_none_too_late(tmp_path: Path) -> None:
    result = run("read", archive(tmp_path), "--since", "2025-12-01", "--until", "2025", "--lang", "EN", "--format", "jsonl", "--finder", "rules")  # fmt: skip
    assert "Harbour to close" in result.stdout


def test_what_was_not_asked_for_is_told_with_its_reasons(tmp_path: Path) -> None:
    rows = "".join(
        f"Harbour {n},The harbour is open.,{date}\n"
        for n, date in enumerate(("2025-12-01", "2025-12-02", ""))
    )
    (tmp_path / "a.csv").write_text("title,text,date\n" + rows)
    result = run("add", tmp_path / "a.csv", "--since", "2026", "--desk", tmp_path / "desk.sqlite", "--finder", "rules")  # fmt: skip
    assert "3 set aside: 3 not asked for (2: was published before 2026; 1: has no date)" in result.stderr, (
        result.stderr
    )


def test_an_opml_file_is_followed_but_for_its_bad_addresses(tmp_path: Path) -> None:
    (tmp_path / "list.opml").write_text(
        '<opml><body><outline xmlUrl="ftp://x/y"/><outline xmlUrl="https://post.example/feed"/></body></opml>'
    )
    result = run("follow", tmp_path / "list.opml", "--desk", tmp_path / "desk.sqlite")
    assert result.exit_code == 2
    assert result.stdout == "follows feed https://post.example/feed\n"
    assert "ftp://x/y: cannot be followed" in result.stderr
