"""The board of a made-up negotiation: whose position, on what, since when, and who opposes whom."""

from __future__ import annotations

import pytest

from onrecord.dossier.board import Board, board, moved, oppositions, stages
from onrecord.errors import DossierError
from onrecord.store import Desk
from tests.dossier import samples
from tests.dossier.build import Report

DOSSIER = samples.dossier()


def draw(desk: Desk, **options: str) -> Board:
    return board(DOSSIER, desk.dossiers.takes(DOSSIER), **options)


def picture(shown: Board) -> dict[str, dict[str, str]]:
    """`{issue: {party: "stance object"}}`, with the state under `=`."""
    return {
        row.issue.slug: {
            cell.party.code: f"{cell.latest.stance} {cell.latest.object}" for cell in row.cells if cell.latest
        }
        | {"=": row.state.word}
        for row in shown.rows
    }


def test_each_cell_holds_the_newest_position_in_the_sources_words(desk: Desk) -> None:
    assert picture(draw(desk)) == {
        "fishing-grounds": {
            "nor": "demands sharing the herring grounds", "swe": "conditions share the herring grounds",
            "=": "converging",
        },
        "bridge-toll": {
            "nor": "accepts the lower bridge toll", "swe": "offers lower the bridge toll", "=": "converging",
        },
    }  # fmt: skip


def test_the_board_as_it_stood_on_an_earlier_day(desk: Desk) -> None:
    row = picture(draw(desk, at="2025-03-03"))["fishing-grounds"]
    assert row == {
        "nor": "demands sharing the herring grounds", "swe": "rejects sharing the herring grounds", "=": "apart",
    }  # fmt: skip


def test_what_changed_since_a_day(desk: Desk) -> None:
    shown = draw(desk, since="2025-03-04")
    changes = {(c.issue.slug, c.party.code): c.change for row in shown.rows for c in row.cells if c.change}
    assert changes == {("fishing-grounds", "swe"): "moved", ("bridge-toll", "nor"): "new"}
    first = moved(shown)[0]
    assert first.before is not None and first.latest is not None
    assert (first.before.stance, first.latest.stance) == ("rejects", "conditions")


def test_who_opposes_whom_on_what(desk: Desk) -> None:
    (found,) = oppositions(draw(desk, at="2025-03-03"))
    assert (found.take.party, found.take.stance, found.against, found.by) == (
        "swe",
        "rejects",
        "nor",
        "named",
    )
    assert found.other is not None and found.other.object == "sharing the herring grounds"
    assert oppositions(draw(desk)) == []


def test_a_history_goes_in_stages(desk: Desk) -> None:
    takes = [t for t in desk.dossiers.takes(DOSSIER) if (t.issue, t.party) == ("fishing-grounds", "swe")]
    assert [[t.stance for t in stage] for stage in stages(takes)] == [["conditions"], ["rejects"]]


def test_several_stances_on_one_day_stand_beside_each_other(desk: Desk) -> None:
    report = Report("Ostia supports the toll in the Sound. Ostia opposes the bridge in part.", "2025-03-20")
    report.wants("fin", "supports", "the toll", "Ostia supports the toll", confidence=0.9)
    report.wants(
        "fin", "opposes", "the bridge", "Ostia opposes the bridge in part", degree="part", confidence=0.6
    )
    desk.add(report.record)
    cell = draw(desk).rows[1].cells[2]
    assert cell.latest is not None
    assert (cell.latest.stance, [t.stance for t in cell.beside]) == ("supports", ["opposes"])


def test_words_match_in_the_object_before_the_evidence(desk: Desk) -> None:
    report = Report("Ostia rejects the bridge toll while herring is scarce in the Sound.", "2025-03-20")
    report.wants("fin", "rejects", "the bridge toll", "Ostia rejects the bridge toll while herring is scarce")
    report2 = Report("On herring, Ostia rejects the plan.", "2025-03-21")
    report2.wants("fin", "rejects", "the plan", "On herring, Ostia rejects the plan")
    desk.add(report.record)
    desk.add(report2.record)
    assert [row.cells[2].taken for row in draw(desk).rows] == [1, 1]


def test_the_finders_own_issue_counts_as_words(desk: Desk) -> None:
    report = Report("Ostia rejects it all.", "2025-03-20")
    report.wants("fin", "rejects", "it all", "Ostia rejects it all", on="bridge toll")
    desk.add(report.record)
    assert [row.cells[2].taken for row in draw(desk).rows] == [0, 1]


def test_a_person_who_is_listed_speaks_for_the_party_whatever_the_document_says(desk: Desk) -> None:
    report = Report("Brandt, in a firm’s name, opposes the toll.", "2025-03-20")
    report.actor("Brandt", "brandt-shipping")
    report.wants(
        "brandt-shipping", "opposes", "the toll", "Brandt, in a firm’s name, opposes the toll", by=("Brandt",)
    )
    desk.add(report.record)
    cell = draw(desk).rows[1].cells[1]
    assert cell.latest is not None and (cell.latest.party, cell.latest.stance) == ("swe", "opposes")


def test_less_sure_positions_can_be_left_out(desk: Desk) -> None:
    assert board(DOSSIER, desk.dossiers.takes(DOSSIER, min_confidence=0.95)).rows[0].cells[0].latest is None


def test_a_dossier_is_kept_changed_and_removed(desk: Desk) -> None:
    kept = desk.dossiers.get("sound-talks")
    assert (kept.parties, kept.issues, kept.about) == (DOSSIER.parties, DOSSIER.issues, ("Sound",))
    with pytest.raises(DossierError, match="already"):
        desk.dossiers.new(DOSSIER)
    desk.dossiers.remove("sound-talks")
    assert desk.dossiers.all() == []
    for call in (desk.dossiers.get, desk.dossiers.remove):
        with pytest.raises(KeyError):
            call("sound-talks")
    assert len(desk.documents()) == 4
