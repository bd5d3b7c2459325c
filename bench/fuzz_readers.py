"""Mutated input for every reader of what others wrote: nothing may crash, hang or fill the memory.

    python -m bench.fuzz_readers [--cases N] [--seed N] [--only READER…] [--keep FOLDER]

Each case is one of the reader's own specimens after a few changes to its bytes: flipped, cut, doubled,
spliced with another specimen, or with words put in that mean something to the format. The same seed gives the
same cases. A case fails that raises anything but onrecord's own errors, takes over 10 CPU-seconds, or makes
the process grow by over 500 MB; with --keep its bytes are written to the folder. Exit status 1 if any failed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.fuzz_specimens import (
    ADDRESSES,
    ATOM,
    BODY,
    CSV,
    HTTP,
    INDEX,
    JSON_FEED,
    OPML,
    PAGE,
    ROBOTS,
    ROWS,
    RSS,
    SITEMAP,
    TEXTS,
    WORDS,
)
from onrecord.errors import OnrecordError

LONGEST = 10.0
MOST_GROWN = 500 * 1024


@dataclass(frozen=True, slots=True)
class Reader:
    """What is tried, on which specimens."""

    name: str
    read: Callable[[bytes, Path], object]
    specimens: tuple[bytes, ...]


@dataclass(slots=True)
class Result:
    """What came of a reader's cases."""

    cases: int = 0
    refused: int = 0
    slowest: float = 0.0
    failed: list[str] = field(default_factory=list)


class TooSlow(BaseException):
    """A case took longer than it may."""


def readers() -> list[Reader]:
    """Every reader, with specimens of its own."""
    rows = [json.dumps(row).encode() for row in ROWS]
    listings = (RSS, ATOM, SITEMAP, INDEX, JSON_FEED, OPML, PAGE)
    return [
        Reader("warc", _in_file("x.warc"), (_warc(PAGE, packed=False),)),
        Reader("warc.gz", _in_file("x.warc.gz"), (_warc(PAGE, packed=True), _warc(PAGE, packed=True) * 3)),
        Reader("html", _page, (PAGE, PAGE.replace(b"article", b"div"), b"<p>" + BODY)),
        Reader("text", _text, TEXTS),
        Reader("jsonl", _in_file("x.jsonl"), (b"\n".join(rows),)),
        Reader("json", _in_file("x.json"), (b"[" + b",".join(rows) + b"]", rows[0])),
        Reader("csv", _in_file("x.csv"), (CSV, CSV.replace(b",", b";"))),
        Reader("feed file", _in_file("x.rss"), (RSS, ATOM)),
        Reader("listing", _listing, listings),
        Reader("robots", _robots, (ROBOTS,)),
        Reader("address", _address, ADDRESSES),
        Reader("torn warc", _repair, (_warc(PAGE, packed=True) * 2,)),
    ]  # fmt: skip


def _warc(page: bytes, *, packed: bool) -> bytes:
    block = HTTP + page
    head = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        b"WARC-Date: 2025-12-01T08:00:00Z\r\n"
        b"WARC-Target-URI: https://p.example/a\r\nContent-Type: application/http; msgtype=response\r\n"
        b"Content-Length: %d\r\n\r\n" % len(block)
    )
    record = head + block + b"\r\n\r\n"
    return gzip.compress(record, mtime=0) if packed else record * 2


def _in_file(name: str) -> Callable[[bytes, Path], object]:
    def read(data: bytes, folder: Path) -> object:
        from onrecord.extract import extract
        from onrecord.gather.archives import opened
        from onrecord.gather.files import Gathered

        path = folder / name
        path.write_bytes(data)
        for item in opened([str(path)]):
            if isinstance(item, Gathered):
                try:
                    extract(item)
                except OnrecordError:
                    continue
        return None

    return read


def _page(data: bytes, folder: Path) -> object:
    from onrecord.extract import extract
    from onrecord.gather.files import Gathered

    return extract(
        Gathered("x.html", data, "html", url="https://p.example/a", fetched="2025-12-02T00:00:00+00:00")
    )


def _text(data: bytes, folder: Path) -> object:
    from onrecord.extract import extract
    from onrecord.gather.files import Gathered

    return extract(Gathered("x.txt", data, "text"))


