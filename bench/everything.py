"""Read every text of the corpora, or some of each collection, and say what fails.

    python bench/everything.py ../shared/data [--most 5] [--finder fast]

`--most` takes that many transcripts of each collection, spread over it; pages and bulletins are all read.
A document that cannot be read with a reason of its own counts as refused, any other fault as crashed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

if not __package__:
    sys.path.insert(0, str(Path(__file__).parents[1]))

from onrecord.errors import OnrecordError
from onrecord.gather.files import Gathered, load
from onrecord.reading import read_gathered


def pages(data: Path) -> Iterator[tuple[str, Gathered]]:
    """Pages, bulletins and articles: their collection and what was gathered."""
    for folder, pattern in (("pages/news", "*/*.html.gz"), ("enb", "*.md"), ("polnear/dev/text", "*.txt")):
        for path in sorted((data / folder).glob(pattern)):
            yield folder, load(str(path))


def transcripts(data: Path, most: int) -> Iterator[tuple[str, Gathered]]:
    """Transcripts of each collection, spread over it."""
    for file in sorted((data / "transcripts").glob("*.jsonl.gz")):
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            rows = list(lines)
        for line in rows[:: max(1, len(rows) // most)][:most]:
            text = str(json.loads(line)["text"])
            page = Gathered(path=file.name, data=text.encode("utf-8", "replace"), media="text")
            yield file.name.partition(".")[0], page


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--most", type=int, default=5)
    parser.add_argument("--finder", default="fast")
    options = parser.parse_args()
    counts: Counter[tuple[str, str]] = Counter()
    for group in (pages(options.data), transcripts(options.data, options.most)):
        for name, page in group:
            try:
                read_gathered(page, finder=options.finder)
                kind = "read"
            except OnrecordError:
                kind = "refused"
            except Exception as error:
                kind = "crashed"
                print(f"{page.path}: {type(error).__name__}: {error}", flush=True)
            counts[name, kind] += 1
    for name in sorted({name for name, _ in counts}):
        told = ", ".join(f"{counts[name, kind]} {kind}" for kind in ("read", "refused", "crashed"))
        print(f"{name}: {told}")
    return 1 if any(kind == "crashed" for _, kind in counts) else 0


if __name__ == "__main__":
    sys.exit(main())
