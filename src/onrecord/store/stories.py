"""The desk's stories: listed, opened, corrected by hand."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from onrecord.models import ActorKind
from onrecord.store import ledger, story_page, story_write, tables
from onrecord.store.db import Database
from onrecord.store.documents import all_records, find_seq, rows_by_seq, statement_rows
from onrecord.store.guard import storable
from onrecord.store.rows import DocumentRow, JudgementRow, StatementRow
from onrecord.store.story_copies import copies_of
from onrecord.store.story_outlets import Outlets, outlets_of, told_by
from onrecord.store.story_page import StoryDay, StoryFigure, StoryPlace, StoryQuotation
from onrecord.store.story_rows import CopyGroup, StoryDocument, StoryPerson, StoryRow, StorySection
from onrecord.store.story_tables import is_own, story, story_cluster, story_document
from onrecord.stories.contradictions import Contradiction

_D, _SD, _SC, _S = tables.document.c, story_document.c, story_cluster.c, story.c
_UNDATED = 24.0 * 366 * 100
"""Hours that a story without a date is taken to be old: it stands behind all that have one."""
POOL = 400
"""How many of the stories touched last are ranked against each other for a list."""
HALF_LIFE = 8.0
"""Hours in which a story loses half of its freshness."""
_BATCH = 100


class Stories:
    """Stories of one desk. Ids that are not in it raise KeyError."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def listed(
        self,
        *,
        section: str | None = None,
        source: str | None = None,
        since: str | None = None,
        until: str | None = None,
        now: str | None = None,
        least: int = 1,
        limit: int = 30,
        offset: int = 0,
    ) -> list[StoryRow]:
        """Stories by freshness, breadth of independent sources and pace, the most telling first.

        `now` (ISO, UTC) is the moment of the list; without it, that of the newest document. `least` asks for
        that many independent sources; `since` and `until` bound the story's last document. Of what fits,
        the `POOL` stories touched last are ranked.
        """
        with self._db.reading() as connection:
            moment = now or _newest(connection)
            query = sa.select(story).order_by(_S.last.desc(), _S.id.desc()).limit(max(POOL, limit + offset))
            query = query.where(_S.last <= moment + "\U0010ffff", _S.sources >= least)
            if section is not None:
                query = query.where(_S.section == storable(section) if section else _S.section.is_(None))
            if since is not None:
                query = query.where(_S.last >= storable(since))
            if until is not None:
                query = query.where(_S.last <= storable(until) + "\U0010ffff")
            if source is not None:
                having = sa.select(_SD.story).where(_SD.source == storable(source))
                query = query.where(_S.id.in_(having))
            found = connection.execute(query).mappings().all()
            recent = _recent(connection, moment, [row["id"] for row in found])
            ranked = sorted(
                ((_rank(row, recent.get(row["id"], 0), moment), row["id"], row) for row in found),
                key=lambda item: (-item[0], item[1]),
            )
            return _rows(
                connection, [(row, rank) for rank, _, row in ranked[offset : offset + limit]], recent
            )

    def story(self, id: str) -> StoryRow:
        """One story. An id of a story that was merged into another leads to that one."""
        with self._db.reading() as connection:
            row = _find(connection, id)
            moment = _newest(connection)
            recent = _recent(connection, moment, [row["id"]])
            return _rows(connection, [(row, _rank(row, recent.get(row["id"], 0), moment))], recent)[0]

    def of_document(self, document: str) -> StoryRow | None:
        """The story that a document belongs to; None for one that has not been grouped."""
        with self._db.reading() as connection:
            seq = find_seq(connection, document)
            id = connection.scalar(sa.select(_SD.story).where(_SD.document == seq))
        return None if id is None else self.story(id)

    def of_documents(self, documents: Iterable[str]) -> dict[str, str]:
        """The story id of each of these documents that has one."""
        query = (
            sa.select(_D.id, _SD.story)
            .join(story_document, _SD.document == _D.seq)
            .where(_D.id.in_(sorted({storable(id) for id in documents})))
        )
        with self._db.reading() as connection:
            return {row.id: row.story for row in connection.execute(query)}

    def documents(self, id: str, *, limit: int = 200, offset: int = 0) -> list[StoryDocument]:
        """A story's texts, the latest first, each with the documents that ran it again."""
        with self._db.reading() as connection:
            key = _find(connection, id)["id"]
            query = (
                sa.select(_SD.document, _SD.section)
                .where(_SD.story == key, _SD.copy_of.is_(None))
                .order_by(_SD.sort_when.desc(), _SD.document.desc())
                .limit(max(limit, 0)).offset(offset)
            )  # fmt: skip
            firsts = connection.execute(query).all()
            seqs = [row.document for row in firsts]
            again = sa.select(_SD.document, _SD.copy_of).where(_SD.copy_of.in_(seqs), _SD.story == key)
            copies: dict[int, list[int]] = {}
            for row in connection.execute(again.order_by(_SD.sort_when, _SD.document)):
                copies.setdefault(row.copy_of, []).append(row.document)
            rows = rows_by_seq(connection, [*seqs, *(n for group in copies.values() for n in group)])
            return [
                StoryDocument(
                    rows[row.document], row.section, tuple(rows[n] for n in copies.get(row.document, ()))
                )
                for row in firsts
            ]

    def copies(self, document: str) -> CopyGroup:
        """Who else ran a document's text, who first, and what each cut, added or headlined anew."""
        with self._db.reading() as connection:
            return copies_of(connection, find_seq(connection, document))

    def people(self, id: str, *, kind: ActorKind | None = "person", limit: int = 20) -> list[StoryPerson]:
        """Whom a story's documents name, those of most documents first; copies count once."""
        a, i, e = tables.actor.c, tables.identity.c, tables.entity.c
        n = sa.func.count(a.document.distinct())
        with self._db.reading() as connection:
            key = _find(connection, id)["id"]
            query = (
                sa.select(e.id, e.name, e.kind, e.sides, n, sa.func.sum(a.statements))
                .join(tables.identity, i.entity == e.id)
                .join(tables.actor, a.identity == i.id)
                .join(story_document, _SD.document == a.document)
                .where(_SD.story == key, _SD.copy_of.is_(None))
                .group_by(e.id)
                .order_by(n.desc(), sa.func.sum(a.statements).desc(), e.id)
                .limit(max(limit, 0))
            )
            if kind is not None:
                query = query.where(e.kind == kind)
            return [
                StoryPerson(row[0], row[1], row[2], next(iter(row[3].split()), None), row[4], row[5])
                for row in connection.execute(query)
            ]

    def statements(self, id: str, *, limit: int = 200) -> list[StatementRow]:
        """What is said in a story, by time of its documents; a text that was run again counts once."""
        s = tables.statement.c
        with self._db.reading() as connection:
            key = _find(connection, id)["id"]
            query = (
                sa.select(s.seq)
                .join(story_document, _SD.document == s.document)
                .where(_SD.story == key, _SD.copy_of.is_(None))
                .order_by(_SD.sort_when, _SD.document, s.place)
                .limit(max(limit, 0))
            )
            return statement_rows(connection, connection.scalars(query).all())

    def sections(self, *, since: str | None = None) -> list[StorySection]:
        """Sections with their numbers of stories, the largest first; `name` is None for those without one."""
        n = sa.func.count()
        query = sa.select(_S.section, n).group_by(_S.section)
        if since is not None:
            query = query.where(_S.last >= storable(since))
        with self._db.reading() as connection:
            return [StorySection(*row) for row in connection.execute(query.order_by(n.desc(), _S.section))]

    def outlets(self, stories: Iterable[str]) -> dict[str, Outlets]:
        """Which outlets have each of these stories, the first one first."""
        with self._db.reading() as connection:
            return outlets_of(connection, stories)

    def told(self, documents: Iterable[str]) -> dict[str, tuple[str, str | None]]:
        """The story of each of these documents that has one, and whose text it copies."""
        with self._db.reading() as connection:
            return told_by(connection, documents)

    # What a story holds

    def quotations(self, id: str, *, limit: int = 50) -> list[StoryQuotation]:
        """What is quoted in a story, each saying once, those of most documents first."""
        with self._db.reading() as connection:
            return story_page.quotations(connection, _find(connection, id)["id"], limit)

    def places(self, id: str, *, limit: int = 20) -> list[StoryPlace]:
        """Where a story's events happen, the places of most documents first."""
        with self._db.reading() as connection:
            return story_page.places(connection, _find(connection, id)["id"], limit)

    def figures(self, id: str, *, limit: int = 20) -> list[StoryFigure]:
        """Figures that several of the story's latest texts give."""
        with self._db.reading() as connection:
            return story_page.figures(connection, _find(connection, id)["id"], limit)

    def timeline(self, id: str, *, most: int = 12) -> list[StoryDay]:
        """The days that mattered, in the order of time, each with one sentence of a source."""
        with self._db.reading() as connection:
            return story_page.days(connection, _find(connection, id)["id"], most)

    def contradictions(self, id: str) -> list[Contradiction]:
        """The same fact told differently in the story's latest texts; developments last."""
        with self._db.reading() as connection:
            return story_page.differences(connection, _find(connection, id)["id"])

    def days_and_contradictions(
        self, id: str, *, most: int = 12
    ) -> tuple[list[StoryDay], list[Contradiction]]:
        """`timeline` and `contradictions` together, for one reading of the texts."""
        with self._db.reading() as connection:
            return story_page.days_and_differences(connection, _find(connection, id)["id"], most)

    def related(self, id: str, *, limit: int = 6) -> list[StoryRow]:
        """Other stories that share this one's rare words, the nearest first."""
        with self._db.reading() as connection:
            found = story_page.related(connection, _find(connection, id)["id"], limit)
        return [self.story(other) for other in found]

    def earlier(self, id: str, *, limit: int = 6) -> list[StoryRow]:
        """Related stories that ended before this one began, the last first."""
        row = self.story(id)
        found = [other for other in self.related(row.id, limit=30) if other.last and other.last < row.first]
        return sorted(found, key=lambda other: (other.last, other.id), reverse=True)[: max(limit, 0)]

    # Judgements

    def merge(self, a: str, b: str) -> JudgementRow:
        """Say that two stories are one. Kept in the ledger, outlives a re-run, can be undone."""
        with self._db.writing() as connection:
            left, right = _find(connection, a), _find(connection, b)
            if left["id"] == right["id"]:
                raise ValueError(f"{a} and {b} are one story already")
            return _judge(connection, _head(connection, left), _head(connection, right), "same")

    def split(self, id: str, documents: Sequence[str]) -> list[JudgementRow]:
        """Say that these documents of a story tell another one; they become a story of their own."""
        with self._db.writing() as connection:
            key = _find(connection, id)["id"]
            taken = [
                rows_by_seq(connection, [seq])[seq] for d in documents if (seq := find_seq(connection, d))
            ]
            chosen = [row.id for row in taken]
            query = (
                sa.select(_SD.document, _D.id)
                .join(tables.document, _D.seq == _SD.document)
                .where(_SD.story == key)
                .order_by(_SD.document)
            )
            members = {row.id: row.document for row in connection.execute(query)}
            rest = [seq for d, seq in members.items() if d not in chosen]
            if not chosen or not rest or any(d not in members for d in chosen):
                raise ValueError("name some of the story's documents, and not all of them")
            kept = rows_by_seq(connection, rest[:1])[rest[0]]
            told = [_judge(connection, row, kept, "different") for row in taken]
            return told + [_judge(connection, taken[0], row, "same") for row in taken[1:]]

    def undo(self, judgement: str) -> JudgementRow:
        """Take a judgement back; the stories are as if it had not been given."""
        with self._db.writing() as connection:
            row = ledger.take_back(connection, judgement)
            if row.about != story_write.ABOUT:
                raise KeyError(judgement)
            _resettle(connection, row.left, row.right)
            return ledger.read(connection, judgement)

    def judgements(self, id: str | None = None) -> list[JudgementRow]:
        """The ledger's part about stories, or about one story, the latest first."""
        j = tables.judgement.c
        with self._db.reading() as connection:
            conditions = [j.about == story_write.ABOUT]
            if id is not None:
                key = _find(connection, id)["id"]
                own = sa.select(_D.id).join(story_document, _SD.document == _D.seq).where(_SD.story == key)
                conditions.append(sa.or_(j.left.in_(own), j.right.in_(own)))
            return ledger.listed(connection, *conditions)

    # Grouping

    def waiting(self) -> int:
        """How many documents have no story yet: those of a desk that an earlier version filled."""
        with self._db.reading() as connection:
            every, told = (
                int(connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0)
                for table in (tables.document, story_document)
            )
        return every - told

    def group(
        self,
        *,
        again: bool = False,
        most: int | None = None,
        progress: Callable[[int], None] | None = None,
    ) -> int:
        """Group the documents that have no story yet, or all of them anew; how many were grouped.

        Documents are taken in the order in which they were added, so that a re-run gives the same stories;
        no more than about `most`. What was grouped is kept if the rest is broken off. `progress` is called
        with the number done.
        """
        if again:
            with self._db.writing() as connection:
                story_write.clear(connection)
        done, last = 0, 0
        there = sa.select(_SD.document)
        while True:
            with self._db.writing() as connection:
                waiting = all_records(connection, [_D.seq.not_in(there)], last, _BATCH)
                story_write.group(connection, waiting)
            if not waiting:
                return done
            done, last = done + len(waiting), waiting[-1][0]
            if progress is not None:
                progress(done)
            if most is not None and done >= most:
                return done


