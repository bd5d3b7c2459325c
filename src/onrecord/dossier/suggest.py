"""What a dossier could hold, from records: issues that positions turn on, parties and people by frequency.

Issues come from the objects of positions, and from what the text itself calls an issue, a sticking point,
or the subject of progress, talks or a deal. Objects that name no listed issue are grouped by their head noun.
Nothing here decides: a person takes what fits.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from onrecord.models import Position, Record
from onrecord.resolve.issues import head_words, issue_of, marked, marks_of

MOST = 12
_STATED = re.compile(
    r"\b(?:issues?|sticking[ -]points?|stumbling[ -]blocks?|differences|disagreements?|topics|obstacles?)\b"
    r"(?:[^.;:\n]{0,60}?\b(?:concern(?:ing)?|such as|including|over|about|regarding|namely|are)|:)\s+"
    r"([^.;:\n]{3,120})",
    re.IGNORECASE,
)
_TREATED = re.compile(
    r"\b(?:progress|talks|negotiations?|agreement|accord|deal|compromise|discussions?|consultations?|breakthrough)\b"
    r"[^.;:\n]{0,40}?\b(?:on|over|regarding|concerning|about)\s+([^.,;:\n]{3,80})",
    re.IGNORECASE,
)
_ITEM = re.compile(r",\s*(?:and\s+)?|\s+and\s+")
_CLAUSE = re.compile(r",?\s(?:which|that|who|where|when|while|as|is|are|was|were|remain\w*|ha[sd]|have)\s")


@dataclass(frozen=True, slots=True)
class SuggestedIssue:
    """`count` says how often it is spoken of, `sides` who takes positions on it, `example` in whose words."""

    name: str
    words: tuple[str, ...]
    count: int
    positions: int
    sides: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True)
class SuggestedParty:
    """A side, with how many positions and statements it has, and its people, the most heard first."""

    side: str
    positions: int
    statements: int
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SuggestedPerson:
    """Somebody who speaks, with the side for which, where it is known."""

    name: str
    side: str | None
    statements: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Each the most frequent first."""

    issues: tuple[SuggestedIssue, ...]
    parties: tuple[SuggestedParty, ...]
    people: tuple[SuggestedPerson, ...]


@dataclass(slots=True)
class _Issue:
    count: int = 0
    positions: int = 0
    sides: Counter[str] = field(default_factory=Counter)
    examples: Counter[str] = field(default_factory=Counter)
    texts: list[str] = field(default_factory=list)


def suggest(records: Iterable[Record], *, most: int = MOST) -> Suggestion:
    """Up to `most` issues, parties and people that the records speak of most."""
    issues: dict[str, _Issue] = {}
    positions: Counter[str] = Counter()
    statements: Counter[str] = Counter()
    heard: dict[str, Counter[str | None]] = {}
    for record in records:
        for position in record.positions:
            _note_position(issues, position)
            if position.side is not None:
                positions[position.side] += 1
        for name, words in _spoken_of(record):
            _note(issues, name, words)
        for statement in record.statements:
            for actor in statement.speaker.actors:
                if actor.side is not None:
                    statements[actor.side] += 1
                if actor.kind == "person":
                    heard.setdefault(actor.name, Counter())[actor.side] += 1
    people = sorted(map(_person, heard.items()), key=lambda person: (-person.statements, person.name))
    return Suggestion(
        tuple(_issues(_joined(issues)))[:most],
        _parties(positions, statements, people)[:most],
        tuple(people[:most]),
    )


def _note_position(issues: dict[str, _Issue], position: Position) -> None:
    name = position.issue or issue_of(position.object.exact)
    if name is None or not _is_matter(name):
        return
    known = _note(issues, name, position.object.exact)
    known.positions += 1
    known.sides.update(side for side in (position.side, position.counterparty) if side is not None)


def _is_matter(name: str) -> bool:
    """Whether a name is a listed issue, or has words that can name one: no day, number or `the offer`."""
    if marks_of(name):
        return True
    words = re.findall(r"[^\W\d_]{2,}", name.casefold())
    return bool(words) and words[-1] not in _no_issue() and words[-1].rstrip("s") not in _no_issue()


