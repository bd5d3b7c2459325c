"""How fast the front page, a story, a section, a person and the trends open for 50 readers at once.

    python -m bench.front_page --documents 100000 --desk /tmp/front.sqlite

A real server, a process of its own, over a desk of the articles of `bench/synthetic_news.py`; an existing
desk is used as it is. Readers are threads with a connection each, and ask again as soon as they are answered.
`first` is what the first reader waits after the desk has changed; the others get kept answers, but of "50
stories", each of which somebody asks for first. Waits are what a reader sees, in milliseconds, with all
else that runs on the machine; the server's CPU time stands beside them.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import socket
import statistics
import threading
import time
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path

from bench.synthetic_news import Newsroom
from bench.synthetic_records import record_of
from onrecord.store import Desk


def filled(path: Path, documents: int) -> None:
    """Make the desk, saying the rate."""
    with Desk.open(path) as desk:
        start = time.process_time()
        records = (record_of(report) for report in Newsroom().reports(documents))
        for number, _ in enumerate(desk.add_many(records), 1):
            if number % 10_000 == 0:
                rate = number / (time.process_time() - start)
                print(f"{number} added, {rate:.0f} a CPU-second with their making", flush=True)


def served(path: str, port: int) -> None:
    import uvicorn

    from onrecord.site.app import make_app

    uvicorn.run(make_app(path), host="127.0.0.1", port=port, log_level="error", access_log=False)


def serve(path: Path) -> tuple[int, int]:
    """Port and process of a server over the desk, which ends with this process."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    server = get_context("spawn").Process(target=served, args=(str(path), port), daemon=True)
    server.start()
    while True:
        try:
            with socket.create_connection(("127.0.0.1", port)):
                return port, server.pid or 0
        except OSError:
            time.sleep(0.1)


def spent(process: int) -> float:
    """CPU seconds of a process."""
    with open(f"/proc/{process}/stat") as file:  # noqa: PTH123
        fields = file.read().rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


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
        filled(given.desk, given.documents)
    port, process = serve(given.desk)
    print(f"{'':12} first alone (CPU)   {given.readers} readers: median    95 %   CPU each")
    for name, pages in asked(given.desk).items():
        before = spent(process)
        first = waits(port, pages[:1], 1, 1)[0]
        cold = spent(process) - before
        before = spent(process)
        took = sorted(waits(port, pages, given.readers, given.each))
        each = (spent(process) - before) / len(took)
        print(
            f"{name:12} {first:7.0f} ms ({cold * 1000:4.0f})  {'':12} {statistics.median(took):6.0f} ms "
            f"{took[len(took) * 95 // 100]:6.0f} ms {each * 1000:6.1f} ms",
            flush=True,
        )


def asked(path: Path) -> dict[str, list[str]]:
    """The pages of each kind, of a desk."""
    with Desk.open(path, read_only=True) as desk:
        info = desk.info()
        rows = desk.stories.listed(limit=200)
        several = [f"/story/{row.id}" for row in rows if row.documents > 1]
        section = next(row.name for row in desk.stories.sections() if row.name)
        people = [f"/person/{row.id}" for row in desk.people(limit=40)]
        words = [word for row in rows[:40] for word in row.headline.split()[:1]]
        dossiers = [f"/dossier/{row.name}" for row in desk.dossiers.all()]
        print(f"{info.documents:,} documents, {info.statements:,} statements, {info.size / 1e6:,.0f} MB")
    return {
        "front": ["/"],
        "section": [f"/stories?section={section}"],
        "stories": ["/stories"],
        "a story": several[:1],
        "50 stories": several[1:51],
        "person": people,
        "search": [f"/search?q={word}" for word in words],
        "trends": ["/trends"],
        **({"dossier": dossiers[:1]} if dossiers else {}),
    }


if __name__ == "__main__":
    main()
