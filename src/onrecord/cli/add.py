"""`onrecord add`: articles in, a desk that holds their records."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from onrecord.cli.common import (
    Summary,
    archive_options,
    desk_option,
    errors_in_one_line,
    finder_option,
    open_desk,
    wanted_of,
    workers_option,
)
from onrecord.cli.fetching import manners_options
from onrecord.models import DocumentKind

if TYPE_CHECKING:
    from onrecord.models import Failure, Record
    from onrecord.store import Desk
    from onrecord.watching.starting import Manners

BATCH = 50
INTERRUPTED = 130
"""The exit status of what Ctrl-C ended."""
_NOT_KEPT = frozenset(("left out", "not found"))
KINDS = tuple(kind for kind in get_args(DocumentKind) if kind not in ("article", "transcript"))


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH|URL|-...")
@desk_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@archive_options
@click.option(
    "--keep", "kept", multiple=True, type=click.Choice(KINDS),
    help="Keep this kind of page too, which is no article.",
)  # fmt: skip
@finder_option
@workers_option
@manners_options
@errors_in_one_line
def command(
    paths: tuple[str, ...],
    desk_path: Path | None,
    form: str,
    since: str | None,
    until: str | None,
    hosts: tuple[str, ...],
    languages: tuple[str, ...],
    kept: tuple[str, ...],
    finder: str,
    workers: int,
    manners: Manners,
) -> None:
    """Read articles and put their records into a desk.

    PATH is plain text, Markdown or HTML (also .gz), an archive that holds many articles (WARC; JSON lines,
    JSON, CSV or TSV; a feed with full texts), a folder, a glob, or - for standard input. URL is one page,
    fetched once; `onrecord follow` is for what goes on publishing. Adding a document again changes nothing;
    one whose text has changed keeps its old text as a revision. Pages that are no articles (walls, live
    blogs, galleries, video and index pages) are counted and set aside.

    \b
    Example:
      onrecord add news/ --workers 2
      onrecord add article.html https://news.example/2025/a-story --desk my.desk
      onrecord add CC-NEWS-20251201.warc.gz --host example.com --lang en --since 2025-12-01
    """
    from onrecord.reading import ARTICLES, items_of, read_items
    from onrecord.watching.asked_for import pages_at

    summary = Summary(paths)
    urls = [path for path in paths if path.startswith(("http://", "https://"))]
    files = [path for path in paths if path not in urls]
    with open_desk(desk_path, create=True, read_only=False) as desk:
        wanted = wanted_of(since, until, hosts, languages)
        items = items_of(files, sys.stdin.buffer, wanted)
        results = read_items(
            chain(items, pages_at(desk, urls, manners, wanted)),
            workers=workers,
            finder=finder,
            progress=summary.count,
            wanted=wanted,
            kinds=ARTICLES | frozenset(kept),
        )
        done: Counter[str] = Counter()
        stopped = False
        try:
            for what in _add(desk, results, summary):
                done[what] += 1
        except KeyboardInterrupt:
            stopped = True
        where, waiting = str(desk.path), desk.stories.waiting()
    summary.clear()
    if waiting:
        click.echo(f"{waiting:,} earlier documents have no story yet; `onrecord desk` groups them", err=True)
    if form == "json":
        click.echo(json.dumps(_json(where, done, summary), ensure_ascii=False))
    else:
        click.echo(f"{_counts(done)} · {where}")
    if stopped:
        click.echo("stopped; add the same again and it goes on from here", err=True)
        raise SystemExit(INTERRUPTED)
    raise SystemExit(summary.finish())


class _SetAside:
    """Keeps in the desk what was no article, with its reason, some at a time."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._waiting: list[Failure] = []

    def note(self, failure: Failure) -> None:
        if failure.kind not in _NOT_KEPT:
            self._waiting.append(failure)
            if len(self._waiting) >= BATCH:
                self.flush()

    def flush(self) -> None:
        self._desk.aside.add(self._waiting)
        self._waiting.clear()


def _add(desk: Desk, results: Iterable[Record | Failure], summary: Summary) -> Iterator[str]:
    """What was done with each record; one that the desk cannot keep is a failure, and the rest goes on."""
    from onrecord.errors import BadRecord
    from onrecord.models import Failure
    from onrecord.store.guard import check_record

    aside = _SetAside(desk)

    def good() -> Iterator[Record]:
        for result in results:
            if isinstance(result, Failure):
                aside.note(result)
                continue
            try:
                check_record(result)
            except BadRecord as error:
                summary.read -= 1
                summary.count(Failure(result.document.path or result.document.id, error.kind, error.message))
            else:
                yield result

    for _, added in desk.add_many(good(), batch=BATCH):
        yield str(added)
    aside.flush()


def _counts(done: Counter[str]) -> str:
    words = {
        "added": "added", "revised": "revised", "reread": "read anew", "unchanged": "unchanged",
        "duplicate": "of a text that is there",
    }  # fmt: skip
    return ", ".join(f"{done[key]} {word}" for key, word in words.items() if done[key] or key == "added")


def _json(where: str, done: Counter[str], summary: Summary) -> dict[str, object]:
    return {
        "desk": where,
        **{key: done[key] for key in ("added", "revised", "reread", "unchanged", "duplicate")},
        "failed": [{"path": f.path, "kind": f.kind, "message": f.message} for f in summary.failures],
        "set_aside": dict(sorted(summary.aside.items())),
    }
