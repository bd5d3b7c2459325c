"""Who works on what: runs, hosts and the queue of articles. Each step is one transaction of the caller's.

A run is a process that fetches. It takes a host, then one job after the other on that host. What it took is
free again when its row is deleted: at its end, or by another run once it is seen to be dead.

These questions are asked several times for each request, so they are put together once, with `p_…` for what
differs: putting one together costs more than asking it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert as upsert

from onrecord.errors import BadRecord
from onrecord.store import write
from onrecord.store.following_rows import Fetched, Missing, PageJob, SourceJob
from onrecord.store.following_tables import followed, found, host, robots, run
from onrecord.store.guard import storable, storable_row
from onrecord.store.rows import Added

LOST_AFTER = 300.0
"""Seconds without a sign of life after which a run on another machine counts as dead."""
_PAUSE = 2.0
"""Seconds for which a host is left alone at least after a run that was at it has died."""

_F, _S, _H = found.c, followed.c, host.c
_RUN, _HOST = sa.bindparam("p_run", type_=sa.Text), sa.bindparam("p_host", type_=sa.Text)
_NOW, _AT = sa.bindparam("p_now", type_=sa.Float), sa.bindparam("p_at", type_=sa.Float)
_SEQ = sa.bindparam("p_seq", type_=sa.Integer)


# Runs


_STRANGERS = (
    sa.select(_F.host, sa.literal(0.0), sa.literal(0.0))
    .where(_F.state == "waiting", _F.host.is_not(None))
    .distinct()
)
_MEET_HOSTS = upsert(host).from_select([_H.name, _H.next, _H.resting], _STRANGERS).on_conflict_do_nothing()
_MEET = upsert(host).values(name=_HOST, next=0.0, resting=0.0).on_conflict_do_nothing()


def meet_hosts(connection: sa.Connection, names: Iterable[str]) -> None:
    """Give each host of articles that wait a row: work is looked for host by host."""
    connection.execute(_MEET, [{"p_host": name} for name in sorted(set(names))])


def begin(connection: sa.Connection, id: str, machine: str, process: str, now: float) -> None:
    """Sign a run in; hosts that an earlier version did not meet are met."""
    connection.execute(_MEET_HOSTS)
    connection.execute(run.insert(), {"id": id, "machine": machine, "process": process, "seen": now})


def beat(connection: sa.Connection, id: str, now: float) -> bool:
    """A sign of life; False where the run has been taken for dead."""
    done = connection.execute(run.update().where(run.c.id == id).values(seen=now))
    return bool(done.rowcount)


def end(connection: sa.Connection, id: str) -> None:
    connection.execute(run.delete().where(run.c.id == id))


def bury(
    connection: sa.Connection, machine: str, is_alive: Callable[[str], bool], now: float, longest: float
) -> list[str]:
    """Delete the runs that are dead: on this machine those whose process is, elsewhere the silent ones.

    What they held a host for, up to `longest` seconds for a request, has died with them: it may be asked
    after a pause, or a feed would move on meanwhile.
    """
    dead = []
    for row in connection.execute(sa.select(run)).all():
        here = row.machine == machine
        if not is_alive(row.process) if here else row.seen < now - LOST_AFTER:
            dead.append(str(row.id))
    if dead:
        soonest = sa.func.max(_H.next - longest, now + _PAUSE)
        held = host.update().where(_H.taken_by.in_(dead))
        connection.execute(held.values(next=sa.func.min(_H.next, soonest)))
        connection.execute(run.delete().where(run.c.id.in_(dead)))
    return dead


# Hosts


_FIRST_PAGE = (
    sa.select(_F.due)
    .where(_F.state == "waiting", _F.host == _H.name, _F.taken_by.is_(None))
    .order_by(_F.due)
    .limit(1)
    .correlate(host)
    .scalar_subquery()
)
"""One look into the index for each host: of the articles that wait, most wait to be looked at again."""
_WAITING = sa.union_all(
    sa.select(_S.host, _S.due).where(_S.state == "active", _S.taken_by.is_(None)),
    sa.select(_H.name, _FIRST_PAGE).where(_H.taken_by.is_(None)),
).subquery()
_RESTED = sa.func.max(_WAITING.c.due, sa.func.coalesce(_H.resting, 0.0))
_FREE = (
    sa.select(_WAITING.c.host)
    .join(host, _H.name == _WAITING.c.host, isouter=True)
    .where(_H.taken_by.is_(None), _WAITING.c.due.is_not(None))
)
_DUE_HOSTS = (
    _FREE.where(_RESTED <= _NOW)
    .group_by(_WAITING.c.host)
    .order_by(sa.func.min(_WAITING.c.due), _WAITING.c.host)
    .limit(sa.bindparam("p_limit", type_=sa.Integer))
)
_NEXT_DUE = _FREE.with_only_columns(sa.func.min(_RESTED))
_TAKE_HOST = (
    upsert(host)
    .values(name=_HOST, next=0.0, resting=0.0, taken_by=_RUN)
    .on_conflict_do_update(index_elements=[_H.name], set_={"taken_by": _RUN})
)


def take_hosts(connection: sa.Connection, id: str, now: float, limit: int) -> list[str]:
    """Hosts with something due that nobody works on and that may be asked now, the longest due first."""
    names = list(connection.scalars(_DUE_HOSTS, {"p_now": now, "p_limit": limit}))
    if names:
        connection.execute(_TAKE_HOST, [{"p_host": name, "p_run": id} for name in names])
    return names


def next_due(connection: sa.Connection, now: float) -> float | None:
    """When something is due next on a host that nobody works on; None where nothing waits."""
    return connection.scalar(_NEXT_DUE)


_FREE_HOST = host.update().where(_H.name == _HOST, _H.taken_by == _RUN).values(taken_by=None)


def free_host(connection: sa.Connection, id: str, name: str) -> None:
    connection.execute(_FREE_HOST, {"p_host": name, "p_run": id})


def rest_host(connection: sa.Connection, name: str, until: float) -> None:
    """Nobody asks the host before then."""
    row = upsert(host).values(name=name, next=0.0, resting=until)
    connection.execute(row.on_conflict_do_update(index_elements=[_H.name], set_={"resting": until}))


_NEXT = sa.select(_H.next).where(_H.name == _HOST)


def reserve(connection: sa.Connection, name: str, now: float, until: float) -> float:
    """Take the host's next moment and return 0, or return how long it is till then."""
    wait = float(connection.scalar(_NEXT, {"p_host": name}) or 0.0) - now
    if wait <= 0:
        free(connection, name, until)
        return 0.0
    return wait


