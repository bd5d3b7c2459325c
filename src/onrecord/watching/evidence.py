"""What is served kept as WARC, for a desk that asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from onrecord.gather.files import Metadata
from onrecord.store import Desk

if TYPE_CHECKING:
    from onrecord.gather.net.answers import Answer

Keep = Callable[["Answer", Metadata | None], None]


@contextmanager
def evidence(desk: Desk) -> Iterator[Keep | None]:
    """What keeps an answer in the desk's folder of WARC files; None where the desk keeps none."""
    folder = desk.settings.warc
    if folder is None:
        yield None
        return
    from onrecord.gather.keeping import Keeper

    with Keeper(folder) as keeper:
        yield keeper.keep
