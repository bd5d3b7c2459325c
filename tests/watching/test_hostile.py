"""Each hostile source costs itself a logged error, and the good source beside it nothing."""

from __future__ import annotations

import asyncio
import gzip
from contextlib import suppress

import pytest

from tests.gather.pages import article, rss
from tests.gather.server import Answering, Reply, Server
from tests.gather.test_feeds import BILLION
from tests.watching.valley import Valley

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n"


async def drip(writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        for _ in range(200):
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.05)


HOSTILE: dict[str, tuple[Answering, str]] = {
    "billion laughs": (BILLION.replace("{root}", "rss"), "declares XML entities"),
    "bottomless": ("<rss>" + "<a>" * 50_000, "nests elements"),
    "gzip bomb": (
        Reply(gzip.compress(bytes(30_000_000)), headers={"Content-Encoding": "gzip"}),
        "unpacks to more",
    ),
    "too long": (Reply("<rss>" + " " * 400_000 + "</rss>"), "over the limit"),
    "slow headers": (Reply(raw=HEAD + b"X-Slow: ", write=drip), "gives no answer within"),
    "slow body": (Reply(raw=HEAD + b"Content-Length: 9999\r\n\r\n", write=drip), "takes more than"),
    "header flood": (Reply(raw=HEAD + b"A: b\r\n" * 50_000 + b"\r\n"), "breaks the protocol"),
    "broken chunks": (
        Reply(raw=HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n<rss>\r\n"),
        "breaks the protocol",
    ),
    "no feed": (Reply("plain words", kind="text/plain"), "is neither a feed"),
    "a film": (Reply(b"\x00", kind="video/mp4"), "neither a page nor a feed"),
    "a loop": (Reply(status=302, headers={"Location": "/list"}), "redirects more than"),
    "a file": (Reply(status=302, headers={"Location": "file:///etc/passwd"}), "only http and https"),
}


def test_each_costs_its_source_an_error_and_nothing_else(valley: Valley, server: Server) -> None:
    addresses = {}
    for number, (name, (answer, _)) in enumerate(HOSTILE.items()):
        host = server.host(f"bad{number}.test", {"/list": answer, "/robots.txt": ""})
        addresses[f"{host}/list"] = name
    good = server.host("good.test")
    server.host(
        "good.test",
        {"/feed": rss([(f"{good}/the-bridge-story", "B")]), "/the-bridge-story": article("Bridge")},
    )
    with valley.desk() as desk:
        for url in (*addresses, f"{good}/feed"):
            desk.following.follow(url, kind="feed", now=valley.now)
    tally = valley.fetch()
    assert (tally.errors, tally.added) == (len(HOSTILE), 1)
    with valley.desk() as desk:
        errors = {addresses.get(row.url, "good"): row.error for row in desk.following.sources()}
    assert errors.pop("good") is None
    assert {name: (reason, reason in (errors[name] or "")) for name, (_, reason) in HOSTILE.items()} == {
        name: (reason, True) for name, (_, reason) in HOSTILE.items()
    }, errors


@pytest.mark.parametrize(
    "page",
    [
        "<html><body>" + "<div>" * 30_000 + "deep",
        "<html><title>x</title><body>" + "<p>" + "word " * 60_000,
        '<html><head><meta charset="klingon"><title>A</title></head><body><p>\xe9\xff</p>',
        b"\xff\xfe\x00\x00 not what it seems" * 200,
        b"<html>" + bytes(range(256)) * 500,
        '<html><head><link rel="canonical" href="http://victim.test/a-story-of-theirs"></head><body>x</body></html>',
    ],
    ids=range(6),
)
def test_a_hostile_page_costs_only_itself(valley: Valley, server: Server, page: str | bytes) -> None:
    post = server.host("post.test")
    links = [(f"{post}/the-hostile-story", "H"), (f"{post}/the-bridge-story", "B")]
    pages: dict[str, Answering] = {
        "/feed": rss(links),
        "/the-hostile-story": page,
        "/the-bridge-story": article("Bridge"),
    }
    server.host("post.test", pages)
    valley.follow(f"{post}/feed")
    tally = valley.fetch()
    assert tally.fetched == 2
    assert "Bridge" in valley.titles()


def test_a_page_cannot_take_the_place_of_another_sites_article(valley: Valley, server: Server) -> None:
    post, victim = server.host("post.test"), server.host("victim.test")
    theirs = f"{victim}/their-own-story-here"
    pages: dict[str, Answering] = {"/feed": rss([(f"{post}/a-false-story-here", "F")])}
    server.host("post.test", pages | {"/a-false-story-here": article("False", canonical=theirs)})
    server.host("victim.test", {"/feed": rss([(theirs, "T")]), "/their-own-story-here": article("True")})
    valley.follow(f"{post}/feed")
    valley.fetch()
    valley.follow(f"{victim}/feed")
    valley.fetch()
    assert valley.titles() == ["False", "True"]
