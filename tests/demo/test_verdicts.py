"""The demo's quotations traced in the shipped speeches: each verdict beside the one that was intended."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from onrecord.demo import DemoResult, catalogue, load_demo, speeches
from onrecord.demo.specimens import COLLECTION
from onrecord.models import Check, Record
from onrecord.store import Desk

FLOOR = 170
"""Of 173 quotations; 171 were right when it was set. Of the two misses no statement was found."""


@dataclass(frozen=True)
class Traced:
    """One quotation of the catalogue with the check that its article has of it."""

    article: str
    wanted: dict[str, Any]
    check: Check | None

    @property
    def right(self) -> bool:
        if self.check is None:
            return False
        notes, verdicts = set(self.wanted["notes"]), {self.wanted["verdict"], *self.wanted.get("also", ())}
        allowed = notes | set(self.wanted.get("also_notes", ()))
        return self.check.verdict in verdicts and notes <= set(self.check.notes) <= allowed

    def __str__(self) -> str:
        got = ", ".join([self.check.verdict, *self.check.notes]) if self.check else "no check"
        meant = ", ".join([self.wanted["verdict"], *self.wanted["notes"]])
        return f"{self.article[:23]:23}  {meant:24}  {got:24}  {self.wanted['quote'][:60]}"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> DemoResult:
    return load_demo(tmp_path_factory.mktemp("verdicts") / "demo.desk")


@pytest.fixture(scope="module")
def traced(made: DemoResult) -> list[Traced]:
    return [
        Traced(name, wanted, check_of(record, wanted["quote"]))
        for name, record in made.records.items()
        for wanted in catalogue()[name]["quotation"]
    ]


def check_of(record: Record, quote: str) -> Check | None:
    """The check of the quotation that holds these words."""
    start = record.document.text.index(quote)
    words = record.document.span(start, start + len(quote))
    return next((c for c in record.checks if c.statement and c.quote.covers(words)), None)


def test_nearly_every_quotation_has_the_verdict_that_was_intended(traced: list[Traced]) -> None:
    misses = [str(one) for one in traced if not one.right]
    table = "\n".join([f"{'article':23}  {'intended':24}  {'given':24}  quotation", *misses])
    print(table)
    assert len(traced) - len(misses) >= FLOOR, table


def test_what_was_changed_on_purpose_is_found_out(traced: list[Traced]) -> None:
    """All of those that reading finds; it may miss the statement of one."""
    changed = [one for one in traced if one.wanted["verdict"] != "exact" or one.wanted["notes"]]
    read = [one for one in changed if one.check]
    assert len(changed) >= 12
    assert len(read) >= len(changed) - 1, [str(one) for one in changed if not one.check]
    assert [str(one) for one in read if not one.right] == []


def test_at_most_one_right_quotation_is_called_altered_or_somebody_elses(traced: list[Traced]) -> None:
    sound = [one for one in traced if one.wanted["verdict"] == "exact" and not one.wanted["notes"]]
    accused = [
        one
        for one in sound
        if one.check and (one.check.verdict in ("altered", "stitched") or one.check.notes)
    ]
    assert len([one for one in accused if not one.right]) <= 1


def test_a_verdict_leads_to_the_passage_in_its_speech(made: DemoResult, traced: list[Traced]) -> None:
    texts = {f"{COLLECTION}/{speech.id}": speech for speech in speeches()}
    for one in traced:
        if one.check is None or one.check.against is None:
            continue
        passage = one.check.against
        speech = texts[passage.document or ""]
        assert passage.span.holds_in(speech.text), str(one)
        assert (passage.speaker, passage.date) == (speech.speaker, speech.date)
        assert speech.id == one.wanted["speech"], str(one)


def test_the_desk_keeps_what_was_printed_and_the_speeches_beside_it(made: DemoResult) -> None:
    with Desk.open(made.path, read_only=True) as desk:
        (info,) = desk.collections().info()
        assert (info.name, info.documents) == (COLLECTION, len(speeches()))
        for record in desk.records():
            assert record.checks in [one.checks for one in made.records.values()]


def test_another_collection_of_the_desk_changes_no_verdict(made: DemoResult, tmp_path: Path) -> None:
    from onrecord.verify.transcript import Transcript

    path = tmp_path / "demo.desk"
    with Desk.open(path) as desk:
        other = Transcript("club", "All fear is only fear itself, and so on we went.", speaker="A Guest")
        desk.collections().add("evenings", [other])
    assert load_demo(path).records == made.records
