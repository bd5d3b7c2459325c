"""Fetching from a real server: what is asked, what is refused, and what a hostile server may cost."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import format_datetime

import brotli
import pytest

from onrecord.errors import BadAnswer, Disallowed, OnrecordError, Refused, TooLarge, Unreachable
from onrecord.gather.clock import SystemClock
from onrecord.gather.net.addresses import anywhere, is_public
from onrecord.gather.net.answers import Answer
from onrecord.gather.net.fetcher import Asking, Fetcher, Limits
from onrecord.gather.net.headers import kept_for, retry_after
from onrecord.gather.net.pace import Pace
from tests.gather.pages import article
from tests.gather.server import Answering, Reply, Request, Server, serving

LIMITS = Limits(connect=2.0, first_byte=0.7, read=0.7, whole=1.5, packed=200_000, unpacked=400_000)
OPEN = Reply(status=404)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def fetcher(server: Server, **more: object) -> Fetcher:
    clock = SystemClock()
    known = {"allowed": anywhere, "resolve": server.resolve, "limits": LIMITS, "pace": Pace(clock, delay=0.0)}
    return Fetcher(**(known | more))  # type: ignore[arg-type]


def fetch(server: Server, url: str, asking: Asking | None = None, **more: object) -> Answer:
    async def main() -> Answer:
        async with fetcher(server, **more) as one:
            return await one.fetch(url, asking)

    return asyncio.run(main())


def error_of(server: Server, answer: Answering, **more: object) -> OnrecordError:
    """What is raised for a page with that answer; afterwards the same fetcher must still do its work."""
    host = server.host("bad.test", {"/": answer, "/robots.txt": OPEN})
    good = server.host("good.test", {"/": "well", "/robots.txt": OPEN})

    async def main() -> OnrecordError:
        async with fetcher(server, **more) as one:
            with pytest.raises(OnrecordError) as caught:
                await one.fetch(f"{host}/")
            assert (await one.fetch(f"{good}/")).data == b"well"
            return caught.value

    return asyncio.run(main())


# What is brought


def test_an_answer_has_all_that_is_evidence(server: Server) -> None:
    host = server.host("post.test", {"/a": Reply("words", headers={"X-Served": "yes"}).packed("gzip")})
    answer = fetch(server, f"{host}/a")
    assert (answer.status, answer.data, answer.header("x-served")) == (200, b"words", "yes")
    assert gzip.decompress(answer.raw) == b"words"
    page = answer.gathered()
    assert (page.url, page.status, page.fetched and page.fetched[:2]) == (f"{host}/a", 200, "20")


@pytest.mark.parametrize(
    ("how", "pack"),
    [
        ("gzip", gzip.compress),
        ("br", brotli.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data, wbits=-15)),
        ("gzip, br", lambda data: brotli.compress(gzip.compress(data))),
        ("gzip", lambda data: gzip.compress(data[:9]) + gzip.compress(data[9:])),
        ("identity", lambda data: data),
    ],
)
def test_every_packing_is_undone(server: Server, how: str, pack: Callable[[bytes], bytes]) -> None:
    words = article("A story").encode() * 20
    host = server.host("post.test", {"/": Reply(pack(words), headers={"Content-Encoding": how})})
    assert fetch(server, f"{host}/").data == words


def test_redirects_are_followed_and_lasting_ones_reported(server: Server) -> None:
    def to(where: str, status: int) -> Reply:
        return Reply(status=status, headers={"Location": where})

    pages: dict[str, Answering] = {
        "/a": to("/b", 301),
        "/b": to("/c", 308),
        "/c": to("/d#part", 302),
        "/d": "end",
    }
    host = server.host("post.test", pages)
    answer = fetch(server, f"{host}/a")
    assert (answer.data, answer.final_url, answer.moved_to) == (b"end", f"{host}/d", f"{host}/c")


def test_validators_are_sent_and_cookies_are_not_kept(server: Server) -> None:
    seen: list[Request] = []

    def page(request: Request) -> Reply:
        seen.append(request)
        return Reply(status=304, headers={"Set-Cookie": "a=b"})

    host = server.host("post.test", {"/": page})

    async def main() -> None:
        async with fetcher(server) as one:
            for _ in range(2):
                assert (
                    await one.fetch(f"{host}/", Asking('"x"', "Thu, 04 Dec 2025 10:00:00 GMT"))
                ).status == 304

    asyncio.run(main())
    assert {(r.headers["if-none-match"], "cookie" in r.headers) for r in seen} == {('"x"', False)}


def test_a_connection_is_used_again(server: Server) -> None:
    ports = set()

    async def main() -> None:
        host = server.host("post.test", {"/": "words", "/gone": Reply("no", 410)})
        async with fetcher(server) as one:
            for path in ("/", "/gone", "/"):
                answer = await one.fetch(host + path)
                ports.add(answer.status)

    asyncio.run(main())
    assert ports == {200, 410}
    assert len(server.log) == 4


# Where it does not go


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://post.test/", "gopher://x/", "//post.test/", "post.test", "http://", "http://[::1",
     "http://user:secret@post.test/", "http://post.test:0/", "http://post.test:99999/", "javascript:alert(1)", ""],
)  # fmt: skip
def test_only_web_addresses_are_fetched(server: Server, url: str) -> None:
    with pytest.raises(Refused):
        fetch(server, url)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]"]
)
def test_this_machine_is_refused_under_every_name(server: Server, host: str) -> None:
    with pytest.raises((Refused, Unreachable)):
        fetch(server, f"http://{host}:{server.port}/", allowed=is_public, resolve=None)
    assert server.log == []


def test_a_name_that_leads_to_a_private_address_is_refused(server: Server) -> None:
    host = server.host("inside.test", {"/": "secret"})
    with pytest.raises(Refused, match="private or local address"):
        fetch(server, f"{host}/", allowed=is_public)
    assert server.log == []


ONLY_THE_FIRST = {"127.0.0.2"}.__contains__
"""Takes the server's first host for public and the others for private."""


