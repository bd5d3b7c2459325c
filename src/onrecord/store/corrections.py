"""Judgements on what reports were taken to say, kept in the ledger and laid over the rows at each reading.

| `about` | what is judged | `verdict` | counts in |
|---|---|---|---|
| `stance` | a position's stance | the stance it is, or `none` | all dossiers |
| `holder` | whose position it is | a party's code, or `none` | one dossier |
| `issue` | what a position is on | an issue's slug, or `none` | one dossier |
| `side` | for whom a person speaks | a party's code, or `none` | one dossier |
| `status` | whether a meeting took place | its status, or `none` where it is no meeting | all dossiers |
| `meeting` | whether two reports tell of one meeting | `same` or `different` | all dossiers |
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

import sqlalchemy as sa

from onrecord.errors import DossierError
from onrecord.models import EventStatus, Span, Stance
from onrecord.store import finding_tables as found
from onrecord.store import ledger, tables
from onrecord.store.anchors import Anchor, anchor_at, found_again
from onrecord.store.documents import record_of
from onrecord.store.joining import Told
from onrecord.store.names import fold_name
from onrecord.store.reports import events, positions
from onrecord.store.rows import JudgementRow
from onrecord.store.spans import fullest, spans_from

About = Literal["stance", "holder", "issue", "side", "status", "meeting"]
ABOUT: tuple[About, ...] = get_args(About)
NONE = "none"
_ON_POSITIONS = ("stance", "holder", "issue")
_J, _D = tables.judgement.c, tables.document.c


@dataclass(frozen=True, slots=True)
class Corrections:
    """What judgements say, by the numbers of the rows that they are on now.

    `stances`, `holders` and `issues` are by position, `statuses` by event, each with a verdict; `sides` by
    a person's folded name; `meetings` are pairs of events, oldest first. `lost` are judgements whose words
    are in the desk no more.
    """

    stances: dict[int, str] = field(default_factory=dict)
    holders: dict[int, str] = field(default_factory=dict)
    issues: dict[int, str] = field(default_factory=dict)
    sides: dict[str, str] = field(default_factory=dict)
    statuses: dict[int, str] = field(default_factory=dict)
    meetings: list[Told] = field(default_factory=list)
    lost: list[JudgementRow] = field(default_factory=list)


def listed(connection: sa.Connection, scope: str | None) -> list[JudgementRow]:
    """The judgements that count in a dossier, the latest first, those that were undone too."""
    here = _J.scope.is_(None) if scope is None else sa.or_(_J.scope.is_(None), _J.scope == scope)
    return ledger.listed(connection, _J.about.in_(ABOUT), here)


def standing(connection: sa.Connection, scope: str) -> Corrections:
    """What the ledger says now of the desk's rows."""
    corrections = Corrections()
    rows = ledger.standing(listed(connection, scope))
    at = _Finder(connection, rows)
    for row in reversed(rows):
        if row.about == "side":
            corrections.sides[row.left] = row.verdict
        elif row.about == "meeting":
            one, two = (at.event(anchor) for anchor in row.anchors)
            if one is None or two is None:
                corrections.lost.append(row)
            else:
                corrections.meetings.append((str(one), str(two), row.verdict))
        else:
            _lay(corrections, row, at)
    return corrections


def _lay(corrections: Corrections, row: JudgementRow, at: _Finder) -> None:
    if row.about == "status":
        seq = at.event(row.anchors[0])
        laid = {} if seq is None else {seq: row.verdict}
        corrections.statuses.update(laid)
    else:
        laid = dict.fromkeys(at.positions(row.anchors[0], row.right_name), row.verdict)
        {"stance": corrections.stances, "holder": corrections.holders, "issue": corrections.issues}[
            row.about
        ].update(laid)
    if not laid:
        corrections.lost.append(row)


class _Finder:
    """Finds the rows that anchors are on now, each document looked at once."""

    def __init__(self, connection: sa.Connection, rows: Iterable[JudgementRow]) -> None:
        self.connection = connection
        wanted = sorted({anchor.document for row in rows for anchor in row.anchors})
        query = sa.select(_D.id, _D.seq, _D.text_id).where(_D.id.in_(wanted))
        self.documents = {id: (seq, text) for id, seq, text in connection.execute(query)}
        seqs = [seq for seq, _ in self.documents.values()]
        self.rows = {table.name: self._by_document(table, seqs) for table in (found.event, found.position)}
        self.places: dict[str, Span | None] = {}

    def _by_document(self, table: sa.Table, seqs: list[int]) -> dict[int, list[Any]]:
        rows = defaultdict(list)
        query = sa.select(table).where(table.c.document.in_(seqs)).order_by(table.c.seq)
        for row in self.connection.execute(query).mappings():
            rows[row["document"]].append(row)
        return rows

    def event(self, anchor: Anchor) -> int | None:
        """The event whose words share most with the anchor's, if that is at least half of either."""
        best = max(self._near(anchor, "event"), key=lambda pair: pair[0], default=None)
        return best[1]["seq"] if best else None

    def positions(self, anchor: Anchor, was: str) -> list[int]:
        """The positions there that are what the judged one was: side and stance, `rus rejects`."""
        return [row["seq"] for _, row in self._near(anchor, "position") if taken_for(row) == was]

    def _near(self, anchor: Anchor, table: str) -> list[tuple[int, Any]]:
        span = self._place(anchor)
        if span is None:
            return []
        near = []
        for row in self.rows[table].get(self.documents[anchor.document][0], ()):
            mine = _evidence(row, table)
            shared = sum(max(0, min(s.end, span.end) - max(s.start, span.start)) for s in mine)
            if shared * 2 >= min(len(span), sum(map(len, mine))) > 0:
                near.append((shared, row))
        return near

    def _place(self, anchor: Anchor) -> Span | None:
        if anchor.document not in self.documents:
            return None
        if anchor.key not in self.places:
            text_id = self.documents[anchor.document][1]
            self.places[anchor.key] = found_again(
                anchor, text_id, lambda: record_of(self.connection, anchor.document).document.text
            )
        return self.places[anchor.key]


