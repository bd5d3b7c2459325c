"""Fetching one article: what its answer means, and the record that is read out of it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from onrecord.errors import BadAnswer, Disallowed, OnrecordError, Refused, TooLarge
from onrecord.gather.files import Gathered, Metadata
from onrecord.gather.net.answers import Answer
from onrecord.gather.net.fetcher import Asking, Fetcher
from onrecord.gather.net.headers import retry_after
from onrecord.gather.urls import canonical
from onrecord.models import Failure, Record
from onrecord.store.following_rows import Fetched, PageJob
from onrecord.watching import schedule
from onrecord.watching.sources import fault, page_key

_MOST_TRIES = 6
_MOST_BUSY = 20
_NOT_FOR_US = frozenset((401, 402, 403, 406, 407, 451))
_BUSY = frozenset((429, 503))


@dataclass(frozen=True, slots=True)
class Got:
    """A page to be read, or what came of it without; `rest` is how long the host wants to be left alone.

    `proof` is an answer that holds no page but tells of one that is in the desk: it is unchanged, or gone.
    """

    answer: Answer | None = None
    proof: Answer | None = None
    outcome: Fetched | None = None
    rest: float | None = None


async def get(job: PageJob, fetcher: Fetcher, due: float | None = None) -> Got:
    """Ask for the article, with what is known of its last answer; `due` is when to look at it again.

    One that is in the desk is looked at again whatever came of this look.
    """
    again = due if job.document is not None else None
    try:
        answer = await fetcher.fetch(job.url, Asking(job.etag, job.modified))
    except (Disallowed, Refused, TooLarge) as error:
        return Got(outcome=Fetched(job, "refused", reason=error.message, due=again))
    except OnrecordError as error:
        few = 2 if isinstance(error, BadAnswer) else _MOST_TRIES
        return Got(outcome=_again(job, error.message, fetcher.clock.now(), few, due=again))
    except Exception as error:
        return Got(outcome=Fetched(job, "failed", reason=fault(error)))
    now = fetcher.clock.now()
    if answer.status == 200:
        return Got(answer=answer)
    if answer.status == 304 and job.document is not None:
        same = Fetched(job, "stored", due=due, etag=job.etag, modified=job.modified)
        return Got(proof=answer, outcome=same)
    return _by_status(job, answer, now, again)


def _by_status(job: PageJob, answer: Answer, now: float, due: float | None) -> Got:
    had = job.document is not None
    status = answer.status
    reason = f"the server answers {status}"
    if status in _BUSY:
        wait = schedule.back_off(job.host, job.tries, retry_after(answer.header("retry-after"), now))
        return Got(outcome=_again(job, reason, now, _MOST_BUSY, wait, due), rest=wait)
    if status == 410 or (status == 404 and (had or job.tries >= 2)):
        gone = Fetched(job, "gone", reason=reason, due=due, missing=had)
        return Got(proof=answer if had else None, outcome=gone)
    if status in _NOT_FOR_US:
        return Got(outcome=Fetched(job, "refused", reason=reason, due=due, missing=had))
    return Got(outcome=_again(job, reason, now, _MOST_TRIES, due=due))


def _again(
    job: PageJob, reason: str, now: float, most: int, wait: float | None = None, due: float | None = None
) -> Fetched:
    """To be tried again soon; after the last try, at `due`."""
    if job.tries + 1 >= most:
        return Fetched(job, "failed", reason=f"{reason}, {job.tries + 1} times", due=due)
    due = now + (wait if wait is not None else schedule.back_off(job.key, job.tries))
    return Fetched(job, "waiting", reason=reason, due=due)


def gathered_of(job: PageJob, answer: Answer) -> Gathered:
    """The page to be read, with what the source said of it."""
    said = Metadata(**json.loads(job.said)) if job.said else None
    return answer.gathered(said)


def read_page(page: Gathered, finder: str) -> Record | Failure:
    """One page read, or why not; what a reading process runs."""
    from onrecord.reading import ARTICLES, read_wanted

    try:
        return read_wanted(page, finder=finder, kinds=ARTICLES)
    except OnrecordError as error:
        return Failure(page.path, error.kind, error.message, url=page.url)
    except (MemoryError, RecursionError) as error:
        reason = f"gave up reading it: {type(error).__name__}"
        return Failure(page.path, "too complex", reason, url=page.url)
    except Exception as error:
        return Failure(page.path, "internal", fault(error), url=page.url)


def outcome_of(job: PageJob, answer: Answer, result: Record | Failure, due: float | None) -> Fetched:
    """What to note of a page that was read; `due` is when to look at it again."""
    if isinstance(result, Failure):
        ours = result.kind in ("internal", "crashed", "too complex")
        had = job.document is not None
        return Fetched(
            job, "failed" if ours else "refused", reason=result.message, due=due if had else None,
            missing=had and not ours,
        )  # fmt: skip
    where = canonical(answer.final_url, declared=result.document.canonical_url) or answer.final_url
    return Fetched(
        job,
        "stored",
        record=result,
        due=due,
        canonical_key=page_key(where),
        etag=answer.header("etag"),
        modified=answer.header("last-modified"),
    )
