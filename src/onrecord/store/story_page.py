"""What a story holds: quotations, places, figures, days, differences between its reports, other stories."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

import sqlalchemy as sa

from onrecord.models import Span
from onrecord.store import direct, story_differences, tables
from onrecord.store.documents import record_of, rows_by_seq
from onrecord.store.finding_tables import event
from onrecord.store.rows import DocumentRow
from onrecord.store.saying_tables import saying, version
from onrecord.store.story_outlets import one_name, outlet_of
from onrecord.store.story_tables import story_document
from onrecord.stories.claims import claims
from onrecord.stories.contradictions import Contradiction
from onrecord.stories.grouping import RARE
from onrecord.stories.report import Report
from onrecord.stories.sketch import Sketch
from onrecord.stories.timeline import Day, dated, timeline

_SD, _D = story_document.c, tables.document.c
READ = 12
"""How many of a story's latest texts are read for its days, figures and differences."""


@dataclass(frozen=True, slots=True)
class StoryQuotation:
    """One thing said in a story: the version run first, by whom, in how many documents and wordings.

    `verdict` is that of its first version that has one; `conflict`: documents give it to different people.
    """

    saying: int
    quote: str
    speaker: str | None
    document: DocumentRow
    start: int
    documents: int
    wordings: int
    verdict: str | None
    conflict: bool


@dataclass(frozen=True, slots=True)
class StoryPlace:
    """A place where a story's events are said to happen; `country` is a slug."""

    name: str
    country: str | None
    documents: int


@dataclass(frozen=True, slots=True)
class StoryFigure:
    """A figure that several of a story's texts give, with the sentence of the first that does."""

    value: str
    unit: str
    document: DocumentRow
    sentence: Span
    documents: int


@dataclass(frozen=True, slots=True)
class StoryDay:
    """A day of a story with the sentence that tells it."""

    day: Day
    document: DocumentRow


def quotations(connection: sa.Connection, key: str, limit: int) -> list[StoryQuotation]:
    """Those of most documents first."""
    q = tables.quote_check.c
    query = (
        sa.select(version.c.saying, version.c.document, version.c.start, version.c.quote, version.c.folded,
                  version.c.speaker, version.c.statement, saying.c.conflict)
        .join(saying, saying.c.seq == version.c.saying)
        .join(story_document, _SD.document == version.c.document)
        .where(_SD.story == key)
        .order_by(_SD.sort_when, version.c.document, version.c.start)
    )  # fmt: skip
    groups = defaultdict(list)
    for row in connection.execute(query):
        groups[row.saying].append(row)
    chosen = sorted(
        groups.values(), key=lambda g: (-len({r.document for r in g}), g[0].document, g[0].start)
    )[:limit]
    rows = rows_by_seq(connection, [group[0].document for group in chosen])
    found = []
    for group in chosen:
        first = group[0]
        asked = sa.select(q.verdict).where(
            q.document.in_([row.document for row in group]),
            q.statement.in_([row.statement for row in group if row.statement]),
        )
        verdict = connection.scalar(asked.order_by(q.document).limit(1))
        found.append(
            StoryQuotation(
                first.saying, first.quote, next((r.speaker for r in group if r.speaker), None),
                rows[first.document], first.start, len({r.document for r in group}),
                len({r.folded for r in group}), verdict, bool(first.conflict),
            )
        )  # fmt: skip
    return found


def places(connection: sa.Connection, key: str, limit: int) -> list[StoryPlace]:
    e = event.c
    n = sa.func.count(e.document.distinct())
    query = (
        sa.select(e.where_name, sa.func.max(e.where_country), n)
        .join(story_document, _SD.document == e.document)
        .where(_SD.story == key, _SD.copy_of.is_(None), e.where_name.is_not(None))
        .group_by(e.where_name)
        .order_by(n.desc(), e.where_name)
        .limit(limit)
    )
    return [StoryPlace(*row) for row in connection.execute(query)]


