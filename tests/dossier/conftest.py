"""A desk with a made-up negotiation and its dossier."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.store import Desk
from tests.dossier import samples


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk.open(tmp_path / "desk.sqlite") as opened:
        list(opened.add_many(samples.records()))
        opened.dossiers.new(samples.dossier())
        yield opened
