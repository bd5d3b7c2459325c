"""Which words report what somebody says or holds, and how they build their sentence: data, read once."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.models import Act


@dataclass(frozen=True, slots=True)
class Cue:
    """One reporting word: its act, and the names of the constructions that carry what is reported.

    `takes` holds `clause`, `quote`, `object`, `inf` … as written in `data/cues.<language>.json`;
    `prepositions` those that lead the content in ("insisted on …").
    """

    act: Act
    takes: frozenset[str]
    prepositions: frozenset[str]

    @property
    def strong(self) -> bool:
        """Whether the word nearly always reports."""
        return "strong" in self.takes


@dataclass(frozen=True, slots=True)
class Cues:
    """The reporting words of one language by lemma, and the words that say where something was said."""

    verbs: Mapping[str, Cue]
    nouns: Mapping[str, Cue]
    adjectives: Mapping[str, Cue]
    concerns: frozenset[str]
    findings: frozenset[str]
    occasion_nouns: frozenset[str]
    occasion_prepositions: frozenset[str]
    addressee_prepositions: frozenset[str]
    addressee_starts: frozenset[str]
    addressee_ends: frozenset[str]
    irregular: Mapping[str, str]


@cache
def cues_of(language: str | None = "en") -> Cues:
    """The cues of a language by its ISO 639-1 code; English where there are none for it yet."""
    folder = files("onrecord.find") / "data"
    file = folder / f"cues.{(language or 'en').split('-')[0].lower()}.json"
    if not file.is_file():
        file = folder / "cues.en.json"
    table = json.loads(file.read_text("utf-8"))
    return Cues(
        verbs={lemma: _cue(entry) for lemma, entry in table["verbs"].items()},
        nouns={lemma: _cue(entry) for lemma, entry in table["nouns"].items()},
        adjectives={lemma: _cue(entry) for lemma, entry in table["adjectives"].items()},
        concerns=frozenset(table["concerns"]),
        findings=frozenset(table["findings"]),
        occasion_nouns=frozenset(table["occasions"]["nouns"]),
        occasion_prepositions=frozenset(table["occasions"]["prepositions"]),
        addressee_prepositions=frozenset(table["addressees"]["prepositions"]),
        addressee_starts=frozenset(table["addressees"]["starts"]),
        addressee_ends=frozenset(table["addressees"]["ends"]),
        irregular=table["irregular"],
    )


def _cue(entry: str) -> Cue:
    act, *takes = entry.split()
    if act not in ("speech", "stance", "finding"):
        raise ValueError(f"a cue's act is speech, stance or finding, not {act!r}")
    return Cue(
        act,  # type: ignore[arg-type]
        frozenset(take for take in takes if not take.startswith("prep:")),
        frozenset(take.removeprefix("prep:") for take in takes if take.startswith("prep:")),
    )


_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def act_of(cue_text: str, language: str | None = "en", source_text: str = "") -> Act:
    """What a cue's words do: `speech` unless a known word in them is a stance or a finding.

    The first word that reports nearly always decides, else the first known one. A source that is
    a study or a poll turns speech into a finding ("the survey says").
    """
    cues = cues_of(language)
    known = [cue for word in _WORD.findall(cue_text.lower()) if (cue := _look_up(word, cues)) is not None]
    for cue in known:
        if cue.strong:
            return _by_source(cue.act, source_text, cues)
    return _by_source(known[0].act, source_text, cues) if known else "speech"


def _by_source(act: Act, source_text: str, cues: Cues) -> Act:
    if act != "speech" or not source_text:
        return act
    words = _WORD.findall(source_text.lower())
    is_study = any(lemma in cues.findings for word in words for lemma in lemmas_of(word, cues))
    return "finding" if is_study else act


def _look_up(word: str, cues: Cues) -> Cue | None:
    """The cue of a word in any of its forms."""
    for lemma in lemmas_of(word, cues):
        for table in (cues.verbs, cues.nouns, cues.adjectives):
            if lemma in table:
                return table[lemma]
    return None


def lemmas_of(word: str, cues: Cues) -> tuple[str, ...]:
    """The dictionary forms that a lower-case word may have, the likeliest first."""
    forms = [word]
    if word in cues.irregular:
        forms.append(cues.irregular[word])
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word.removesuffix(ending)
            forms += [stem, stem + "e"]
            if ending in ("ing", "ed") and stem[-1:] == stem[-2:-1]:
                forms.append(stem[:-1])
            if ending in ("ed", "es") and stem.endswith("i"):
                forms.append(stem[:-1] + "y")
    return tuple(forms)
