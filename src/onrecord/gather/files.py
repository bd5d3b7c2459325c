"""Files, folders, globs and standard input, as bytes with their path.

Order is fixed: patterns as given, and what a folder or a glob holds by name. A file that two patterns
name comes once. Whatever goes wrong with one of them is a `Failure` in its place (law 5).
"""

from __future__ import annotations

import glob
import gzip
import io
import os
import re
import stat
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from onrecord.errors import InputError, NotFound, TooLarge, Unreadable
from onrecord.models import Failure

Media = Literal["html", "text", "markdown", "row"]
"""`row`: an article's body alone, as a table or a JSON file gives it."""

MAX_BYTES = 20_000_000
"""The largest document, as stored and as unpacked: the longest article is a hundredth of it."""

_MEDIA: dict[str, Media] = {
    ".txt": "text", ".text": "text",
    ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html",
}  # fmt: skip
_ARCHIVES = (".warc", ".warc.zst", ".jsonl", ".ndjson", ".rss", ".atom")
_GZIP = b"\x1f\x8b"
_MARKUP = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|article)\b",
    re.IGNORECASE | re.DOTALL,
)
_SNIFFED = 4096


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is said of a document elsewhere than in it: by a feed, a sitemap, the row that it came in.

    `origin` says by what, in a word (`feed`, `sitemap`, `jsonl`). Dates are as they were written there.
    """

    origin: str
    title: str | None = None
    byline: str | None = None
    section: str | None = None
    published: str | None = None
    updated: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Gathered:
    """One document as it was found: `path` as given, `id_path` its absolute form (None: a stream).

    For what was fetched: `url` the address asked for, `final_url` the one that answered, with `status`,
    `headers` as they were sent, and `fetched` in ISO 8601, UTC. `data` are the bytes without transfer
    and content encoding, `notes` what was odd about how they were come by.
    """

    path: str
    data: bytes
    media: Media
    id_path: str | None = None
    url: str | None = None
    source: str | None = None
    final_url: str | None = None
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    fetched: str | None = None
    said: Metadata | None = None
    notes: tuple[str, ...] = ()

    def header(self, name: str) -> str | None:
        """The first header of that name, in any case."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)


def gather(
    patterns: Sequence[str], *, stdin: BinaryIO | None = None, max_bytes: int = MAX_BYTES
) -> Iterator[Gathered | Failure]:
    """What each pattern names, read; `-` is standard input, which is `stdin` or the process's own."""
    for found in list_paths(patterns):
        if isinstance(found, Failure):
            yield found
            continue
        try:
            yield _read_stream(stdin, max_bytes) if found == "-" else load(found, max_bytes=max_bytes)
        except InputError as error:
            yield Failure(found, error.kind, error.message)


def list_paths(patterns: Sequence[str]) -> Iterator[str | Failure]:
    """The paths that the patterns name, not read yet; a Failure for a pattern that names nothing."""
    seen: set[str] = set()
    for pattern in patterns:
        for found in _named(pattern):
            if isinstance(found, Failure):
                yield found
                continue
            known_as = found if found == "-" else os.path.abspath(found)  # noqa: PTH100 (keeps symlinks)
            if known_as not in seen:
                seen.add(known_as)
                yield found


def load(path: str, *, max_bytes: int = MAX_BYTES) -> Gathered:
    """One file, unpacked where it is gzip; raises NotFound, Unreadable or TooLarge."""
    stored = _bytes_of(path, max_bytes)
    data = _unpacked(stored, path, max_bytes) if stored.startswith(_GZIP) else stored
    id_path = Path(os.path.abspath(path)).as_posix()  # noqa: PTH100 (keeps symlinks)
    return Gathered(path, data, media_of(path, data), id_path)


