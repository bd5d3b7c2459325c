"""WARC files, read record by record: a page at a time in memory, whatever the size of the file.

A damaged record costs only itself: reading goes on at the next place where a record can begin.
"""

from __future__ import annotations

import gzip
import io
import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import UTC
from typing import TYPE_CHECKING, BinaryIO

from onrecord.errors import NotFound, NotText, TooLarge, Unreadable
from onrecord.gather.files import MAX_BYTES, Gathered, Metadata
from onrecord.gather.keeping import SAID
from onrecord.gather.net.answers import media_sent
from onrecord.gather.wanted import LEFT_OUT, Wanted
from onrecord.models import Failure

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

ENDINGS = (".warc", ".warc.gz", ".warc.zst", ".warc.lz4")
_GZIP = b"\x1f\x8b"
_GZIP_MEMBER = b"\x1f\x8b\x08"
_PLAIN_RECORD = b"WARC/1."
_SCANNED = 1 << 20
_LONGEST_NOTE = 100_000
_SAID = tuple(field.name for field in fields(Metadata))
_PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "text/markdown", "text/x-markdown")
_CHUNK_SIZE = re.compile(rb"[ \t]*([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r?\n")
_LAST_GOOD, _FIRST_BAD = 299, 400
_FOR_MACHINES = re.compile(
    r"^https?://[^/]+/(?:robots|ads|app-ads|security|humans|llms)\.txt(?:\?|$)|/\.well-known/", re.I
)


def is_warc(path: str) -> bool:
    return path.lower().endswith(ENDINGS)


def read_warc(
    path: str, wanted: Wanted | None = None, *, max_bytes: int = MAX_BYTES
) -> Iterator[Gathered | Failure]:
    """The pages in a WARC file, in order, each at `path#offset`; a Failure for each that is none.

    A damaged stretch is one Failure, at the last record that was whole. Requests and the archive's own notes
    are passed over. Raises NotFound and Unreadable for the file.
    """
    try:
        stream = open(path, "rb")  # noqa: PTH123, SIM115 (a path may hold what Path would tidy away)
    except FileNotFoundError as error:
        raise NotFound("there is no such file", path=path) from error
    except (OSError, ValueError) as error:
        raise Unreadable(f"cannot be read: {getattr(error, 'strerror', None) or error}", path=path) from error
    with stream:
        at = 0
        told = False
        while True:
            last = at
            try:
                note = _Note()
                for record in _records(stream, at):
                    last, told = at + record.stream_pos, False
                    if _is_note(record):
                        note = _note_of(record)
                    elif not _is_metadata(record):
                        yield _page(record, f"{path}#{last}", wanted, max_bytes, note)
                return
            except (OSError, ValueError) as error:
                if not told:
                    yield Failure(f"{path}#{last}", "damaged", f"damaged from about here on: {_short(error)}")
                told = True
            found = _next_record(stream, last + 1)
            if found is None:
                return
            at = found


def _records(stream: BinaryIO, at: int) -> Iterator[WarcRecord]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    stream.seek(at)
    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.metadata
    yield from ArchiveIterator(stream, record_types=kinds, parse_http=False)


@dataclass(frozen=True, slots=True)
class _Note:
    """What a keeper wrote before a response: the address asked for, and what a source said of it."""

    record: str = ""
    asked: str | None = None
    said: Metadata | None = None


def _is_metadata(record: WarcRecord) -> bool:
    return record.headers.get("WARC-Type") == "metadata"


def _is_note(record: WarcRecord) -> bool:
    return _is_metadata(record) and record.headers.get("Content-Type") == SAID


def _note_of(record: WarcRecord) -> _Note:
    try:
        told = json.loads(record.reader.read(_LONGEST_NOTE))
        said = told.get("said") or {}
        asked = told.get("asked")
        values = {key: said[key] for key in _SAID if isinstance(said.get(key), str)}
        return _Note(
            record.headers.get("WARC-Concurrent-To") or "",
            asked if isinstance(asked, str) else None,
            Metadata(**values) if "origin" in values else None,
        )
    except (ValueError, AttributeError, TypeError):
        return _Note()


def _next_record(stream: BinaryIO, at: int) -> int | None:
    """The next offset at which a record may begin, told by its magic bytes."""
    stream.seek(0)
    mark = _GZIP_MEMBER if stream.read(len(_GZIP)) == _GZIP else _PLAIN_RECORD
    stream.seek(at)
    kept = b""
    while block := stream.read(_SCANNED):
        data = kept + block
        start = 0
        while (found := data.find(mark, start)) >= 0:
            where = at - len(kept) + found
            if mark == _PLAIN_RECORD or _begins_record(data[found : found + 4096]):
                return where
            start = found + 1
        kept = data[-len(mark) + 1 :]
        at += len(block)
    return None


