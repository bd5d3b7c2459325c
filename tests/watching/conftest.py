"""A server for each test, and reading processes for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.watching.pool import ReaderPool
from tests.gather.server import Server, serving
from tests.watching.valley import Valley


@pytest.fixture(scope="session")
def pool() -> Iterator[ReaderPool]:
    running = ReaderPool(1)
    yield running
    running.close()


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture
def valley(tmp_path: Path, server: Server, pool: ReaderPool) -> Valley:
    return Valley(tmp_path, server, pool)
