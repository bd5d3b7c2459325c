"""Asking one source: what it lists, and when it is to be asked again."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, replace

from onrecord.errors import BadAnswer, Disallowed, OnrecordError
from onrecord.gather.feeds import Item, Listing, read_listing
from onrecord.gather.net.answers import Answer
from onrecord.gather.net.fetcher import Asking, Fetcher
from onrecord.gather.net.headers import kept_for, retry_after
from onrecord.gather.urls import canonical, host_of, url_key
from onrecord.models import make_id
from onrecord.store.following_rows import Asked, NewItem, SourceJob
from onrecord.watching import schedule
from onrecord.watching.pool import ReaderLost, ReaderPool

ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, "
    "text/xml;q=0.9, text/html;q=0.8, */*;q=0.1"
)
FIRST_ITEMS = 100
"""How many of the articles that a source lists when it is first asked are fetched."""
FRESH = 2 * 86_400.0
_CHILDREN = 4
_SECONDS = 45.0
_TO_BE_ASKED_LATER = frozenset((429, 503))


async def ask(job: SourceJob, fetcher: Fetcher, pool: ReaderPool) -> tuple[Asked, float | None]:
    """What came of asking, and for how many seconds the host wants to be left alone, if it says so."""
    now = fetcher.clock.now()
    try:
        answer = await fetcher.fetch(job.url, Asking(job.etag, job.modified, ACCEPT))
        now = fetcher.clock.now()
        if answer.status == 304:
            return _unchanged(job, answer, now), None
        if answer.status != 200:
            return _refused(job, answer, now)
        digest = hashlib.sha256(answer.data).hexdigest()
        if digest == job.digest:
            return _unchanged(job, answer, now), None
        with fetcher.clock.working():
            listing = await pool.run(list_of, answer.data, answer.final_url, limit=_SECONDS)
        if listing.kind == "page" and job.kind != "page":
            return _failed(job, f"is a page, and no {job.kind} any more", now), None
        listing = await _with_children(listing, job, fetcher, pool)
    except Disallowed as error:
        return Asked(now + schedule.LATEST, job.interval, error=error.message), None
    except (OnrecordError, ReaderLost) as error:
        reason = error.message if isinstance(error, OnrecordError) else error.reason
        return _failed(job, reason, now), None
    except Exception as error:
        return _failed(job, fault(error), now), None
    return _listed(job, answer, listing, digest, fetcher.clock.now()), None


def fault(error: Exception) -> str:
    """What is said of an error that nobody foresaw: it costs only what it befell."""
    return f"a fault in onrecord, please report it: {type(error).__name__}: {error}"[:300]


def list_of(data: bytes, url: str) -> Listing:
    """The list in a body; what a reading process runs. A fault in reading it costs only its source."""
    try:
        return read_listing(data, url)
    except OnrecordError:
        raise
    except Exception as error:
        raise BadAnswer(f"cannot be read: {type(error).__name__}: {error}"[:200], path=url) from error


def _failed(job: SourceJob, reason: str, now: float, wait: float | None = None) -> Asked:
    return Asked(now + schedule.back_off(job.id, job.errors, wait), job.interval, error=reason)


def _refused(job: SourceJob, answer: Answer, now: float) -> tuple[Asked, float | None]:
    if answer.status == 410:
        return Asked(now + schedule.LATEST, job.interval, error="the server says it is gone", gone=True), None
    wait = retry_after(answer.header("retry-after"), now)
    asked = _failed(job, f"the server answers {answer.status}", now, wait)
    if answer.status not in _TO_BE_ASKED_LATER:
        return asked, None
    return asked, asked.due - now


def _unchanged(job: SourceJob, answer: Answer, now: float) -> Asked:
    hint = kept_for(answer.header("cache-control"), answer.header("expires"), now)
    interval = schedule.bounded(schedule.slower(job.interval, job.rate), hint)
    return Asked(
        schedule.next_turn(job.id, interval, now),
        interval,
        etag=answer.header("etag") or job.etag,
        modified=answer.header("last-modified") or job.modified,
        rate=None if job.rate is None else job.rate * 0.99,
        moved_to=_moved(job, answer),
    )


def _moved(job: SourceJob, answer: Answer) -> str | None:
    """The source's new address, where it has moved for good."""
    return None if answer.moved_to == job.url else answer.moved_to


