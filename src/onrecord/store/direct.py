"""Statements that run for every document, given straight to the driver of the transaction at work.

Building and compiling a statement anew costs ten times what SQLite takes to run it. Texts of SQL are kept
prepared by the driver while they stay the same, so lists of values go in as one parameter, a JSON array:
`… WHERE id IN (SELECT value FROM json_each(?))`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import sqlalchemy as sa

from onrecord.store.guard import storable

AMONG = "IN (SELECT value FROM json_each(?))"


def driver(connection: sa.Connection) -> sqlite3.Connection:
    """The driver's connection, inside the same transaction."""
    inner = connection.connection.driver_connection
    if not isinstance(inner, sqlite3.Connection):
        raise TypeError("the desk is not in SQLite")
    return inner


def rows(connection: sa.Connection, sql: str, *values: object) -> list[Any]:
    return driver(connection).execute(sql, values).fetchall()


def scalar(connection: sa.Connection, sql: str, *values: object) -> Any:
    """The first column of the first row, None without one."""
    row = driver(connection).execute(sql, values).fetchone()
    return None if row is None else row[0]


def listed(values: Iterable[str] | Iterable[int]) -> str:
    """Values as the parameter of `AMONG`."""
    return json.dumps(list(values))


def insert(connection: sa.Connection, table: sa.Table, given: Sequence[Mapping[str, Any]]) -> None:
    """Put in rows that have the same columns, texts made storable."""
    if given:
        names = tuple(given[0])
        kept = [[storable(v) if isinstance(v, str) else v for v in row.values()] for row in given]
        driver(connection).executemany(_insert(table.name, names), kept)


def insert_one(connection: sa.Connection, table: sa.Table, row: Mapping[str, Any]) -> int:
    """Put in a row; its key."""
    kept = [storable(v) if isinstance(v, str) else v for v in row.values()]
    return int(driver(connection).execute(_insert(table.name, tuple(row)), kept).lastrowid or 0)


def next_key(connection: sa.Connection, table: sa.Table) -> int:
    """The key for the table's next row; nobody else writes while this transaction does."""
    return int(scalar(connection, f"SELECT max(seq) FROM {table.name}") or 0) + 1


@cache
def _insert(table: str, names: tuple[str, ...]) -> str:
    columns = ", ".join(f'"{name}"' for name in names)
    return f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(names))})"
