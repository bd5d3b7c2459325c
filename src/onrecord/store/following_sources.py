"""Sources that are followed: taking them up, letting them go, and noting what came of asking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import sqlalchemy as sa

from onrecord.models import make_id
from onrecord.store.following_queue import meet_hosts
from onrecord.store.following_rows import Asked, FollowedRow, NewItem, SourceState
from onrecord.store.following_tables import followed, found
from onrecord.store.guard import storable, storable_row

_F = followed.c
FIRST_INTERVAL = 600.0
_REVISED_BY = 60.0
_AT_ONCE = 200
"""How many articles are looked up by one question."""


def follow(
    connection: sa.Connection, url: str, kind: str, title: str | None, site: str | None, now: float
) -> tuple[str, bool]:
    """The source's id, and whether it is new; one that was let go or is gone is active again."""
    id = make_id("followed", url)
    there = connection.execute(sa.select(_F.id, _F.state).where(_F.url == storable(url))).one_or_none()
    if there is not None:
        if there.state == "gone":
            set_state(connection, there.id, "active", now)
        return str(there.id), False
    row = {
        "id": id, "url": url, "host": _host(url), "kind": kind, "title": title,
        "site": site, "state": "active", "added": now, "due": now, "interval": FIRST_INTERVAL, "items": 0,
        "errors": 0,
    }  # fmt: skip
    connection.execute(followed.insert(), storable_row(row))
    return id, True


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").lower()


def matching(connection: sa.Connection, key: str) -> list[str]:
    """Ids of the sources that `key` names: an id, an address, the site's address or host, or a title."""
    key = storable(key)
    exact = sa.or_(_F.id == key, _F.url == key, _F.site == key, sa.func.lower(_F.title) == key.lower())
    ids = list(connection.scalars(sa.select(_F.id).where(exact).order_by(_F.seq)))
    if ids or "/" in key:
        return ids
    return list(connection.scalars(sa.select(_F.id).where(_F.host == key.lower()).order_by(_F.seq)))


def rows(connection: sa.Connection, ids: list[str] | None = None) -> list[FollowedRow]:
    """Sources in the order in which they were taken up."""
    c = found.c
    unread = sa.and_(c.state == "waiting", c.document.is_(None))
    counts = (
        sa.select(
            c.followed,
            sa.func.count(c.stored).label("stored"),
            sa.func.sum(sa.case((unread, 1), else_=0)).label("waiting"),
            sa.func.sum(sa.case((c.state == "refused", 1), else_=0)).label("refused"),
            sa.func.max(sa.case((c.state == "refused", c.reason))).label("refusal"),
            sa.func.max(sa.func.coalesce(c.published, c.seen)).label("newest"),
        )
        .group_by(c.followed)
        .subquery()
    )
    query = (
        sa.select(
            followed, counts.c.stored, counts.c.waiting, counts.c.refused, counts.c.refusal, counts.c.newest
        )
        .join(counts, counts.c.followed == _F.id, isouter=True)
        .order_by(_F.seq)
    )
    if ids is not None:
        query = query.where(_F.id.in_(ids))
    return [_row(row) for row in connection.execute(query).mappings()]


def _row(row: Any) -> FollowedRow:
    return FollowedRow(
        id=row["id"], url=row["url"], kind=row["kind"], title=row["title"], site=row["site"],
        state=row["state"], added=row["added"], due=row["due"], interval=row["interval"], asked=row["asked"],
        succeeded=row["succeeded"], rate=row["rate"], items=row["items"], stored=row["stored"] or 0,
        waiting=row["waiting"] or 0, refused=row["refused"] or 0, refusal=row["refusal"],
        newest=row["newest"], errors=row["errors"], error=row["error"],
        note=row["note"],
    )  # fmt: skip


def set_state(connection: sa.Connection, id: str, state: SourceState, now: float) -> None:
    values: dict[str, Any] = {"state": state}
    if state == "active":
        values |= {"due": now, "errors": 0, "error": None}
    connection.execute(followed.update().where(_F.id == id).values(values))


def unfollow(connection: sa.Connection, id: str) -> None:
    """Take the source out, with what waits to be fetched from it; what was fetched stays in the desk."""
    c = found.c
    unread = sa.and_(c.followed == id, c.state == "waiting", c.document.is_(None))
    connection.execute(found.delete().where(unread))
    connection.execute(followed.delete().where(_F.id == id))


