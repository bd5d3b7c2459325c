"""The calendar: meetings, calls, visits, signings and deadlines, each once with all its reports.

Reports tell of one meeting where kind, day, place and those who take part agree; a person may overrule it.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from onrecord.dossier.days import bounds, day_of, days_between, first_day
from onrecord.dossier.sides import side_name
from onrecord.models import EventStatus, make_id
from onrecord.store.corrections import NONE, Corrections
from onrecord.store.dossier_rows import Dossier, EventRow, Who
from onrecord.store.joining import Pair, join
from onrecord.store.names import fold_name
from onrecord.store.takes import Parties

Kind = Literal["meeting", "call", "visit", "signing", "deadline"]
KINDS: tuple[Kind, ...] = ("meeting", "call", "visit", "signing", "deadline")
REPORTED_WITHIN = 3
"""Days between two reports of a meeting of which one does not say the day."""
_MODES: dict[str, Kind] = {"phone": "call", "call": "call", "visit": "visit"}
_FAMILY: dict[Kind, str] = {"meeting": "meeting", "visit": "meeting"}
_ASKS = frozenset({"REQUEST", "THREATEN", "COERCE", "AGREE", "DEMAND", "SUPPORT"})
_SETTLED: tuple[EventStatus, ...] = ("held", "called off", "denied")


@dataclass(frozen=True, slots=True)
class Entry:
    """One meeting with its reports, the oldest first.

    `when` and `where` are those that most reports give; `who` is everybody whom one of them names, `parties`
    their codes. `judged` tells that a person corrected its status or which reports are of it.
    """

    id: str
    kind: Kind
    status: EventStatus
    when: str | None
    where: str | None
    country: str | None
    who: tuple[Who, ...]
    parties: tuple[str, ...]
    reports: tuple[EventRow, ...]
    judged: bool = False

    @property
    def outlets(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(r.document.source or "" for r in self.reports if r.document.source))


def calendar(dossier: Dossier, events: Iterable[EventRow], judged: Corrections) -> list[Entry]:
    """The dossier's meetings, in the order of their days; one without a day stands where it was reported."""
    parties = Parties.of(dossier, judged)
    mine = [row for row in events if judged.statuses.get(row.seq) != NONE]
    told = {row.seq: kind for row in mine if (kind := kind_of(row))}
    rows = {str(row.seq): row for row in mine if row.seq in told}
    looks: dict[Any, int] = {}
    seen = {key: _Seen.of(row, told[row.seq], parties, looks) for key, row in rows.items()}
    pairs = sorted(_pairs(seen), key=lambda found: (-found[0], found[1]))
    by_look = {one.alike: one for one in seen.values()}
    fits = cache(lambda a, b: _fits(by_look[a], by_look[b]))
    joined_by_hand = {key for a, b, verdict in judged.meetings if verdict == "same" for key in (a, b)}

    def fit(one: set[str], two: set[str]) -> bool:
        those, others = ({seen[key].alike for key in group - joined_by_hand} for group in (one, two))
        return all(fits(a, b) for a in those for b in others)

    leaders = join(rows, [pair for _, pair in pairs], judged.meetings, lambda key: _order(rows[key]), fit=fit)
    groups: dict[str, list[EventRow]] = defaultdict(list)
    for key in sorted(rows, key=lambda key: _order(rows[key])):
        groups[leaders[key]].append(rows[key])
    touched = {key for a, b, _ in judged.meetings for key in (a, b)}
    entries = [_entry(group, told, parties, judged, touched) for group in groups.values()]
    return sorted(entries, key=lambda e: (first_day(e.when) or first_day(e.reports[0].reported), e.id))


def listed(entries: Sequence[Entry]) -> list[Entry]:
    """As people read a calendar: what is to come by day, the rest newest first, those without a day last.

    To come is what is planned or proposed for the day of the newest report or later, never a clock's today.
    """
    newest = max((report.reported[:10] for entry in entries for report in entry.reports), default="")
    coming, past, open_ = [], [], []
    for entry in entries:
        days = bounds(entry.when)
        if days is None:
            open_.append(entry)
        elif entry.status in ("planned", "proposed") and days[1].isoformat() >= newest:
            coming.append(entry)
        else:
            past.append(entry)
    return [*coming, *reversed(past), *reversed(open_)]


