"""How fast a WARC of news is read, beside fastwarc and trafilatura alone on the same file, in one process.

    python bench/warc_rate.py [--pages FOLDER] [--times N] [--warc FILE] [--find FINDER] [--json]

Without --warc a file is made of the pages in FOLDER, each N times over at an address of its own, in the form
of Common Crawl's CC-NEWS: a request and a response a page, one gzip member a record. Seconds are of CPU.
`gather` reads the records and decides which are pages; `gather and extract` gives documents, which is what
fastwarc and trafilatura give; with --find the statements in them are found as well.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from onrecord.errors import OnrecordError
from onrecord.extract import extract
from onrecord.gather.files import Gathered
from onrecord.gather.warc import read_warc
from onrecord.models import Failure
from onrecord.reading import read_many

PAGES = Path(__file__).parents[2] / "shared" / "data" / "pages" / "news"
HEADERS = [("Content-Type", "text/html; charset=utf-8"), ("X-Crawler-Content-Encoding", "gzip")]


def make_warc(pages: Path, times: int, out: Path) -> int:
    """Write the pages as CC-NEWS has them; returns how many."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    count = 0
    with out.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        writer.write_record(writer.create_warcinfo_record(out.name, {"software": "bench"}))
        for turn in range(times):
            for page in sorted(pages.rglob("*.html.gz")):
                outlet, _, day = page.name.removesuffix(".html.gz").partition("_")
                url = f"https://{outlet.lower()}.example/{turn}/{day.replace('_', '/')}/{count}"
                body = gzip.decompress(page.read_bytes())
                asked = StatusAndHeaders("GET / HTTP/1.1", [("Host", url)], is_http_request=True)
                writer.write_record(writer.create_warc_record(url, "request", http_headers=asked))
                length = ("Content-Length", str(len(body)))
                answered = StatusAndHeaders("200 OK", [*HEADERS, length], protocol="HTTP/1.1")
                record = writer.create_warc_record(
                    url, "response", payload=io.BytesIO(body), http_headers=answered
                )
                writer.write_record(record)
                count += 1
    return count


def by_peers(warc: Path) -> int:
    """fastwarc and trafilatura, put together as their manuals do."""
    import trafilatura
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    count = 0
    with warc.open("rb") as stream:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response):
            trafilatura.bare_extraction(record.reader.read(), include_comments=False, with_metadata=True)
            count += 1
    return count


def gathered(warc: Path) -> int:
    return sum(isinstance(page, Gathered) for page in read_warc(str(warc)))


def extracted(warc: Path) -> int:
    count = 0
    for page in read_warc(str(warc)):
        if isinstance(page, Gathered):
            with suppress(OnrecordError):
                extract(page)
            count += 1
    return count


def found(finder: str) -> Callable[[Path], int]:
    def read(warc: Path) -> int:
        return sum(not isinstance(result, Failure) for result in read_many([str(warc)], finder=finder))

    return read


def rate(read: Callable[[Path], int], warc: Path) -> tuple[float, int]:
    """Pages a CPU-second, and how many."""
    started = time.process_time()
    count = read(warc)
    return count / (time.process_time() - started), count


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--pages", type=Path, default=PAGES, help="folder of pages")
    options.add_argument("--times", type=int, default=4, help="how often each page is put in")
    options.add_argument("--warc", type=Path, help="measure on this file")
    options.add_argument("--find", metavar="FINDER", help="find statements too: accurate, fast or rules")
    options.add_argument("--json", action="store_true", help="print the figures as JSON")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        small, warc = Path(folder) / "small.warc.gz", given.warc or Path(folder) / "news.warc.gz"
        if make_warc(given.pages, 1, small) == 0:
            print(f"no pages in {given.pages}", file=sys.stderr)
            return 2
        if given.warc is None:
            make_warc(given.pages, given.times, warc)
        ways: dict[str, Callable[[Path], int]] = {
            "fastwarc and trafilatura": by_peers,
            "gather": gathered,
            "gather and extract": extracted,
        }
        if given.find:
            ways[f"gather, extract and find ({given.find})"] = found(given.find)
        figures: dict[str, float | int] = {"megabytes": round(warc.stat().st_size / 1e6, 1)}
        for name, read in ways.items():
            read(small)
            figures[name], figures["pages"] = rate(read, warc)
        figures["share of peers"] = figures["gather and extract"] / figures["fastwarc and trafilatura"]
        figures["largest memory, MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if given.json:
        print(json.dumps(figures, indent=1))
    else:
        for name, value in figures.items():
            print(f"{name:44}{value:>12.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
