"""What is in a desk, counted."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from onrecord.store import tables
from onrecord.store.rows import DeskInfo


def info(connection: sa.Connection, path: Path) -> DeskInfo:
    """See `Desk.info`."""
    d = tables.document.c

    def count(table: sa.Table, *conditions: sa.ColumnElement[bool]) -> int:
        query = sa.select(sa.func.count()).select_from(table).where(*conditions)
        return int(connection.scalar(query) or 0)

    when = sa.func.nullif(d.sort_when, "")
    first, last = connection.execute(sa.select(sa.func.min(when), sa.func.max(when))).one()
    log = path.with_name(path.name + "-wal")
    return DeskInfo(
        path=str(path),
        version=int(connection.exec_driver_sql("PRAGMA user_version").scalar_one()),
        size=path.stat().st_size + (log.stat().st_size if log.exists() else 0),
        documents=count(tables.document),
        revisions=count(tables.revision),
        statements=count(tables.statement),
        people=count(tables.entity, tables.entity.c.kind == "person"),
        sources=int(connection.scalar(sa.select(sa.func.count(d.source.distinct()))) or 0),
        checks=count(tables.quote_check),
        first=first,
        last=last,
    )
