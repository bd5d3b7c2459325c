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


CITIES = [
    "They met in [Gaziantep|tur], [Kharkiv|ukr] and [Guadalajara|mex].",
    "The envoy flew to [Geneva|che] from [Jeddah|sau] by way of [Dubai|are].",
    "He was born in [Aberdeen|?], and she in [Brighton|?].",
    "Rain fell in [Aberdeen|gbr], in the north of [Britain|gbr].",
    "The talks in [Lagos|nga] moved to [Mombasa|ken] and [Wuhan|chn].",
    "She left [Athens|usa], [Georgia|usa], for [Athens|grc].",
    "It rained in [Atlanta|usa], [Georgia|usa], all day.",
    "A court in [London|can], [Ontario|can], and one in [London|gbr].",
    "They left [Nowhere Town|?] for [Kandahar|afg].",
]


@pytest.mark.parametrize("picture", CITIES)
def test_cities_with_countries(picture: str) -> None:
    text = re.sub(r"\[([^|\]]+)\|[^\]]+\]", r"\1", picture)
    document = document_of(text)
    names, at = [], 0
    for words in re.findall(r"\[([^|\]]+)\|", picture):
        at = text.index(words, at)
        names.append(FoundName(document.span(at, at + len(words)), "place", (), None, "test", 1.0))
        at += len(words)
    out, at = [], 0
    for place in find_places(document, names):
        out += [text[at : place.span.start], f"[{place.span.exact}|{place.country or '?'}]"]
        at = place.span.end
    assert "".join([*out, text[at:]]) == picture


def test_a_person_called_jordan_is_no_place() -> None:
    text = "Jordan spoke."
    document = document_of(text)
    person = FoundName(document.span(0, 6), "person", (), None, "test", 1.0)
    assert find_places(document, [person]) == ()
