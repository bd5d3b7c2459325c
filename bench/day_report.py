"""What a simulated day shows: samples along the way, and the account at its end."""

from __future__ import annotations

import statistics
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bench.running import read_log, shortest_pause
from bench.simulation import PER_DAY, START, World
from onrecord.store import Desk
from onrecord.watching.watch import Event


@dataclass(frozen=True, slots=True)
class Sample:
    """The processes at one moment: resident megabytes, and CPU-seconds since the day began."""

    kept: int
    hours: float
    watching_mb: float
    reading_mb: float
    desk_mb: float
    watching_s: float
    reading_s: float
    serving_s: float
    wall_s: float

    def line(self) -> str:
        return (
            f"  {self.kept} kept in {self.hours:.2f} h: "
            f"watching {self.watching_mb:.0f} MB {self.watching_s:.0f} s, "
            f"reading {self.reading_mb:.0f} MB {self.reading_s:.0f} s, server {self.serving_s:.0f} s, "
            f"desk {self.desk_mb:.0f} MB, wall {self.wall_s:.0f} s"
        )


class Series:
    """What came of each article, in numbers only: measuring shall not grow what is measured."""

    def __init__(self, every: int) -> None:
        self.every = every
        self.samples: list[Sample] = []
        self.errors: Counter[str] = Counter()
        self.aside: set[tuple[int, int]] = set()
        self.feeds = self.statements = 0
        self._source, self._number = array("i"), array("i")
        self._published, self._seen, self._kept = array("d"), array("d"), array("d")

    def state(self) -> dict[str, Any]:
        """All of it, so that the day can go on later."""
        return {
            "samples": [asdict(sample) for sample in self.samples], "errors": dict(self.errors),
            "aside": sorted(self.aside), "feeds": self.feeds, "statements": self.statements,
            "articles": [list(row) for row in self.articles()],
        }  # fmt: skip

    def go_on(self, state: dict[str, Any]) -> None:
        """Take up what `state` gave."""
        self.samples = [Sample(**sample) for sample in state["samples"]]
        self.errors = Counter(state["errors"])
        self.aside = {(source, number) for source, number in state["aside"]}
        self.feeds, self.statements = state["feeds"], state["statements"]
        for source, number, published, seen, kept in state["articles"]:
            self._note(source, number, published, seen, kept)

    def _note(self, source: int, number: int, published: float, seen: float, kept: float) -> None:
        self._source.append(source)
        self._number.append(number)
        self._published.append(published)
        self._seen.append(seen)
        self._kept.append(kept)

    @property
    def kept(self) -> int:
        return len(self._kept)

    def told(self, event: Event, now: float) -> bool:
        """Note the event; whether it is time for a sample."""
        page = event.page
        self.feeds += event.asked is not None
        if page is not None and page.record is not None and event.added is not None:
            self.statements += len(page.record.statements)
        reason = (
            event.asked.error if event.asked else page.reason if page and page.state != "stored" else None
        )
        if reason:
            self.errors[reason[:80]] += 1
        if page is not None and page.state == "refused":
            self.aside.add(_name(page.job.url))
        if page is None or page.state != "stored" or page.job.published is None:
            return False
        self._note(*_name(page.job.url), page.job.published, page.job.seen, now)
        return self.kept % self.every == 0

    def note(self, sample: Sample) -> None:
        self.samples.append(sample)

    def short(self) -> dict[str, Any]:
        """What can be said on the way."""
        delays = [kept - published for kept, published in zip(self._kept, self._published, strict=True)]
        return {
            "so far": self.kept, "delay, s": _spread(delays), "errors": dict(self.errors.most_common(8)),
            "series": [asdict(sample) for sample in self.samples],
        }  # fmt: skip

    def met(self) -> set[tuple[int, int]]:
        """Source and number of each article that was kept or set aside."""
        return self.aside | set(zip(self._source, self._number, strict=True))

    def articles(self) -> Iterator[tuple[int, int, float, float, float]]:
        """Source, number, and when each was published, seen in its feed and kept."""
        return zip(self._source, self._number, self._published, self._seen, self._kept, strict=True)


