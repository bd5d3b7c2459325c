"""What a cue's words do, and that the language data is sound."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

from onrecord.find.cues import act_of, cues_of, lemmas_of


@pytest.mark.parametrize(
    ("cue", "act"),
    [
        ("said", "speech"),
        ("has said that", "speech"),
        ("according to", "speech"),
        ("promising", "speech"),
        ("denied", "speech"),
        ("insistence on", "speech"),
        ("believes", "stance"),
        ("thought", "stance"),
        ("would like", "stance"),
        ("hoped for", "stance"),
        ("feared that", "stance"),
        ("was confident that", "stance"),
        ("said he believes", "speech"),
        ("concluded", "finding"),
        ("shows", "finding"),
        ("found that", "finding"),
        ("", "speech"),
        ("qwerty", "speech"),
    ],
)
def test_act_of(cue: str, act: str) -> None:
    assert act_of(cue) == act


def test_what_a_study_reports_is_a_finding() -> None:
    assert act_of("said", source_text="The survey") == "finding"
    assert act_of("reported", source_text="two recent studies") == "finding"
    assert act_of("said", source_text="Ana Lopes") == "speech"


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("said", "say"),
        ("denied", "deny"),
        ("denies", "deny"),
        ("urging", "urge"),
        ("begged", "beg"),
        ("told", "tell"),
    ],
)
def test_lemmas_of(word: str, lemma: str) -> None:
    assert lemma in lemmas_of(word, cues_of("en"))


def test_the_data_is_read_and_known() -> None:
    table = json.loads((files("onrecord.find") / "data" / "cues.en.json").read_text("utf-8"))
    known = {
        "clause", "quote", "object", "inf", "gerund", "oprd", "objinf", "objas", "objasonly", "objfor", "objof",
        "objto", "modalinf", "concern", "strong", "addressee", "aside",
    }  # fmt: skip
    for name in ("verbs", "nouns", "adjectives"):
        for lemma, entry in table[name].items():
            act, *takes = entry.split()
            assert act in ("speech", "stance", "finding"), lemma
            unknown = {take for take in takes if take not in known and not take.startswith("prep:")}
            assert not unknown, (lemma, unknown)


def test_a_language_without_cues_has_the_english_ones() -> None:
    assert cues_of("xx") == cues_of("en") == cues_of(None) == cues_of("en-GB")