def within(entry: Entry, since: str | None, until: str | None) -> bool:
    """Whether a meeting may fall between two days, both inclusive; reported then, where its day is open."""
    days = bounds(entry.when) or bounds(entry.reports[-1].reported)
    if days is None:
        return since is None and until is None
    return (since is None or days[1].isoformat() >= since) and (until is None or days[0].isoformat() <= until)


def _order(row: EventRow) -> tuple[str, int]:
    return (row.reported, row.seq)


def kind_of(row: EventRow) -> Kind | None:
    """What an event is in a calendar; None for what belongs in none."""
    words = " ".join(span.exact for span in row.evidence).lower()
    if row.type in ("AGREE", "SUPPORT", "COOPERATE", "CONSULT") and marks("signing").search(words):
        return "signing"
    if row.type == "CONSULT" or row.mode == "meet":
        return _MODES.get(row.mode or "", "meeting")
    if row.type in _ASKS and row.date and row.status != "held" and marks("deadline").search(words):
        return "deadline"
    return None


@cache
def marks(name: str) -> re.Pattern[str]:
    table = tomllib.loads((files("onrecord.dossier") / "data" / "calendar.en.toml").read_text("utf-8"))
    words = (re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else "") for word in table[name])
    return re.compile(rf"\b(?:{'|'.join(words)})\b")


# Which reports tell of one meeting


@dataclass(frozen=True, slots=True)
class _Seen:
    """What of a report is compared: its days, place, people by party, and when it was written."""

    row: EventRow
    family: str
    first: date
    last: date
    dated: bool
    place: frozenset[str]
    people: Mapping[str | None, frozenset[str]]
    parties: frozenset[str]
    alike: int
    """The same for reports that are alike in all that is compared: these need be compared but once."""

    @classmethod
    def of(cls, row: EventRow, kind: Kind, parties: Parties, looks: dict[Any, int]) -> _Seen:
        days = bounds(row.date) or bounds(row.reported) or (date.max, date.max)
        people: dict[str | None, set[str]] = defaultdict(set)
        codes = set()
        for who in row.who:
            fold = fold_name(who.name)
            code = parties.of_person(fold, who.side) or who.side
            if code:
                codes.add(code)
            if who.kind == "person" and fold:
                people[code].add(fold.rpartition(" ")[2])
        place = frozenset(fold_name(row.where or "").split())
        family, dated = _FAMILY.get(kind, kind), bounds(row.date) is not None
        by_party = {code: frozenset(names) for code, names in people.items()}
        told = (family, *days, dated, place, row.country, row.reported, *sorted(codes))
        alike = looks.setdefault((told, frozenset(by_party.items())), len(looks))
        return cls(row, family, *days, dated, place, by_party, frozenset(codes), alike)

    @property
    def names(self) -> frozenset[str]:
        return frozenset().union(*self.people.values())


def _pairs(seen: Mapping[str, _Seen]) -> Iterator[tuple[int, Pair]]:
    """Pairs that tell of one meeting, with how much speaks for it."""
    order = sorted(seen, key=lambda key: (seen[key].first, int(key)))
    known: dict[tuple[int, int], int] = {}
    for place, one in enumerate(order):
        a = seen[one]
        reach = a.last + timedelta(days=REPORTED_WITHIN) if a.last < date.max else date.max
        for two in order[place + 1 :]:
            b = seen[two]
            if b.first > reach:
                break
            look = (a.alike, b.alike)
            if look not in known:
                known[look] = _one_meeting(a, b) if a.family == b.family else 0
            if known[look]:
                yield known[look], (one, two)


def _one_meeting(a: _Seen, b: _Seen) -> int:
    """How much speaks for one meeting: 0 where it is not sure."""
    if not _fits(a, b):
        return 0
    names, sides = a.names & b.names, a.parties & b.parties
    place = bool(a.place & b.place)
    dated = a.dated and b.dated
    if not (a.parties or a.names) or not (b.parties or b.names):
        return 1 if place and dated else 0
    if len(names) >= 2 or len(sides) >= 2 or (names and (place or dated)) or (sides and place and dated):
        return 1 + 2 * len(names) + len(sides) + 2 * place + 3 * dated
    return 0