def _listing(data: bytes, folder: Path) -> object:
    from onrecord.gather.feeds.reading import read_listing

    return read_listing(data, "https://p.example/feed")


def _robots(data: bytes, folder: Path) -> object:
    from onrecord.gather.net.robots import robots_of, rules_for

    robots = robots_of(200, data.decode("utf-8", "replace"), 0.0, None)
    return rules_for(robots, "https://p.example/private/a?b")


def _address(data: bytes, folder: Path) -> object:
    from onrecord.gather.urls import canonical, site_of, url_key

    url = data.decode("utf-8", "replace")
    return canonical(url, declared=url[::-1]), url_key(url), site_of(url)


def _repair(data: bytes, folder: Path) -> object:
    from onrecord.gather.keeping import OPEN, repair

    path = folder / f"x.warc.gz{OPEN}"
    path.write_bytes(data)
    return repair(path)


def mutated(specimens: tuple[bytes, ...], chance: random.Random) -> bytes:
    """One of the specimens after a few changes."""
    data = bytearray(chance.choice(specimens))
    for _ in range(chance.choice((1, 1, 2, 3, 5, 9))):
        at = chance.randrange(len(data) + 1)
        until = min(len(data), at + chance.choice((1, 2, 8, 40, 400)))
        change = chance.randrange(8)
        if change == 0:
            data[at:until] = bytes(chance.randrange(256) for _ in range(until - at))
        elif change == 1:
            del data[at:until]
        elif change == 2:
            data[at:at] = data[at:until] * chance.choice((1, 2, 50))
        elif change == 3:
            del data[at:]
        elif change == 4:
            other = chance.choice(specimens)
            begin = chance.randrange(len(other) + 1)
            data[at:until] = other[begin : begin + 400]
        elif change == 5 and at < len(data):
            data[at] ^= 1 << chance.randrange(8)
        else:
            data[at:at] = chance.choice(WORDS)
        if len(data) > 2_000_000:
            del data[2_000_000:]
    return bytes(data)


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raises TooSlow in the block after so many CPU-seconds."""

    def stop(*_: object) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def run(reader: Reader, cases: int, seed: int, keep: Path | None = None) -> Result:
    """Try one reader on that many cases."""
    result = Result()
    chance = random.Random(f"{seed} {reader.name}")
    with tempfile.TemporaryDirectory() as folder:
        for number in range(cases):
            data = (
                mutated(reader.specimens, chance)
                if number >= len(reader.specimens)
                else reader.specimens[number]
            )
            grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            started = time.process_time()
            problem = _try(reader, data, Path(folder), result)
            result.slowest = max(result.slowest, time.process_time() - started)
            if resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - grown > MOST_GROWN:
                problem = problem or "grew by over 500 MB"
            result.cases += 1
            if problem:
                result.failed.append(f"case {number}: {problem}")
                if keep is not None:
                    keep.mkdir(parents=True, exist_ok=True)
                    (keep / f"{reader.name.replace(' ', '-')}-{seed}-{number}").write_bytes(data)
    return result


def _try(reader: Reader, data: bytes, folder: Path, result: Result) -> str | None:
    try:
        with limited(LONGEST):
            reader.read(data, folder)
    except OnrecordError:
        result.refused += 1
    except TooSlow:
        return f"took over {LONGEST:g} seconds"
    except Exception as error:
        return f"{type(error).__name__}: {str(error)[:200]}"
    return None


def main(arguments: Iterable[str] | None = None) -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--cases", type=int, default=2000, help="cases a reader")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--only", nargs="*", help="these readers")
    options.add_argument("--keep", type=Path, help="write failing cases to this folder")
    given = options.parse_args(None if arguments is None else list(arguments))
    total = failed = 0
    for reader in readers():
        if given.only and reader.name not in given.only:
            continue
        result = run(reader, given.cases, given.seed, given.keep)
        total, failed = total + result.cases, failed + len(result.failed)
        print(
            f"{reader.name:12}{result.cases:>8} cases {result.refused:>8} refused"
            f"  slowest {result.slowest:6.2f} s  {len(result.failed)} failed",
            flush=True,
        )
        for line in result.failed[:10]:
            print(f"    {line}")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{total:,} cases, {failed} failed, largest memory {memory:.0f} MB")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