@pytest.mark.parametrize(
    "where",
    [
        "http://169.254.169.254/latest/meta-data/",
        "file:///etc/passwd",
        "http://inside.test/",
        "//[::1]/",
        "http:",
    ],
)
def test_a_redirect_is_checked_like_the_first_address(server: Server, where: str) -> None:
    host = server.host("post.test", {"/": Reply(status=302, headers={"Location": where})})
    server.host("inside.test", {"/": "secret"})
    with pytest.raises((Refused, Unreachable)):
        fetch(server, f"{host}/", allowed=ONLY_THE_FIRST)
    assert {request.host for request in server.log} == {"post.test"}


def test_a_name_is_resolved_once_and_what_was_checked_is_connected_to(server: Server) -> None:
    """A name that turns to a private address after it was checked leads nowhere."""
    host = server.host(
        "turning.test", {"/": "open", "/robots.txt": Reply(status=404, headers={"Connection": "close"})}
    )
    server.host("inside.test", {"/": "secret"})
    answers = [["127.0.0.3", "127.0.0.2"], ["127.0.0.2"], ["127.0.0.3"]]

    async def resolve(name: str, port: int) -> list[str]:
        return answers.pop(0)

    async def main() -> None:
        async with fetcher(server, allowed=ONLY_THE_FIRST, resolve=resolve) as one:
            assert (await one.fetch(f"{host}/")).data == b"open"
        async with fetcher(server, allowed=ONLY_THE_FIRST, resolve=resolve) as other:
            if answers:
                answers[:] = answers[-1:]
            with pytest.raises(Refused, match=r"private or local address \(127\.0\.0\.3\)"):
                await other.fetch(f"{host}/")

    asyncio.run(main())


def test_a_redirect_goes_in_the_turn_of_its_own_host(server: Server) -> None:
    there = server.host("there.test", {"/private": "no", "/robots.txt": "User-agent: *\nDisallow: /private"})
    host = server.host("post.test", {"/": Reply(status=302, headers={"Location": f"{there}/private"})})
    with pytest.raises(Disallowed):
        fetch(server, f"{host}/")


def test_redirects_without_end(server: Server) -> None:
    error = error_of(server, Reply(status=302, headers={"Location": "/"}))
    assert isinstance(error, Refused)
    assert "more than 5 times" in error.message


# What a hostile server may cost


def test_bombs_are_not_unpacked(server: Server) -> None:
    nothing = bytes(50_000_000)
    for how, body in (
        ("gzip", gzip.compress(nothing, mtime=0)),
        ("br", brotli.compress(nothing, quality=5)),
        ("deflate", zlib.compress(nothing)),
        ("gzip, gzip", gzip.compress(gzip.compress(nothing, mtime=0), mtime=0)),
    ):
        error = error_of(server, Reply(body, headers={"Content-Encoding": how}))
        assert isinstance(error, TooLarge), how
        assert error.message == "unpacks to more than 0.4 MB"


@pytest.mark.parametrize(
    ("how", "body"),
    [
        ("gzip", b"not packed at all"),
        ("gzip", gzip.compress(b"words" * 100, mtime=0)[:25]),
        ("br", b"not packed at all"),
        ("br", brotli.compress(b"words and more words" * 100)[:10]),
        ("zstd", b"\x28\xb5\x2f\xfd"),
        (", ".join(["gzip"] * 9), b"x"),
    ],
)
def test_damaged_packing_is_said_to_be_so(server: Server, how: str, body: bytes) -> None:
    assert isinstance(error_of(server, Reply(body, headers={"Content-Encoding": how})), BadAnswer)


