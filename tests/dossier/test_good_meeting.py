"""The article that the project began with, read and put on a board: demand against rejection on one row."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from onrecord.dossier.board import board, oppositions
from onrecord.dossier.calendar import calendar
from onrecord.dossier.definition import make_dossier
from onrecord.reading import read
from onrecord.store import Desk
from tests.conftest import SHARED

ARTICLE = SHARED / "articles" / "good-meeting.txt"
DOSSIER = make_dossier(
    "peace-talks", parties="RUS,UKR,USA",
    issues={"territory": ["territor*", "Donbas", "Donetsk"], "security guarantees": ["security guarantee*", "sovereignty"]},
)  # fmt: skip


pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not ARTICLE.exists(), reason=f"{ARTICLE} is not here; it is not shipped"),
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with Desk.open(tmp_path_factory.mktemp("talks") / "desk.sqlite") as desk:
        desk.add(read(ARTICLE))
        yield desk


def test_russias_demand_stands_against_ukraines_rejection_on_one_row(desk: Desk) -> None:
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


def test_the_calendar_holds_the_meeting_in_moscow_and_those_to_come(desk: Desk) -> None:
    found = {e.where: (e.status, e.when) for e in calendar(DOSSIER, *desk.dossiers.events(DOSSIER))}
    assert found == {
        "Kremlin, Moscow": ("held", "2025-12-02"), "Miami": ("proposed", None), "Brussels": ("planned", None),
    }  # fmt: skip
