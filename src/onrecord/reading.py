"""The pipeline put together: gather → extract → find → resolve → verify, for one document or many.

A document that cannot be read costs only itself: `read_many` gives a `Failure` in its place. Results
come in the order of the input, whatever the number of workers.
"""

from __future__ import annotations

import gc
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from onrecord.errors import OnrecordError
from onrecord.find import DEFAULT_FINDER, FINDERS, Only
from onrecord.gather.archives import opened
from onrecord.gather.files import Gathered, gather, load
from onrecord.gather.wanted import LEFT_OUT, Wanted
from onrecord.models import Failure, Record

if TYPE_CHECKING:
    from onrecord.find.findings import StatementFinder
    from onrecord.models import Document

Progress = Callable[[Record | Failure], None]
Item = str | Gathered | Failure
_AHEAD = 4
ARTICLES = frozenset(("article", "transcript"))
"""The kinds of documents that a desk keeps unless it is told otherwise."""


def finder_named(name: str = DEFAULT_FINDER) -> StatementFinder:
    """The statement finder of that name; raises ValueError for an unknown one."""
    if name == "rules":
        from onrecord.find.rules import RuleFinder

        return RuleFinder()
    if name in FINDERS:
        from onrecord.find.neural import NeuralFinder

        return NeuralFinder(name)
    raise ValueError(f"no statement finder is called {name!r}; there are: {', '.join(FINDERS)}")


def read(path: str | Path, *, finder: str = DEFAULT_FINDER, only: Only | None = None) -> Record:
    """The record of one file; raises the errors of `onrecord.errors`.

    `only="statements"` leaves out events and positions, and the time that they take.
    """
    if not isinstance(path, str | Path):
        raise TypeError(f"read() needs the path of a file, a str or Path, not {type(path).__name__}")
    return read_gathered(load(str(path)), finder=finder, only=only)


def read_text(
    text: str,
    *,
    title: str | None = None,
    published: str | None = None,
    finder: str = DEFAULT_FINDER,
    only: Only | None = None,
) -> Record:
    """The record of a pasted text, not kept anywhere; raises the errors of `onrecord.errors`.

    `title` and `published` are what the caller knows beside the text; offsets are offsets in `text`.
    `only` is that of `read`.
    """
    if not isinstance(text, str):
        raise TypeError(f"read_text() needs the text itself, a str, not {type(text).__name__}")
    from onrecord.extract import extract

    page = Gathered(path="-", data=text.encode("utf-8", "replace"), media="text")
    document = extract(page)
    if title or published:
        document = replace(document, title=title or document.title, published=published or document.published)
    return _record(document, finder, only)


def read_gathered(page: Gathered, *, finder: str = DEFAULT_FINDER, only: Only | None = None) -> Record:
    """The record of what `gather` brought; raises the errors of `onrecord.errors`."""
    from onrecord.extract import extract

    return _record(extract(page), finder, only)


def read_wanted(
    page: Gathered,
    *,
    finder: str = DEFAULT_FINDER,
    wanted: Wanted | None = None,
    kinds: frozenset[str] | None = None,
    only: Only | None = None,
) -> Record | Failure:
    """As `read_gathered`; a Failure for what is not asked for, before anything is found in it."""
    from onrecord.extract import extract

    document = extract(page)
    if wanted is not None and (reason := wanted.refuses_read(document)):
        return _set_aside(document, LEFT_OUT, reason)
    if kinds is not None and document.kind not in kinds:
        return _set_aside(document, document.kind, f"is a {document.kind}, not an article")
    return _record(document, finder, only)


def _set_aside(document: Document, kind: str, reason: str) -> Failure:
    address = document.canonical_url or document.url
    return Failure(document.path or document.id, kind, reason, address, document.source, document.fetched)


def read_many(
    patterns: Sequence[str],
    *,
    workers: int = 1,
    finder: str = DEFAULT_FINDER,
    progress: Progress | None = None,
    stdin: BinaryIO | None = None,
    wanted: Wanted | None = None,
    kinds: frozenset[str] | None = None,
    only: Only | None = None,
) -> Iterator[Record | Failure]:
    """A record or a failure for each document that the patterns name, in their order.

    `patterns` are files, folders, globs, or `-` for `stdin`; a file that holds many documents gives each of
    them, and none is ever in memory whole. `workers` is the number of processes; `progress` is called with
    each result just before it is given. What `wanted` does not ask for, and a document of a kind that is
    not among `kinds`, is a failure that says so; None asks for everything. `only` is that of `read`.
    """
    items = items_of(patterns, stdin, wanted)
    return read_items(
        items, workers=workers, finder=finder, progress=progress, wanted=wanted, kinds=kinds, only=only
    )


