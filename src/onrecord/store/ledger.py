"""The ledger of judgements: what people said of what onrecord decided. Written to, never rewritten.

A judgement can be undone, which leaves it in the ledger; a later word on the same thing goes before it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from onrecord.models import make_id
from onrecord.store import tables
from onrecord.store.anchors import Anchor, dump_anchors, load_anchors
from onrecord.store.guard import storable
from onrecord.store.rows import JudgementRow

_J = tables.judgement.c
_COLUMNS = (
    _J.id, _J.left, _J.right, _J.verdict, _J.left_name, _J.right_name, _J.quotation, _J.given, _J.undone,
    _J.about, _J.scope, _J.anchors,
)  # fmt: skip


def write(
    connection: sa.Connection,
    *,
    left: str,
    right: str,
    verdict: str,
    left_name: str,
    right_name: str,
    quotation: str | None = None,
    about: str = "entity",
    scope: str | None = None,
    anchors: Iterable[Anchor] = (),
) -> str:
    """Put a judgement in; its id."""
    now = _now()
    last = connection.scalar(sa.select(sa.func.max(_J.seq))) or 0
    id = make_id("judgement", left, right, verdict, now, last)
    kept = dump_anchors(anchors)
    row = {
        "id": id, "left": left, "right": right, "verdict": verdict, "left_name": storable(left_name),
        "right_name": storable(right_name), "quotation": quotation and storable(quotation), "given": now,
        "about": about, "scope": scope, "anchors": None if kept == "[]" else storable(kept),
    }  # fmt: skip
    connection.execute(tables.judgement.insert(), row)
    return id


def take_back(connection: sa.Connection, id: str) -> JudgementRow:
    """Mark it as undone, once; raises KeyError. The row as it was before."""
    row = read(connection, id)
    if row.undone is None:
        connection.execute(tables.judgement.update().where(_J.id == row.id).values(undone=_now()))
    return row


def read(connection: sa.Connection, id: str) -> JudgementRow:
    """The judgement of that id; raises KeyError."""
    found = connection.execute(sa.select(*_COLUMNS).where(_J.id == storable(id))).one_or_none()
    if found is None:
        raise KeyError(id)
    return _row(found)


def listed(connection: sa.Connection, *conditions: sa.ColumnElement[bool]) -> list[JudgementRow]:
    """The latest first."""
    query = sa.select(*_COLUMNS).where(*conditions).order_by(_J.seq.desc())
    return [_row(found) for found in connection.execute(query)]


def standing(rows: Iterable[JudgementRow]) -> list[JudgementRow]:
    """Of rows, the latest first, those that hold: not undone, and the last word on their matter."""
    seen: set[tuple[str, str | None, frozenset[str]]] = set()
    kept = []
    for row in rows:
        matter = (row.about, row.scope, frozenset((row.left, row.right)))
        if row.undone is None and matter not in seen:
            seen.add(matter)
            kept.append(row)
    return kept


def forget_anchored(connection: sa.Connection, documents: Iterable[str]) -> None:
    """Take out judgements that quote these documents."""
    for id in documents:
        quoted = _J.anchors.contains(f'"document": "{id}"', autoescape=True)
        connection.execute(tables.judgement.delete().where(quoted))


def _row(found: Any) -> JudgementRow:
    return JudgementRow(**(found._asdict() | {"anchors": load_anchors(found.anchors)}))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
