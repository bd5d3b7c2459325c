"""WARC files made for the tests, as crawlers write them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter


class _InMemory(WARCWriter):  # type: ignore[misc]
    """warcio leaves its temporary files to be closed by chance, which is a warning here."""

    _create_temp_file = staticmethod(io.BytesIO)


BODY = "".join(
    f"<p>The harbour will close on day {n}, the mayor said, and nobody knew for how long it would be.</p>"
    for n in range(9)
)


def article(title: str, *, lang: str = "en", published: str | None = None, body: str = BODY) -> bytes:
    when = f"<meta property='article:published_time' content='{published}'>" if published else ""
    head = f"<title>{title}</title>{when}"
    return f"<!DOCTYPE html><html lang='{lang}'><head>{head}</head><body><h1>{title}</h1><article>{body}</article></body></html>".encode()


def write_warc(
    path: Path,
    pages: Sequence[tuple[str, bytes, str, Sequence[tuple[str, str]]]],
    *,
    packed: bool = True,
    date: str = "2025-12-02T10:00:00Z",
) -> Path:
    """A WARC of (url, body, status line, headers), with the request before each, as Common Crawl has it."""
    with path.open("wb") as file:
        writer = _InMemory(file, gzip=packed)
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "tests"}))
        for url, body, status, headers in pages:
            asked = StatusAndHeaders("GET / HTTP/1.1", [("Host", "x")], is_http_request=True)
            writer.write_record(writer.create_warc_record(url, "request", http_headers=asked))
            answered = StatusAndHeaders(status, list(headers), protocol="HTTP/1.1")
            record = writer.create_warc_record(
                url,
                "response",
                payload=io.BytesIO(body),
                http_headers=answered,
                warc_headers_dict={"WARC-Date": date},
            )
            writer.write_record(record)
    return path


HTML = [("Content-Type", "text/html; charset=utf-8")]
