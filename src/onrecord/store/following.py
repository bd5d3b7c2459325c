"""What the desk follows: sources, and the queue of articles found in them. `Desk.following` is the way in."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.store import following_queue as queue
from onrecord.store import following_sources as sources
from onrecord.store.db import Database
from onrecord.store.following_rows import (
    Asked,
    Fetched,
    FollowedRow,
    Missing,
    PageJob,
    SourceJob,
    SourceState,
)
from onrecord.store.rows import Added

LONGEST = 60.0
"""Seconds that one request may take at most, unless it is said otherwise."""


class Following:
    """Sources of one desk; every method is one transaction. Times are seconds since 1970."""

    def __init__(self, database: Database) -> None:
        self._db = database

    # Sources

    def follow(
        self, url: str, *, kind: str, title: str | None = None, site: str | None = None, now: float
    ) -> tuple[FollowedRow, bool]:
        """Take a source up, due at once; the row, and whether it is new. A paused one stays paused."""
        with self._db.writing() as connection:
            id, new = sources.follow(connection, url, kind, title, site, now)
            return sources.rows(connection, [id])[0], new

    def sources(self) -> list[FollowedRow]:
        """All sources, in the order in which they were taken up."""
        with self._db.reading() as connection:
            return sources.rows(connection)

    def matching(self, key: str) -> list[FollowedRow]:
        """The sources that an id, an address, a site's address, a host or a title names."""
        with self._db.reading() as connection:
            return sources.rows(connection, sources.matching(connection, key))

    def set_state(self, key: str, state: SourceState, *, now: float) -> list[FollowedRow]:
        """Pause sources or make them active again, due at once; raises KeyError where `key` names none."""
        with self._db.writing() as connection:
            ids = self._ids(sources.matching(connection, key), key)
            for id in ids:
                sources.set_state(connection, id, state, now)
            return sources.rows(connection, ids)

    def unfollow(self, key: str) -> list[FollowedRow]:
        """Let sources go; their articles stay in the desk. Raises KeyError where `key` names none."""
        with self._db.writing() as connection:
            ids = self._ids(sources.matching(connection, key), key)
            gone = sources.rows(connection, ids)
            for id in ids:
                sources.unfollow(connection, id)
            return gone

    @staticmethod
    def _ids(ids: list[str], key: str) -> list[str]:
        if not ids:
            raise KeyError(key)
        return ids

    # Runs

    def begin(
        self, id: str, *, machine: str, process: str, is_alive: Callable[[str], bool], now: float,
        longest: float = LONGEST,
    ) -> None:  # fmt: skip
        """Sign in a process that fetches, after freeing what dead ones had taken.

        `longest` is how many seconds one request may take at most.
        """
        with self._db.writing() as connection:
            queue.bury(connection, machine, is_alive, now, longest)
            queue.begin(connection, id, machine, process, now)

    def beat(
        self, id: str, *, machine: str, is_alive: Callable[[str], bool], now: float, longest: float = LONGEST
    ) -> bool:
        """A sign of life, and a look at who else is dead; False where this run was taken for dead itself."""
        with self._db.writing() as connection:
            queue.bury(connection, machine, is_alive, now, longest)
            return queue.beat(connection, id, now)

    def end(self, id: str) -> None:
        """Sign out; all that the run had taken is free."""
        with self._db.writing() as connection:
            queue.end(connection, id)

    # Work

    def take_hosts(self, run: str, *, now: float, limit: int) -> list[str]:
        """Hosts to work on, the longest due first; nobody else gets them until `free_host`."""
        with self._db.writing() as connection:
            return queue.take_hosts(connection, run, now, limit)

    def free_host(self, run: str, host: str) -> None:
        """Let a host go."""
        with self._db.writing() as connection:
            queue.free_host(connection, run, host)

    def rest_host(self, host: str, until: float) -> None:
        """Leave a host alone until then."""
        with self._db.writing() as connection:
            queue.rest_host(connection, host, until)

    def next_due(self, now: float) -> float | None:
        """When there is something to do next; None where nothing waits."""
        with self._db.reading() as connection:
            return queue.next_due(connection, now)

    def next_job(self, run: str, host: str, *, now: float) -> SourceJob | PageJob | None:
        """The next thing to do on a host that the run holds: taken."""
        with self._db.writing() as connection:
            return queue.next_job(connection, run, host, now)

    def note_asked(self, run: str, source: str, asked: Asked, *, now: float) -> int:
        """Keep what came of asking a source; the number of new articles."""
        with self._db.writing() as connection:
            return sources.note_asked(connection, run, source, asked, now)

    def note_fetched(self, run: str, results: list[Fetched], *, now: float) -> list[Added | None]:
        """Keep records, and with them in one transaction that their jobs are done."""
        with self._db.writing() as connection:
            return queue.note_fetched(connection, run, results, now)

    def missing(self, document: str) -> Missing | None:
        """Since when a document's address no longer serves it; None while it does, as far as is known."""
        with self._db.reading() as connection:
            return queue.missing(connection, document)

    # Politeness

    def reserve(self, host: str, *, now: float, until: float) -> float:
        """Take the host's next moment (0), or learn how many seconds away it is."""
        with self._db.writing() as connection:
            return queue.reserve(connection, host, now, until)

    def free(self, host: str, *, at: float) -> None:
        """The host may be asked again from then on."""
        with self._db.writing() as connection:
            queue.free(connection, host, at)

    def robots(self, origin: str) -> tuple[str, bool, float] | None:
        """A site's robots.txt as it was kept: text, whether it is closed meanwhile, and until when."""
        with self._db.reading() as connection:
            return queue.robots_of(connection, origin)

    def put_robots(self, origin: str, text: str, *, closed: bool, until: float) -> None:
        """Keep a site's robots.txt."""
        with self._db.writing() as connection:
            queue.put_robots(connection, origin, text, closed, until)
