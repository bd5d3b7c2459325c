"""Measure time expressions on those labelled in 20 articles of `polnear/dev` (`bench/gold/times.jsonl`).

    times.py [--data ../shared/data/polnear/dev] [--tool onrecord] [--json] [--errors]

As in TempEval-3, an expression is found where a found one overlaps it; `value` F1 counts only those whose
value is the same (`PT90M` and `PT1H30M` are). Expressions labelled without a value count neither way. Other
tools, where they are installed: `--tool dateparser`, `--tool recognizers`. In percent.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

if not __package__:
    sys.path.insert(0, str(Path(__file__).parents[1]))

ROOT = Path(__file__).parents[1]
LABELS = ROOT / "bench" / "gold" / "times.jsonl"
DATA = ROOT.parent / "shared" / "data" / "polnear" / "dev"


@dataclass(frozen=True, slots=True)
class Time:
    """An expression at `[start, end)` with its value, None where it has none that counts."""

    start: int
    end: int
    value: str | None


Tool = Callable[[str, str], Iterator[Time]]


def read_labels(file: Path = LABELS) -> dict[str, list[Time]]:
    """The labelled expressions by article."""
    out: dict[str, list[Time]] = defaultdict(list)
    for line in file.read_text("utf-8").splitlines():
        row = json.loads(line)
        out[row["doc"]].append(Time(row["span"][0], row["span"][1], row["value"]))
    return out


def ours(text: str, day: str) -> Iterator[Time]:
    """What onrecord finds: dates, times, durations and frequencies."""
    from onrecord.find.dates import find_times
    from onrecord.models import Document, Span, text_id

    whole = (Span.of(text, 0, len(text)),)
    for when in find_times(Document("d", text_id(text), text, {"body": whole}, published=day)):
        yield Time(when.span.start, when.span.end, when.value)


def dateparser(text: str, day: str) -> Iterator[Time]:
    """`dateparser.search`, which gives moments: they count as coarse as the label (`~`)."""
    from dateparser.search import search_dates

    base = {"RELATIVE_BASE": datetime.fromisoformat(day), "PREFER_DATES_FROM": "past"}
    at = 0
    for line in text.splitlines(keepends=True):
        place = at
        for words, moment in search_dates(line, languages=["en"], settings=base) or ():
            start = text.find(words, place)
            if start >= 0:
                place = start + len(words)
                yield Time(start, place, f"{moment:%Y-%m-%dT%H:%M}~")
        at += len(line)


def recognizers(text: str, day: str) -> Iterator[Time]:
    """Microsoft’s Recognizers-Text, the last of its values, which is the past one."""
    from recognizers_date_time import recognize_datetime  # type: ignore[import-not-found]

    for found in recognize_datetime(text, "en-us", reference=datetime.fromisoformat(day)):
        values = (found.resolution or {}).get("values", [{}])
        yield Time(found.start, found.end + 1, _timex(values))


def _timex(values: Sequence[dict[str, Any]]) -> str:
    """The value of Recognizers-Text in the form of the labels: the past one of two readings."""
    one = values[-1] if len(values) < 2 else values[-2]
    timex, start = str(one.get("timex", "")), str(one.get("start", ""))
    if one.get("type") == "date" and one.get("value"):
        return str(one["value"])
    if timex.startswith("XXXX-") and start:
        return start[: len(timex)]
    match = re.fullmatch(r"XXXX-WXX-\d(T\w+)", timex)
    return f"{start[:10]}{match[1]}" if match and start else timex


TOOLS: dict[str, Tool] = {"onrecord": ours, "dateparser": dateparser, "recognizers": recognizers}


def same(found: str | None, gold: str | None) -> bool:
    if found is not None and found.endswith("~") and gold is not None:
        return gold in _coarser(found.rstrip("~"))
    return _plain(found) == _plain(gold)


def _coarser(moment: str) -> set[str]:
    """All values that a moment may stand for: its time, part of the day, day, week, month, year, decade."""
    when = datetime.fromisoformat(moment)
    year, week, _ = when.isocalendar()
    day = moment[:10]
    parts = {f"{day}{part}" for part in ("TMO", "TAF", "TEV", "TNI")}
    weeks = {f"{year}-W{week:02d}", f"{year}-W{week:02d}-WE"}
    return {moment, day, day[:7], day[:4], day[:3]} | parts | weeks


def _plain(value: str | None) -> str | None:
    """A value with hours and minutes of a duration as minutes, and without seconds."""
    if value is None:
        return None
    match = re.fullmatch(r"PT(?:(\d+)H)?(?:(\d+)M)?", value)
    if match and (match[1] or match[2]):
        return f"PT{60 * int(match[1] or 0) + int(match[2] or 0)}M"
    return re.sub(r"(T\d\d:\d\d):00$", r"\1", value)


@dataclass
class Counts:
    gold: int = 0
    found: int = 0
    met: int = 0
    right: int = 0


def judge(data: Path, tool: Tool, errors: bool = False) -> Counts:
    """Counts over all labelled articles."""
    counts = Counts()
    for doc, labels in read_labels().items():
        text = (data / "text" / f"{doc}.txt").read_bytes().decode("utf-8")
        match = re.search(r"_(\d{4}-\d\d-\d\d)_", doc)
        found = list(tool(text, match[1] if match else "2016-10-01"))
        one = _article(text, labels, found, errors)
        counts = Counts(*(a + b for a, b in zip(astuple(counts), astuple(one), strict=True)))
    return counts


def _article(text: str, labels: Sequence[Time], found: list[Time], errors: bool) -> Counts:
    counts = Counts()
    left = list(found)
    for label in labels:
        hits = [f for f in left if f.start < label.end and label.start < f.end]
        if label.value is None:
            left = [f for f in left if f not in hits]
            continue
        counts.gold += 1
        if hits:
            best = next((f for f in hits if same(f.value, label.value)), hits[0])
            left.remove(best)
            counts.found += 1
            counts.met += 1
            counts.right += same(best.value, label.value)
        if errors and (not hits or not same(best.value, label.value)):
            print(
                "WRONG",
                label.value,
                [h.value for h in hits],
                repr(text[max(0, label.start - 40) : label.end + 30]),
            )
    counts.found += len(left)
    if errors:
        for f in left:
            print("EXTRA", f.value, repr(text[max(0, f.start - 40) : f.end + 30]))
    return counts


def figures(counts: Counts) -> dict[str, float]:
    """Detection and value F1 in percent."""
    total = max(1, counts.gold + counts.found)
    return {
        "gold": counts.gold,
        "found": counts.found,
        "detection F1": round(200 * counts.met / total, 1),
        "value F1": round(200 * counts.right / total, 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--tool", choices=tuple(TOOLS), default="onrecord")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", action="store_true", help="show what was missed, wrong or too many")
    args = parser.parse_args()
    result = figures(judge(args.data, TOOLS[args.tool], args.errors))
    print(json.dumps(result) if args.json else "\n".join(f"{k:14} {v}" for k, v in result.items()))


if __name__ == "__main__":
    main()
