"""Places as pictures: `[words|country]`, `[words|?]` where the country stays open."""

from __future__ import annotations

import re

import pytest

from onrecord.find.findings import FoundName
from onrecord.find.names import find_names
from onrecord.find.places import find_places
from tests.find.pictures import document_of

PICTURES = [
    "They flew from [Kyiv|ukr] to [Ankara|tur] and met at the [Kremlin|rus] in [Moscow|rus].",
    "The [White House|usa] is in [Washington|usa].",
    "The museum in [Paris|usa], [Texas|usa], opened; so did one in [Paris|fra].",
    "Rain fell in [Georgia|?] on Monday.",
    "Rain fell in [Georgia|geo] and in its capital, [Tbilisi|geo].",
]


@pytest.mark.parametrize("picture", PICTURES)
def test_places_with_countries(picture: str) -> None:
    text = re.sub(r"\[([^|\]]+)\|[^\]]+\]", r"\1", picture)
    document = document_of(text)
    out, at = [], 0
    for place in find_places(document, find_names(document)):
        out += [text[at : place.span.start], f"[{place.span.exact}|{place.country or '?'}]"]
        at = place.span.end
    assert "".join([*out, text[at:]]) == picture


def test_a_person_called_jordan_is_no_place() -> None:
    text = "Jordan spoke."
    document = document_of(text)
    person = FoundName(document.span(0, 6), "person", (), None, "test", 1.0)
    assert find_places(document, [person]) == ()