def test_a_body_without_end(server: Server) -> None:
    async def pour(writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            while True:
                writer.write(b"1000\r\n" + b"x" * 4096 + b"\r\n")
                await writer.drain()

    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert isinstance(error_of(server, Reply(raw=head, write=pour)), TooLarge)


def test_a_body_that_is_said_to_be_too_long_is_not_read(server: Server) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 999999999999\r\n\r\n"
    assert isinstance(error_of(server, Reply(raw=head)), TooLarge)


def drip(piece: bytes, seconds: float) -> Callable[[asyncio.StreamWriter], Awaitable[None]]:
    async def dripping(writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            for _ in range(100):
                writer.write(piece)
                await writer.drain()
                await asyncio.sleep(seconds)

    return dripping


@pytest.mark.parametrize(
    ("head", "piece"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-Slow: ", b"x"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n", b"x"),
        (b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"),
        (b"", b""),
    ],
    ids=["headers drip", "body drips", "hints without end", "silence"],
)
def test_a_slow_server_is_given_up(server: Server, head: bytes, piece: bytes) -> None:
    error = error_of(server, Reply(raw=head, write=drip(piece, 0.05)), limits=Limits(0.5, 0.3, 0.4, 1.0))
    assert isinstance(error, Unreachable)


def test_a_silence_is_told_in_words(server: Server) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n"
    error = error_of(server, Reply(raw=head, write=drip(b"x", 1.5)), limits=Limits(2.0, 2.0, 0.3, 5.0))
    assert (type(error), error.message) == (Unreachable, "too slow: nothing came for 0.3 s")


@pytest.mark.parametrize(
    "raw",
    [
        b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: flood\r\n" % n for n in range(5_000)) + b"\r\nbody",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 300_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + b"A: b\r\n" * 300 + b"Content-Length: 0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nbody\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nwords",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 900\r\n\r\ncut off",
        b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nwords",
        b"HTTP/1.1 200 OK\r\nno colon here\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"\x00\x01\x02\x03\r\n\r\n",
        b"HTTP/9.9 abc\r\n\r\n",
    ],
    ids=range(11),
)
def test_a_broken_answer_is_said_to_be_so(server: Server, raw: bytes) -> None:
    assert isinstance(error_of(server, Reply(raw=raw)), BadAnswer | Unreachable)


def test_what_is_no_page_is_not_read(server: Server) -> None:
    error = error_of(server, Reply(b"\x00" * 1_000, kind="video/mp4"))
    assert (error.kind, error.message) == ("bad answer", "is video/mp4, neither a page nor a feed")


@pytest.mark.parametrize(
    "reply",
    [Reply(status=302, headers={"Location": "/robots.txt"}), Reply(b"\xff\x00" * 400), Reply("x" * 600_000)],
)
def test_a_robots_file_that_is_no_use_allows_everything(server: Server, reply: Reply) -> None:
    host = server.host("post.test", {"/": "words", "/robots.txt": reply})
    assert fetch(server, f"{host}/").data == b"words"


def test_a_server_that_is_not_there(server: Server) -> None:
    for url in ("http://nowhere.test/", "http://post.test:1/"):
        server.host("post.test")
        with pytest.raises(Unreachable, match=r"robots.txt cannot .*: (there is no host|post.test does not)"):
            fetch(server, url)


# What headers say of time


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0), (" 0 ", 0.0), ("99999999999", None), ("9999999999", 86_400.0), ("-5", None), ("soon", None),
        ("", None), (None, None), ("Thu, 04 Dec 2025 12:02:00 GMT", 120.0), ("Thu, 04 Dec 2025 11:00:00 GMT", 0.0),
        ("Thu, 99 Dec 2025 12:00:00 GMT", None), ("Thu, 04 Dec 99999 12:00:00 GMT", None), ("x" * 5_000, None),
    ],
)  # fmt: skip
def test_retry_after(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, datetime(2025, 12, 4, 12, tzinfo=UTC).timestamp()) == seconds


def test_how_long_an_answer_keeps() -> None:
    now = datetime(2025, 12, 4, 12, tzinfo=UTC).timestamp()
    later = format_datetime(datetime(2025, 12, 4, 12, 5, tzinfo=UTC), usegmt=True)
    assert kept_for("public, max-age=60", later, now) == 60.0
    assert kept_for("no-cache", later, now) == 0.0
    assert kept_for(None, later, now) == 300.0
    assert kept_for("max-age=99999999999", None, now) == 86_400.0
    assert kept_for("max-age=x", "0", now) is None


def test_the_pages_of_one_host_wait_their_turn(server: Server) -> None:
    host = server.host("post.test", {f"/{n}": "words" for n in range(4)})

    async def main() -> None:
        async with fetcher(server) as one:
            await asyncio.gather(*(one.fetch(f"{host}/{n}") for n in range(4)))

    asyncio.run(main())
    assert server.most_at_once == {"post.test": 1}