def _evidence(row: Any, table: str) -> tuple[Span, ...]:
    if table == "event":
        return spans_from(row["evidence"], row["offsets"])
    return spans_from(f"{row['evidence']} … {row['object']}", row["offsets"])[:-1]


def taken_for(row: Any) -> str:
    """Side and stance of a position's row, as the ledger shows them."""
    return f"{row['side'] or '?'} {row['stance']}"


# Writing


def judge_position(connection: sa.Connection, id: str, about: About, verdict: str, scope: str | None) -> str:
    """Correct one thing of a position; the judgement's id. Raises KeyError, DossierError."""
    if about == "stance" and verdict not in (*get_args(Stance), NONE):
        raise DossierError(f"{verdict} is no stance; name one of: {', '.join(get_args(Stance))}, {NONE}")
    seq = _seq_of(connection, found.position, id)
    row = positions(connection, [seq])[seq]
    quoted = _anchor(connection, row.document.id, row.evidence)
    return ledger.write(
        connection, left=quoted.key, right="", verdict=verdict, left_name=quoted.exact,
        right_name=f"{row.side or '?'} {row.stance}", about=about, anchors=[quoted],
        scope=None if about == "stance" else scope,
    )  # fmt: skip


def judge_status(connection: sa.Connection, id: str, verdict: str) -> str:
    """Correct whether a meeting took place; the judgement's id. Raises KeyError, DossierError."""
    if verdict not in (*get_args(EventStatus), NONE):
        raise DossierError(f"{verdict} is no status; name one of: {', '.join(get_args(EventStatus))}, {NONE}")
    seq = _seq_of(connection, found.event, id)
    row = events(connection, [seq])[seq]
    quoted = _anchor(connection, row.document.id, row.evidence)
    return ledger.write(
        connection, left=quoted.key, right="", verdict=verdict, left_name=quoted.exact,
        right_name=row.status, about="status", anchors=[quoted],
    )  # fmt: skip


def judge_meetings(connection: sa.Connection, a: str, b: str, verdict: Literal["same", "different"]) -> str:
    """Say that two reports tell of one meeting or two; the judgement's id. Raises KeyError, DossierError."""
    seqs = [_seq_of(connection, found.event, id) for id in (a, b)]
    rows = events(connection, seqs)
    one, two = (_anchor(connection, rows[seq].document.id, rows[seq].evidence) for seq in seqs)
    if one.key == two.key:
        raise DossierError("these two are one and the same report")
    return ledger.write(
        connection, left=one.key, right=two.key, verdict=verdict, left_name=one.exact, right_name=two.exact,
        about="meeting", anchors=[one, two],
    )  # fmt: skip


def judge_side(connection: sa.Connection, person: str, party: str, scope: str) -> str:
    """Say for which party somebody speaks, by name; the judgement's id. Raises DossierError."""
    if not fold_name(person):
        raise DossierError("a person needs a name")
    return ledger.write(
        connection, left=fold_name(person), right="", verdict=party, left_name=person, right_name="",
        about="side", scope=scope,
    )  # fmt: skip


def _seq_of(connection: sa.Connection, table: sa.Table, id: str) -> int:
    """The number of the row of that id, or of `DOCUMENT/ID` where two documents have one text."""
    document, _, own = id.rpartition("/")
    query = sa.select(table.c.seq).where(table.c.id == own).order_by(table.c.seq).limit(1)
    if document:
        query = query.join(tables.document, _D.seq == table.c.document).where(_D.id == document)
    seq = connection.scalar(query)
    if seq is None:
        raise KeyError(id)
    return int(seq)


def _anchor(connection: sa.Connection, document: str, evidence: tuple[Span, ...]) -> Anchor:
    record = record_of(connection, document)
    told = fullest(evidence)
    return anchor_at(record.document, told.start, told.end)
