"""Who of two documents is one person: the hard pairs, and the laws of the comparison."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from onrecord.store.same_person import Person, same_person

PAIRS = Path(__file__).parents[2] / "bench" / "gold" / "name_pairs.tsv"


def _pairs(part: str | None = None) -> list[tuple[Person, Person, str]]:
    with PAIRS.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    return [
        (_person(row, "a"), _person(row, "b"), row["verdict"])
        for row in rows
        if part is None or row["part"] == part
    ]


def _person(row: dict[str, str], which: str) -> Person:
    return Person(row[f"name_{which}"], row[f"role_{which}"], row[f"side_{which}"], int(row[f"year_{which}"]))


@pytest.mark.parametrize("part", ["built", "held"])
def test_hard_pairs(part: str) -> None:
    counts = Counter((wanted, same_person(a, b)) for a, b, wanted in _pairs(part))
    merged = counts["same", "same"] + counts["different", "same"]
    assert counts["same", "same"] >= 0.99 * merged
    assert counts["same", "same"] >= 0.9 * sum(n for (wanted, _), n in counts.items() if wanted == "same")
    assert counts["same", "different"] <= 0.05 * len(_pairs(part))


def test_the_order_of_the_two_says_nothing() -> None:
    for a, b, _ in _pairs():
        assert same_person(a, b) == same_person(b, a)


def test_a_name_alone_is_never_sure() -> None:
    assert same_person(Person("Anna Berg"), Person("Anna Berg")) == "unsure"
    assert same_person(Person("Berg", side="nor"), Person("Anna Berg", side="nor")) == "unsure"
