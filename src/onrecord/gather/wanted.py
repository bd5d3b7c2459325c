"""Which documents of an archive are asked for: by time, host and language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from onrecord.gather.files import Gathered
from onrecord.gather.urls import host_of
from onrecord.models import Document

LEFT_OUT = "left out"
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; empty fields ask for everything.

    `since` and `until` are ISO dates, both inclusive and as coarse as given, of publication, else of
    fetching. A host takes in what is below it: `paper.example` asks for `news.paper.example` too.
    """

    since: str | None = None
    until: str | None = None
    hosts: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()

    def refuses(self, page: Gathered) -> str | None:
        """Why the page is not asked for, as far as can be told before it is read."""
        return self.refuses_early(page.final_url or page.url, page.fetched)

    def refuses_early(self, url: str | None, fetched: str | None) -> str | None:
        """As `refuses`, by address and time of fetching: nothing is published after it was fetched."""
        if self.hosts and url and (reason := self._other_host(url)):
            return reason
        if self.since and fetched and in_utc(fetched) < self.since:
            return f"was fetched before {self.since}"
        return None

    def refuses_read(self, document: Document) -> str | None:
        """Why the document is not asked for, now that it is read."""
        if self.hosts and (reason := self._other_host(document.canonical_url or document.url)):
            return reason
        if self.languages and document.language not in self.languages:
            return f"is in the language {document.language or 'unknown'}, which was not asked for"
        if self.since is None and self.until is None:
            return None
        when = document.published or document.fetched
        if when is None:
            return "has no date"
        moment = in_utc(when)
        if self.since and moment < self.since[: len(moment)]:
            return f"was published before {self.since}"
        if self.until and moment > self.until + _LAST:
            return f"was published after {self.until}"
        return None

    def _other_host(self, url: str | None) -> str | None:
        host = host_of(url) if url else None
        if host is None:
            return "has no address, so that its host is unknown"
        if any(host == name or host.endswith(f".{name}") for name in self.hosts):
            return None
        return f"is of the host {host}, which was not asked for"


def in_utc(when: str) -> str:
    """An ISO time in UTC where it names its zone, so that times can be compared as words."""
    try:
        moment = datetime.fromisoformat(when)
    except ValueError:
        return when
    if moment.tzinfo is None:
        return when
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds")