def media_of(path: str, data: bytes) -> Media:
    """By the ending, else by the content: what begins as markup is HTML, the rest plain text."""
    stem = path[:-3] if path.lower().endswith(".gz") else path
    known = _MEDIA.get(Path(stem).suffix.lower())
    if known is not None:
        return known
    head = data[:_SNIFFED].removeprefix(b"\xef\xbb\xbf").replace(b"\x00", b"")
    return "html" if _MARKUP.match(head.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")) else "text"


def _read_stream(stdin: BinaryIO | None, max_bytes: int) -> Gathered:
    stream = stdin if stdin is not None else sys.stdin.buffer
    try:
        stored = stream.read(max_bytes + 1)
    except OSError as error:
        raise Unreadable(f"standard input broke off: {error.strerror or error}", path="-") from error
    if len(stored) > max_bytes:
        raise TooLarge(_over(max_bytes), path="-")
    data = _unpacked(stored, "-", max_bytes) if stored.startswith(_GZIP) else stored
    return Gathered("-", data, media_of("-", data))


def _bytes_of(path: str, max_bytes: int) -> bytes:
    try:
        about = os.stat(path)  # noqa: PTH116 (a path may hold what Path would tidy away)
        if stat.S_ISDIR(about.st_mode):
            raise Unreadable("is a folder, not a file", path=path)
        if not stat.S_ISREG(about.st_mode):
            raise Unreadable("is not a regular file", path=path)
        if about.st_size > max_bytes:
            raise TooLarge(_over(max_bytes, about.st_size), path=path)
        with open(path, "rb") as file:  # noqa: PTH123
            data = file.read(max_bytes + 1)
    except FileNotFoundError as error:
        raise NotFound(_missing(path), path=path) from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise Unreadable(f"cannot be read: {reason}", path=path) from error
    if len(data) > max_bytes:
        raise TooLarge(_over(max_bytes), path=path)
    return data


def _unpacked(stored: bytes, path: str, max_bytes: int) -> bytes:
    """The gzip's content, never more than `max_bytes` of it in memory."""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(stored)) as packed:
            data = packed.read(max_bytes + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise Unreadable(f"is a damaged gzip file: {error}", path=path) from error
    if len(data) > max_bytes:
        raise TooLarge(f"unpacks to more than {max_bytes / 1e6:g} MB", path=path)
    return data


def _over(max_bytes: int, size: int | None = None) -> str:
    has = "is" if size is None else f"has {size / 1e6:.1f} MB, which is"
    return f"{has} over the limit of {max_bytes / 1e6:g} MB for one document"


def _named(pattern: str) -> Iterator[str | Failure]:
    if pattern == "-":
        yield pattern
    elif _is_folder(pattern):
        yield from _in_folder(pattern)
    elif os.path.lexists(pattern) if "\x00" not in pattern else False:
        yield pattern
    elif glob.has_magic(pattern):
        yield from _matching(pattern)
    else:
        yield Failure(pattern, NotFound.kind, _missing(pattern))


def _missing(path: str) -> str:
    if "://" in path:
        return "is an address, not a file; `onrecord add` and `onrecord follow` take http and https addresses"
    return "there is no such file or folder"


def _is_folder(path: str) -> bool:
    try:
        return os.path.isdir(path)  # noqa: PTH112
    except ValueError:
        return False


def _matching(pattern: str) -> Iterator[str | Failure]:
    matches = sorted(glob.glob(pattern, recursive=True)) if "\x00" not in pattern else []  # noqa: PTH207
    if not matches:
        yield Failure(pattern, NotFound.kind, "no file matches this pattern")
    for match in matches:
        if not _is_folder(match):
            yield match
        elif "**" not in pattern:
            yield from _in_folder(match)


def _in_folder(folder: str) -> Iterator[str | Failure]:
    """The files of known endings below `folder`, by name; each real folder once: a link makes no loop."""
    refused: list[OSError] = []
    entered: set[str] = set()
    found = False
    for at, folders, files in os.walk(folder, onerror=refused.append, followlinks=True):
        real = os.path.realpath(at)
        if real in entered:
            folders.clear()
            continue
        entered.add(real)
        folders.sort()
        for name in sorted(files):
            if _known_ending(name):
                found = True
                yield os.path.join(at, name)  # noqa: PTH118
    for error in refused:
        yield Failure(str(error.filename), Unreadable.kind, f"cannot be read: {error.strerror}")
    if not found and not refused:
        endings = " ".join(_MEDIA)
        yield Failure(
            folder, NotFound.kind, f"holds no article: no file ends in {endings} (or those and .gz)"
        )


def _known_ending(name: str) -> bool:
    """Those of single documents, and of archives that hold nothing but pages or articles."""
    stem = name.lower().removesuffix(".gz")
    return Path(stem).suffix in _MEDIA or stem.endswith(_ARCHIVES)
