"""Single pages that a person asks for, fetched as politely as the rest."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence

from onrecord.errors import BadAnswer, OnrecordError
from onrecord.gather.files import Gathered
from onrecord.gather.urls import canonical
from onrecord.models import Failure, Record
from onrecord.store import Desk
from onrecord.watching.evidence import Keep, evidence
from onrecord.watching.pages import read_page
from onrecord.watching.starting import Manners, fetching


def read_addresses(
    desk: Desk, urls: Sequence[str], manners: Manners, *, finder: str
) -> Iterator[Record | Failure]:
    """A record or a failure for each address, in order; pages of one host come one after the other."""
    with evidence(desk) as keep:
        pages = asyncio.run(_fetch(desk, urls, manners, keep))
    for page in pages:
        yield page if isinstance(page, Failure) else read_page(page, finder)


async def _fetch(
    desk: Desk, urls: Sequence[str], manners: Manners, keep: Keep | None
) -> list[Gathered | Failure]:
    async with fetching(desk, manners) as (fetcher, _):

        async def one(url: str) -> Gathered | Failure:
            try:
                answer = await fetcher.fetch(canonical(url) or url)
                if answer.status != 200:
                    raise BadAnswer(f"the server answers {answer.status}")
                if keep is not None:
                    keep(answer, None)
                return answer.gathered()
            except OnrecordError as error:
                return Failure(url, error.kind, error.message)

        return await asyncio.gather(*(one(url) for url in urls))
