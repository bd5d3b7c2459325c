"""A fixture for tests that run an event loop of their own in a process that a browser test may have used before.

The browser's driver leaves its loop marked as running between its tests; nothing could be run beside it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def own_loop() -> Iterator[None]:
    """No loop is marked as running while the test is."""
    left = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(left)
