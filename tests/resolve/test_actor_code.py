"""Role phrases to country and sector."""

from __future__ import annotations

import pytest

from onrecord.resolve.actor_code import actor_code

CODES = [
    ("Norwegian soldiers", "nor", "MIL"),
    ("a crowd of villagers", None, "CVL"),
    ("Peruvian immigration officers", "per", "COP"),
    ("the Kenyan parliament", "ken", "LEG"),
    ("speaker of the Sejm", "pol", "LEG"),
    ("Canadian Ambassador to Chile", "can", "GOV"),
    ("Lagos police", "nga", "COP"),
    ("Ottawa", "can", "GOV"),
    ("Peru", "per", None),
    ("trade unions in Belgium", "bel", "LAB"),
    ("MI6", "gbr", "SPY"),
    ("People’s Republic of China", "chn", None),
    ("gunmen", None, "UAF"),
    ("Latvian farmers", "lva", "AGR"),
    ("Henrietta Quill", None, None),
    ("", None, None),
]


@pytest.mark.parametrize(("phrase", "country", "sector"), CODES)
def test_codes(phrase: str, country: str | None, sector: str | None) -> None:
    assert actor_code(phrase) == (country, sector)


def test_leaders_go_out_of_office() -> None:
    assert actor_code("Angela Merkel", date="2015-05-01") == ("deu", "GOV")
    assert actor_code("Angela Merkel", date="2023-05-01") == ("deu", "ELI")