def _find(connection: sa.Connection, id: str) -> Any:
    """The row of the story to which an id leads; raises KeyError."""
    wanted = storable(id)
    row = connection.execute(sa.select(story).where(_S.id == wanted)).mappings().one_or_none()
    if row is None:
        leads = sa.select(_SC.story).where(_SC.id == wanted)
        row = connection.execute(sa.select(story).where(_S.id.in_(leads))).mappings().one_or_none()
    if row is None:
        raise KeyError(id)
    return row


def _head(connection: sa.Connection, row: Any) -> DocumentRow:
    """A story's first document."""
    query = sa.select(sa.func.min(_SD.document)).where(_SD.story == row["id"])
    seq = int(connection.scalar(query) or 0)
    return rows_by_seq(connection, [seq])[seq]


def _judge(connection: sa.Connection, a: DocumentRow, b: DocumentRow, verdict: str) -> JudgementRow:
    id = ledger.write(
        connection, left=a.id, right=b.id, verdict=verdict, about=story_write.ABOUT,
        left_name=a.title or a.id, right_name=b.title or b.id,
    )  # fmt: skip
    _resettle(connection, a.id, b.id)
    return ledger.read(connection, id)


def _resettle(connection: sa.Connection, *documents: str) -> None:
    seqs = sa.select(_D.seq).where(_D.id.in_(documents))
    clusters = connection.scalars(sa.select(_SD.cluster).where(_SD.document.in_(seqs))).all()
    story_write.settle(connection, clusters)


