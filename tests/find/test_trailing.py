"""A reporting participle between two pieces of content begins another statement."""

from __future__ import annotations

from onrecord.find.reported import Reported
from onrecord.find.trailing import parted


def statement(text: str, *contents: str, cue: str) -> Reported:
    def place(part: str) -> tuple[int, int]:
        return text.index(part), text.index(part) + len(part)

    return Reported(tuple(place(part) for part in contents), (place(cue),), ((0, 3),), 0.9)


def shown(text: str, one: Reported) -> list[str]:
    made = parted(text, one)
    return [" + ".join(text[slice(*place)] for place in (*part.cue, *part.content)) for part in made]


def test_a_trailing_report_is_a_statement_of_its_own() -> None:
    text = "She noted, “It is safe,” confirming the need for a new bridge."
    one = statement(text, "“It is safe,”", "the need for a new bridge", cue="noted")
    assert shown(text, one) == ["noted + “It is safe,”", "confirming + the need for a new bridge"]


def test_content_round_its_cue_stays_whole() -> None:
    text = "She has hopes. “It is safe,” she said, “and new.”"
    one = statement(text, "“It is safe,”", "“and new.”", cue="said")
    assert shown(text, one) == ["said + “It is safe,” + “and new.”"]


def test_another_participle_does_not_part() -> None:
    text = "She said “it is safe,” swimming “in the bay.”"
    one = statement(text, "“it is safe,”", "“in the bay.”", cue="said")
    assert shown(text, one) == ["said + “it is safe,” + “in the bay.”"]


def test_a_report_behind_closed_marks_is_a_statement_of_its_own() -> None:
    text = "She noted, “It is safe,” confirming the need for a new bridge."
    one = statement(text, "“It is safe,” confirming the need for a new bridge", cue="noted")
    assert shown(text, one) == ["noted + “It is safe,”", "confirming + the need for a new bridge"]


def test_closed_marks_before_another_participle_do_not_part() -> None:
    text = "She said that “it is safe,” swimming in the bay."
    one = statement(text, "that “it is safe,” swimming in the bay", cue="said")
    assert shown(text, one) == ["said + that “it is safe,” swimming in the bay"]
