"""Quotations of real news traced in transcripts of their time: a sample of verdicts for a person to read.

    real_news.py --cache DIR [--news polnear|stories] [--data ../shared/data] [--accusing 200] [--seed 1]

Reads every article, traces each quotation whose speaker is resolved in transcripts of public speech, and
prints the drawn verdicts with what stands around the words in the article and in the transcript. The same
seed draws the same verdicts, in an order of their own, so that more of them follow the first. Readings and
collections are kept in DIR. No text is shipped: `bench/gold/real_news.tsv` has offsets and judgements.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

if not __package__:
    sys.path.insert(0, str(Path(__file__).parents[1]))

from onrecord.contract import from_json, to_json
from onrecord.export.checks import accuses
from onrecord.models import Check, Record, Statement
from onrecord.reading import read_many, read_text
from onrecord.verify.collections import Collections
from onrecord.verify.sources import made
from onrecord.verify.verifying import check_quotations

ROOT = Path(__file__).parents[1]
SOURCES = {
    "polnear": ("campaign2016", "candidates2016", "debates2016", "conventions", "kenton2016"),
    "stories": (
        "campaign2016", "debates2016", "conventions", "sotu", "inaugural", "trump_rallies", "ungd2017",
    ),
}  # fmt: skip
_DAY = re.compile(r"_(\d{4}-\d\d-\d\d)_")
_AROUND = 220


@dataclass(frozen=True, slots=True)
class Case:
    """One verdict on one quotation of one article."""

    record: Record
    statement: Statement
    check: Check

    @property
    def key(self) -> str:
        quote = self.check.quote
        return f"{Path(self.record.document.path or '').stem}:{quote.start}-{quote.end}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--news", choices=sorted(SOURCES), default="polnear")
    parser.add_argument("--finder", default="accurate")
    parser.add_argument("--accusing", type=int, default=200)
    parser.add_argument("--others", type=int, default=100)
    parser.add_argument("--skip", type=int, default=0, help="leave out so many of the first accusing ones")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    records = read_records(given.cache, given.data, given.news, given.finder)
    collections = collections_of(given.cache, given.data, SOURCES[given.news])
    found = list(cases(records, collections))
    print(f"{len(records)} articles, {len(found)} quotations with a resolved speaker")
    print(dict(Counter(case.check.verdict for case in found)))
    print(dict(Counter(note.split(":")[0] for case in found for note in case.check.notes)))
    accusing = [case for case in found if accuses(case.check)]
    others = [case for case in found if not accuses(case.check) and case.check.against]
    print(f"{len(accusing)} accuse, {len(others)} others were found")
    for name, drawn in (
        ("ACCUSES", sample(accusing, given.skip + given.accusing, given.seed)[given.skip :]),
        ("OTHER", sample(others, given.others, given.seed)),
    ):
        for number, case in enumerate(drawn, 1):
            print(f"\n=== {name} {number} {case.key}\n{picture(case, collections)}")


def read_records(cache: Path, data: Path, news: str, finder: str) -> list[Record]:
    """Every article's record, read once and kept."""
    kept = cache / f"records-{news}-{finder}.jsonl.gz"
    if not kept.exists():
        cache.mkdir(parents=True, exist_ok=True)
        read = _stories(data, finder) if news == "stories" else _polnear(data, finder)
        draft = kept.with_name(kept.name + ".draft")
        with gzip.open(draft, "wt", encoding="utf-8") as out:
            for one in read:
                out.write(json.dumps(to_json(one), ensure_ascii=False) + "\n")
        draft.rename(kept)
    with gzip.open(kept, "rt", encoding="utf-8") as lines:
        records = [from_json(json.loads(line)) for line in lines]
    return [_dated(record) for record in records if isinstance(record, Record)]


def _polnear(data: Path, finder: str) -> Iterator[Record]:
    folders = [str(data / "polnear" / part / "text") for part in ("dev", "train")]
    return (one for one in read_many(folders, finder=finder) if isinstance(one, Record))


def _stories(data: Path, finder: str) -> Iterator[Record]:
    with gzip.open(data / "stories" / "allsides.dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            record = read_text(row["text"], title=row["title"], published=row["date"] or None, finder=finder)
            yield replace(record, document=replace(record.document, path=row["id"]))


def _dated(record: Record) -> Record:
    day = _DAY.search(record.document.path or "")
    if day is None or record.document.published:
        return record
    return replace(record, document=replace(record.document, published=day[1]))


def collections_of(cache: Path, data: Path, names: Sequence[str]) -> Collections:
    """The transcripts as collections, built where they are missing."""
    folder = cache / "collections"
    collections = Collections(folder)
    for name in names:
        if name not in collections.names:
            with gzip.open(data / "transcripts" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
                rows = [json.loads(line) for line in lines]
            collections.add(name, (made(r["text"], r["id"], title=r["title"], date=r["date"]) for r in rows))
    return Collections(folder, names)


def cases(records: Sequence[Record], collections: Collections) -> Iterator[Case]:
    """The verdict on each quotation of a statement with one resolved speaker."""
    for record in records:
        by_id = {statement.id: statement for statement in record.statements}
        for check in check_quotations(record, collections):
            statement = by_id.get(check.statement or "")
            if statement is not None and len(statement.speaker.actors) == 1:
                yield Case(record, statement, check)


def sample(found: Sequence[Case], count: int, seed: int) -> list[Case]:
    """So many, drawn by a hash of what they are, so that a change of other verdicts moves none."""

    def drawn(case: Case) -> str:
        return hashlib.sha256(f"{seed}:{case.key}".encode()).hexdigest()

    return sorted(found, key=drawn)[:count]


def picture(case: Case, collections: Collections) -> str:
    """All that is needed to judge a verdict by eye."""
    check, text, quote = case.check, case.record.document.text, case.check.quote
    before, after = text[max(0, quote.start - _AROUND) : quote.start], text[quote.end : quote.end + _AROUND]
    who = case.statement.speaker.actors[0].name
    rows = [
        f"{check.verdict} {list(check.notes)} ({check.confidence})",
        f"ARTICLE [{who}] {_line(before)} ⟦{_line(quote.exact)}⟧ {_line(after)}",
    ]
    if check.against is not None:
        collection, _, document = (check.against.document or "").partition("/")
        said = collections.transcript(collection, document, check.against.text_id).text
        span = check.against.span
        around = [said[max(0, span.start - _AROUND) : span.start], said[span.end : span.end + _AROUND]]
        rows.append(f"SAID [{check.against.speaker}] {check.against.date} {check.against.document}")
        rows.append(f"     {_line(around[0])} ⟦{_line(span.exact)}⟧ {_line(around[1])}")
    steps = [f"[{sign}{words}{sign}]" if sign != "=" else words for sign, words in check.difference]
    return "\n".join([*rows, f"DIFF {_line(' '.join(steps))}"])


def _line(text: str) -> str:
    return " ".join(text.split())


if __name__ == "__main__":
    main()
