"""A desk with two documents that have something of everything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.store import Desk
from tests.store.build import article

TALKS = article(
    "The mayor {Ana Ruiz} <said> “[we will go]” and “[come back]”.\n{Bo Lind, Dee Poe} <said> [=1+1 is the sum].",
    path="a.txt", title="-Talks", source="Gazette", published="2025-01-05", section="World", verdict="trimmed",
    sides={"Ana Ruiz": "esp"}, roles={"Ana Ruiz": "mayor"}, url="https://g.example/talks",
)  # fmt: skip
VOTE = article(
    '{Ana Ruiz} <called> it “[never\ragain, "no"; &lt; *bold* _x_]”.', path="b.txt", title="A vote"
)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    path: Path = tmp_path_factory.mktemp("export") / "desk.sqlite"
    with Desk.open(path) as desk:
        list(desk.add_many([TALKS, VOTE]))
        yield desk
