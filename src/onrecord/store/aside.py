"""What a desk met and did not keep as an article, each with its reason; and the desk's settings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from onrecord.gather.urls import host_of, url_key
from onrecord.models import Failure, make_id
from onrecord.store import direct
from onrecord.store.aside_tables import aside, setting
from onrecord.store.db import Database
from onrecord.store.guard import storable, storable_row

_A = aside.c
_WARC = "warc"


@dataclass(frozen=True, slots=True)
class AsideRow:
    """A page that was set aside: `kind` says in a word or two what it is, `message` why."""

    host: str
    url: str | None
    path: str
    kind: str
    message: str
    fetched: str | None


@dataclass(frozen=True, slots=True)
class AsideCount:
    """How many pages of a host were set aside, by kind, the most frequent first."""

    host: str
    kinds: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        return sum(number for _, number in self.kinds)


class Aside:
    """What one desk set aside. A page counts once, with its last reason; no more once it is an article."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def add(self, failures: Iterable[Failure]) -> None:
        """Keep these with their reasons, in one transaction."""
        rows = {row["key"]: row for row in map(_row, failures)}
        if not rows:
            return
        with self._db.writing() as connection:
            connection.execute(aside.delete().where(_A.key.in_(list(rows))))
            connection.execute(aside.insert(), list(rows.values()))

    def counts(self, *, limit: int = 200) -> list[AsideCount]:
        """By host, the ones with the most first."""
        number = sa.func.count()
        query = (
            sa.select(_A.host, _A.kind, number).group_by(_A.host, _A.kind).order_by(number.desc(), _A.kind)
        )
        found: dict[str, list[tuple[str, int]]] = {}
        with self._db.reading() as connection:
            for host, kind, count in connection.execute(query):
                found.setdefault(host, []).append((kind, count))
        counts = [AsideCount(host, tuple(kinds)) for host, kinds in found.items()]
        return sorted(counts, key=lambda count: (-count.total, count.host))[:limit]

    def rows(
        self, *, host: str | None = None, kind: str | None = None, limit: int = 100, offset: int = 0
    ) -> list[AsideRow]:
        """Those of a host or a kind, the last one first."""
        query = sa.select(aside).order_by(_A.seq.desc()).limit(limit).offset(offset)
        if host is not None:
            query = query.where(_A.host == storable(host))
        if kind is not None:
            query = query.where(_A.kind == storable(kind))
        with self._db.reading() as connection:
            return [
                AsideRow(r["host"], r["url"], r["path"], r["kind"], r["message"], r["fetched"])
                for r in connection.execute(query).mappings()
            ]


class Settings:
    """The desk's own settings, by name."""

    def __init__(self, database: Database) -> None:
        self._db = database

    @property
    def warc(self) -> Path | None:
        """The folder in which what was served is kept; one that is relative stands beside the desk's file."""
        with self._db.reading() as connection:
            value = connection.scalar(sa.select(setting.c.value).where(setting.c.name == _WARC))
        return None if value is None else self._db.path.parent / value

    def keep_warc(self, folder: Path | None) -> None:
        """Keep what is served in that folder from now on, or no longer."""
        with self._db.writing() as connection:
            connection.execute(setting.delete().where(setting.c.name == _WARC))
            if folder is not None:
                beside = self._db.path.parent.absolute()
                where = folder.absolute()
                value = where.relative_to(beside) if where.is_relative_to(beside) else where
                connection.execute(setting.insert(), {"name": _WARC, "value": str(value)})


def drop(connection: sa.Connection, *addresses: str | None) -> None:
    """Take out what was set aside under one of these addresses or paths."""
    keys = [_key(address) for address in addresses if address]
    if keys:
        direct.driver(connection).execute(
            f"DELETE FROM aside WHERE key {direct.AMONG}", (direct.listed(keys),)
        )


def _key(where: str) -> str:
    return make_id("aside", url_key(where))


def _row(failure: Failure) -> dict[str, str | None]:
    host = (host_of(failure.url) if failure.url else None) or failure.source or ""
    return storable_row(
        {
            "key": _key(failure.url or failure.path), "host": host.removeprefix("www."), "url": failure.url,
            "path": failure.path, "kind": failure.kind, "message": failure.message,
            "fetched": failure.fetched,
        }
    )  # fmt: skip
