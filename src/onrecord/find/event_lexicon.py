"""The verb and noun frames of events: which words state one, of what type, and where its recipient stands.

The frames and word lists are data (`data/event_*.tsv`, `data/eventwords.toml`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from onrecord.find.surface import Token
from onrecord.models import EventStatus

Form = Literal["base", "s", "past", "participle", "ing"]


@dataclass(frozen=True, slots=True)
class Frame:
    """`slots` tells where the recipient stands: `o` object, else prepositions after the verb or noun."""

    type: str
    mode: str | None
    slots: tuple[str, ...]
    words: tuple[str, ...]
    status: EventStatus | None = None


@dataclass(frozen=True, slots=True)
class NounFrame:
    """An event noun with the verbs that make it happen.

    `alone` tells that the noun may do without; `suffered` that its owner is the recipient (`his arrest`).
    """

    frame: Frame
    verbs: frozenset[str]
    alone: bool
    suffered: bool


@dataclass(frozen=True, slots=True)
class Trigger:
    """The words at tokens `[first, last)` that state an event; `form` is that of the first word."""

    first: int
    last: int
    form: Form
    frame: Frame


def _rows(name: str) -> Iterator[list[str]]:
    text = (files("onrecord.find") / "data" / name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


@cache
def words(section: str) -> frozenset[str]:
    """One of the word lists of `eventwords.toml`."""
    text = (files("onrecord.find") / "data" / "eventwords.toml").read_text(encoding="utf-8")
    return frozenset(str(tomllib.loads(text)[section]).split())


@cache
def _irregular() -> dict[str, list[tuple[str, str, str]]]:
    table: dict[str, list[tuple[str, str, str]]] = {}
    for base, past, participle, ing in _rows("event_forms.tsv"):
        table.setdefault(base, []).append((past, participle, ing))
    return table


def forms(base: str) -> list[tuple[str, Form]]:
    """The written forms of a verb."""
    out: list[tuple[str, Form]] = [(base, "base"), (_with_s(base), "s")]
    for past, participle, ing in _irregular().get(base, ()):
        out += [(past, "past"), (participle, "participle"), (ing, "ing")]
    if base not in _irregular():
        ed = base + "d" if base.endswith("e") else base[:-1] + "ied" if _consonant_y(base) else base + "ed"
        ing = base[:-1] + "ing" if base.endswith("e") and not base.endswith("ee") else base + "ing"
        out += [(ed, "past"), (ing, "ing")]
    return out


def _consonant_y(base: str) -> bool:
    return base.endswith("y") and base[-2] not in "aeiou"


def _with_s(base: str) -> str:
    if base in {"have", "be", "go", "do"}:
        return {"have": "has", "be": "is", "go": "goes", "do": "does"}[base]
    if _consonant_y(base):
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "x", "ch", "sh", "z")) else "s")


@cache
def verb_table() -> dict[str, list[tuple[Form, Frame]]]:
    """First word of each verb, in each form, to its frames, those of more words first."""
    table: dict[str, list[tuple[Form, Frame]]] = {}
    for row in _rows("event_verbs.tsv"):
        kind, mode, slots, verbs = row[:4]
        status: EventStatus | None = row[4] if len(row) > 4 else None  # type: ignore[assignment]
        for verb in verbs.split(","):
            parts = tuple(verb.split())
            if parts[0] == "be":
                table.setdefault(parts[1], []).append(
                    ("participle", Frame(kind, mode or None, tuple(slots.split(",")), parts[1:], status))
                )
                continue
            frame = Frame(kind, mode or None, tuple(slots.split(",")), parts, status)
            for form, shape in forms(parts[0]):
                table.setdefault(form, []).append((shape, frame))
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry[1].words))
    return table


@cache
def light_table() -> dict[str, list[tuple[Form, str]]]:
    """First word of each verb that makes an event of a noun, in each form, to the verb."""
    table: dict[str, list[tuple[Form, str]]] = {}
    for row in _rows("event_nouns.tsv"):
        for verb in row[3].split(","):
            if verb not in {"n", "r"}:
                for form, shape in forms(verb.split()[0]):
                    if (shape, verb) not in table.setdefault(form, []):
                        table[form].append((shape, verb))
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry[1].split()))
    return table


@cache
def noun_table() -> dict[str, list[NounFrame]]:
    """First word of each event noun to its frames, those of more words first."""
    table: dict[str, list[NounFrame]] = {}
    for kind, mode, slots, verbs, nouns in _rows("event_nouns.tsv"):
        made_by = frozenset(verbs.split(","))
        for noun in nouns.split(","):
            parts = tuple(noun.split())
            frame = Frame(kind, mode or None, tuple(slots.split(",")), parts)
            alone, suffered = bool(made_by & {"n", "r"}), "r" in made_by
            table.setdefault(parts[0], []).append(NounFrame(frame, made_by - {"n", "r"}, alone, suffered))
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry.frame.words))
    return table


@cache
def event_words() -> frozenset[str]:
    """The first words of all verbs and nouns: where none stands, nothing happens."""
    return frozenset(verb_table().keys() | light_table().keys() | noun_table().keys())


@cache
def event_verbs() -> frozenset[str]:
    """The first words of all verbs."""
    return frozenset(verb_table().keys() | light_table().keys())


def follows(tokens: Sequence[Token], at: int, rest: Sequence[str]) -> bool:
    """Whether the words of `rest` stand at `tokens[at:]`."""
    return len(tokens) >= at + len(rest) and all(tokens[at + i].lower == word for i, word in enumerate(rest))
