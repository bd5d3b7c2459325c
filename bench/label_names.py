"""Labels proper names in training texts with the spaCy pipeline, for the name heads to learn.

    python bench/label_names.py --data ../shared/data --out names.jsonl

Texts: PolNeAR's training articles, and the news of the `stories` sets. What the pipeline says is corrected as
finding corrects it (titles and possessives outside, one word of a document for a name throughout), so that
the heads learn names as the record has them. One line a text: its name, its text and the names' offsets.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path

if not __package__:
    sys.path.insert(0, str(Path(__file__).parents[1]))

from onrecord.extract import extract
from onrecord.find.lines import lines_of
from onrecord.find.name_spans import correct
from onrecord.find.namer import spacy_names
from onrecord.find.parse import Parse, _pipeline
from onrecord.gather.files import Gathered

LONGEST = 12_000
NEWS = ("allsides.dev.jsonl.gz", "headlines.dev.jsonl.gz", "ecbplus.dev.jsonl.gz")
NEEDLESS = ("tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer")


def texts(data: Path) -> Iterator[tuple[str, str]]:
    """(name, text) of every text, PolNeAR's first."""
    for file in sorted((data / "polnear" / "train" / "text").glob("*.txt")):
        yield file.stem, file.read_bytes().decode("utf8")
    for name in NEWS:
        with gzip.open(data / "stories" / name, "rt", encoding="utf8") as lines:
            for line in lines:
                row = json.loads(line)
                yield str(row["id"]), f"{row.get('title') or ''}\n\n{row['text']}"[:LONGEST].strip()


def names_of(text: str) -> list[tuple[int, int, str]]:
    """The corrected names of one text."""
    document = extract(Gathered(path="-", data=text.encode("utf-8", "replace"), media="text"))
    lines = list(lines_of(document))
    correct(lines, spacy_names(document, Parse(document)))
    return [
        (line.tokens[name.first].start, line.tokens[name.last - 1].end, name.label)
        for line in lines
        for name in line.names
    ]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    with _pipeline().select_pipes(disable=NEEDLESS), args.out.open("w", encoding="utf8") as out:
        for name, text in texts(args.data):
            if text:
                row = {"name": name, "text": text, "names": names_of(text)}
                out.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()
