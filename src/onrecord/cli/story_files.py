"""Articles of files, grouped as they come: JSON lines of articles, or pages and texts."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from onrecord.models import Failure, make_id
from onrecord.stories.article import Article
from onrecord.stories.shelf import Memory
from onrecord.stories.stream import Stream

_LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")


@dataclass(frozen=True, slots=True)
class Grouped:
    """An article's story, named by the story's first article, and the first article of its text."""

    id: str
    story: str
    copy_of: str | None


@dataclass(frozen=True, slots=True)
class Failed:
    """What could not be read, and why."""

    where: str
    message: str


def grouped(paths: Sequence[str], stdin: BinaryIO) -> Iterator[Grouped | Failed]:
    """A result for each article, in order; all are read before the first is given, as stories may change."""
    shelf = Memory()
    stream = Stream(shelf)
    ids: list[str] = []
    order: list[int | Failed] = []
    for article in articles(paths, stdin):
        if isinstance(article, Failed):
            order.append(article)
            continue
        number = len(ids)
        ids.append(article.id)
        order.append(number)
        stream.add(number, article)
    for entry in order:
        if isinstance(entry, Failed):
            yield entry
            continue
        first = shelf.copy_of(entry)
        story = make_id("story", ids[shelf.cluster(entry)])
        yield Grouped(ids[entry], story, None if first is None else ids[first])


def articles(paths: Sequence[str], stdin: BinaryIO) -> Iterator[Article | Failed]:
    """The articles that the paths name; `-` is JSON lines from standard input."""
    for path in paths:
        if path == "-":
            yield from _lines(stdin, "standard input")
        elif path.endswith(_LINES) and Path(path).is_file():
            with _opened(Path(path)) as file:
                yield from _lines(file, path)
        else:
            yield from _pages(path)


def _opened(path: Path) -> IO[bytes]:
    return cast("IO[bytes]", gzip.open(path)) if path.suffix == ".gz" else path.open("rb")


def _lines(file: IO[bytes], where: str) -> Iterator[Article | Failed]:
    for number, line in enumerate(file, 1):
        if not line.strip():
            continue
        try:
            yield _article(json.loads(line), f"{where}:{number}")
        except (ValueError, TypeError) as error:
            yield Failed(f"{where}:{number}", f"not an article as a JSON object: {error}")


def _article(row: Any, where: str) -> Article:
    if not isinstance(row, dict) or not isinstance(row.get("text") or row.get("title"), str):
        raise ValueError('it needs "text" or "title"')
    title, text = row.get("title") or "", row.get("text") or ""
    date = row.get("date") or row.get("published")
    date = None if date is None else str(date)
    return Article(str(row.get("id", where)), str(text), str(title), date, row.get("source"))


def _pages(pattern: str) -> Iterator[Article | Failed]:
    from onrecord.errors import OnrecordError
    from onrecord.extract import extract
    from onrecord.gather.files import list_paths, load

    for path in list_paths([pattern]):
        if isinstance(path, Failure):
            yield Failed(path.path, path.message)
            continue
        try:
            d = extract(load(path))
        except OnrecordError as error:
            yield Failed(path, error.message)
            continue
        yield Article(d.id, d.body or d.text, d.title or "", d.published, d.source)