def _newest(connection: sa.Connection) -> str:
    return connection.scalar(sa.select(sa.func.max(_S.last))) or ""


def _recent(connection: sa.Connection, moment: str, ids: list[str]) -> dict[str, int]:
    """How many texts each story has had in the day before `moment`."""
    when = _moment(moment)
    if when is None:
        return {}
    since = (when - timedelta(days=1)).isoformat(timespec="seconds")
    query = (
        sa.select(_SD.story, sa.func.count())
        .where(_SD.sort_when >= since, _SD.sort_when <= moment + "\U0010ffff", is_own())
        .group_by(_SD.story)
    )
    wanted = set(ids)
    return {row[0]: row[1] for row in connection.execute(query) if row[0] in wanted}


def _rank(row: Any, recent: int, moment: str) -> float:
    """Freshness halves every `HALF_LIFE` hours; breadth and pace count by their logarithms.

    The rank is the logarithm of their product, so that what is years old still has its place.
    """
    now, last = _moment(moment), _moment(row["last"])
    hours = max((now - last).total_seconds() / 3600, 0.0) if now and last else _UNDATED
    breadth = math.log2(1 + row["sources"]) + 0.25 * math.log2(1 + row["texts"])
    pace = 1 + 0.5 * math.log2(1 + recent)
    return math.log2(breadth * pace) - hours / HALF_LIFE


def _moment(when: str) -> datetime | None:
    try:
        return datetime.fromisoformat(when[:19] if len(when) > 7 else f"{when}-01"[:10])
    except ValueError:
        return None


def _rows(
    connection: sa.Connection, found: list[tuple[Any, float]], recent: dict[str, int]
) -> list[StoryRow]:
    seqs = {row["id"]: row["headline"] for row, _ in found}
    missing = [id for id, seq in seqs.items() if seq is None]
    if missing:
        first = sa.select(_SD.story, sa.func.min(_SD.document)).where(_SD.story.in_(missing))
        seqs |= {row[0]: row[1] for row in connection.execute(first.group_by(_SD.story))}
    rows = rows_by_seq(connection, seqs.values())
    return [_row(row, rank, rows[seqs[row["id"]]], recent.get(row["id"], 0)) for row, rank in found]


def _row(row: Any, rank: float, head: DocumentRow, recent: int) -> StoryRow:
    return StoryRow(
        id=row["id"], headline=head.title or head.lead[:80], lead=head.lead, document=head,
        section=row["section"], documents=row["documents"], texts=row["texts"], sources=row["sources"],
        first=row["first"], last=row["last"], recent=recent, rank=rank,
    )  # fmt: skip
