"""Score the calendar that the bulletins' bodies tell against their table of events.

    bulletins.py [--shared ../shared/data] [--times 2] [--json] [--wrong]

Meetings are found in the body of every bulletin (front matter and title left out), and those of one place
whose days overlap are one entry, with the days told most often. A meeting of `events.csv` is judged where
an entry of the same place overlaps it and was told `--times` times: `start` is right on the same day,
`near` within one day; `end` also counts the last day, which the table takes from the last bulletin's own
date; `place` is judged by the days alone. `in order`: whether the entries stand in the table's order.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

if not __package__:
    sys.path.insert(0, str(Path(__file__).parents[1]))

from onrecord.extract import extract
from onrecord.find.sessions import find_sessions
from onrecord.gather.files import load

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "data"
Days = tuple[str, str]


@dataclass(slots=True)
class Entry:
    """What the bodies tell of one meeting: how often with which days."""

    place: str
    days: Counter[Days] = field(default_factory=Counter)

    @property
    def best(self) -> Days:
        return min(self.days, key=lambda days: (-self.days[days], _length(days) * -1, days))

    @property
    def told(self) -> int:
        return self.days.total()

    def overlaps(self, days: Days) -> bool:
        return any(_overlap(days, other) for other in self.days)


def _length(days: Days) -> int:
    return (date.fromisoformat(days[1]) - date.fromisoformat(days[0])).days


def _apart(one: Days, two: Days) -> int:
    return (date.fromisoformat(one[0]) - date.fromisoformat(two[0])).days


def _overlap(one: Days, two: Days) -> bool:
    return one[0] <= two[1] and two[0] <= one[1]


def _same_place(one: str, two: str) -> bool:
    a, b = one.casefold().removeprefix("the "), two.casefold().removeprefix("the ")
    return a in b or b in a


def calendar(folder: Path) -> list[Entry]:
    """The meetings told in the bodies, by their first day."""
    entries: list[Entry] = []
    mentions = []
    for path in sorted(folder.glob("*.md")):
        document = extract(load(str(path)))
        body = replace(document, parts={"body": document.parts.get("body", ())})
        mentions += [(s.start, s.end, s.place.exact) for s in find_sessions(body) if s.place is not None]
    for start, end, place in sorted(mentions):
        home = next((e for e in entries if _same_place(e.place, place) and e.overlaps((start, end))), None)
        if home is None:
            home = Entry(place)
            entries.append(home)
        home.days[start, end] += 1
    return sorted(entries, key=lambda entry: entry.best)


def measure(folder: Path, times: int = 2, wrong: Callable[..., None] | None = None) -> Counter[str]:
    """How many meetings of the table were told so often, and how many of them at the right place and days."""
    entries = [entry for entry in calendar(folder) if entry.told >= times]
    with (folder / "events.csv").open(encoding="utf-8", newline="") as stream:
        table = list(csv.DictReader(stream))
    figures: Counter[str] = Counter()
    order: list[Days] = []
    for row in sorted(table, key=lambda row: row["start_date"]):
        days = row["start_date"], row["end_date"]
        near = [e for e in entries if _same_place(e.place, row["city"]) and e.overlaps(days)]
        if not near:
            continue
        best = max(near, key=lambda entry: entry.told)
        order.append(best.best)
        off = abs(_apart(best.best, days))
        figures["meetings"] += 1
        then = [e for e in entries if abs(_apart(e.best, days)) <= 3]
        at = max(then, key=lambda entry: entry.told, default=None)
        figures["place"] += at is not None and _same_place(at.place, row["city"])
        figures["start"] += off == 0
        figures["near"] += off <= 1
        figures["end"] += best.best == days
        if wrong and off:
            wrong(row["id"], days, row["city"], dict(best.days))
    figures["in order"] = int(order == sorted(order))
    return figures


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder of the corpora")
    parser.add_argument("--times", type=int, default=2, help="how often an entry must have been told")
    parser.add_argument("--json", action="store_true", help="figures for machines")
    parser.add_argument("--wrong", action="store_true", help="print the meetings whose first day is wrong")
    options = parser.parse_args(arguments)
    figures = measure(options.shared / "enb", options.times, print if options.wrong else None)
    if options.json:
        print(json.dumps(figures))
        return 0
    count = max(1, figures["meetings"])
    order_word = bool(figures["in order"])
    print(f"{figures['meetings']} meetings told {options.times} times or more, in order: {order_word}")
    for name in ("place", "start", "near", "end"):
        print(f"{name:6} {figures[name]:3}  {100 * figures[name] / count:5.1f} %")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
