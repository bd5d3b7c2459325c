"""A desk of hand-made records, and the site over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.models import Record
from onrecord.site.app import make_app
from onrecord.store import Desk
from tests.site import samples


def make_desk(path: Path, records: list[Record]) -> Path:
    with Desk.open(path) as desk:
        for record in records:
            desk.add(record)
    return path


@pytest.fixture(scope="session")
def desk_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A specimen with everything, an article of somebody else's, one without anything, a hostile one."""
    folder = tmp_path_factory.mktemp("desk")
    return make_desk(
        folder / "site.desk", [samples.bridge(), samples.others(), samples.bare(), samples.hostile()]
    )


@pytest.fixture
def client(desk_path: Path) -> Iterator[TestClient]:
    with TestClient(make_app(desk_path)) as client:
        yield client


@pytest.fixture
def public(desk_path: Path) -> Iterator[TestClient]:
    with TestClient(make_app(desk_path, public=True)) as client:
        yield client