def _begins_record(head: bytes) -> bool:
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, 16).startswith(b"WARC/")
    except zlib.error:
        return False


def _page(
    record: WarcRecord, path: str, wanted: Wanted | None, max_bytes: int, note: _Note
) -> Gathered | Failure:
    url = (record.headers.get("WARC-Target-URI") or "").strip().strip("<>") or None
    fetched = _time_of(record)

    def refused(kind: str, reason: str) -> Failure:
        return Failure(path, kind, reason, url=url, fetched=fetched)

    if wanted is not None and (reason := wanted.refuses_early(url, fetched)):
        return refused(LEFT_OUT, reason)
    if url and _FOR_MACHINES.search(url):
        return refused(LEFT_OUT, "is a file for machines, not a page")
    if record.is_http:
        try:
            record.parse_http(auto_decode="none", strict_mode=False)
        except (OSError, ValueError) as error:
            return refused("damaged", f"its HTTP headers are damaged: {_short(error)}")
    http = record.http_headers if record.is_http_parsed else None
    status = http.status_code if http is not None else None
    headers = tuple(http.to_tuples()) if http is not None else ()
    given = http.get("Content-Type") if http is not None else record.headers.get("Content-Type")
    kind = (given or "").split(";")[0].strip().lower()
    if status is not None and _LAST_GOOD < status < _FIRST_BAD:
        return refused(LEFT_OUT, f"is no page: the server sent elsewhere ({status})")
    if status is not None and not 200 <= status <= _LAST_GOOD:
        return refused("error page", f"the server answered {status}")
    if kind and kind not in _PAGE_TYPES:
        return refused(LEFT_OUT, f"is {kind[:80]}, not a page")
    body = record.reader.read(max_bytes + 1)
    if len(body) > max_bytes:
        return refused(TooLarge.kind, f"is over the limit of {max_bytes / 1e6:g} MB for one document")
    if len(body) < record.content_length:
        return refused("damaged", f"breaks off after {len(body):,} of {record.content_length:,} bytes")
    try:
        data = _unpacked(body, headers, max_bytes)
    except (TooLarge, NotText) as error:
        return refused(error.kind, error.message)
    mine = note.record == record.headers.get("WARC-Record-ID")
    return Gathered(
        path=path,
        data=data,
        media=media_sent(kind, data),
        url=(note.asked if mine else None) or url,
        final_url=url,
        status=status,
        headers=headers,
        fetched=fetched,
        said=note.said if mine else None,
    )


def _time_of(record: WarcRecord) -> str | None:
    try:
        moment = record.record_date.astimezone(UTC)
    except (ValueError, TypeError, OverflowError, AttributeError):
        return None
    return moment.replace(microsecond=0).isoformat()


def _unpacked(body: bytes, headers: tuple[tuple[str, str], ...], max_bytes: int) -> bytes:
    """The body without transfer and content encoding, which crawlers may have undone already."""
    said = {name.lower(): value.lower() for name, value in headers}
    if "chunked" in said.get("transfer-encoding", "") and _CHUNK_SIZE.match(body):
        body = _without_chunks(body)
    if body.startswith(_GZIP):
        try:
            with gzip.GzipFile(fileobj=io.BytesIO(body)) as packed:
                body = packed.read(max_bytes + 1)
        except (OSError, EOFError, zlib.error) as error:
            raise NotText(f"its gzip body is damaged: {error}") from error
    elif "br" in said.get("content-encoding", "").split(","):
        body = _without_brotli(body, max_bytes)
    if len(body) > max_bytes:
        raise TooLarge(f"unpacks to more than {max_bytes / 1e6:g} MB")
    return body


def _without_chunks(body: bytes) -> bytes:
    pieces = []
    at = 0
    while match := _CHUNK_SIZE.match(body, at):
        size = int(match[1], 16)
        if size == 0:
            break
        pieces.append(body[match.end() : match.end() + size])
        at = match.end() + size
        at += 2 if body[at : at + 2] == b"\r\n" else 1
    return b"".join(pieces)


def _without_brotli(body: bytes, max_bytes: int) -> bytes:
    import brotli

    state = brotli.Decompressor()
    try:
        return bytes(state.process(body, output_buffer_limit=max_bytes + 1))
    except brotli.error:
        return body


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
