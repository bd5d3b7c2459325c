"""What every test may use: where the corpora are, and the reason for skipping where they are not."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# Machines are shared and noisy: how long an example takes is measured in bench/, never asserted here.
settings.register_profile("calm", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("calm")

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of the corpora that are not shipped; the test is skipped where it is missing."""
    if not (SHARED / "data").is_dir():
        pytest.skip("the corpora of ../shared/data are not on this machine")
    return SHARED


@pytest.fixture(autouse=True)
def own_loop(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test may run an event loop of its own in a process that a browser test has used before.

    The browser's driver leaves its loop marked as running between its tests; outside of them no loop is.
    """
    if Path(__file__).parent / "browser" in request.path.parents:
        yield
        return
    left = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(left)
