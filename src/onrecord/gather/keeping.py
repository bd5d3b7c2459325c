"""What was served, kept as WARC: evidence, and a source to read again.

A file in the making ends in `.open` and is locked; each record is one gzip member, flushed whole, so that a
crash can tear only the last one. Whoever opens the folder next cuts that off and gives the file its name.
A page that is served again unchanged is a `revisit` record, which names the response that it equals; so is
the answer that nothing has changed since.
"""

from __future__ import annotations

import base64
import fcntl
import hashlib
import io
import json
import os
import zlib
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Self

from onrecord.errors import OutputError
from onrecord.gather.files import Metadata
from onrecord.gather.payloads import Payload, Payloads

if TYPE_CHECKING:
    from warcio.warcwriter import WARCWriter

    from onrecord.gather.net.answers import Answer

MOST_BYTES = 1_000_000_000
"""The size at which a new file is begun, as archives do."""
OPEN = ".open"
SAID = "application/vnd.onrecord.said+json"
"""The type of the metadata record before a response: the address asked for, and what a source said of it."""
_PIECE = 1 << 16
_REMEMBERED = 60 * 86_400.0
"""For how many seconds a page that comes again is known; after that it is kept whole again."""
_OK, _NOT_MODIFIED = 200, 304
_UNMODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
_UNDONE = frozenset(("transfer-encoding", "content-length"))


class Keeper:
    """Writes answers into a folder of WARC files; several processes may keep in one folder.

    Raises OutputError where the folder cannot be written.
    """

    def __init__(self, folder: Path, *, most_bytes: int = MOST_BYTES) -> None:
        self.folder = folder
        self._most = most_bytes
        self._file: BinaryIO | None = None
        self._writer: WARCWriter | None = None
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for torn in sorted(folder.glob(f"*.warc.gz{OPEN}")):
                repair(torn)
            self._payloads = Payloads(folder)
        except OSError as error:
            raise OutputError(f"cannot keep what is served: {error.strerror}", path=str(folder)) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
        self._payloads.close()

    def keep(self, answer: Answer, said: Metadata | None = None) -> None:
        """Write one answer, as it was sent, with its headers and digests; raises OutputError."""
        try:
            file = self._begun(answer.at)
            start = file.tell()
            try:
                kept = self._write(answer, said)
                file.flush()
            except BaseException:
                file.seek(start)
                file.truncate()
                raise
            if kept is not None:
                name = Path(file.name).name.removesuffix(OPEN)
                self._payloads.note(answer.final_url, Payload(*kept, name, file.tell()))
            if file.tell() >= self._most:
                self.close()
        except OSError as error:
            reason = f"cannot keep what is served: {error.strerror}"
            raise OutputError(reason, path=str(self.folder)) from error

    def close(self) -> None:
        """Finish the file that is being written."""
        if self._file is None:
            return
        file, self._file, self._writer = self._file, None, None
        with file:
            os.fsync(file.fileno())
            path = Path(file.name)
            path.rename(path.with_name(path.name.removesuffix(OPEN)))

    def _begun(self, at: float) -> BinaryIO:
        if self._file is None:
            self._file = _new_file(self.folder, at)
            self._payloads.forget_before(_date(at - _REMEMBERED))
            self._writer = _writer(self._file)
            name = Path(self._file.name).name.removesuffix(OPEN)
            from onrecord.gather.net.fetcher import user_agent

            about = {"software": user_agent(), "format": "WARC File Format 1.1", "robots": "obey"}
            self._writer.write_record(self._writer.create_warcinfo_record(name, about))
            self._file.flush()
        return self._file

    def _write(self, answer: Answer, said: Metadata | None) -> tuple[str, str, str] | None:
        """Write the answer after a note on it; id, digest and date of a response, None for a revisit."""
        writer: Any = self._writer
        date, digest = _date(answer.at), _digest(answer.raw)
        before = self._payloads.last(answer.final_url)
        if answer.status == _NOT_MODIFIED:
            record = _unmodified(writer, answer, date, before)
        elif before is not None and answer.raw and before.digest == digest:
            record = _revisit(writer, answer, date, before)
        else:
            record = _response(writer, answer, date)
        id = str(record.rec_headers.get_header("WARC-Record-ID"))
        about = {"asked": answer.url, "said": asdict(said) if said else None}
        body = json.dumps(about, ensure_ascii=False).encode("utf-8", "replace")
        note = writer.create_warc_record(
            answer.final_url,
            "metadata",
            payload=io.BytesIO(body),
            length=len(body),
            warc_content_type=SAID,
            warc_headers_dict={
                "WARC-Date": date,
                "WARC-Concurrent-To": id,
            },
        )
        writer.write_record(note)
        writer.write_record(record)
        whole = record.rec_type == "response" and answer.status == _OK
        return (id, digest, date) if whole else None


