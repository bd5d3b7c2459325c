"""Each state rule as a picture: a line a party, each position with its day; `~` means in part."""

from __future__ import annotations

import pytest

from onrecord.dossier.state import RULES, state_of
from onrecord.store.dossier_rows import Take

AT = "2025-06-30"


def history(picture: str) -> dict[str, list[Take]]:
    """`rus: 06-01 demands, 06-20 ~accepts` → the party's takes."""
    parties: dict[str, list[Take]] = {}
    for line in filter(None, map(str.strip, picture.splitlines())):
        party, _, takes = line.partition(":")
        for number, take in enumerate(filter(None, map(str.strip, takes.split(",")))):
            day, stance = take.split()
            degree = "part" if stance.startswith("~") else "whole"
            parties.setdefault(party, []).append(
                Take(number, "i", party, stance.lstrip("~"), degree, "o", None, f"2025-{day}", 0.9)  # type: ignore[arg-type]
            )
    return parties


PICTURES = {
    "nobody has spoken": ("silent", [""]),
    "one party alone has spoken": ("silent", ["rus: 06-01 demands, 06-20 rejects"]),
    "all accept": (
        "agreed",
        [
            "rus: 06-01 rejects, 06-20 accepts \n ukr: 06-18 supports",
            "rus: 06-01 demands \n ukr: 06-18 accepts",
            "rus: 06-01 offers \n ukr: 06-18 accepts \n usa: 06-19 supports",
        ],
    ),
    "no move for 30 days": (
        "stuck",
        [
            "rus: 04-01 demands, 06-20 demands \n ukr: 04-02 rejects, 06-21 opposes",
            "rus: 01-10 demands \n ukr: 01-11 rejects",
        ],
    ),
    "a party has moved towards another": (
        "converging",
        [
            "rus: 06-01 rejects, 06-20 conditions \n ukr: 05-01 demands",
            "rus: 06-01 rejects, 06-20 ~opposes \n ukr: 05-01 demands",
            "rus: 06-01 demands, 06-20 offers \n ukr: 05-01 rejects",
        ],
    ),
    "accepted in part or on a condition": (
        "converging",
        ["rus: 06-01 demands \n ukr: 06-18 conditions", "rus: 06-01 demands \n ukr: 06-18 ~accepts"],
    ),
    "demand against rejection": (
        "apart",
        [
            "rus: 06-01 demands \n ukr: 06-18 rejects",
            "rus: 06-01 opposes \n ukr: 06-18 opposes",
            "rus: 06-01 demands \n ukr: 06-18 supports, 06-19 rejects",
            "rus: 06-01 offers \n ukr: 06-18 rejects",
        ],
    ),
    "rival demands": ("apart", ["rus: 06-01 demands \n ukr: 06-18 demands"]),
    "nobody opposes": ("converging", ["rus: 06-20 demands \n ukr: 06-18 supports"]),
}


@pytest.mark.parametrize(
    ("rule", "word", "picture"),
    [(rule, word, picture) for rule, (word, pictures) in PICTURES.items() for picture in pictures],
)
def test_a_rule_gives_its_state(rule: str, word: str, picture: str) -> None:
    state = state_of(history(picture), AT)
    assert (state.rule, state.word) == (rule, word)


def test_every_rule_has_its_picture() -> None:
    assert [(name, word) for name, word, _ in RULES] == [(rule, word) for rule, (word, _) in PICTURES.items()]


def test_an_offer_whose_words_another_rejects_is_no_approach() -> None:
    told = history("rus: 06-20 offers \n ukr: 06-18 rejects")
    assert state_of(told, AT).rule == "demand against rejection"
    other = {"rus": [told["rus"][0]._replace(object="another thing")], "ukr": told["ukr"]}
    assert state_of(other, AT).rule == "accepted in part or on a condition"


def test_without_a_day_nothing_is_old() -> None:
    assert state_of(history("rus: 01-10 demands \n ukr: 01-11 rejects")).word == "apart"


def test_a_move_back_ends_the_approach() -> None:
    picture = "rus: 06-01 rejects, 06-10 conditions \n ukr: 05-01 accepts, 06-12 rejects"
    assert state_of(history(picture), AT).word == "apart"


def test_an_old_move_is_no_longer_one() -> None:
    picture = "rus: 01-01 rejects, 01-20 ~opposes \n ukr: 06-25 demands"
    assert state_of(history(picture), AT).rule == "demand against rejection"


def test_the_rule_shows_what_it_looked_at() -> None:
    because = state_of(history("rus: 06-01 demands \n ukr: 06-18 rejects \n usa: 06-02 supports"), AT).because
    assert {(take.party, take.stance) for take in because} == {
        ("rus", "demands"),
        ("ukr", "rejects"),
        ("usa", "supports"),
    }
