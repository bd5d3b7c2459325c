"""How fast a desk is as it grows: adding, the front page, search, a person's page, forgetting.

    python bench/desk_size.py --documents 100000 --desk /tmp/size.sqlite

Records are synthetic: 200 words of body and two statements each by default, words drawn by Zipf's law
from 20,000 made-up ones, 2,000 people. Times are the median and worst of 15 runs, in milliseconds.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path

from onrecord.models import Actor, Document, Record, Span, Speaker, Statement, make_id, text_id
from onrecord.store import Desk

SYLLABLES = (
    "ba",
    "co",
    "di",
    "fu",
    "ga",
    "hel",
    "in",
    "jor",
    "ka",
    "lo",
    "mi",
    "nor",
    "po",
    "que",
    "ras",
    "ti",
)


def words(count: int, chance: random.Random) -> list[str]:
    """Made-up words, the commonest first."""
    made: dict[str, None] = {}
    while len(made) < count:
        made["".join(chance.choices(SYLLABLES, k=chance.randint(2, 5)))] = None
    return list(made)


def synthetic(documents: int, *, seed: int = 1, length: int = 200) -> Iterator[Record]:
    """Records with two statements each by one of 2,000 people, over ten years and 300 sources."""
    chance = random.Random(seed)
    vocabulary = words(20_000, chance)
    weights = list(accumulate(1 / (n + 3) for n in range(len(vocabulary))))
    people = [
        f"{a.title()} {b.title()}" for a, b in zip(vocabulary[:2000], vocabulary[5000:7000], strict=True)
    ]
    for number in range(documents):
        drawn = chance.choices(vocabulary, cum_weights=weights, k=length)
        yield record(number, drawn, people[int(chance.random() ** 2 * 2000)], chance)


def record(number: int, drawn: list[str], name: str, chance: random.Random) -> Record:
    title = " ".join(drawn[:8])
    quotes = [" ".join(drawn[10:35]), " ".join(drawn[40:60])]
    rest = " ".join(drawn[60:])
    text = f"{title}\n\n{name} said “{quotes[0]}”. {rest}\n\n“{quotes[1]}”, {name} said."
    path = f"/news/{number}.html"
    day = number * 3650 // 100_000
    document = Document(
        id=make_id("document", path, None), text_id=text_id(text), text=text, path=path, title=title,
        parts={"title": (Span.of(text, 0, len(title)),), "body": (Span.of(text, len(title) + 2, len(text)),)},
        source=f"source {chance.randrange(300)}", section=f"section {chance.randrange(8)}",
        published=f"{2015 + day // 365}-{day % 365 // 31 + 1:02}-{day % 28 + 1:02}", extractor="bench@1",
    )  # fmt: skip
    mentions = tuple(Span.of(text, at, at + len(name)) for at in (len(title) + 2, text.rindex(name)))
    actor = Actor(make_id(document.id, name), name, "person", None, (), mentions, "bench@1", 0.9)
    statements = []
    for place, quote in enumerate(quotes):
        at = text.index("“" + quote) + 1
        statements.append(
            Statement(
                make_id(document.id, at), "direct", "speech", (Span.of(text, at, at + len(quote)),), (),
                Speaker((mentions[place],), (actor,)), None, None, None, None, "bench@1", 0.9,
            )
        )  # fmt: skip
    return Record(document, (actor,), tuple(statements))


def timed(name: str, action: Callable[[], object], runs: int = 15) -> None:
    took = []
    for _ in range(runs):
        start = time.perf_counter()
        action()
        took.append(1000 * (time.perf_counter() - start))
    print(f"{name:42} median {statistics.median(took):8.1f} ms   worst {max(took):8.1f} ms")


def fill(desk: Desk, documents: int) -> None:
    """Add the records, saying the rate of each tenth."""
    step = max(documents // 10, 1)
    given = iter(synthetic(documents))
    start = spent = time.process_time()
    clock = time.perf_counter()
    making = 0.0

    def counted() -> Iterator[Record]:
        nonlocal making
        while True:
            begun = time.process_time()
            record = next(given, None)
            making += time.process_time() - begun
            if record is None:
                return
            yield record

    for number, _ in enumerate(desk.add_many(counted()), 1):
        if number % step == 0:
            now = time.process_time()
            rate = step / (now - spent - making)
            wall = step / (time.perf_counter() - clock)
            print(f"{number:>9} documents: {rate:7.0f} a CPU-second, {wall:7.0f} a second with their making")
            spent, making, clock = now, 0.0, time.perf_counter()
    print(f"{'all':>9}: {time.process_time() - start:.0f} CPU-seconds with their making")


def ask(desk: Desk) -> None:
    """Time what readers ask for."""
    chance = random.Random(1)
    vocabulary = words(20_000, chance)
    common, usual, rare = vocabulary[0], vocabulary[60], vocabulary[15_000]
    person = desk.people(limit=1)[0]
    timed("front page, 50 documents", lambda: desk.documents(limit=50))
    cursor = desk.documents(limit=500)[-1].cursor
    timed("front page, a later page", lambda: desk.documents(limit=50, before=cursor))
    timed("section page", lambda: desk.documents(section="section 3", limit=50))
    timed("source page", lambda: desk.documents(source="source 7", limit=50))
    timed("sections", desk.sections)
    timed("sources", desk.sources)
    timed("people, the 50 most quoted", lambda: desk.people(limit=50))
    timed("people by name", lambda: desk.people(name=person.name.split()[1]))
    timed(f"person page, of {person.statements} statements", lambda: desk.person(person.id))
    for label, query in (
        ("the commonest word", common), ("a usual word", usual), ("a rare word", rare),
        ("two words", f"{usual} {vocabulary[80]}"), ("a phrase", f'"{common} {vocabulary[1]}"'),
        ("a beginning", usual[:4] + "*"),
    ):  # fmt: skip
        found = desk.search(query, what="statements").statement_total
        timed(f"statements: {label} ({found})", lambda q=query: desk.search(q, what="statements"))  # type: ignore[misc]
    timed("statements: a usual word of one speaker", lambda: desk.search(usual, speaker=person.name))
    timed("statements: a usual word since 2020", lambda: desk.search(usual, since="2020", what="statements"))
    timed("statements: all of one speaker", lambda: desk.search("", speaker=person.name))
    for label, query in (("a usual word", usual), ("the commonest word", common)):
        found = desk.search(query, what="articles").article_total
        timed(f"articles: {label} ({found})", lambda q=query: desk.search(q, what="articles"))  # type: ignore[misc]
    id = desk.documents(limit=1)[0].id
    timed("one record", lambda: desk.document(id))
    timed("counts", desk.info, runs=3)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--desk", type=Path, required=True)
    parser.add_argument("--forget", action="store_true", help="time forgetting one document, too")
    given = parser.parse_args()
    with Desk.open(given.desk) as desk:
        if not desk.documents(limit=1):
            fill(desk, given.documents)
        info = desk.info()
        print(f"{info.documents} documents, {info.statements} statements, {info.size / 1e6:.0f} MB")
        ask(desk)
        if given.forget:
            timed("forget one document", lambda: desk.forget(desk.documents(limit=1)[0].id), runs=1)


if __name__ == "__main__":
    main()