def _response(writer: Any, answer: Answer, date: str) -> Any:
    """The record of what was served, as it was sent."""
    return writer.create_warc_record(
        answer.final_url,
        "response",
        payload=io.BytesIO(answer.raw),
        length=len(answer.raw),
        http_headers=_http(answer),
        warc_headers_dict={"WARC-Date": date, "WARC-Payload-Digest": _digest(answer.raw)},
    )


def _revisit(writer: Any, answer: Answer, date: str, before: Payload) -> Any:
    """The record that says: what was served equals that response of this address; headers only."""
    return writer.create_revisit_record(
        answer.final_url,
        before.digest,
        answer.final_url,
        before.date,
        http_headers=_http(answer),
        warc_headers_dict={"WARC-Date": date, "WARC-Refers-To": before.record, "WARC-Truncated": "length"},
    )


def _unmodified(writer: Any, answer: Answer, date: str, before: Payload | None) -> Any:
    """The record of an answer that says: nothing has changed since what was served last."""
    more = {"WARC-Date": date, "WARC-Profile": _UNMODIFIED}
    if before is not None:
        more |= {
            "WARC-Refers-To": before.record,
            "WARC-Refers-To-Target-URI": answer.final_url,
            "WARC-Refers-To-Date": before.date,
        }
    return writer.create_warc_record(
        answer.final_url, "revisit", http_headers=_http(answer), warc_headers_dict=more
    )


def _http(answer: Answer) -> Any:
    from warcio.statusandheaders import StatusAndHeaders

    kept = [_header(name, value) for name, value in answer.headers]
    kept.append(("Content-Length", str(len(answer.raw))))
    status = f"{answer.status} {_PHRASES.get(answer.status, '')}".strip()
    return StatusAndHeaders(status, kept, protocol="HTTP/1.1")


def _date(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _digest(payload: bytes) -> str:
    """SHA-1 in Base32, as archives write it."""
    return "sha1:" + base64.b32encode(hashlib.sha1(payload, usedforsecurity=False).digest()).decode()


_PHRASES = {
    200: "OK", 203: "Non-Authoritative Information", 206: "Partial Content", 304: "Not Modified",
    404: "Not Found", 410: "Gone",
}  # fmt: skip


def _header(name: str, value: str) -> tuple[str, str]:
    """Headers that are not true of the kept body keep their words under another name, as crawlers do."""
    clean = " ".join(value.split())
    return (f"X-Crawler-{name}" if name.lower() in _UNDONE else name), clean


def _writer(file: BinaryIO) -> WARCWriter:
    from warcio.warcwriter import WARCWriter

    class InMemory(WARCWriter):  # type: ignore[misc]
        """warcio leaves its temporary files to be closed by chance."""

        _create_temp_file = staticmethod(io.BytesIO)

    return InMemory(file, gzip=True, warc_version="1.1")


def _new_file(folder: Path, at: float) -> BinaryIO:
    stamp = datetime.fromtimestamp(at, UTC).strftime("%Y%m%d%H%M%S")
    for number in range(100_000):
        path = folder / f"onrecord-{stamp}-{os.getpid()}-{number:05}.warc.gz{OPEN}"
        if path.with_name(path.name.removesuffix(OPEN)).exists():
            continue
        with suppress(FileExistsError):
            file = path.open("xb")
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return file
    raise OSError(f"{folder} holds too many files")


def repair(path: Path) -> Path | None:
    """Cut a torn last record off a file that nobody writes any more, and give the file its name.

    Returns the finished file; None where a living process still writes it, or nothing in it is whole.
    """
    with path.open("r+b") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return None
        whole = _whole_bytes(file)
        if whole == 0:
            path.unlink()
            return None
        file.truncate(whole)
        os.fsync(file.fileno())
        finished = path.with_name(path.name.removesuffix(OPEN))
        path.rename(finished)
        return finished


def _whole_bytes(file: BinaryIO) -> int:
    """Where the last whole gzip member ends."""
    file.seek(0)
    state = zlib.decompressobj(zlib.MAX_WBITS | 16)
    read = whole = 0
    with suppress(zlib.error):
        while piece := file.read(_PIECE):
            read += len(piece)
            while piece:
                state.decompress(piece)
                if not state.eof:
                    break
                piece = state.unused_data
                whole = read - len(piece)
                state = zlib.decompressobj(zlib.MAX_WBITS | 16)
    return whole
