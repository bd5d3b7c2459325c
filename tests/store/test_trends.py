"""Trends of a desk: against the weeks before, copies once, up to a given day."""

from __future__ import annotations

import pytest

from onrecord.store import Desk
from tests.store.build import article

WORDS = (
    "amber",
    "birch",
    "cedar",
    "delta",
    "ember",
    "fjord",
    "grove",
    "heron",
    "islet",
    "jetty",
    "knoll",
    "larch",
)


def add(
    desk: Desk, name: str, day: str, n: int, *, title: str = "", source: str = "", same: bool = False
) -> None:
    word = "plain" if same else WORDS[n % len(WORDS)] + str(n)
    picture = f"{{{name}}} <said> “[{word} {word}s were {word}ed by {word}ers]”."
    desk.add(
        article(
            picture,
            path=f"{day}-{n}-{name}.txt",
            title=title or f"{word} {n}",
            published=day,
            source=source or f"S{n}",
        )
    )


def filled(desk: Desk) -> None:
    for n in range(28):
        add(desk, "Mara Stone", f"2024-02-{n + 1:02}", n)
    for n in range(3):
        add(desk, "Mara Stone", "2024-03-01", 40 + n)
    for n in range(4):
        add(desk, "Ilo Reyes", "2024-03-01", 50 + n, title=f"Comet dust falls on {WORDS[n]} town")


def test_a_new_name_rises_and_a_constant_one_does_not(desk: Desk) -> None:
    filled(desk)
    assert desk.trends.day() == "2024-03-01"
    found = desk.trends.named(["person"])
    assert [(row.name, row.texts) for row in found] == [("Ilo Reyes", 4)]
    assert "Comet dust falls" in [row.name for row in desk.trends.phrases()]


def test_another_day_has_its_own_trends(desk: Desk) -> None:
    filled(desk)
    assert desk.trends.named(["person"], day="2024-02-20") == []


def test_a_wire_report_in_many_outlets_counts_once(desk: Desk) -> None:
    filled(desk)
    text = "\n".join(["{Otto Lind} <said> “[the dam at Brook End will hold through the spring flood]”."] + [
        f"Sentence {n} of a long wire report on the dam at Brook End and the water behind it." for n in range(20)
    ])  # fmt: skip
    for n in range(6):
        desk.add(
            article(text, path=f"w{n}.txt", title="Dam holds", source=f"Paper {n}", published="2024-03-01")
        )
    assert "Otto Lind" not in [row.name for row in desk.trends.named(["person"])]


def test_a_desk_without_a_past_has_no_trends(desk: Desk) -> None:
    for n in range(5):
        add(desk, "Ilo Reyes", "2024-03-01", n)
    assert desk.trends.named(["person"]) == [] and desk.trends.phrases() == []


def test_no_dates_no_trends(desk: Desk) -> None:
    desk.add(article("{Ilo Reyes} <said> “[no]”."))
    assert desk.trends.day() is None and desk.trends.named(["person"]) == []
    with pytest.raises(ValueError, match=r"isoformat"):
        desk.trends.named(["person"], day="yesterday")
