"""What expected.toml says of the specimens is so: their words, and where these stand in the speeches."""

from __future__ import annotations

import gzip
import html
import re
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

import pytest

from onrecord.demo import Speech, articles, catalogue, speeches
from onrecord.models import VerdictWord
from onrecord.text.words import folded_words

Entry = dict[str, Any]

SPEECHES = {speech.id: speech for speech in speeches()}
QUOTATIONS = [(name, quoted) for name, entry in catalogue().items() for quoted in entry["quotation"]]
HEADLINES = [(name, quoted) for name, entry in catalogue().items() for quoted in entry.get("headline", ())]
ELLIPSIS = re.compile(r"\s*(?:…|\.\.\.|\[[^\]]*\])\s*")


def fold(words: str) -> str:
    return " ".join(folded_words(words))


def stands_in(quote: str, speech: Speech) -> bool:
    return f" {fold(quote)} " in f" {fold(speech.text)} "


def name_of(case: tuple[str, Entry]) -> str:
    return f"{case[0][:10]}: {case[1]['quote'][:40]}"


def words_of(name: str) -> str:
    """A specimen's words as a reader sees them, or near enough: no tags, no entities."""
    raw = next(path for path in articles() if path.name == name).read_text("utf-8")
    return html.unescape(re.sub(r"<[^>]+>", "", raw)) if name.endswith(".html") else raw


def test_a_dozen_articles_in_three_forms_each_in_the_catalogue() -> None:
    names = [path.name for path in articles()]
    assert names == sorted(catalogue())
    assert 12 <= len(names) <= 14
    assert {Path(name).suffix for name in names} == {".html", ".md", ".txt"}


def test_every_article_says_that_it_is_a_specimen() -> None:
    for path in articles():
        assert "Specimen written for the onrecord demo" in words_of(path.name), path.name


def test_speeches_come_whole_and_in_order() -> None:
    assert [speech.id for speech in speeches()] == sorted(SPEECHES)
    for speech in speeches():
        assert re.fullmatch(r"1[789]\d\d-\d\d-\d\d", speech.date)
        assert speech.id == f"{speech.date}-{speech.speaker.split()[-1].lower()}"
        assert speech.collection == "speeches"
        assert len(speech.text) > 3000
        assert speech.text == speech.text.strip()


def test_what_ships_is_small() -> None:
    packed = files("onrecord.demo").joinpath("speeches.jsonl.gz").read_bytes()
    assert len(packed) + sum(path.stat().st_size for path in articles()) < 1_500_000
    assert gzip.decompress(packed).decode("utf-8").count("\n") == len(speeches())


@pytest.mark.parametrize("case", QUOTATIONS, ids=name_of)
def test_the_article_runs_the_quotation(case: tuple[str, Entry]) -> None:
    name, quoted = case
    assert quoted["quote"] in words_of(name)
    assert quoted["verdict"] in get_args(VerdictWord)


@pytest.mark.parametrize("case", QUOTATIONS, ids=name_of)
def test_the_passage_stands_in_the_speech(case: tuple[str, Entry]) -> None:
    _, quoted = case
    if quoted["verdict"] == "not found":
        assert not any(stands_in(quoted["quote"], speech) for speech in speeches())
        return
    speech = SPEECHES[quoted["speech"]]
    assert quoted["passage"] in speech.text
    assert ("other speaker" in quoted["notes"]) == (quoted["speaker"] != speech.speaker)


@pytest.mark.parametrize("case", [c for c in QUOTATIONS if c[1]["verdict"] == "exact"], ids=name_of)
def test_what_is_exact_stands_in_the_speech_after_folding(case: tuple[str, Entry]) -> None:
    _, quoted = case
    assert stands_in(quoted["quote"], SPEECHES[quoted["speech"]])
    assert fold(quoted["quote"]) == fold(quoted["passage"])


@pytest.mark.parametrize("case", [c for c in QUOTATIONS if c[1]["verdict"] != "exact"], ids=name_of)
def test_what_is_changed_stands_in_no_speech(case: tuple[str, Entry]) -> None:
    _, quoted = case
    assert not any(stands_in(quoted["quote"], speech) for speech in speeches())


@pytest.mark.parametrize("case", [c for c in QUOTATIONS if c[1]["verdict"] == "trimmed"], ids=name_of)
def test_what_is_trimmed_shows_its_cuts(case: tuple[str, Entry]) -> None:
    _, quoted = case
    pieces = ELLIPSIS.split(quoted["quote"])
    assert len(pieces) > 1
    at = 0
    for piece in pieces:
        at = fold(quoted["passage"]).index(fold(piece), at)


@pytest.mark.parametrize("case", HEADLINES, ids=name_of)
def test_a_headline_quotation_stands_beside_its_body(case: tuple[str, Entry]) -> None:
    name, quoted = case
    assert quoted["quote"] in catalogue()[name]["title"]
    assert quoted["body"] in words_of(name)
    assert (fold(quoted["quote"]) in fold(quoted["body"])) or quoted["verdict"] == "trimmed"


@pytest.mark.parametrize(
    ("file", "words", "verdict", "note"),
    [
        ("1801-03-05", "«rightful must be responsible»", "altered", None),
        ("1825-12-07", "«upward of 150»", "altered", "figure changed"),
        ("1861-03-04", "«so far as practicable … I trust»", "trimmed", "hides: unless"),
        ("1861-03-04", "«and there shall be none»", "exact", "hides: unless"),
        ("1861-03-04", "«I have a lawful right»", "altered", "negation changed"),
        ("1905-12-06", "«National park. Such a herd»", "stitched", None),
        ("1913-12-02", "«13 nations»", "altered", "figure changed"),
        ("1913-12-03", "«31 nations»", "exact", None),
        ("1933-03-05", "«think anew and act anew»", "exact", "other speaker"),
    ],
)
def test_each_kind_of_change_has_its_specimen(file: str, words: str, verdict: str, note: str | None) -> None:
    found = [
        quoted for name, quoted in QUOTATIONS if name[:10] == file and words.strip("«»") in quoted["quote"]
    ]
    assert [(quoted["verdict"], quoted["notes"]) for quoted in found] == [(verdict, [note] if note else [])]
