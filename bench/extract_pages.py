"""How well and how fast pages are read, beside bare trafilatura in the same run.

    python bench/extract_pages.py [--pages FOLDER] [--json] [--wrong]

The folder holds `<country>/<Outlet>_<date>.html.gz` with `<Outlet>.json` beside them: labels by version,
each with title, authors, publishing date and body. A page belongs to the version whose words stand in it;
a page without a label counts for speed and crashes alone. `--wrong` lists what differs from the labels.

headline: equal after folding white space, quotation marks, dashes and case. date: same day.
authors: F1 over all names of all pages. body: F1 of words (as a bag, of summary, headings and
paragraphs), mean of the pages.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from onrecord.errors import OnrecordError
from onrecord.extract import extract
from onrecord.gather.files import load

PAGES = Path(__file__).parents[2] / "shared" / "data" / "pages" / "news"
LEAST_SHARE = 0.9
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Read:
    """What a system reads from a page, or what the label says."""

    title: str = ""
    date: str = ""
    authors: frozenset[str] = frozenset()
    body: str = ""


@dataclass(slots=True)
class Tally:
    """One system's sums over the pages."""

    headline: int = 0
    dated: int = 0
    date: int = 0
    shared: int = 0
    offered: int = 0
    wanted: int = 0
    body: float = 0.0
    labelled: int = 0
    pages: int = 0
    refused: int = 0
    crashed: int = 0
    seconds: float = 0.0
    wrong: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, float | int]:
        return {
            "headline": round(self.headline / max(1, self.labelled), 4),
            "date": round(self.date / max(1, self.dated), 4),
            "authors_f1": round(2 * self.shared / max(1, self.offered + self.wanted), 4),
            "body_word_f1": round(self.body / max(1, self.labelled), 4),
            "labelled": self.labelled,
            "pages": self.pages,
            "refused": self.refused,
            "crashed": self.crashed,
            "pages_per_cpu_second": round(self.pages / max(self.seconds, 1e-9), 1),
        }


def fold(text: str | None) -> str:
    text = (text or "").casefold().replace("\u00ad", "")
    text = re.sub("[“”„«»‟″]", '"', text)
    text = re.sub("[‘’‚‹›`´′]", "'", text)
    return " ".join(re.sub("[‐-―−]", "-", text).split())


def word_f1(one: str, other: str) -> float:
    left, right = Counter(WORD.findall(one.lower())), Counter(WORD.findall(other.lower()))
    total = left.total() + right.total()
    return 2 * (left & right).total() / total if total else 1.0


def names(values: Iterable[str]) -> frozenset[str]:
    return frozenset(filter(None, map(fold, values)))


def label_of(file: Path) -> Read | None:
    """The label of a page: that version in the outlet's file whose body stands in the page."""
    labels = file.with_name(re.sub(r"_\d{4}_\d\d_\d\d\.html\.gz$", ".json", file.name))
    if not labels.is_file():
        return None
    source = gzip.decompress(file.read_bytes()).decode("utf-8", "replace")
    present, folded = set(WORD.findall(source)), fold(source)
    best, chosen = 0.0, None
    for version in json.loads(labels.read_text("utf-8")).values():
        read = _label(version)
        words = WORD.findall(read.body)
        share = sum(word in present for word in words) / max(1, len(words))
        if share + (read.title[:20] in folded) > best and share >= LEAST_SHARE:
            best, chosen = share + (read.title[:20] in folded), read
    return chosen


def _label(version: dict[str, Any]) -> Read:
    body = version.get("body") or {}
    pieces = [*body.get("summary", ())]
    for section in body.get("sections", ()):
        pieces += [*section.get("headline", ()), *section.get("paragraphs", ())]
    date = (version.get("publishing_date") or "")[:10]
    return Read(fold(version.get("title")), date, names(version.get("authors") or ()), " ".join(pieces))


def by_onrecord(file: Path) -> Read:
    document = extract(load(str(file)))
    authors = names(span.exact for span in document.parts.get("byline", ()))
    return Read(fold(document.title), (document.published or "")[:10], authors, document.body)


def by_trafilatura(file: Path) -> Read:
    import trafilatura

    found: Any = trafilatura.bare_extraction(
        gzip.decompress(file.read_bytes()), include_comments=False, with_metadata=True
    )
    if found is None:
        return Read()
    authors = names((found.author or "").split(";"))
    return Read(fold(found.title), found.date or "", authors, found.text or "")


def measure(files: list[Path], labels: dict[Path, Read], read: Callable[[Path], Read]) -> Tally:
    tally = Tally()
    for file in files:
        started = time.process_time()
        found = Read()
        try:
            found = read(file)
        except OnrecordError as error:
            tally.refused += 1
            tally.wrong.append(f"refused {file.name}: {error}")
        except Exception as error:
            tally.crashed += 1
            tally.wrong.append(f"crashed {file.name}: {error!r}")
        tally.seconds += time.process_time() - started
        tally.pages += 1
        if file in labels:
            compare(tally, file.name.split(".")[0], found, labels[file])
    return tally


def compare(tally: Tally, name: str, found: Read, label: Read) -> None:
    tally.labelled += 1
    tally.headline += found.title == label.title
    tally.dated += bool(label.date)
    tally.date += bool(label.date) and found.date == label.date
    tally.shared += len(found.authors & label.authors)
    tally.offered += len(found.authors)
    tally.wanted += len(label.authors)
    body = word_f1(found.body, label.body)
    tally.body += body
    if found.title != label.title:
        tally.wrong.append(f"headline {name}: {found.title!r}, label {label.title!r}")
    if label.date and found.date != label.date:
        tally.wrong.append(f"date {name}: {found.date}, label {label.date}")
    if found.authors != label.authors:
        tally.wrong.append(f"authors {name}: {sorted(found.authors)}, label {sorted(label.authors)}")
    if body < 0.95:
        tally.wrong.append(f"body {name}: {body:.3f}")


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--pages", type=Path, default=PAGES, help="folder of pages and labels")
    options.add_argument("--json", action="store_true", help="print the figures as JSON")
    options.add_argument("--wrong", action="store_true", help="list what differs from the labels")
    given = options.parse_args()
    files = sorted(given.pages.rglob("*.html.gz"))
    if not files:
        print(f"no pages in {given.pages}", file=sys.stderr)
        return 2
    labels = {file: label for file in files if (label := label_of(file)) is not None}
    systems = {"onrecord": by_onrecord, "trafilatura": by_trafilatura}
    for read in systems.values():
        measure(files[:3], {}, read)
    tallies = {name: measure(files, labels, read) for name, read in systems.items()}
    figures = {name: tally.figures() for name, tally in tallies.items()}
    if given.json:
        print(json.dumps(figures, indent=1))
    else:
        rows = list(next(iter(figures.values())))
        print(f"{'':22}" + "".join(f"{name:>14}" for name in figures))
        for row in rows:
            print(f"{row:22}" + "".join(f"{values[row]:>14}" for values in figures.values()))
    if given.wrong:
        print(*tallies["onrecord"].wrong, sep="\n", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
