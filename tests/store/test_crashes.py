"""A killed writer leaves whole documents only; two writers take turns."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from onrecord.models import Record
from onrecord.store import Desk
from tests.store.build import article

MANY = 240


def story(number: int) -> Record:
    """A document with two revisions' worth of words; the number makes it one of its own."""
    names = ("Ana Ruiz", "Bo Lind", "Cy Moe")
    return article(
        f"{{{names[number % 3]}}} <said> “[we will go {number} times]”.\n{{Dee Poe}} <said> “[no]”.",
        path=f"{number}.txt",
        published=f"2025-01-{number % 28 + 1:02}",
    )


def write(path: Path, numbers: list[int]) -> None:
    """Add these to the desk in batches; what another process runs."""
    with Desk.open(path) as desk:
        for _ in desk.add_many((story(n) for n in numbers), batch=7):
            pass


def main() -> None:
    write(Path(sys.argv[1]), list(range(MANY)))


def whole(desk: Desk) -> int:
    """Check that every document there is complete in every table; returns how many there are."""
    rows = desk.documents(limit=10 * MANY)
    for row in rows:
        record = desk.document(row.id)
        assert record == story(int(str(row.path).removesuffix(".txt")))
        assert [s.id for s in desk.statements(row.id)] == [s.id for s in record.statements]
        assert len(desk.entities(row.id)) == len(record.actors)
    with desk._db.raw() as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
        for index in ("article_fts", "statement_fts"):
            raw.execute(f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)")
    counted = {p.name: p.documents for p in desk.people(limit=100)}
    if rows:
        assert counted["Dee Poe"] == len(rows)
    return len(rows)


@pytest.mark.slow
def test_a_killed_writer_leaves_whole_documents_and_a_repeat_finishes(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    chance = random.Random(7)
    seen = []
    for _ in range(6):
        worker = subprocess.Popen(
            [sys.executable, "-m", "tests.store.test_crashes", str(path)], cwd=Path(__file__).parents[2]
        )
        while not path.exists() and worker.poll() is None:
            time.sleep(0.01)
        time.sleep(chance.random() * 0.8)
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        with Desk.open(path) as desk:
            seen.append(whole(desk))
    assert seen == sorted(seen)
    write(path, list(range(MANY)))
    undisturbed = tmp_path / "other.sqlite"
    write(undisturbed, list(range(MANY)))
    with Desk.open(path) as desk, Desk.open(undisturbed) as other:
        assert whole(desk) == MANY
        assert desk.documents(limit=MANY) == other.documents(limit=MANY)
        assert desk.people(kind=None, limit=50) == other.people(kind=None, limit=50)


def test_two_processes_write_one_desk(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    context = multiprocessing.get_context("spawn")
    halves = [list(range(60)), list(range(30, 90))]
    workers = [context.Process(target=write, args=(path, half)) for half in halves]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
        assert worker.exitcode == 0
    with Desk.open(path) as desk:
        assert whole(desk) == 90


def test_threads_read_while_another_writes(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    with Desk.open(path) as desk, ThreadPoolExecutor(6) as pool:
        desk.add(story(0))
        writer = pool.submit(lambda: list(desk.add_many((story(n) for n in range(40)), batch=5)))
        readers = [
            pool.submit(lambda: (len(desk.documents(limit=100)), desk.search("go").statement_total))
            for _ in range(60)
        ]
        assert all(documents >= 1 and found >= 1 for documents, found in (r.result() for r in readers))
        writer.result()
        assert whole(desk) == 40


def test_a_batch_that_fails_is_not_there_at_all(tmp_path: Path) -> None:
    with Desk.open(tmp_path / "desk.sqlite") as desk:

        def given() -> object:
            yield story(0)
            yield story(1)
            raise OSError("the source of the records broke")

        with pytest.raises(OSError, match="broke"):
            list(desk.add_many(given(), batch=10))  # type: ignore[arg-type]
        assert desk.documents() == []


def test_what_had_come_before_an_interrupt_is_there(tmp_path: Path) -> None:
    with Desk.open(tmp_path / "desk.sqlite") as desk:

        def given() -> Iterator[Record]:
            yield from (story(0), story(1))
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            list(desk.add_many(given(), batch=10))
        assert len(desk.documents()) == 2


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()
