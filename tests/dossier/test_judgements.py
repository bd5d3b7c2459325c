"""Corrections: laid over what was found, shown, undone, and still there after another reading."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.dossier.board import board
from onrecord.errors import DossierError
from onrecord.models import Record, Span, make_id, text_id
from onrecord.store import Desk
from tests.dossier import samples

DOSSIER = samples.dossier()
REJECTS, OFFERS = samples.first().positions[1], samples.first().positions[2]


def stances(desk: Desk) -> dict[tuple[str, str], str]:
    shown = board(DOSSIER, desk.dossiers.takes(DOSSIER), at="2025-03-03")
    return {(c.issue.slug, c.party.code): c.latest.stance for r in shown.rows for c in r.cells if c.latest}


FISH, TOLL = "fishing-grounds", "bridge-toll"
AS_FOUND = {(FISH, "nor"): "demands", (FISH, "swe"): "rejects", (TOLL, "swe"): "offers"}


def read_anew(record: Record) -> Record:
    """The same text read by another finder: other ids, and evidence that begins a little later."""
    moved = []
    for p in record.positions:
        span = p.evidence[0]
        later = Span.of(record.document.text, span.start + 2, span.end)
        moved.append(replace(p, id=make_id("other", p.id), evidence=(later,), made_by="other@2"))
    return replace(record, positions=tuple(moved))


def revised(record: Record) -> Record:
    """The text with a sentence put before it, and everything in it moved along."""
    more = "It rained. "
    at = record.document.parts["body"][0].start

    def along(span: Span) -> Span:
        return Span(span.start + len(more), span.end + len(more), span.exact)

    text = record.document.text[:at] + more + record.document.text[at:]
    document = replace(
        record.document, text=text, text_id=text_id(text),
        parts={**record.document.parts, "body": (Span.of(text, at, len(text)),)},
    )  # fmt: skip
    positions = tuple(
        replace(p, evidence=tuple(map(along, p.evidence)), object=along(p.object)) for p in record.positions
    )
    return Record(document, positions=positions)


def test_what_was_found_before_any_judgement(desk: Desk) -> None:
    assert stances(desk) == AS_FOUND


@pytest.mark.parametrize("after", [lambda r: r, read_anew, revised], ids=["at once", "read anew", "revised"])
def test_this_is_not_a_rejection(desk: Desk, after: object) -> None:
    judged = desk.dossiers.judge_position("sound-talks", REJECTS.id, "stance", "conditions")
    assert callable(after)
    desk.add(after(samples.first()))
    assert stances(desk) == AS_FOUND | {(FISH, "swe"): "conditions"}
    shown = board(DOSSIER, desk.dossiers.takes(DOSSIER), at="2025-03-03")
    assert [c.latest.judged for c in shown.rows[0].cells if c.latest] == [False, True]
    assert (judged.left_name, judged.right_name, judged.verdict) == (
        "a demand that Sudmark rejects",
        "swe rejects",
        "conditions",
    )
    desk.undo(judged.id)
    assert stances(desk) == AS_FOUND


def test_no_position_at_all(desk: Desk) -> None:
    desk.dossiers.judge_position("sound-talks", REJECTS.id, "stance", "none")
    assert stances(desk) == {key: value for key, value in AS_FOUND.items() if key != (FISH, "swe")}


def test_the_wrong_issue_and_the_wrong_party(desk: Desk) -> None:
    desk.dossiers.judge_position("sound-talks", OFFERS.id, "issue", FISH)
    desk.dossiers.judge_position("sound-talks", REJECTS.id, "holder", "fin")
    assert stances(desk) == {(FISH, "nor"): "demands", (FISH, "swe"): "offers", (FISH, "fin"): "rejects"}
    desk.dossiers.judge_position("sound-talks", OFFERS.id, "issue", "none")
    assert stances(desk) == {(FISH, "nor"): "demands", (FISH, "fin"): "rejects"}


def test_a_person_speaks_for_a_party(desk: Desk) -> None:
    assert {
        code for code, row in desk.dossiers.statements(DOSSIER) if row.speakers[0].name == "Ulf Brandt"
    } == {"swe"}
    judged = desk.dossiers.judge_side("sound-talks", "Ulf Brandt", "fin")
    assert {
        code for code, row in desk.dossiers.statements(DOSSIER) if row.speakers[0].name == "Ulf Brandt"
    } == {"fin"}
    desk.undo(judged.id)
    assert [name for _, name, _ in desk.dossiers.people(DOSSIER)["fin"]] == ["Mika Laine"]


def test_a_later_word_goes_before_an_earlier_one(desk: Desk) -> None:
    first = desk.dossiers.judge_position("sound-talks", REJECTS.id, "stance", "offers")
    second = desk.dossiers.judge_position("sound-talks", REJECTS.id, "stance", "accepts")
    assert stances(desk)[FISH, "swe"] == "accepts"
    desk.undo(second.id)
    assert stances(desk)[FISH, "swe"] == "offers"
    assert [(j.id, j.undone is not None) for j in desk.dossiers.judgements("sound-talks")] == [
        (second.id, True),
        (first.id, False),
    ]


def test_a_judgement_in_one_dossier_leaves_another_alone(desk: Desk) -> None:
    other = replace(DOSSIER, name="other")
    desk.dossiers.new(other)
    desk.dossiers.judge_position("other", REJECTS.id, "issue", TOLL)
    assert stances(desk) == AS_FOUND
    desk.dossiers.remove("other")
    assert desk.judgements() == []


def test_words_that_are_read_otherwise_now_lose_their_judgement_in_sight(desk: Desk) -> None:
    judged = desk.dossiers.judge_position("sound-talks", REJECTS.id, "stance", "conditions")
    record = samples.first()
    accepts = tuple(replace(p, stance="accepts") if p == REJECTS else p for p in record.positions)
    desk.add(replace(record, positions=accepts))
    assert stances(desk)[FISH, "swe"] == "accepts"
    assert [row.id for row in desk.dossiers.lost(DOSSIER)] == [judged.id]


def test_a_judgement_is_forgotten_with_the_words_that_it_quotes(desk: Desk) -> None:
    desk.dossiers.judge_position("sound-talks", REJECTS.id, "stance", "conditions")
    desk.dossiers.judge_side("sound-talks", "Ulf Brandt", "fin")
    desk.forget(samples.first().document.id)
    assert [j.about for j in desk.judgements()] == ["side"]


@pytest.mark.parametrize(
    ("about", "verdict", "words"),
    [
        ("stance", "likes", "no stance"),
        ("holder", "usa", "none of this dossier"),
        ("issue", "cotton", "none of this dossier"),
    ],
)
def test_a_judgement_that_says_nothing_is_refused(desk: Desk, about: str, verdict: str, words: str) -> None:
    with pytest.raises(DossierError, match=words):
        desk.dossiers.judge_position("sound-talks", REJECTS.id, about, verdict)  # type: ignore[arg-type]
    with pytest.raises(KeyError):
        desk.dossiers.judge_position("sound-talks", "none", "stance", "accepts")
    assert desk.judgements() == []
