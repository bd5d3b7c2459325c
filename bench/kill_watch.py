"""`kill -9` again and again: `python -m bench.kill_watch --kills 50`.

A child process watches a simulated world and is killed at a random moment, over and over; then it may finish.
The desk must end equal to that of an undisturbed run: the same documents with the same texts and statements,
the same articles noted as done, nothing twice. Pauses between requests to a host must hold across the kills.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random
from typing import Any

from tests.gather.server import Server

from bench.running import Log, prepare, read_log, run, shortest_pause
from bench.simulation import START, World
from onrecord.find import FINDERS
from onrecord.gather.clock import SkippingClock
from onrecord.store import Desk
from onrecord.watching.pool import ReaderPool

ROOT = Path(__file__).parents[1]


async def watch(folder: Path, world: World, finder: str) -> None:
    """What the child does: go on from the last request of the log to the world's end."""
    port = folder.parent / "port"
    server = Server()
    await server.start(int(port.read_text()) if port.exists() else 0)
    port.write_text(str(server.port))
    log = read_log(folder / "log")
    server.log = Log(folder / "log")
    world.serve(server)
    desk = folder / "desk.sqlite"
    prepare(desk, world, server.port)
    clock = SkippingClock(max((at for at, _, _ in log), default=START))
    server._now = clock.now
    pool = ReaderPool(1)
    try:
        await run(desk, world, server.resolve, clock, pool, until=world.end + 3_600, finder=finder, hosts=16)
    finally:
        pool.close()
        await server.stop()
    (folder / "done").touch()


def state_of(path: Path) -> dict[str, Any]:
    """All of a desk that does not tell when things were done; raises AssertionError where it is damaged."""
    with Desk.open(path) as desk:
        with desk._db.raw() as raw:
            assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
            for index in ("article_fts", "statement_fts"):
                raw.execute(f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)")
            found = raw.execute("SELECT key, state, document, taken_by FROM found ORDER BY key").fetchall()
        rows = desk.documents(limit=1_000_000)
        documents = sorted((r.id, r.text_id, r.title, r.statements, r.revisions) for r in rows)
        people = sorted((p.name, p.documents, p.statements) for p in desk.people(kind=None, limit=100_000))
    return {"documents": documents, "found": found, "people": people}


def child(folder: Path, given: argparse.Namespace) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "bench.kill_watch", "--child", str(folder), "--finder", given.finder]
    command += ["--articles", str(given.articles), "--sources", str(given.sources)]
    return subprocess.Popen([*command, "--plain"] if given.plain else command, cwd=ROOT)


def kill_again_and_again(folder: Path, given: argparse.Namespace) -> int:
    """Start and kill; the number of times that a child was at work when it was killed."""
    chance = Random(given.seed)
    killed = 0
    for number in range(given.kills):
        running = child(folder, given)
        before = size(folder / "log")
        while running.poll() is None and size(folder / "log") == before:
            time.sleep(0.01)
        moment = chance.random() * given.longest
        time.sleep(moment)
        if running.poll() is None:
            running.send_signal(signal.SIGKILL)
            killed += 1
        running.wait()
        print(f"  {number + 1}: killed {moment:.2f} s after its first request", flush=True)
        if (folder / "done").exists():
            break
    return killed


def size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--sources", type=int, default=30)
    parser.add_argument("--finder", choices=FINDERS, default="fast")
    parser.add_argument("--longest", type=float, default=2.0, help="seconds that a child works at most")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--plain", action="store_true", help="pages in our own plain form, whatever is at hand"
    )
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        world = World(given.sources, given.articles, plain=given.plain)
        asyncio.run(watch(given.child, world, given.finder))
        return
    with tempfile.TemporaryDirectory() as name:
        result = compare(Path(name), given)
    print(json.dumps(result, indent=1))
    raise SystemExit(0 if result["equal"] else 1)


def compare(folder: Path, given: argparse.Namespace) -> dict[str, Any]:
    """A disturbed run and an undisturbed one, side by side."""
    disturbed, calm = folder / "disturbed", folder / "calm"
    disturbed.mkdir()
    calm.mkdir()
    killed = kill_again_and_again(disturbed, given)
    if not (disturbed / "done").exists():
        assert child(disturbed, given).wait() == 0
    assert child(calm, given).wait() == 0
    one, other = state_of(disturbed / "desk.sqlite"), state_of(calm / "desk.sqlite")
    log = read_log(disturbed / "log")
    return {
        "kills": killed,
        "documents": len(one["documents"]),
        "undisturbed": len(other["documents"]),
        "equal": one == other,
        "requests": len(log),
        "requests, undisturbed": len(read_log(calm / "log")),
        "shortest pause of a host, s": round(shortest_pause(log), 3),
    }


if __name__ == "__main__":
    main()