def _fits(a: _Seen, b: _Seen) -> bool:
    """Whether nothing speaks against one meeting: days, places, or other people of the same side."""
    others = any(a.people.get(side) and b.people.get(side) for side in a.parties & b.parties)
    return _days_fit(a, b) and _places_fit(a, b) and not (others and not a.names & b.names)


def _days_fit(a: _Seen, b: _Seen) -> bool:
    if a.dated and b.dated:
        return a.first <= b.last and b.first <= a.last
    gap = days_between(a.row.reported, b.row.reported)
    return gap is not None and gap <= REPORTED_WITHIN


def _places_fit(a: _Seen, b: _Seen) -> bool:
    """One says none, both share a word, or one names no more than the country of the other."""
    if not a.place or not b.place or a.place & b.place:
        return True
    return bool(a.row.country and a.row.country == b.row.country) and (_country_alone(a) or _country_alone(b))


def _country_alone(seen: _Seen) -> bool:
    return seen.place == frozenset(fold_name(side_name(seen.row.country or "")).split())


# One entry from its reports


def _entry(
    reports: Sequence[EventRow],
    told: Mapping[int, Kind],
    parties: Parties,
    judged: Corrections,
    touched: set[str],
) -> Entry:
    status = next((judged.statuses[r.seq] for r in reversed(reports) if r.seq in judged.statuses), None)
    settled = status or status_of(reports)
    who = _who(reports)
    codes = dict.fromkeys(parties.of_person(fold_name(w.name), w.side) for w in who)
    place = _most(r.where for r in reports)
    kinds = Counter(told[r.seq] for r in reports)
    return Entry(
        id=make_id("meeting", reports[0].document.id, reports[0].id),
        kind=max(kinds, key=lambda kind: (kinds[kind], -KINDS.index(kind))),
        status=settled,  # type: ignore[arg-type]
        when=_day(reports),
        where=place,
        country=next((r.country for r in reports if r.country and r.where == place), None)
        or _most(r.country for r in reports),
        who=who,
        parties=tuple(code for code in codes if code),
        reports=tuple(reports),
        judged=status is not None or any(str(r.seq) in touched for r in reports),
    )


def status_of(reports: Sequence[EventRow]) -> EventStatus:
    """Of reports, the oldest first: the last to say held, called off or denied; else the last word."""
    for report in reversed(reports):
        if report.status in _SETTLED:
            return report.status
    return reports[-1].status


def _day(reports: Sequence[EventRow]) -> str | None:
    """The day that most reports give, the later report's where as many do; else the finest date there is."""
    days = [r.date for r in reports if day_of(r.date)]
    if days:
        counts = Counter(days)
        return max(reversed(days), key=lambda day: counts[day])
    coarse = [r.date for r in reports if bounds(r.date)]
    return max(coarse, key=lambda value: len(value or ""), default=None)


def _most(values: Iterable[str | None]) -> str | None:
    counts = Counter(value for value in values if value)
    return max(counts, key=lambda value: (counts[value], len(value), value), default=None)


def _who(reports: Sequence[EventRow]) -> tuple[Who, ...]:
    """Everybody once, by the fullest name; sides and countries after people."""
    found: dict[str, Who] = {}
    for report in reports:
        for who in report.who:
            fold = fold_name(who.name)
            key = fold.rpartition(" ")[2] if who.kind == "person" else fold
            if key not in found or len(who.name) > len(found[key].name):
                found[key] = who
    return tuple(sorted(found.values(), key=lambda who: who.kind != "person"))


def places(entries: Iterable[Entry]) -> list[tuple[str, str | None, list[Entry]]]:
    """`(place, country, meetings there)`, the place with most meetings first."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.where:
            found[entry.where].append(entry)
    ordered = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return [(place, _most(e.country for e in group), group) for place, group in ordered]
