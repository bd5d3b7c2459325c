"""How fast the front page, a story, a section and the trends open for 50 readers at once.

    python bench/front_page.py --documents 100000 --desk /tmp/front.sqlite

A real server over a desk of synthetic documents (those of `bench/desk_size.py`, each tenth of them run by
four outlets, so that there are stories and copies); an existing desk is used as it is. Readers are threads
with a connection each; times are what a reader waits, in milliseconds.
"""

from __future__ import annotations

import argparse
import http.client
import random
import socket
import statistics
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bench.desk_size import synthetic
from onrecord.models import Record, make_id
from onrecord.store import Desk


def reported(documents: int) -> Iterator[Record]:
    """Synthetic records; every tenth is run again, word for word, by three other outlets."""
    made = 0
    for number, record in enumerate(synthetic(documents)):
        for version in range(4 if number % 10 == 0 else 1):
            if made == documents:
                return
            made += 1
            path = f"{record.document.path}?{version}"
            document = replace(
                record.document, path=path, id=make_id("document", path, None),
                source=f"{record.document.source}.{version}",
            )  # fmt: skip
            yield replace(record, document=document)


def serve(path: Path) -> int:
    """The port of a server over the desk, in a thread of this process."""
    import uvicorn

    from onrecord.site.app import make_app

    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(make_app(path), log_level="warning", access_log=False))
    threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True).start()
    while not server.started:
        time.sleep(0.02)
    port: int = listening.getsockname()[1]
    return port


def waits(port: int, pages: list[str], readers: int, each: int) -> list[float]:
    """What each of the readers waited for each of their pages, in milliseconds."""
    took: list[float] = []
    lock = threading.Lock()

    def read(seed: int) -> None:
        chance = random.Random(seed)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        for _ in range(each):
            start = time.perf_counter()
            connection.request("GET", chance.choice(pages))
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 200, answer.status
            with lock:
                took.append(1000 * (time.perf_counter() - start))

    threads = [threading.Thread(target=read, args=(seed,)) for seed in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return took


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--desk", type=Path, required=True)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--each", type=int, default=4)
    given = parser.parse_args()
    if not given.desk.exists():
        with Desk.open(given.desk) as desk:
            start = time.process_time()
            for number, _ in enumerate(desk.add_many(reported(given.documents)), 1):
                if number % 10_000 == 0:
                    print(
                        f"{number} added, {number / (time.process_time() - start):.0f} a CPU-second",
                        flush=True,
                    )
    with Desk.open(given.desk, read_only=True) as desk:
        stories = [f"/story/{row.id}" for row in desk.stories.listed(limit=200) if row.documents > 1]
        section = next(row.name for row in desk.sections() if row.name)
        print(
            f"{desk.info().documents} documents; of the first 200 stories {len(stories)} have several reports"
        )
    port = serve(given.desk)
    for name, pages in {
        "front page": ["/"],
        "story": stories or ["/stories"],
        "stories": ["/stories"],
        "section": [f"/section/{section.replace(' ', '-').lower()}"],
        "trends": ["/trends"],
    }.items():
        waits(port, pages, 1, 1)
        alone = waits(port, pages, 1, 8)
        together = waits(port, pages, given.readers, given.each)
        print(
            f"{name:12} alone: median {statistics.median(alone):7.1f} ms; {given.readers} readers at once: "
            f"median {statistics.median(together):7.1f}, worst {max(together):7.1f} ms"
        )


if __name__ == "__main__":
    main()