_SET_NEXT = (
    upsert(host)
    .values(name=_HOST, next=_AT, resting=0.0)
    .on_conflict_do_update(index_elements=[_H.name], set_={"next": _AT})
)


def free(connection: sa.Connection, name: str, at: float) -> None:
    connection.execute(_SET_NEXT, {"p_host": name, "p_at": at})


# Robots


def robots_of(connection: sa.Connection, origin: str) -> tuple[str, bool, float] | None:
    row = connection.execute(sa.select(robots).where(robots.c.origin == storable(origin))).one_or_none()
    return None if row is None else (row.text, bool(row.closed), row.until)


def put_robots(connection: sa.Connection, origin: str, text: str, closed: bool, until: float) -> None:
    values = storable_row({"text": text, "closed": int(closed), "until": until})
    row = upsert(robots).values(origin=storable(origin), **values)
    connection.execute(row.on_conflict_do_update(index_elements=[robots.c.origin], set_=values))


# Jobs


_NEXT_SOURCE = (
    sa.select(followed)
    .where(_S.host == _HOST, _S.state == "active", _S.due <= _NOW, _S.taken_by.is_(None))
    .order_by(_S.due, _S.seq)
    .limit(1)
)
_NEXT_PAGE = (
    sa.select(found)
    .where(_F.host == _HOST, _F.state == "waiting", _F.due <= _NOW, _F.taken_by.is_(None))
    .order_by(_F.visits, _F.published.desc(), _F.seq)
    .limit(1)
)
_TAKE_SOURCE = followed.update().where(_S.seq == _SEQ).values(taken_by=_RUN)
_TAKE_PAGE = found.update().where(_F.seq == _SEQ).values(taken_by=_RUN)