def _name(url: str) -> tuple[int, int]:
    """Source and number of the article at an address."""
    _, source, number = url.rsplit("-", 2)
    return int(source), int(number)


def report(
    world: World, series: Series, desk: Path, log: Path, ended: float, most_at_once: float
) -> dict[str, Any]:
    """The account of a day, whole or cut short."""
    requests = read_log(log)
    pages = [(host, path) for _, host, path in requests if path.startswith("/2025/")]
    known = series.met()
    published = [a for of_one in world.schedule for a in of_one if START <= a.published <= ended]
    missing = [a for a in published if (a.source, a.number) not in known]
    with Desk.open(desk) as opened:
        documents = opened.info().documents
        titles = {row.title for row in opened.documents(limit=10 * world.articles)}
    return {
        "articles": world.articles, "published by the end": len(published),
        "kept": series.kept, "set aside": len(series.aside), "not met": len(missing),
        "not met, of those out for ten minutes": sum(a.published <= ended - 600.0 for a in missing),
        "in the desk": documents, "distinct headlines": len(titles),
        "pages asked for": len(pages), "asked for twice": len(pages) - len(set(pages)),
        "feeds asked": series.feeds, "errors": dict(series.errors.most_common(8)),
        "statements": series.statements,
        "delay, s": _spread([kept - at for _, _, at, _, kept in series.articles()]),
        "made of": _parts(world, series, requests),
        "shortest pause of a host, s": round(shortest_pause(requests), 3),
        "most requests at once on a host": most_at_once,
        "cost": _cost(series.samples),
        "series": [{key: round(value, 2) for key, value in asdict(s).items()} for s in series.samples],
    }  # fmt: skip


def _cost(samples: Sequence[Sample]) -> dict[str, float]:
    """CPU-seconds an article, and what the real pace would take of one core; the server's apart."""
    last = max((s for s in samples if s.kept), key=lambda s: (s.kept, -s.hours), default=None)
    if last is None:
        return {}
    each = {"watching": last.watching_s / last.kept, "reading": last.reading_s / last.kept}
    whole = sum(each.values())
    return {
        **{f"{name}, CPU-s an article": round(value, 4) for name, value in each.items()},
        "both, CPU-s an article": round(whole, 4),
        f"cores at {PER_DAY} a day": round(whole * PER_DAY / 86_400, 3),
        "server, CPU-s an article": round(last.serving_s / last.kept, 4),
    }


def _parts(world: World, series: Series, requests: Sequence[tuple[float, str, str]]) -> dict[str, Any]:
    """Seconds that articles waited: until asked, paused, queued, read."""
    times: dict[str, list[float]] = defaultdict(list)
    asked: dict[tuple[str, str], float] = {}
    for at, host, path in requests:
        times[host].append(at)
        asked.setdefault((host, path), at)
    parts: dict[str, list[float]] = defaultdict(list)
    for source, number, published, seen, kept in series.articles():
        host = world.host(source)
        request = asked.get((host, world.schedule[source][number].path))
        if request is None:
            continue
        pause = _pause(times[host], seen, request, world.delay)
        parts["until the feed is asked"].append(seen - published)
        parts["the host's pause"].append(pause)
        parts["in the queue"].append(max(request - seen - pause, 0.0))
        parts["fetching, reading, keeping"].append(kept - request)
    return {name: _spread(values) for name, values in parts.items()}


def _pause(times: Sequence[float], start: float, end: float, delay: float) -> float:
    """How much of the time from `start` to `end` lies within the pause after some request."""
    total, done = 0.0, start
    for at in times[max(bisect_left(times, start) - 1, 0) : bisect_left(times, end)]:
        begin, until = max(at, done), min(at + delay, end)
        if until > begin:
            total += until - begin
            done = until
    return total


def _spread(values: Sequence[float]) -> dict[str, float]:
    if len(values) < 2:
        return {}
    parts = statistics.quantiles(values, n=20)
    return {
        "median": round(statistics.median(values), 2), "mean": round(statistics.fmean(values), 2),
        "95 %": round(parts[18], 2), "longest": round(max(values), 2),
    }  # fmt: skip