def note_asked(connection: sa.Connection, run: str, id: str, asked: Asked, now: float) -> int:
    """Note what came of asking, put the new articles in the queue, and let the source go; how many are new.

    Nothing is noted where another process has taken the source meanwhile.
    """
    there = connection.execute(sa.select(_F.errors, _F.seq).where(_F.id == id, _F.taken_by == run))
    row = there.one_or_none()
    if row is None:
        return 0
    new = _put_all(connection, id, asked.items, now)
    values: dict[str, Any] = {
        "asked": now, "due": asked.due, "interval": asked.interval, "taken_by": None, "error": asked.error,
        "errors": row.errors + 1 if asked.error else 0, "items": _F["items"] + new,
    }  # fmt: skip
    if asked.error is None:
        values |= {"succeeded": now, "etag": asked.etag, "modified": asked.modified, "note": asked.note}
        known = {"digest": asked.digest, "rate": asked.rate, "kind": asked.kind}
        values |= {name: value for name, value in known.items() if value is not None}
        if asked.title:
            values["title"] = sa.func.coalesce(_F.title, storable(asked.title))
    if asked.gone:
        values["state"] = "gone"
    connection.execute(followed.update().where(_F.id == id).values(values))
    if asked.moved_to:
        _move(connection, id, asked.moved_to)
    return new


def _move(connection: sa.Connection, id: str, url: str) -> None:
    """The source's new address; where that is followed already, the old source is gone."""
    taken = connection.scalar(sa.select(_F.id).where(_F.url == storable(url), _F.id != id))
    values = {"state": "gone", "error": f"moved to {url}, which is followed already"} if taken else {
        "url": url, "host": _host(url),
    }  # fmt: skip
    connection.execute(followed.update().where(_F.id == id).values(storable_row(values)))


@dataclass(slots=True)
class _Known:
    """An article of the queue, as it was when the source was asked."""

    seq: int
    state: str
    updated: float | None
    had: bool = False


def _put_all(connection: sa.Connection, source: str, items: Sequence[NewItem], now: float) -> int:
    """Put articles in the queue, unless known by address or by the source's own id; how many are new."""
    by_key, by_guid = _known(connection, source, items)
    fresh: list[dict[str, Any]] = []
    for item in items:
        guid = storable(item.guid) if item.guid else None
        found_as = [one for one in (by_key.get(item.key), by_guid.get(guid or "")) if one is not None]
        if found_as:
            _renew(connection, min(found_as, key=lambda one: one.seq), item, now)
            continue
        by_key[item.key] = by_guid[guid or item.key] = _Known(0, "new", item.updated)
        row = {
            "key": item.key, "followed": source, "url": item.url, "host": item.host, "guid": item.guid,
            "said": item.said, "published": item.published, "updated": item.updated,
            "state": "refused" if item.reason else "waiting", "reason": item.reason, "due": now,
            "tries": 0, "visits": 0, "seen": now,
        }  # fmt: skip
        fresh.append(storable_row(row))
    if fresh:
        connection.execute(found.insert(), fresh)
        meet_hosts(connection, (str(row["host"]) for row in fresh))
    return len(fresh)


def _known(
    connection: sa.Connection, source: str, items: Sequence[NewItem]
) -> tuple[dict[str, _Known], dict[str, _Known]]:
    """Which of the items the queue has, by key and by the source's own id; the oldest of several."""
    c = found.c
    by_key: dict[str, _Known] = {}
    by_guid: dict[str, _Known] = {}
    for start in range(0, len(items), _AT_ONCE):
        some = items[start : start + _AT_ONCE]
        guids = [storable(item.guid) for item in some if item.guid]
        of_source = sa.and_(c.followed == source, c.guid.in_(guids))
        which = sa.or_(c.key.in_([item.key for item in some]), of_source)
        told = (c.seq, c.key, c.guid, c.followed, c.state, c.updated, c.document)
        query = sa.select(*told).where(which).order_by(c.seq)
        for row in connection.execute(query):
            known = _Known(row.seq, row.state, row.updated, row.document is not None)
            by_key.setdefault(row.key, known)
            if row.followed == source and row.guid:
                by_guid.setdefault(row.guid, known)
    return by_key, by_guid


def _renew(connection: sa.Connection, there: _Known, item: NewItem, now: float) -> None:
    """Fetch a known article again, now, where its source says that it was updated since."""
    if item.updated is None or item.updated <= (there.updated or 0.0) + _REVISED_BY:
        return
    values: dict[str, Any] = {"updated": item.updated}
    kept = there.state == "stored" or (there.had and there.state == "waiting")
    if there.updated is not None and kept and item.updated <= now + 86_400:
        values |= {"state": "waiting", "due": now, "tries": 0, "said": item.said and storable(item.said)}
    connection.execute(found.update().where(found.c.seq == there.seq).values(values))
    there.updated = item.updated
