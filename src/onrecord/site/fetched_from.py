"""The sources that a desk fetches from, with their health, as the page of sources shows them."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.store import Desk
from onrecord.store.following_rows import FollowedRow, Health, moment


@dataclass(frozen=True, slots=True)
class FetchedFrom:
    """One source; `errors` are those in a row, `error` says the last one."""

    url: str
    title: str | None
    health: Health
    succeeded: str | None
    stored: int
    errors: int = 0
    error: str | None = None


def fetched_from(desk: Desk) -> tuple[FetchedFrom, ...]:
    """All that is followed by `onrecord follow`, in the order in which it was taken up."""
    return tuple(map(_shown, desk.following.sources()))


def _shown(row: FollowedRow) -> FetchedFrom:
    succeeded = None if row.succeeded is None else moment(row.succeeded, "minutes")
    return FetchedFrom(row.url, row.title, row.health, succeeded, row.stored, row.errors, row.error)
