"""`onrecord add` and `read` on archives: what goes in, what is set aside, and how that is said."""

from __future__ import annotations

import json
from pathlib import Path

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
