"""Who speaks throughout, from a title page or a file's name; nobody where it is not sure."""

from __future__ import annotations

import pytest

from onrecord.verify.lone_speaker import lone_speaker
from onrecord.verify.sources import made

PICTURES = [
    (
        "Statement by\n  His Excellency Dr. Anders Vane\n  Minister of Nets\n\nMr. President,",
        "x.pdf",
        "Anders Vane",
    ),
    ("ADDRESS BY H.E. MR. ANDERS VANE, PRESIDENT OF THE REPUBLIC OF LOWTON\n\nFriends,", "x", "Anders Vane"),
    ("Remarks of the Honourable Ana Poole at the harbour\n\nFriends,", "x", "Ana Poole"),
    ("Statement by the Minister of Nets\n\nMr. President,", "x", None),
    ("Address by Lowton to the assembly\n\nFriends,", "x", None),
    ("The mill will run.", "speeches/2008_BUDGET_03_Richard_Poole_LAB.txt", "Richard Poole"),
    ("The mill will run.", "Anna Miller/rally.txt", None),
    ("The mill will run.", "CharlotteRallyMay2_2020.txt", None),
    ("The mill will run.", "2016-12-29-poole-speech.txt", None),
    ("The mill will run.", "Charlotte_Rally.txt", None),
    ("The mill will run.", "", None),
]


@pytest.mark.parametrize(("text", "name", "speaker"), PICTURES)
def test_lone_speaker(text: str, name: str, speaker: str | None) -> None:
    assert lone_speaker(text, name) == speaker


def test_what_the_transcript_says_of_itself_comes_first() -> None:
    name = "Richard_Poole.txt"
    assert made("The mill will run.", name).speaker == "Richard Poole"
    assert made("The mill will run.", name, speaker="Ana Hale").speaker == "Ana Hale"
    assert made("MR. HALE: One.\nMS. ORTIZ: Two.\n", name).speaker is None
