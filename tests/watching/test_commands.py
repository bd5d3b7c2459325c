"""The commands that follow and fetch, run as a user runs them, against the test server."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

from click.testing import CliRunner, Result

from onrecord.cli import main
from onrecord.store import Desk
from tests.gather.pages import article, rss
from tests.gather.server import Reply, Server

POLITE = ("--allow-private", "--delay", "0")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def a_site(server: Server) -> str:
    """A front page that declares a feed of one article; its address."""
    home = f"http://127.0.0.2:{server.port}"
    server.host("127.0.0.2")
    front = (
        '<html><head><title>Post</title><link rel="alternate" type="application/rss+xml" href="/feed"></head>'
    )
    pages = {
        "/": front,
        "/feed": rss([(f"{home}/the-bridge-story", "Bridge")], when=time.time()),
        "/the-bridge-story": article("Bridge"),
    }
    server.host("127.0.0.2", pages)
    return home


def test_from_a_front_page_to_statements_on_the_terminal(tmp_path: Path, server: Server) -> None:
    desk = tmp_path / "desk.sqlite"
    home = a_site(server)
    followed = run("follow", home, "--desk", desk, *POLITE)
    assert followed.output.startswith(f"follows feed {home}/feed")
    assert run("follow", f"{home}/feed", "--desk", desk, *POLITE).output.startswith("follows already")
    fetched = run("fetch", "--desk", desk, "--finder", "rules", *POLITE)
    assert fetched.exit_code == 0
    assert "Ana Ruiz  “We will keep the road open,”" in fetched.output
    (source,) = json.loads(run("sources", "--desk", desk, "--format", "json").output)
    assert (source["health"], source["stored"], source["title"]) == ("well", 1, "The Valley Post")
    assert "The Valley Post" in run("sources", "--desk", desk).output
    again = run("fetch", "--desk", desk, "--finder", "rules", "--format", "json", *POLITE)
    assert json.loads(again.stdout)["asked"] == 0


def test_statements_as_json_lines(tmp_path: Path, server: Server) -> None:
    desk = tmp_path / "desk.sqlite"
    run("follow", a_site(server), "--desk", desk, *POLITE)
    lines = run(
        "fetch", "--desk", desk, "--finder", "rules", "--format", "jsonl", *POLITE
    ).stdout.splitlines()
    statements = [json.loads(line) for line in lines]
    assert "Ana Ruiz" in {speaker["name"] for s in statements for speaker in s["speakers"]}
    assert {s["document"]["title"] for s in statements} == {"Bridge"}


def test_of_a_revised_article_only_what_changed_is_told(tmp_path: Path, server: Server) -> None:
    desk, home = tmp_path / "desk.sqlite", a_site(server)
    run("follow", home, "--desk", desk, *POLITE)
    fetch = ("fetch", "--desk", desk, "--finder", "rules", "--revisit", "1s", *POLITE)
    first = [json.loads(line) for line in run(*fetch, "--format", "jsonl").stdout.splitlines()]
    assert {line["change"] for line in first} == {"appeared"}
    for said, form in (
        ("We will close the road at once", "jsonl"),
        ("We will open the road at once", "text"),
    ):
        server.host("127.0.0.2", {"/the-bridge-story": article("Bridge", said=said)})
        with Desk.open(desk) as opened, opened._db.writing() as connection:
            connection.exec_driver_sql("UPDATE found SET state = 'waiting', due = 0")
        told = run(*fetch, "--format", form).stdout
        if form == "jsonl":
            (line,) = map(json.loads, told.splitlines())
            assert (line["change"], said in json.dumps(line["statement"])) == ("reworded", True)
        else:
            assert told.startswith("revised: ") and f"reworded: Ana Ruiz  “{said}" in told


def test_with_quiet_only_errors_are_printed(tmp_path: Path, server: Server) -> None:
    desk, home = tmp_path / "desk.sqlite", a_site(server)
    run("follow", home, "--desk", desk, *POLITE)
    result = run("fetch", "--desk", desk, "--finder", "rules", "--quiet", *POLITE)
    assert (result.exit_code, result.output) == (0, "")
    with Desk.open(desk) as opened:
        assert [row.title for row in opened.documents()] == ["Bridge"]


def test_pausing_resuming_and_letting_go(tmp_path: Path, server: Server) -> None:
    desk = tmp_path / "desk.sqlite"
    run("follow", a_site(server), "--desk", desk, *POLITE)
    assert run("pause", "127.0.0.2", "--desk", desk).output.startswith("paused")
    assert json.loads(run("fetch", "--desk", desk, "--format", "json", *POLITE).stdout)["asked"] == 0
    assert run("pause", "--resume", "127.0.0.2", "--desk", desk).output.startswith("asks again")
    assert run("unfollow", "127.0.0.2", "--desk", desk).output.startswith("no longer follows")
    assert run("unfollow", "127.0.0.2", "--desk", desk).exit_code == 2
    nothing = run("fetch", "--desk", desk, *POLITE)
    assert (nothing.exit_code, "nothing is followed yet" in nothing.output) == (2, True)


def test_an_opml_list_is_followed(tmp_path: Path, server: Server) -> None:
    home = a_site(server)
    opml = tmp_path / "list.opml"
    opml.write_text(
        f'<opml><body><outline text="News"><outline text="Post" xmlUrl="{home}/feed"/></outline></body></opml>'
    )
    result = run("follow", opml, "--desk", tmp_path / "desk.sqlite", *POLITE)
    assert result.output == f"follows feed {home}/feed · Post\n"


def test_one_page_is_added(tmp_path: Path, server: Server) -> None:
    desk = tmp_path / "desk.sqlite"
    home = a_site(server)
    result = run("add", f"{home}/the-bridge-story?utm_source=x", "--desk", desk, "--finder", "rules", *POLITE)
    assert result.output.startswith("1 added")
    missing = run("add", f"{home}/not-there", "--desk", desk, *POLITE)
    assert (missing.exit_code, "the server answers 404" in missing.output) == (2, True)


def test_many_pages_are_added_by_several_processes(tmp_path: Path, server: Server) -> None:
    desk = tmp_path / "desk.sqlite"
    names = ("Bridge", "Road", "Harbour", "School")
    homes = [server.host(f"127.0.0.{n}", {"/story": article(name)}) for n, name in enumerate(names, 2)]
    urls = [f"http://127.0.0.{n}:{server.port}/story" for n in range(2, 2 + len(homes))]
    urls.insert(2, f"http://127.0.0.2:{server.port}/not-there")
    (tmp_path / "own.txt").write_text("Own words\n\n“It is late,” said Ana Ruiz.")
    result = run(
        "add", *urls, tmp_path / "own.txt", "--workers", 2, "--finder", "rules", "--format", "json",
        "--desk", desk, *POLITE,
    )  # fmt: skip
    told = json.loads(result.stdout)
    assert (told["added"], [failure["path"] for failure in told["failed"]]) == (5, [urls[2]])
    with Desk.open(desk) as opened:
        rows = sorted(opened.documents(), key=lambda row: row.cursor.rpartition("|")[2])
        assert [row.title for row in rows[1:]] == list(names)


def test_pages_of_other_hosts_and_times_are_left_out(tmp_path: Path, server: Server) -> None:
    desk = tmp_path / "desk.sqlite"
    url = f"{a_site(server)}/the-bridge-story"
    for asked in (("--host", "paper.example"), ("--until", "1999")):
        result = run("add", url, *asked, "--desk", desk, "--finder", "rules", *POLITE)
        assert result.output.startswith("0 added")
    with Desk.open(desk) as opened:
        assert opened.documents() == []


def test_a_private_address_is_refused_unless_allowed(tmp_path: Path, server: Server) -> None:
    home = a_site(server)
    for command in ("follow", "add"):
        result = run(command, home, "--desk", tmp_path / "desk.sqlite")
        assert result.exit_code == 2
        assert "private or local address (127.0.0.2)" in result.output
    assert server.log == []


def test_what_cannot_be_followed_is_said(tmp_path: Path, server: Server) -> None:
    server.host("127.0.0.2", {"/": "<html><p>Hello</p></html>", "/x": Reply(status=500)})
    home = f"http://127.0.0.2:{server.port}"
    for path, reason in (("/", "no feed, no news sitemap"), ("/x", "the server answers 500")):
        result = run("follow", home + path, "--desk", tmp_path / "desk.sqlite", *POLITE)
        assert (result.exit_code, reason in result.output) == (2, True)
    assert run("follow", tmp_path / "none.opml", "--desk", tmp_path / "desk.sqlite").exit_code == 2


def test_where_there_is_no_desk_following_begins_one(tmp_path: Path) -> None:
    desk = tmp_path / "none.sqlite"
    for command in (("sources",), ("pause", "x"), ("unfollow", "x"), ("fetch",), ("watch",)):
        told = run(*command, "--desk", desk)
        assert (told.exit_code, desk.exists()) == (2, False)
        assert "there is no desk here yet; `onrecord follow URL` makes one" in told.stderr


def test_a_source_goes_by_whatever_the_help_says(tmp_path: Path, server: Server) -> None:
    desk, home = tmp_path / "desk.sqlite", a_site(server)
    run("follow", home, "--desk", desk, *POLITE)
    (source,) = json.loads(run("sources", "--desk", desk, "--format", "json").output)
    for name in (source["url"], source["title"], source["id"], "127.0.0.2"):
        assert run("pause", name, "--desk", desk).output == f"paused {home}/feed\n"
    assert "sources --format json" in " ".join(run("pause", "--help").output.split())


def test_a_round_in_which_every_source_failed_ends_well(tmp_path: Path, server: Server) -> None:
    desk, home = tmp_path / "desk.sqlite", a_site(server)
    run("follow", home, "--desk", desk, *POLITE)
    server.host("127.0.0.2", {"/feed": Reply(status=500)})
    told = run("fetch", "--desk", desk, "--quiet", *POLITE)
    assert (told.exit_code, told.stdout) == (0, "")
    assert "the server answers 500" in told.stderr


def test_a_watch_says_at_its_start_how_many_sources_it_asks(tmp_path: Path, server: Server) -> None:
    desk, home = tmp_path / "desk.sqlite", a_site(server)
    run("follow", home, "--desk", desk, *POLITE)
    run("fetch", "--desk", desk, "--finder", "rules", *POLITE)
    command = (sys.executable, "-m", "onrecord", "watch", "--desk", str(desk), "--finder", "rules", *POLITE)
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as watch:
        assert watch.stderr is not None
        first = watch.stderr.readline()
        watch.kill()
    assert first == "watching 1 source; Ctrl-C stops\n"
