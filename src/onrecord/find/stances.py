"""The words that tell a stance, with their forms: `data/positions.<language>.toml`, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

from onrecord.models import Degree, Stance

Form = Literal["base", "s", "past", "ing"]
Company = Literal["with", "for", "against"]

_STANCES = frozenset(get_args(Stance))
_PAST = {
    "seek": "sought", "speak": "spoke", "say": "said", "think": "thought", "feel": "felt", "make": "made",
    "give": "gave", "throw": "threw", "show": "showed", "have": "had", "see": "saw", "tell": "told",
    "bow": "bowed", "draw": "drew", "rule": "ruled", "lend": "lent",
}  # fmt: skip
_DOUBLED = frozenset({"commit", "submit", "beg", "plan", "prefer"})


@dataclass(frozen=True, slots=True)
class Sense:
    """A stance and how much of the object it covers."""

    stance: Stance
    degree: Degree


@dataclass(frozen=True, slots=True)
class Frame:
    """One way in which a word builds its position; see the head of the data file for `takes`.

    `asks` are prepositions whose noun phrase is asked to do something ("called on Parties to …").
    `nouns` are the nouns of a light verb ("expressed support"); `bars` words that may not follow ("backed
    off"); `things` tells that a person as object makes it a rebuke and no position;
    `noun` that a state is told by a noun ("is a supporter of"); `claims` that a clause in the indicative is a
    claim and no position ("suggested that it was late").
    """

    sense: Sense
    negated: Sense | None
    takes: frozenset[str]
    asks: frozenset[str] = frozenset()
    particle: str | None = None
    nouns: frozenset[str] = frozenset()
    said: bool = False
    bars: frozenset[str] = frozenset()
    things: bool = False
    noun: bool = False
    claims: bool = False
    sure: float = 1.0


@dataclass(frozen=True, slots=True)
class Stances:
    """All of one language. Keys are words in lower case in the form in which they stand in a text."""

    verbs: Mapping[str, tuple[Form, tuple[Frame, ...]]]
    light: Mapping[str, tuple[Form, tuple[Frame, ...]]]
    states: Mapping[str, tuple[Frame, ...]]
    verdicts: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, tuple[Frame, ...]]
    saying: Mapping[str, Form]
    reporting: Mapping[str, Form]
    words: Mapping[str, frozenset[str]]
    causing: frozenset[str]
    siding: Mapping[str, Company]


def forms_of(lemma: str) -> dict[str, Form]:
    """The forms of an English verb: `oppose` → opposes, opposed, opposing; irregular pasts from a table."""
    third = lemma + "s"
    if lemma.endswith(("s", "x", "ch", "sh", "o")):
        third = lemma + "es"
    elif lemma.endswith("y") and lemma[-2] not in "aeiou":
        third = lemma[:-1] + "ies"
    stem = lemma[:-1] if lemma.endswith("e") and not lemma.endswith("ee") else lemma
    stem += stem[-1] if lemma in _DOUBLED else ""
    past = lemma + "d" if lemma.endswith("e") else stem + "ed"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        past = lemma[:-1] + "ied"
    third = "has" if lemma == "have" else third
    return {lemma: "base", third: "s", _PAST.get(lemma, past): "past", stem + "ing": "ing"}


@cache
def stances_of(language: str = "en") -> Stances:
    """The stance words of a language; English where there are none for it yet."""
    folder = files("onrecord.find") / "data"
    file = folder / f"positions.{language}.toml"
    if not file.is_file():
        file = folder / "positions.en.toml"
    table = tomllib.loads(file.read_text("utf-8"))
    lists = {name: frozenset(str(words).split()) for name, words in table["lists"].items()}
    return Stances(
        verbs=_by_form(table["verbs"]),
        light=_by_form(table["light"]),
        states=_by_word(table["states"]),
        verdicts=_by_word(table["verdicts"]),
        nouns=_by_word(table["nouns"]),
        saying=_forms(lists["saying"]),
        reporting=_forms(lists["saying"] | lists["reporting"]),
        words=lists,
        siding={word: side for side, words in table["siding"].items() for word in str(words).split()},
        causing=frozenset(word for entry in table["verdicts"] for word in entry.get("verbs", "").split()),
    )


def _forms(lemmas: frozenset[str]) -> dict[str, Form]:
    return {form: kind for lemma in sorted(lemmas) for form, kind in forms_of(lemma).items()}


def _by_form(entries: list[dict[str, Any]]) -> dict[str, tuple[Form, tuple[Frame, ...]]]:
    out: dict[str, tuple[Form, tuple[Frame, ...]]] = {}
    for lemma, frame in _frames(entries):
        for word, form in forms_of(lemma).items():
            known = out.get(word)
            out[word] = (form, (*(known[1] if known else ()), frame))
    return out


def _by_word(entries: list[dict[str, Any]]) -> dict[str, tuple[Frame, ...]]:
    out: dict[str, tuple[Frame, ...]] = {}
    for word, frame in _frames(entries):
        out[word] = (*out.get(word, ()), frame)
    return out


def _frames(entries: list[dict[str, Any]]) -> Iterator[tuple[str, Frame]]:
    for entry in entries:
        takes = str(entry.get("takes", "")).split()
        frame = Frame(
            _sense(entry["stance"]),
            _sense(entry["not"]) if "not" in entry else None,
            frozenset(take for take in takes if ">" not in take),
            frozenset(take.split(">")[0] for take in takes if ">" in take),
            entry.get("particle"),
            frozenset(str(entry.get("nouns", "")).split()),
            bool(entry.get("said", False)),
            frozenset(str(entry.get("bars", "")).split()),
            bool(entry.get("things", False)),
            bool(entry.get("noun", False)),
            bool(entry.get("claims", False)),
            float(entry.get("sure", 1.0)),
        )
        for word in str(entry["words"]).split():
            yield word, frame


def _sense(words: str) -> Sense:
    stance, _, degree = words.partition("/")
    if stance not in _STANCES:
        raise ValueError(f"no stance is called {stance!r}; there are: {', '.join(sorted(_STANCES))}")
    return Sense(stance, "part" if degree == "part" else "whole")  # type: ignore[arg-type]
