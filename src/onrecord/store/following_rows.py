"""What is followed, as frozen rows; times are seconds since 1970."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from onrecord.models import Record

SourceState = Literal["active", "paused", "gone"]
Health = Literal["new", "well", "silent", "failing", "dead", "paused", "gone"]
FoundState = Literal["waiting", "stored", "refused", "failed", "gone", "same", "forgotten"]

FAILING_TIMES = 8
SILENT_AFTER = 14 * 86_400.0


def moment(seconds: float, exact_to: str = "seconds") -> str:
    """A time of the tables as ISO 8601 in UTC."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec=exact_to).replace("+00:00", "Z")


@dataclass(frozen=True, slots=True)
class FollowedRow:
    """A source that is followed. `rate` is articles a day; `items` were found, `stored` are in the desk.

    `waiting` are to be fetched for the first time; `refused` are not to be had, one of them for `refusal`.
    """

    id: str
    url: str
    kind: str
    title: str | None
    site: str | None
    state: SourceState
    added: float
    due: float
    interval: float
    asked: float | None
    succeeded: float | None
    rate: float | None
    items: int
    stored: int
    waiting: int
    refused: int
    refusal: str | None
    newest: float | None
    errors: int
    error: str | None
    note: str | None

    @property
    def health(self) -> Health:
        """In a word; `dead` is shown and still asked, once a day."""
        if self.state != "active":
            return self.state
        if self.asked is None:
            return "new"
        if self.errors:
            return "dead" if self.errors >= FAILING_TIMES else "failing"
        if self.newest is not None and self.asked - self.newest > SILENT_AFTER:
            return "silent"
        return "well"


@dataclass(frozen=True, slots=True)
class SourceJob:
    """A source to be asked, with what is known of its last answer."""

    id: str
    url: str
    host: str
    kind: str
    interval: float
    errors: int
    asked: float | None
    etag: str | None
    modified: str | None
    digest: str | None
    rate: float | None


@dataclass(frozen=True, slots=True)
class Missing:
    """An article that its address no longer serves: since when, in seconds, and what was found instead."""

    since: float
    reason: str

    @property
    def moment(self) -> str:
        """Since when, as ISO 8601 in UTC."""
        return moment(self.since)


@dataclass(frozen=True, slots=True)
class PageJob:
    """An article to be fetched; `document` names the one in the desk where it was fetched before."""

    seq: int
    key: str
    url: str
    host: str
    said: str | None
    published: float | None
    tries: int
    visits: int
    seen: float
    document: str | None
    etag: str | None
    modified: str | None


@dataclass(frozen=True, slots=True)
class NewItem:
    """An article as a source lists it; `key` is what the addresses of one page share.

    With a `reason` it is known from now on, but not fetched.
    """

    key: str
    url: str
    host: str
    guid: str | None = None
    published: float | None = None
    updated: float | None = None
    said: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of asking a source: its next turn, and what is known of it now."""

    due: float
    interval: float
    error: str | None = None
    etag: str | None = None
    modified: str | None = None
    digest: str | None = None
    rate: float | None = None
    kind: str | None = None
    title: str | None = None
    moved_to: str | None = None
    gone: bool = False
    note: str | None = None
    items: Sequence[NewItem] = field(default=())


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of fetching an article: a record to keep, or why there is none, and when to come again.

    `missing`: its address no longer serves an article that is in the desk.
    """

    job: PageJob
    state: FoundState
    record: Record | None = None
    reason: str | None = None
    missing: bool = False
    due: float | None = None
    canonical_key: str | None = None
    etag: str | None = None
    modified: str | None = None