def figures(connection: sa.Connection, key: str, limit: int) -> list[StoryFigure]:
    """Figures that two texts or more give, those of most texts first."""
    reports, rows = _reports(connection, key)
    found: dict[tuple[str, str], dict[str, Span]] = defaultdict(dict)
    for report in reports:
        for c in claims(report.text):
            if c.kind == "figure":
                s = c.sentence
                found[c.value, c.unit.split()[0]].setdefault(report.id, Span(s.start, s.end, s.exact))
    shared = [(name, spans) for name, spans in found.items() if len(spans) > 1]
    shared.sort(key=lambda item: (-len(item[1]), item[0]))
    return [
        StoryFigure(value, unit, rows[first], spans[first], len(spans))
        for (value, unit), spans in shared[:limit]
        for first in [next(iter(spans))]
    ]


def days(connection: sa.Connection, key: str, most: int) -> list[StoryDay]:
    return _days(*_reports(connection, key), most)


def days_and_differences(
    connection: sa.Connection, key: str, most: int
) -> tuple[list[StoryDay], list[Contradiction]]:
    """Both, with the story's texts read once."""
    reports, rows = _reports(connection, key)
    return _days(reports, rows, most), story_differences.differences(connection, key, reports)


def _days(reports: list[Report], rows: dict[str, DocumentRow], most: int) -> list[StoryDay]:
    found = timeline((s for report in reports for s in dated(report)), most=most)
    return [StoryDay(day, rows[day.sentence.report]) for day in found]


def differences(connection: sa.Connection, key: str) -> list[Contradiction]:
    reports, _ = _reports(connection, key)
    return story_differences.differences(connection, key, reports)


def related(connection: sa.Connection, key: str, limit: int) -> list[str]:
    """Other stories that share rare terms with this one's latest texts, the nearest first."""
    query = (
        sa.select(_SD.sketch)
        .where(_SD.story == key, _SD.copy_of.is_(None))
        .order_by(_SD.sort_when.desc(), _SD.document.desc())
        .limit(3)
    )
    weights: dict[int, float] = {}
    for blob in connection.scalars(query):
        for term, weight in list(Sketch.unpack(blob).terms.items())[:RARE]:
            weights[term] = max(weights.get(term, 0.0), weight)
    found: dict[str, float] = defaultdict(float)
    for term, weight in sorted(weights.items(), key=lambda item: (-item[1], item[0]))[: 2 * RARE]:
        for other, likest in direct.rows(connection, _SHARING, term, key):
            found[other] += weight * likest
    kept = sorted(((w, id) for id, w in found.items() if w >= LEAST), key=lambda item: (-item[0], item[1]))
    return [id for _, id in kept[:limit]]


_SHARING = (
    "SELECT d.story, max(n.weight) FROM (SELECT document, weight FROM story_term WHERE term = ? "
    "ORDER BY day DESC, document DESC LIMIT 60) n JOIN story_document d ON d.document = n.document "
    "WHERE d.story != ? GROUP BY d.story"
)
LEAST = 0.12
"""How much of their weight two stories must share to be called related."""


def _reports(connection: sa.Connection, key: str) -> tuple[list[Report], dict[str, DocumentRow]]:
    """The story's latest texts, the first first, each under its outlet's one name; and their rows by id."""
    query = (
        sa.select(_SD.document)
        .where(_SD.story == key, _SD.copy_of.is_(None))
        .order_by(_SD.sort_when.desc(), _SD.document.desc())
        .limit(READ)
    )
    seqs = list(connection.scalars(query))[::-1]
    rows = rows_by_seq(connection, seqs)
    outlets = {seq: outlet_of(rows[seq].url, rows[seq].source) for seq in seqs}
    names = one_name((outlets[seq], rows[seq].source) for seq in seqs)
    reports = [
        replace(
            story_differences.report_of(record_of(connection, rows[seq].id)), source=names.get(outlets[seq])
        )
        for seq in seqs
    ]
    return reports, {row.id: row for row in rows.values()}
