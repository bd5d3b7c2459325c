"""The article that the project began with, read and put on a board: demand against rejection on one row."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.dossier.board import board, oppositions
from onrecord.dossier.definition import make_dossier
from onrecord.reading import read
from onrecord.store import Desk
from tests.conftest import SHARED

ARTICLE = SHARED / "articles" / "good-meeting.txt"
DOSSIER = make_dossier(
    "peace-talks", parties="RUS,UKR,USA",
    issues={"territory": ["territor*", "Donbas", "Donetsk"], "security guarantees": ["security guarantee*", "sovereignty"]},
)  # fmt: skip


@pytest.mark.corpus
@pytest.mark.skipif(not ARTICLE.exists(), reason=f"{ARTICLE} is not here; it is not shipped")
def test_russias_demand_stands_against_ukraines_rejection_on_one_row(tmp_path: Path) -> None:
    with Desk.open(tmp_path / "desk.sqlite") as desk:
        desk.add(read(str(ARTICLE)))
        drawn = board(DOSSIER, desk.dossiers.takes(DOSSIER))
    row = drawn.rows[0]
    stances = {cell.party.code: cell.latest.stance for cell in row.cells if cell.latest}
    assert stances == {"rus": "demands", "ukr": "rejects"}
    assert (row.state.word, row.state.rule) == ("apart", "demand against rejection")
    assert {cell.latest.object for cell in row.cells if cell.latest} == {
        "Ukrainian forces withdrawing from the entire Donbas region"
    }
    against = [(o.take.party, o.against) for o in oppositions(drawn) if o.issue.slug == "territory"]
    assert against == [("ukr", "rus")]
