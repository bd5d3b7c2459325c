"""Measure how the cost of one more article grows: CPU time and memory of copies and stories, by size.

    stories_size.py [--sizes 1000,10000,100000] [--desk]

Articles are made of invented words in the shape of news: a happening has its own names and words, told by
one to six outlets with some of the same words, every fifth text a copy with its end cut; 2,000 a day. Time is
CPU seconds of the last tenth of each size, making the articles left out; memory is what the process grew by
over that tenth. `--desk` puts records into a desk and takes the time of all of `add`, storing included.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

if not __package__:
    sys.path.insert(0, str(Path(__file__).parents[1]))

from onrecord.stories.article import Article
from onrecord.stories.stream import Stream

A_DAY = 2_000
WORDS = 420


def made(number: int, seed: int = 3) -> Iterator[Article]:
    """So many articles in the order of their days."""
    chance = random.Random(seed)
    vowels = "a e i o u ar en il on ur".split()  # noqa: SIM905
    syllables = [a + b for a in "bcdfghlmnprstvz" for b in vowels]
    common = ["".join(chance.choice(syllables) for _ in range(chance.randint(1, 3))) for _ in range(4000)]
    weights = [1 / (n + 5) for n in range(len(common))]
    running: list[tuple[int, list[str], list[str]]] = []
    texts: list[str] = []
    for n in range(number):
        if not running or chance.random() < 0.35:
            own = ["".join(chance.choice(syllables) for _ in range(3)) for _ in range(25)]
            names = [w.capitalize() for w in own[:6]]
            running.append((chance.randint(1, 6), own, names))
        left, own, names = running.pop(chance.randrange(len(running)))
        if left > 1:
            running.append((left - 1, own, names))
        day = date(2030, 1, 1) + timedelta(days=n // A_DAY)
        if texts and chance.random() < 0.2:
            first = texts[chance.randrange(len(texts))]
            text = "\n\n".join(first.split("\n\n")[: chance.randint(3, 6)])
        else:
            body = chance.choices(common, weights, k=WORDS)
            for place in range(0, WORDS, 9):
                body[place] = chance.choice(names if place % 2 else own)
            text = "\n\n".join(" ".join(body[k : k + 70]).capitalize() + "." for k in range(0, WORDS, 70))
            texts.append(text)
            del texts[:-400]
        title = f"{chance.choice(names)} {' '.join(chance.sample(own, 5))}"
        yield Article(str(n), text, title, day.isoformat(), f"Paper {n % 50}")


def memory() -> float:
    """Megabytes that the process holds."""
    with open("/proc/self/statm") as file:  # noqa: PTH123
        return int(file.read().split()[1]) * resource.getpagesize() / 1e6


def in_memory(sizes: list[int]) -> None:
    stream = Stream()
    spent, marks = 0.0, {}
    for n, article in enumerate(made(max(sizes)), 1):
        start = time.process_time()
        stream.add(n - 1, article)
        spent += time.process_time() - start
        if n in sizes or any(n == size * 9 // 10 for size in sizes):
            marks[n] = (spent, memory())
    print(f"{'articles':>9} {'ms each':>8} {'a second':>9} {'kB each':>8}")
    for size in sizes:
        tenth = size - size * 9 // 10
        seconds = (marks[size][0] - marks[size * 9 // 10][0]) / tenth
        grown = (marks[size][1] - marks[size * 9 // 10][1]) / tenth * 1000
        print(f"{size:9,} {seconds * 1000:8.2f} {1 / seconds:9.0f} {grown:8.1f}")


def on_desk(sizes: list[int]) -> None:
    from onrecord.models import Document, Record, Span, make_id, text_id
    from onrecord.store import Desk

    def record(a: Article) -> Record:
        text = f"{a.title}\n\n{a.text}"
        start = len(a.title) + 2
        parts = {"title": (Span.of(text, 0, len(a.title)),), "body": (Span.of(text, start, len(text)),)}
        d = Document(
            make_id(a.id), text_id(text), text, parts, title=a.title, source=a.source, published=a.date
        )
        return Record(d)

    with tempfile.TemporaryDirectory() as folder, Desk.open(Path(folder) / "desk.sqlite") as desk:
        spent, marks = 0.0, {}
        batch = []
        for n, article in enumerate(made(max(sizes)), 1):
            batch.append(record(article))
            if len(batch) == 100:
                start = time.process_time()
                list(desk.add_many(batch))
                spent += time.process_time() - start
                batch.clear()
                marks[n] = (spent, desk.path.stat().st_size / 1e6)
        print(f"{'documents':>9} {'ms each':>8} {'a second':>9} {'kB each on disk':>16}")
        for size in sizes:
            before = size * 9 // 10 // 100 * 100
            seconds = (marks[size][0] - marks[before][0]) / (size - before)
            grown = (marks[size][1] - marks[before][1]) / (size - before) * 1000
            print(f"{size:9,} {seconds * 1000:8.2f} {1 / seconds:9.0f} {grown:16.1f}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--desk", action="store_true")
    args = parser.parse_args()
    sizes = [int(size) for size in args.sizes.split(",")]
    (on_desk if args.desk else in_memory)(sizes)


if __name__ == "__main__":
    main()
