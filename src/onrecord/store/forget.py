"""Taking documents out so that their words are in no byte of the file."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import sqlalchemy as sa

from onrecord.store import aside, entities, tables
from onrecord.store.db import Database
from onrecord.store.documents import rows_by_seq
from onrecord.store.following_tables import found as fetched
from onrecord.store.guard import storable
from onrecord.store.ledger import forget_anchored
from onrecord.store.rows import DocumentRow, Forgotten
from onrecord.store.write import remove

FULL_TEXT = ("article_fts", "statement_fts", "position_fts")
WAIT_MS = 5_000
"""How long to wait for readers before saying that the words could not be wiped yet."""


def forget(database: Database, key: str) -> Forgotten:
    """See `Desk.forget`."""
    with database.writing() as connection:
        found = _find(connection, key)
        if not found:
            raise KeyError(key)
        seqs = list(found)
        revisions = _how_many(connection, tables.revision, seqs)
        statements = _how_many(connection, tables.statement, seqs)
        for seq in seqs:
            remove(connection, seq)
        _do_not_fetch_again(connection, list(found.values()))
        _drop_judgements(connection)
        aside.drop(connection, key, str(Path(key).absolute()))
        forget_anchored(connection, found.values())
        for index in FULL_TEXT:
            connection.exec_driver_sql(f"INSERT INTO {index}({index}) VALUES ('optimize')")
    return Forgotten(tuple(found.values()), revisions, statements, _wipe(database))


def matching(connection: sa.Connection, key: str) -> list[DocumentRow]:
    """The documents that `forget` would take out."""
    return list(rows_by_seq(connection, _find(connection, key)).values())


def _find(connection: sa.Connection, key: str) -> dict[int, str]:
    d = tables.document.c
    names = {storable(key), storable(str(Path(key).absolute()))} if key else {key}
    query = (
        sa.select(d.seq, d.id)
        .where(sa.or_(*(column.in_(names) for column in (d.id, d.path, d.url, d.canonical_url))))
        .order_by(d.seq)
    )
    return {row.seq: row.id for row in connection.execute(query)}


def _do_not_fetch_again(connection: sa.Connection, ids: list[str]) -> None:
    """Of the articles' addresses only the digests stay, by which they are known when a source lists them."""
    wiped = dict.fromkeys(("url", "host", "guid", "said", "reason", "etag", "modified", "document"))
    connection.execute(fetched.update().where(fetched.c.document.in_(ids)).values(state="forgotten", **wiped))


def _how_many(connection: sa.Connection, table: sa.Table, seqs: list[int]) -> int:
    query = sa.select(sa.func.count()).select_from(table).where(table.c.document.in_(seqs))
    return int(connection.scalar(query) or 0)


def _drop_judgements(connection: sa.Connection) -> None:
    """Take out judgements on those of whom nothing is left: they hold their names and quotations."""
    i, j = tables.identity.c, tables.judgement.c
    used = sa.select(i.base).where(i.base.is_not(None), i.documents > 0)
    query = sa.select(i.id, i.entity).where(i.documents == 0, i.id.not_in(used))
    gone = connection.execute(query).all()
    ids, leaders = [row.id for row in gone], [row.entity for row in gone]
    connection.execute(tables.judgement.delete().where(sa.or_(j.left.in_(ids), j.right.in_(ids))))
    connection.execute(tables.identity.delete().where(i.id.in_(ids)))
    left = sa.select(i.id).where(i.entity.in_(leaders))
    entities.resolve(connection, connection.scalars(left).all())
    entities.recount(connection, leaders)


def _wipe(database: Database) -> bool:
    """Write the file anew without what was deleted, and empty its log; False where a reader prevents it."""
    try:
        with database.raw() as connection:
            connection.execute(f"PRAGMA busy_timeout = {WAIT_MS}")
            connection.execute("PRAGMA temp_store = FILE")
            connection.execute("VACUUM")
            busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            return not busy
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            return False
        raise
