"""Files that hold many articles, opened among others: WARC, JSON lines, JSON, CSV, TSV, saved feeds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.errors import InputError
from onrecord.gather.feed_files import is_feed, read_feed_file
from onrecord.gather.files import Gathered, list_paths
from onrecord.gather.rows import is_rows, read_rows
from onrecord.gather.wanted import LEFT_OUT, Wanted
from onrecord.gather.warc import is_warc, read_warc
from onrecord.models import Failure


def is_archive(path: str) -> bool:
    """Whether the file's name says that it holds many articles."""
    return is_warc(path) or is_rows(path) or is_feed(path)


def opened(patterns: Sequence[str], wanted: Wanted | None = None) -> Iterator[str | Gathered | Failure]:
    """The paths of files that are one document each, and the documents of those that hold many."""
    for found in list_paths(patterns):
        if isinstance(found, Failure) or not is_archive(found):
            yield found
            continue
        try:
            yield from _within(found, wanted)
        except InputError as error:
            yield Failure(found, error.kind, error.message)


def _within(path: str, wanted: Wanted | None) -> Iterator[Gathered | Failure]:
    if is_warc(path):
        yield from read_warc(path, wanted)
        return
    for item in read_rows(path) if is_rows(path) else read_feed_file(path):
        if isinstance(item, Gathered) and wanted is not None and (reason := wanted.refuses(item)):
            yield Failure(item.path, LEFT_OUT, reason, url=item.url, source=item.source)
        else:
            yield item
