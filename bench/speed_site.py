"""How fast pages are made: the article page of N words and statements, and every page of a desk.

    speed_site.py [--words 1500] [--statements 40] [--repeat 30] [--desk FILE]

Prints the median milliseconds for the context, the template, and the whole answer through the
application (desk, context, template, headers). With `--desk`, the whole answer of its main pages too.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

if not __package__:
    sys.path.insert(0, str(Path(__file__).parents[1]))

from onrecord.models import Actor, Document, Record, Span, Speaker, Statement, make_id, text_id

_SENTENCE = "The harbour board met again on Tuesday to hear what the engineers had to say about it."
_SAID = "“We shall look at every pier before the winter comes,”"


def article(words: int, statements: int) -> Record:
    """An article of about so many words, its statements spread over paragraphs of four sentences."""
    sentences = max(words // 15, statements)
    every = max(sentences // max(statements, 1), 1)
    lines = [f"{_SAID} said N{n % 7}." if n % every == 0 else _SENTENCE for n in range(sentences)]
    body = "\n\n".join(" ".join(lines[n : n + 4]) for n in range(0, len(lines), 4))
    text = f"A headline of some words\n\n{body}"
    title = Span.of(text, 0, text.index("\n"))
    doc = Document(make_id("bench", words, statements), text_id(text), text,
                   {"title": (title,), "body": (Span.of(text, title.end + 2, len(text)),)},
                   source="Bench", section="Bench", title=title.exact, published="2024-03-04")  # fmt: skip
    actors = tuple(
        Actor(make_id(n), f"N{n}", "person", "usa", (), (_at(text, f"N{n}", 0),), "bench@1", 0.9)
        for n in range(7)
    )
    found, at = [], 0
    for n in range(statements):
        span = _at(text, _SAID, at)
        at = span.end
        cue, speaker = _at(text, "said", at), Speaker((), (actors[n % 7],))
        found.append(
            Statement(
                make_id(doc.id, span.start), "direct", "speech", (span,), (cue,), speaker,
                None, None, None, None, "bench@1", 0.9,
            )
        )  # fmt: skip
    return Record(doc, actors, tuple(found))


def _at(text: str, words: str, after: int) -> Span:
    start = text.index(words, after)
    return Span.of(text, start, start + len(words))


def median_ms(work: Callable[[], object], repeat: int) -> float:
    """The median of `repeat` runs in milliseconds, after one that is not counted."""
    work()
    taken = []
    for _ in range(repeat):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--words", type=int, default=1500)
    parser.add_argument("--statements", type=int, default=40)
    parser.add_argument("--repeat", type=int, default=30)
    parser.add_argument("--desk", type=Path)
    options = parser.parse_args()

    from starlette.testclient import TestClient

    from onrecord.site.app import make_app
    from onrecord.site.article import article_of
    from onrecord.site.pages import ArticlePage, Site
    from onrecord.site.rendering import render
    from onrecord.store import Desk

    record = article(options.words, options.statements)
    site = Site(False, "/a.css", "/a.js", "/a.svg")
    page = ArticlePage(article_of(record, {}), "/x.json", True)
    words = len(record.document.text.split())
    print(f"article of {words} words and {len(record.statements)} statements, median of {options.repeat}:")
    print(f"  context   {median_ms(lambda: article_of(record, {}), options.repeat):7.2f} ms")
    print(f"  template  {median_ms(lambda: render('article', page, site), options.repeat):7.2f} ms")
    with tempfile.TemporaryDirectory() as folder:
        with Desk.open(Path(folder) / "bench.desk") as desk:
            desk.add(record)
        with TestClient(make_app(Path(folder) / "bench.desk")) as client:
            whole = median_ms(lambda: client.get(f"/document/{record.document.id}"), options.repeat)
            print(f"  answer    {whole:7.2f} ms")
    if options.desk:
        with TestClient(make_app(options.desk)) as client:
            for path in ("/", "/people", "/sources", "/search?q=said", "/about"):
                print(f"  {path:<15} {median_ms(lambda: client.get(path), options.repeat):7.2f} ms")  # noqa: B023


if __name__ == "__main__":
    main()
