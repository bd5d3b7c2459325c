"""Gathering against bare extraction: `python -m bench.fetch_rate [--news-please PYTHON]`.

The saved pages of `pages/news` are served, packed, by a process of their own. One process fetches them
(robots and addresses checked, no pause here) and extracts them; another runs trafilatura's bare extraction on
the same pages, unpacked and in memory. Rates are pages a CPU-second of each process, so that other work
on the machine does not count; the server's own time is nobody's. PYTHON is an interpreter with news-please.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import json
import multiprocessing
import resource
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]


def pages_of(data: Path) -> list[bytes]:
    return [gzip.decompress(path.read_bytes()) for path in sorted(data.rglob("*.html.gz"))]


def serve(data: Path, ready: Any, stop: Any) -> None:
    """The server: page N at /page/N of one of eight hosts, gzipped."""
    from tests.gather.server import Reply, Server

    async def main() -> None:
        server = Server()
        await server.start()
        packed = [gzip.compress(page, 6, mtime=0) for page in pages_of(data)]
        for host in range(8):
            server.host(f"outlet{host}.test")

        def answer(request: Any) -> Reply | None:
            number = request.path.rpartition("/")[2]
            if not number.isdecimal():
                return None
            return Reply(packed[int(number) % len(packed)], headers={"Content-Encoding": "gzip"})

        server.anything = answer
        ready.put((server.port, server.hosts))
        while not stop.is_set():
            await asyncio.sleep(0.1)

    asyncio.run(main())


def gather(data: Path, rounds: int, address: tuple[int, dict[str, str]]) -> dict[str, float]:
    """Fetch and extract each page `rounds` times; pages a CPU-second, and how that divides."""
    from onrecord.errors import OnrecordError
    from onrecord.extract import extract
    from onrecord.gather.clock import SystemClock
    from onrecord.gather.net.addresses import anywhere
    from onrecord.gather.net.fetcher import Fetcher
    from onrecord.gather.net.pace import Pace

    port, hosts = address
    count = len(pages_of(data))

    async def resolve(name: str, _: int) -> list[str]:
        return [hosts[name]]

    async def main() -> tuple[int, float]:
        clock = SystemClock()
        done, spent = 0, 0.0
        fetching = Fetcher(clock=clock, pace=Pace(clock, delay=0.0), allowed=anywhere, resolve=resolve)
        async with fetching as fetcher:

            async def host(number: int) -> None:
                nonlocal done, spent
                for page in range(number, count * rounds, 8):
                    answer = await fetcher.fetch(f"http://outlet{number}.test:{port}/page/{page}")
                    began = time.process_time()
                    with suppress(OnrecordError):
                        extract(answer.gathered())
                    spent += time.process_time() - began
                    done += 1

            await asyncio.gather(*map(host, range(8)))
        return done, spent

    began = time.process_time()
    done, spent = asyncio.run(main())
    whole = time.process_time() - began
    return {"pages a CPU-second": done / whole, "fetching, ms a page": (whole - spent) / done * 1_000,
            "extracting, ms a page": spent / done * 1_000}  # fmt: skip


def bare(data: Path, rounds: int) -> dict[str, float]:
    """trafilatura's bare extraction of pages in memory, with metadata as we read it too."""
    import trafilatura

    texts = [page.decode("utf-8", "replace") for page in pages_of(data)]
    for text in texts[:3]:
        trafilatura.bare_extraction(text, with_metadata=True)
    began = time.process_time()
    for _ in range(rounds):
        for text in texts:
            trafilatura.bare_extraction(text, with_metadata=True)
    return {"pages a CPU-second": rounds * len(texts) / (time.process_time() - began)}


def news_please(data: Path, python: Path) -> dict[str, float]:
    """news-please on the same pages in memory, once each, in an interpreter of its own, without the network.

    It would download each page's pictures, to choose one, and wait for those that do not come.
    """
    script = (
        "import gzip, json, pathlib, socket, sys, time\n"
        "from newsplease import NewsPlease\n"
        "def refuse(*_, **__):\n"
        "    raise OSError('no network here')\n"
        "socket.getaddrinfo = refuse\n"
        "paths = sorted(pathlib.Path(sys.argv[1]).rglob('*.html.gz'))\n"
        "texts = [gzip.decompress(p.read_bytes()).decode('utf-8', 'replace') for p in paths]\n"
        "failed, began = 0, time.process_time()\n"
        "for text in texts:\n"
        "    try:\n"
        "        NewsPlease.from_html(text, url='http://outlet.test/page')\n"
        "    except Exception:\n"
        "        failed += 1\n"
        "rate = len(texts) / (time.process_time() - began)\n"
        "print(json.dumps({'pages a CPU-second': rate, 'failed': failed}))\n"
    )
    run = subprocess.run([python, "-c", script, data], capture_output=True, text=True, check=True)
    result: dict[str, float] = json.loads(run.stdout.splitlines()[-1])
    return result


def alone(work: Callable[..., dict[str, float]], *arguments: Any) -> dict[str, float]:
    """The result of that function in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, arguments)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--news-please", type=Path, metavar="PYTHON")
    given = parser.parse_args()
    data = given.data / "pages" / "news"
    context = multiprocessing.get_context("spawn")
    ready, stop = context.Queue(), context.Event()
    server = context.Process(target=serve, args=(data, ready, stop), daemon=True)
    server.start()
    try:
        ours = alone(gather, data, given.rounds, ready.get(timeout=120))
    finally:
        stop.set()
        server.join(5)
    theirs = alone(bare, data, given.rounds)
    result: dict[str, Any] = {"pages": len(pages_of(data)), "gathering": ours, "bare trafilatura": theirs}
    result["share"] = round(ours["pages a CPU-second"] / theirs["pages a CPU-second"], 3)
    if given.news_please:
        result["news-please"] = news_please(data, given.news_please)
    result["memory here, MB"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000)
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
