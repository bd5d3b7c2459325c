"""Find statements in a folder of annotated articles, write them as `onrecord/1`, and print the figures.

statements.py --finder rules [--gold ../shared/data/polnear/dev] [-o FOUND.jsonl] [--limit N] [--json]
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

if not __package__:
    sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.score_statements import SUBSETS, Gold, Roles, read_gold, read_predictions, report, score
from onrecord.contract import document_json
from onrecord.extract import extract
from onrecord.find import DEFAULT_FINDER
from onrecord.find.findings import FoundStatement, StatementFinder
from onrecord.find.parse import Parse
from onrecord.gather.files import load
from onrecord.models import SCHEMA, Span
from onrecord.reading import finder_named

ROOT = Path(__file__).parents[1]
GOLD = ROOT.parent / "shared" / "data" / "polnear" / "dev"
Json = dict[str, Any]


def texts(folder: Path, limit: int | None = None) -> list[Path]:
    """The folder's articles by name, at most `limit` of them, evenly spread."""
    files = sorted((folder / "text").glob("*.txt"))
    if limit is None or limit >= len(files):
        return files
    return [files[i * len(files) // limit] for i in range(limit)]


def found_in(path: Path, finder: StatementFinder) -> Json:
    """The line of `onrecord/1` for one article, with what the finder found and nothing resolved."""
    document = extract(load(str(path)))
    return {
        "schema": SCHEMA,
        "document": document_json(document),
        "statements": [_json(statement) for statement in finder.find(document, Parse(document))],
    }


def found(paths: Iterable[Path], finder: StatementFinder) -> Iterator[Json]:
    """One line an article; an article that fails has its reason in place of statements."""
    for path in paths:
        try:
            yield found_in(path, finder)
        except Exception as error:
            message = f"{type(error).__name__}: {error}"
            yield {"schema": SCHEMA, "document": {"path": str(path)}, "error": {"message": message}}


def predictions(lines: Iterable[Json]) -> dict[str, list[Roles]]:
    """What the scorer takes, from lines of `onrecord/1`."""
    return read_predictions(json.dumps(line) for line in lines)


def golds(folder: Path, names: Iterable[str]) -> list[Gold]:
    """The annotations of the named articles."""
    wanted = set(names)
    return [gold for gold in read_gold(folder) if gold.name in wanted]


def _json(statement: FoundStatement) -> Json:
    return {
        "kind": statement.kind,
        "act": statement.act,
        "content": [_span(span) for span in statement.content],
        "cue": [_span(span) for span in statement.cue],
        "speaker": {"mention": [_span(span) for span in statement.source], "actors": [], "candidates": []},
        "addressee": statement.addressee and _span(statement.addressee),
        "occasion": statement.occasion and _span(statement.occasion),
        "made_by": statement.made_by,
        "confidence": statement.confidence,
    }


def _span(span: Span) -> Json:
    return {"start": span.start, "end": span.end, "exact": span.exact}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--finder", default=DEFAULT_FINDER)
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    paths = texts(options.gold, options.limit)
    lines = list(found(paths, finder_named(options.finder)))
    if options.output:
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        options.output.write_text(text, encoding="utf-8")
    gold = golds(options.gold, (path.stem for path in paths))
    figures = {subset: score(predictions(lines), gold, subset) for subset in SUBSETS}
    print(json.dumps(figures) if options.json else report(lambda subset: figures[subset]))


if __name__ == "__main__":
    main()
