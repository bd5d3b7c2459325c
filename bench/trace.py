"""How well and how fast quotations are traced, beside peers, in one run.

    python bench/trace.py --data ../shared/data --folder /tmp/trace --peers

Builds one collection of all transcripts, traces the marked quotations and sentences of news in it, and
shows how time, size and private memory grow. Times are CPU seconds of this process and its children.
Peers get the same quotations: SQLite FTS5 and Tantivy as phrases, rapidfuzz over everything; those that look
in one text at a time (`trace_peers`) get a slice.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import resource
import shutil
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

if not __package__:
    sys.path.insert(0, str(Path(__file__).parents[1]))

from bench import trace_peers
from onrecord.text.words import folded_words
from onrecord.verify.collections import Collections
from onrecord.verify.sources import made
from onrecord.verify.traces import Query, Trace
from onrecord.verify.transcript import Transcript
from onrecord.verify.turns import label_end

SENTENCES = 3000
SLOW_PEER_QUOTES = 4


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=Path(__file__).parents[2] / "shared" / "data")
    parser.add_argument("--folder", type=Path, required=True, help="where collections are built; emptied")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--peers", action="store_true")
    arguments = parser.parse_args()
    shutil.rmtree(arguments.folder, ignore_errors=True)
    files = sorted((arguments.data / "transcripts").glob("*.jsonl.gz"))
    rows = [json.loads(line) for line in (arguments.data / "quotes" / "dev.jsonl").open()]
    if not files:
        sys.exit(f"no transcripts in {arguments.data}")
    for words in (3_000_000, 10_000_000, None):
        collections = built(arguments.folder, files, words, arguments.workers)
        timed(collections, rows)
    accuracy(rows, list(collections.trace_all(Query(row["quote"]) for row in rows)))
    news(collections, arguments.data)
    swapped(files)
    if arguments.peers:
        peers(files, rows)


def rows_of(files: Sequence[Path], words: int | None) -> Iterator[dict[str, Any]]:
    """The transcripts of all files, shuffled alike every time, up to so many words."""
    found = []
    for file in files:
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            found += [json.loads(line) for line in lines]
    random.Random(0).shuffle(found)
    seen = 0
    for row in found:
        if words is not None and seen > words:
            return
        seen += len(row["text"].split())
        yield row


def cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(part.ru_utime + part.ru_stime for part in used)


def private_megabytes() -> float:
    status = Path("/proc/self/status").read_text()
    return int(re.findall(r"RssAnon:\s+(\d+)", status)[0]) / 1024


def built(folder: Path, files: Sequence[Path], words: int | None, workers: int) -> Collections:
    given = list(rows_of(files, words))
    name = f"of {words or 'all'}"
    start = cpu()
    Collections(folder).add(name, transcripts_of(given), workers=workers)
    spent = cpu() - start
    (info,) = Collections(folder, [name]).info()
    del given
    start = time.perf_counter()
    collections = Collections(folder, [name])
    collections.tracer()
    opened = time.perf_counter() - start
    print(
        f"{info.words:>12,} words: built at {info.words / spent / 1e6:.2f} M words a CPU-second, "
        f"{info.size / info.words:.2f} bytes a word, opened in {opened * 1000:.1f} ms"
    )
    return collections


def transcripts_of(rows: Sequence[dict[str, Any]]) -> Iterator[Transcript]:
    return (made(row["text"], row["id"], title=row["title"], date=row["date"]) for row in rows)


def timed(collections: Collections, rows: Sequence[dict[str, Any]]) -> None:
    """Speed and private memory of a fresh process that does nothing else."""
    quotes = [row["quote"] for row in rows]
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        rate, opened, after = pool.submit(_timed, collections.folder, collections.names, quotes).result()
    print(
        f"{'':14}{rate:,.0f} quotations a CPU-second, "
        f"private memory {opened:.0f} MB opened, {after:.0f} MB after"
    )


def _timed(folder: Path, names: Sequence[str], quotes: Sequence[str]) -> tuple[float, float, float]:
    collections = Collections(folder, names)
    list(collections.trace_all(Query(quote) for quote in quotes[::12]))
    opened = private_megabytes()
    start = cpu()
    list(collections.trace_all(Query(quote) for quote in quotes))
    return len(quotes) / (cpu() - start), opened, private_megabytes()


def accuracy(rows: Sequence[dict[str, Any]], traces: Sequence[Trace]) -> None:
    asked: Counter[str] = Counter()
    right: Counter[str] = Counter()
    accepted: Counter[str] = Counter()
    for row, trace in zip(rows, traces, strict=True):
        asked[row["kind"]] += 1
        right[row["kind"]] += bool(trace.found) and same_passage(row, trace)
        accepted[row["kind"]] += trace.verdict in row["accept"] and row.get("note", "") in ("", *trace.notes)
    for kind, count in asked.items():
        print(f"{kind:>22}: {right[kind]:>3} of {count} at the passage, {accepted[kind]:>3} accepted")
    changed = [kind for kind in asked if kind not in ("exact", "never said")]
    asked_for, placed, good = (sum(count[kind] for kind in changed) for count in (asked, right, accepted))
    print(f"{'all changed':>22}: {placed} of {asked_for} at the passage, {good} accepted")


def same_passage(row: dict[str, Any], trace: Trace) -> bool:
    """Whether the right document was found, or another with the same words."""
    if row["said"] is None:
        return False
    if any(place.document == row["document"] for place in trace.found):
        return True
    said = " ".join(folded_words(row["said"]))
    found = [" ".join(folded_words(place.exact)) for place in trace.found]
    return any(passage in said or said in passage for passage in found)


def news(collections: Collections, data: Path) -> None:
    """Sentences of news, few of which were said in public: what is claimed found, to be read."""
    sentences = []
    for file in sorted((data / "polnear" / "train" / "text").glob("*.txt")):
        text = file.read_text("utf-8").replace("\n", " ")
        sentences += [s.strip() for s in re.split(r"(?<=[.!?])\s+(?=[A-Z“\"])", text) if len(s.split()) >= 5]
    random.Random(1).shuffle(sentences)
    start = cpu()
    traces = list(collections.trace_all(Query(sentence) for sentence in sentences[:SENTENCES]))
    print(f"{SENTENCES} sentences of news at {SENTENCES / (cpu() - start):,.0f} a CPU-second: "
          f"{dict(Counter(trace.verdict for trace in traces))}")  # fmt: skip
    for sentence, trace in zip(sentences, traces, strict=False):
        if trace.found:
            print(f"    {trace.verdict}: {sentence[:90]} | {' '.join(trace.found[0].exact.split())[:90]}")


def swapped(files: Sequence[Path]) -> None:
    """Sentences of debates with their true speaker, in the debates and with the two main speakers swapped."""
    debates = [file for file in files if file.name.startswith("debates")]
    given = list(transcripts_of(list(rows_of(debates, None))))
    asked: list[Query] = []
    other: list[Transcript] = []
    for transcript in given:
        ends = [*(turn.start for turn in transcript.turns[1:]), len(transcript.text)]
        size: Counter[str] = Counter()
        for turn, end in zip(transcript.turns, ends, strict=True):
            size[turn.speaker or ""] += end - turn.start
        (one, _), (two, _) = size.most_common(2)
        names: dict[str | None, str] = {one: two, two: one}
        turns = (replace(turn, speaker=names.get(turn.speaker, turn.speaker)) for turn in transcript.turns)
        other.append(replace(transcript, turns=tuple(turns)))
        for turn, end in zip(transcript.turns, ends, strict=True):
            said = transcript.text[label_end(transcript.text, turn.start) : end]
            sentences = (part.strip() for part in re.split(r"(?<=[.!?])\s+", said))
            asked += [
                Query(s, turn.speaker) for s in sentences if turn.speaker in names and len(s.split()) >= 10
            ]
    for name, transcripts in (("true speakers", given), ("swapped speakers", other)):
        collections = Collections(Path(tempfile.mkdtemp()))
        collections.add("debates", transcripts)
        noted = sum("other speaker" in trace.notes for trace in collections.trace_all(asked))
        print(f"{name:>22}: {noted} of {len(asked)} sentences of debates by another speaker")


def peers(files: Sequence[Path], rows: Sequence[dict[str, Any]]) -> None:
    given = list(rows_of(files, None))
    for peer in (fts5, tantivy_phrases, rapidfuzz_everything):
        peer(given, rows)
    trace_peers.run(given, rows)


def told(
    name: str, rows: Sequence[dict[str, Any]], found: dict[str, set[str]], spent: float, built_in: float
) -> None:
    exact = [row for row in rows if row["kind"] == "exact" and row["id"] in found]
    changed = [row for row in rows if row["kind"] not in ("exact", "never said") and row["id"] in found]
    hit = [sum(row["document"] in found[row["id"]] for row in part) for part in (exact, changed)]
    print(f"{name:>22}: {len(found) / spent:,.1f} quotations a CPU-second, exact {hit[0]} of {len(exact)}, "
          f"changed {hit[1]} of {len(changed)}, built in {built_in:.0f} CPU-seconds")  # fmt: skip


def fts5(given: Sequence[dict[str, Any]], rows: Sequence[dict[str, Any]]) -> None:
    start = cpu()
    database = sqlite3.connect(":memory:")
    database.execute("create virtual table said using fts5(text, id unindexed)")
    database.executemany("insert into said values (?, ?)", ((row["text"], row["id"]) for row in given))
    built_in, start = cpu() - start, cpu()
    found = {}
    for row in rows:
        phrase = '"' + " ".join(re.findall(r"\w+", row["quote"])) + '"'
        hits = database.execute("select id from said where said match ? limit 5", (phrase,)).fetchall()
        found[row["id"]] = {name for (name,) in hits}
    told("SQLite FTS5 phrases", rows, found, cpu() - start, built_in)


def tantivy_phrases(given: Sequence[dict[str, Any]], rows: Sequence[dict[str, Any]]) -> None:
    try:
        import tantivy
    except ModuleNotFoundError:
        print(f"{'Tantivy phrases':>22}: not installed")
        return
    start = cpu()
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", stored=False)
    builder.add_text_field("name", stored=True, tokenizer_name="raw")
    index = tantivy.Index(builder.build())
    writer = index.writer(heap_size=256_000_000, num_threads=1)
    for row in given:
        writer.add_document(tantivy.Document(text=row["text"], name=row["id"]))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()
    built_in, start = cpu() - start, cpu()
    found = {}
    for row in rows:
        phrase = '"' + " ".join(re.findall(r"\w+", row["quote"])) + '"'
        hits = searcher.search(index.parse_query(phrase, ["text"]), 5).hits
        found[row["id"]] = {searcher.doc(address)["name"][0] for _, address in hits}
    told("Tantivy phrases", rows, found, cpu() - start, built_in)


def rapidfuzz_everything(given: Sequence[dict[str, Any]], rows: Sequence[dict[str, Any]]) -> None:
    from rapidfuzz import fuzz

    picked = [row for row in rows if row["said"]][:: len(rows) // SLOW_PEER_QUOTES][:SLOW_PEER_QUOTES]
    start = cpu()
    found = {}
    for row in picked:
        best = max(given, key=lambda one: fuzz.partial_ratio(row["quote"], one["text"]))
        found[row["id"]] = {best["id"]}
    told("rapidfuzz everywhere", rows, found, cpu() - start, 0)


if __name__ == "__main__":
    main()