@cache
def _no_issue() -> frozenset[str]:
    data = (files("onrecord.dossier") / "data" / "suggest.en.toml").read_text("utf-8")
    return frozenset(str(tomllib.loads(data)["no_issue"]).split())


def _note(issues: dict[str, _Issue], name: str, words: str) -> _Issue:
    known = issues.setdefault(name, _Issue())
    known.count += 1
    shown = " ".join(words.split())
    known.examples[shown] += 1
    known.texts.append(shown)
    return known


def _spoken_of(record: Record) -> Iterator[tuple[str, str]]:
    """Issues that title and body name as such, each with its words."""
    text = record.document.text
    for part in ("title", "body"):
        for span in record.document.parts.get(part, ()):
            for match in _STATED.finditer(text, span.start, span.end):
                for words in _ITEM.split(_CLAUSE.split(match[1])[0]):
                    name = _named(words)
                    if name is not None:
                        yield name, words
            for match in _TREATED.finditer(text, span.start, span.end):
                words = _CLAUSE.split(match[1])[0]
                scores = marked(words)
                if scores:
                    yield max(scores, key=lambda issue: scores[issue]), words


def _named(words: str) -> str | None:
    """The issue of one item of a list of issues: a listed one, or its own words where they are short."""
    if len(words.split()) > 6:
        return None
    scores = marked(words)
    return max(scores, key=lambda issue: scores[issue]) if scores else head_words(words)


def _joined(issues: dict[str, _Issue]) -> dict[str, _Issue]:
    """Issues named by their own words are one where one name ends in the other."""
    out: dict[str, _Issue] = {}
    shortest = sorted(issues, key=lambda name: (len(name.split()), -issues[name].count, name))
    for name in shortest:
        home = name
        if not marks_of(name):
            home = next((n for n in out if not marks_of(n) and _ends_in(name, n)), name)
        known = out.setdefault(home, _Issue())
        known.count += issues[name].count
        known.positions += issues[name].positions
        known.sides += issues[name].sides
        known.examples += issues[name].examples
        known.texts += issues[name].texts
    return out


def _ends_in(name: str, shorter: str) -> bool:
    return f" {name}".casefold().endswith(f" {shorter}".casefold())


def _issues(issues: dict[str, _Issue]) -> Iterator[SuggestedIssue]:
    ranked = sorted(
        issues.items(), key=lambda item: (-item[1].count, not marks_of(item[0]), -len(item[1].sides), item[0])
    )
    for name, known in ranked:
        sides = tuple(side for side, _ in _ranked(known.sides))
        example = min(known.examples, key=lambda words: (-known.examples[words], len(words), words))
        yield SuggestedIssue(name, _words(name, known.texts), known.count, known.positions, sides, example)


def _words(name: str, texts: list[str]) -> tuple[str, ...]:
    """The marking words that the records use; for an issue named by its own words, those."""
    marks = marks_of(name)
    if not marks:
        return (name if len(name) < 5 or name.endswith("s") else f"{name}*",)
    used = [mark for mark in marks if _matcher(mark).search(" \n".join(texts))]
    return tuple(used) or marks


def _matcher(mark: str) -> re.Pattern[str]:
    stem = re.escape(mark.rstrip("*")).replace("\\ ", r"[\s-]+")
    return re.compile(rf"\b{stem}" + (r"" if mark.endswith("*") else r"\b"), re.IGNORECASE)


def _person(heard: tuple[str, Counter[str | None]]) -> SuggestedPerson:
    """The person with the side that most documents give."""
    name, sides = heard
    told = sorted((side for side in sides if side is not None), key=lambda side: (-sides[side], side))
    return SuggestedPerson(name, told[0] if told else None, sides.total())


def _parties(
    positions: Counter[str], statements: Counter[str], people: Sequence[SuggestedPerson]
) -> tuple[SuggestedParty, ...]:
    sides = sorted({*positions, *statements}, key=lambda side: (-positions[side], -statements[side], side))
    return tuple(
        SuggestedParty(
            side, positions[side], statements[side], tuple(p.name for p in people if p.side == side)
        )
        for side in sides
    )


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