def next_job(connection: sa.Connection, id: str, name: str, now: float) -> SourceJob | PageJob | None:
    """The next job on a host, taken: a source that is due, else the newest article that waits."""
    asked = {"p_host": name, "p_now": now}
    row = connection.execute(_NEXT_SOURCE, asked).one_or_none()
    if row is not None:
        connection.execute(_TAKE_SOURCE, {"p_seq": row.seq, "p_run": id})
        return SourceJob(
            row.id, row.url, row.host, row.kind, row.interval, row.errors, row.asked, row.etag,
            row.modified, row.digest, row.rate,
        )  # fmt: skip
    row = connection.execute(_NEXT_PAGE, asked).one_or_none()
    if row is None:
        return None
    connection.execute(_TAKE_PAGE, {"p_seq": row.seq, "p_run": id})
    return PageJob(
        row.seq, row.key, row.url, row.host, row.said, row.published, row.tries, row.visits, row.seen,
        row.document, row.etag, row.modified,
    )  # fmt: skip


def note_fetched(
    connection: sa.Connection, id: str, results: list[Fetched], now: float
) -> list[Added | None]:
    """Keep the records and note what came of each job; None for one that this run no longer holds."""
    return [_note_one(connection, id, result, now) for result in results]


def _note_one(connection: sa.Connection, id: str, result: Fetched, now: float) -> Added | None:
    job = result.job
    mine = connection.scalar(sa.select(_F.seq).where(_F.seq == job.seq, _F.taken_by == id))
    if mine is None:
        return None
    values: dict[str, Any] = {"taken_by": None, "state": result.state, "reason": result.reason}
    if result.due is not None:
        values["due"] = result.due
    if result.missing:
        values["missing"] = sa.func.coalesce(_F.missing, now)
    added: Added | None = None
    if result.record is not None:
        added = _keep(connection, result, values, now)
    if result.state == "stored":
        values |= {"etag": result.etag, "modified": result.modified, "missing": None}
    if result.state == "waiting":
        values["tries"] = job.tries + 1
    elif result.state == "stored" or result.due is not None:
        values |= {"visits": job.visits + 1, "tries": 0}
        if result.due is not None:
            values["state"] = "waiting"
    connection.execute(found.update().where(_F.seq == job.seq).values(storable_row(values)))
    return added


def missing(connection: sa.Connection, document: str) -> Missing | None:
    """Since when no address of the document serves it, and what is found there; None while one does."""
    which = sa.and_(_F.document == storable(document), _F.state != "same")
    rows = connection.execute(sa.select(_F.missing, _F.reason).where(which)).all()
    if not rows or any(row.missing is None for row in rows):
        return None
    last = max(rows, key=lambda row: row.missing)
    return Missing(last.missing, last.reason or "")


def _keep(connection: sa.Connection, result: Fetched, values: dict[str, Any], now: float) -> Added | None:
    """Put the record in, unless its page names an address whose article is in the desk already."""
    assert result.record is not None
    key, document = result.canonical_key, result.record.document.id
    other = None
    if key is not None and key != result.job.key:
        other = connection.execute(sa.select(_F.seq, _F.document).where(_F.key == key)).one_or_none()
    if other is not None and other.document not in (None, result.job.document):
        values |= {"state": "same", "document": other.document, "reason": "another address of one article"}
        return None
    try:
        added = write.put(connection, result.record)
    except BadRecord as error:
        values |= {"state": "failed", "reason": error.message}
        return None
    values |= {"document": document, "stored": sa.func.coalesce(_F.stored, now)}
    if other is not None:
        same = {"state": "same", "document": document, "reason": "another address of one article"}
        connection.execute(found.update().where(_F.seq == other.seq).values(same))
    elif key is not None and key != result.job.key:
        alias = {"key": key, "state": "same", "document": document, "due": now}
        connection.execute(found.insert(), alias | {"tries": 0, "visits": 0, "seen": now})
    return added
