"""How fast a board opens as its desk grows: 1,000, 10,000 and 100,000 statements.

    python bench/board_size.py --folder /tmp/boards [--statements 1000 10000 100000]

Every document is about the dossier: two statements, one position in two documents of five of one of three
parties on one of eight issues, and a meeting in one of ten. Pages are asked for as a reader does, through the
site, warm; times are the median and the worst of 15 runs, in milliseconds, and CPU is the process's own.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from bench.desk_size import synthetic
from onrecord.dossier.definition import make_dossier
from onrecord.models import Actor, Document, Event, Position, Record, Span, Stance, When, make_id, text_id
from onrecord.store import Desk
from onrecord.store.dossier_rows import Dossier

SIDES = ("rus", "ukr", "usa")
ISSUES = ("harbour", "border", "truce", "grain", "prisoners", "pipeline", "sanctions", "observers")
STANCES: tuple[Stance, ...] = ("demands", "offers", "accepts", "rejects", "supports", "opposes", "conditions")
NAME = "talks"
ADDED = 2_000
"""Statements that are added as documents are; larger desks are made of copies of their rows."""


def dossier() -> Dossier:
    return make_dossier(
        NAME,
        parties=",".join(SIDES),
        issues={name: [name, f"{name} question"] for name in ISSUES},
        about=["envoys"],
        people={"Nobody Here": "rus"},
    )


def records(documents: int) -> Iterator[Record]:
    """The desk's made-up records, each with a sentence on the talks, and with what it carries."""
    chance = random.Random(7)
    for number, record in enumerate(synthetic(documents, length=90)):
        side, issue, stance = chance.choice(SIDES), chance.choice(ISSUES), chance.choice(STANCES)
        yield _with(
            record, f"{side} envoys {stance} the {issue} plan number {number}.", side, stance, issue, number
        )


def _with(record: Record, sentence: str, side: str, stance: Stance, issue: str, number: int) -> Record:
    d = record.document
    text = f"{d.text}\n\n{sentence}"
    at = len(d.text) + 2
    body = Span.of(text, d.parts["body"][0].start, len(text))
    document: Document = replace(d, text=text, text_id=text_id(text), parts={**d.parts, "body": (body,)})
    evidence = Span.of(text, at, len(text) - 1)
    named = Span.of(text, at, at + len(side))
    party = Actor(make_id(d.id, side), side, "country", side, (), (named,), "bench@1", 0.9)
    actors = (*(replace(a, side=SIDES[len(a.name) % 3]) for a in record.actors), party)
    old = {a.id: a for a in actors}
    statements = tuple(
        replace(
            s, kind="indirect", speaker=replace(s.speaker, actors=tuple(old[a.id] for a in s.speaker.actors))
        )
        for s in record.statements
    )
    start = text.index(f"the {issue}", at)
    positions = (
        Position(
            make_id(d.id, "p"),
            side,
            (party,),
            stance,
            "whole",
            issue,
            Span.of(text, start, len(text) - 1),
            None,
            None,
            None,
            (evidence,),
            None,
            "bench@1",
            0.8,
        ),
    )
    events = (
        Event(make_id(d.id, "e"), "CONSULT", None, "held", (party, actors[0]), (),
              When(d.published or "2015", named), None, (evidence,), "bench@1", 0.8),
    )  # fmt: skip
    return Record(
        document, actors, statements, events if number % 10 == 0 else (), positions if number % 5 < 2 else ()
    )


KEYS = {
    "document": {"seq": "document"},
    "revision": {"document": "document"},
    "article": {"seq": "document"},
    "actor": {"seq": "actor", "document": "document"},
    "statement": {"seq": "statement", "document": "document"},
    "speaker": {"statement": "statement", "actor": "actor"},
    "event": {"seq": "event", "document": "document"},
    "event_actor": {"event": "event", "actor": "actor"},
    "position": {"seq": "position", "document": "document"},
    "position_actor": {"position": "position", "actor": "actor"},
}
"""Each table's keys, with the table whose numbers they are."""


def multiply(desk: Desk, times: int) -> None:
    """Put every document in so many times more, under other ids: rows of the same kind, only faster."""
    with desk._db.raw() as raw:
        most = {t: raw.execute(f"SELECT max(seq) FROM {t}").fetchone()[0] for t in set(_numbered())}
        for turn in range(1, times):
            raw.execute("BEGIN")
            for table, keys in KEYS.items():
                columns = [row[1] for row in raw.execute(f"PRAGMA table_info({table})")]
                shifted = [
                    f"{c} + {most[keys[c]] * turn}" if c in keys
                    else f"id || '-{turn}'" if (table, c) == ("document", "id") else c
                    for c in columns
                ]  # fmt: skip
                last = f" WHERE {next(iter(keys))} <= {most[next(iter(keys.values()))]}"
                into = f"INSERT INTO {table} ({', '.join(columns)})"
                raw.execute(f"{into} SELECT {', '.join(shifted)} FROM {table}{last}")
            raw.execute("COMMIT")


def _numbered() -> Iterator[str]:
    return (owner for keys in KEYS.values() for owner in keys.values())


def timed(name: str, action: Callable[[], object], runs: int = 15) -> None:
    took, spent = [], time.process_time()
    for _ in range(runs):
        start = time.perf_counter()
        action()
        took.append(1000 * (time.perf_counter() - start))
    cpu = 1000 * (time.process_time() - spent) / runs
    middle = statistics.median(took)
    print(f"  {name:28} median {middle:8.1f} ms   worst {max(took):8.1f} ms   cpu {cpu:8.1f} ms")


def measure(path: Path, statements: int) -> None:
    from starlette.testclient import TestClient

    from onrecord.site.app import make_app

    if not path.exists():
        with Desk.open(path) as desk:
            for _ in desk.add_many(records(min(statements, ADDED) // 2), batch=500):
                pass
            desk.dossiers.new(dossier())
            multiply(desk, statements // min(statements, ADDED))
    with Desk.open(path, read_only=True) as desk:
        info, takes = desk.info(), len(desk.dossiers.takes(dossier()))
    print(f"{info.statements:,} statements, {info.documents:,} documents, {takes:,} positions on the board")
    with TestClient(make_app(path)) as client:
        pages = {
            "board": "",
            "board, changes since": "?since=2016-01-01",
            "cell history": "/history/truce/ukr",
            "calendar": "/calendar",
            "figures": "/figures",
            "people": "/people",
        }
        for name, address in pages.items():
            client.get(f"/dossier/{NAME}{address}").raise_for_status()
            timed(name, lambda address=address: client.get(f"/dossier/{NAME}{address}"))  # type: ignore[misc]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--statements", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    for statements in given.statements:
        measure(given.folder / f"{statements}.desk", statements)


if __name__ == "__main__":
    main()