def read_items(
    items: Iterator[Item],
    *,
    workers: int = 1,
    finder: str = DEFAULT_FINDER,
    progress: Progress | None = None,
    wanted: Wanted | None = None,
    kinds: frozenset[str] | None = None,
    only: Only | None = None,
) -> Iterator[Record | Failure]:
    """As `read_many`, for what has been gathered: paths, pages, and failures, which stay as they are."""
    task = _Task(finder, wanted, kinds, only)
    results = _in_pool(items, workers, task) if workers > 1 else (_attempt(item, task) for item in items)
    for result in results:
        if progress is not None:
            progress(result)
        yield result


Waiting = deque[tuple[Item, Future[Record | Failure]]]


@dataclass(frozen=True, slots=True)
class _Task:
    """How each item is to be read."""

    finder: str
    wanted: Wanted | None = None
    kinds: frozenset[str] | None = None
    only: Only | None = None


def items_of(patterns: Sequence[str], stdin: BinaryIO | None, wanted: Wanted | None) -> Iterator[Item]:
    """What the patterns name, not read yet: paths of single documents, and those that archives hold."""
    for pattern in patterns:
        if pattern == "-":
            yield from gather([pattern], stdin=stdin)
        else:
            yield from opened([pattern], wanted)


def _attempt(item: Item, task: _Task) -> Record | Failure:
    """One document read, or why not: whatever goes wrong in it stays in it (law 5)."""
    if isinstance(item, Failure):
        return item
    page = item if isinstance(item, Gathered) else None
    path = page.path if page is not None else str(item)
    kind, message = "", ""
    try:
        page = page or load(path)
        return read_wanted(page, finder=task.finder, wanted=task.wanted, kinds=task.kinds, only=task.only)
    except OnrecordError as error:
        kind, message = error.kind, error.message
    except (MemoryError, RecursionError) as error:
        kind, message = "too complex", f"gave up reading it: {type(error).__name__}"
    except Exception as error:
        kind = "internal"
        message = f"a fault in onrecord, please report it: {type(error).__name__}: {error}"
    if page is None:
        return Failure(path, kind, message)
    return Failure(path, kind, message, page.final_url or page.url, page.source, page.fetched)


def _in_pool(items: Iterator[Item], workers: int, task: _Task) -> Iterator[Record | Failure]:
    """Results in order from a pool; a document that kills its process is tried once alone, then given up."""
    pool = _pool(workers, task)
    waiting: Waiting = deque()
    try:
        for item in items:
            waiting.append((item, pool.submit(_attempt, item, task)))
            if len(waiting) < workers * _AHEAD:
                continue
            result, pool = _next(waiting, pool, workers, task)
            yield result
        while waiting:
            result, pool = _next(waiting, pool, workers, task)
            yield result
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _next(
    waiting: deque[tuple[Item, Future[Record | Failure]]],
    pool: ProcessPoolExecutor,
    workers: int,
    task: _Task,
) -> tuple[Record | Failure, ProcessPoolExecutor]:
    item, future = waiting.popleft()
    try:
        return future.result(), pool
    except BrokenProcessPool:
        pool.shutdown(wait=True, cancel_futures=True)
        result = _alone(item, task)
        fresh = _pool(workers, task)
        again = [(later, fresh.submit(_attempt, later, task)) for later, _ in waiting]
        waiting.clear()
        waiting.extend(again)
        return result, fresh


def _alone(item: Item, task: _Task) -> Record | Failure:
    with _pool(1, task) as single:
        try:
            return single.submit(_attempt, item, task).result()
        except BrokenProcessPool:
            path = item if isinstance(item, str) else item.path
            return Failure(path, "crashed", "the process that read it died; is the machine out of memory?")


def _pool(workers: int, task: _Task) -> ProcessPoolExecutor:
    """Processes with everything loaded: forked from this one, which loads for all, where that is safe."""
    import multiprocessing

    if _is_alone():
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        import_module("onnxruntime")  # some versions start a thread: then nothing is loaded in vain
        if _is_alone():
            warm(task.finder, task.only)
        if _is_alone():
            return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("fork"))
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(
        workers, mp_context=context, initializer=warm, initargs=(task.finder, task.only)
    )


def _is_alone() -> bool:
    """Whether this process has one thread only, so that none holds a lock that a fork would inherit."""
    try:
        return sum(1 for _ in Path("/proc/self/task").iterdir()) == 1
    except OSError:
        return False


def warm(finder: str = DEFAULT_FINDER, only: Only | None = None) -> None:
    """Load what reading needs, once a process, out of the garbage collector's sight: it stays."""
    try:
        read_text(_SAMPLE * 3, finder=finder, only=only)
    except OnrecordError:
        return
    gc.collect()
    gc.freeze()


_SAMPLE = "Ana Lopes, the mayor of Porto, said on Monday: “The bridge is safe.” She told reporters so.\n\n"


def _record(document: Document, finder: str, only: Only | None) -> Record:
    from onrecord.find.finding import find, is_english
    from onrecord.resolve import resolve
    from onrecord.verify import verify

    if not is_english(document):
        note = f"language {document.language}: statements are found in English only"
        document = replace(document, notes=(*document.notes, note))
    findings = find(document, finder_named(finder), only)
    return verify(resolve(document, findings))