async def _with_children(listing: Listing, job: SourceJob, fetcher: Fetcher, pool: ReaderPool) -> Listing:
    """Of an index of sitemaps: what its newest sitemaps list."""
    if listing.kind != "sitemap index":
        return listing
    since = fetcher.clock.now() - FRESH
    fresh = [outline for outline in listing.outlines if outline.updated is None or outline.updated >= since]
    fresh.sort(key=lambda outline: (-_newsy(outline.url), -(outline.updated or 0.0)))
    items: list[Item] = []
    notes = list(listing.notes)
    for outline in fresh[:_CHILDREN]:
        try:
            answer = await fetcher.fetch(outline.url, Asking(accept=ACCEPT))
            if answer.status != 200:
                notes.append(f"{outline.url}: the server answers {answer.status}")
                continue
            with fetcher.clock.working():
                child = await pool.run(list_of, answer.data, answer.final_url, limit=_SECONDS)
        except (OnrecordError, ReaderLost) as error:
            notes.append(f"{outline.url}: {error}")
            continue
        items += child.items
        notes += child.notes
    return replace(listing, items=tuple(items), notes=tuple(notes))


def _newsy(url: str) -> bool:
    return "news" in url.lower()


def _listed(job: SourceJob, answer: Answer, listing: Listing, digest: str, now: float) -> Asked:
    times = [item.published for item in listing.items if item.published is not None]
    hint = max(
        kept_for(answer.header("cache-control"), answer.header("expires"), now) or 0.0, listing.keeps or 0.0
    )
    interval = schedule.interval_of(times, now) if listing.kind != "sitemap index" or times else None
    interval = schedule.bounded(interval or schedule.faster(job.interval), hint)
    items = tuple(new_items(listing, now, first=job.asked is None))
    return Asked(
        schedule.next_turn(job.id, interval, now),
        interval,
        etag=answer.header("etag"),
        modified=answer.header("last-modified"),
        digest=digest,
        rate=schedule.rate_of(times, now),
        kind=listing.kind,
        title=listing.title,
        note="; ".join(listing.notes)[:500] or None,
        items=items,
        moved_to=_moved(job, answer),
    )


def new_items(listing: Listing, now: float, *, first: bool) -> Iterable[NewItem]:
    """The articles of a list as the queue takes them; old ones of a sitemap are known, but not fetched.

    A list's own ids count only where each is given once: some lists give one to all.
    """
    times_given = Counter(item.guid for item in listing.items if item.guid)
    seen: set[str] = set()
    wanted = 0
    for item in listing.items:
        url = canonical(item.url)
        if url is None or (key := page_key(url)) in seen:
            continue
        seen.add(key)
        reason = _left_out(item, listing, now, wanted, first=first)
        wanted += reason is None
        yield NewItem(
            key=key,
            url=url,
            host=host_of(url) or "",
            guid=item.guid if item.guid and times_given[item.guid] == 1 else None,
            published=item.published if item.published is None or item.published <= now + 300 else None,
            updated=item.updated,
            said=json.dumps(asdict(item.said), ensure_ascii=False) if item.said else None,
            reason=reason,
        )


def _left_out(item: Item, listing: Listing, now: float, wanted: int, *, first: bool) -> str | None:
    """Why an article that a list names is not fetched."""
    when = item.published or item.updated
    if listing.kind in ("sitemap", "sitemap index") and when is not None and when < now - FRESH:
        return "older than the time from which sitemaps are followed"
    if first and listing.kind in ("sitemap", "sitemap index") and when is None:
        return "listed without a date before the source was followed"
    if first and wanted >= FIRST_ITEMS:
        return f"listed after the first {FIRST_ITEMS} when the source was first asked"
    return None


def page_key(url: str) -> str:
    """The key that the queue knows an article by; a digest, so that it may stay when the address must go."""
    return make_id("found", url_key(url))
