"""From found events to the record's: whose they are, and which mentions tell one and the same happening."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.find.event_lexicon import words
from onrecord.find.findings import FoundEvent
from onrecord.find.gazetteer import lookup
from onrecord.find.rolewords import is_role_noun
from onrecord.find.surface import Token, tokens
from onrecord.models import Actor, Document, Event, Span, When, Where, make_id
from onrecord.resolve.cast import Cast, Member
from onrecord.resolve.noun_phrases import ARTICLES, head_of, shorn
from onrecord.resolve.scene import Scene
from onrecord.resolve.speakers import SpeakerReader

_BOTH = re.compile(
    r"(?:[Bb]oth\s+)?(?P<a>[A-Z][\w.]*)\s+and\s+(?P<b>[A-Z][\w.]*)\s+(?P<noun>[a-z]+s)", re.UNICODE
)
_PROCESSES = frozenset({"negotiations", "dialogue", "consultations", "conversation", "conversations"})
_TALKS = frozenset({"CONSULT", "AGREE"})
_SPOKEN = frozenset({"talk", "talks", "conversation", "discussion", "discussions", "exchange", "call"})
_HABIT = re.compile(r"\b(?:frequently|often|regularly|routinely|usually|always|every)\b")
_FAR = 600


@dataclass(slots=True)
class Happening:
    """One event in the making, with every mention of it."""

    first: FoundEvent
    actors: list[Member]
    recipients: list[Member]
    date: When | None
    place: Where | None
    evidence: list[Span] = field(default_factory=list)
    confidence: float = 0.5

    @property
    def people(self) -> set[int]:
        return {id(member) for member in (*self.actors, *self.recipients)}


def gather_events(
    found: Sequence[FoundEvent], cast: Cast, scene: Scene, reader: SpeakerReader
) -> list[Happening]:
    """The happenings of a document, in the order of their first mention."""
    out: list[Happening] = []
    for one in found:
        actors = _members(one.actors, cast, scene, reader)
        recipients = [m for m in _members(one.recipients, cast, scene, reader) if m not in actors]
        same = _same(one, (*actors, *recipients), out, scene.document.text)
        if same is not None:
            _join(same, one, actors, recipients)
        elif actors or recipients or (one.definite and (one.date or one.place)):
            out.append(
                Happening(one, actors, recipients, one.date, one.place, [one.evidence], one.confidence)
            )
    return out


def _members(spans: Sequence[Span], cast: Cast, scene: Scene, reader: SpeakerReader) -> list[Member]:
    out: list[Member] = []
    for span in spans:
        out += _two_sides(span, cast) or _named(span, scene, reader) or _described(span, scene, reader)
    return list(dict.fromkeys(out))


def _named(span: Span, scene: Scene, reader: SpeakerReader) -> list[Member]:
    toks = shorn(tokens(scene.document.text, span.start, span.end))
    reading = reader.names.read(toks) if toks else None
    members = list(reading.members) if reading is not None else []
    roles = [role for member in members for role in member.roles if span.covers(role)]
    return [m for m in members if not any(r.covers(n) for r in roles for n in m.mentions if span.covers(n))]


def _described(span: Span, scene: Scene, reader: SpeakerReader) -> list[Member]:
    """Whom a phrase not headed by a name means: a pronoun, people by their role, or whose thing it is."""
    toks = shorn(tokens(scene.document.text, span.start, span.end))
    head = head_of(toks[1:] if len(toks) > 1 and toks[0].lower in ARTICLES else toks)
    if head is None:
        return []
    if len(toks) == 1 or head.lower in words("actors") or is_role_noun(head.text):
        return list(reader.read((span,)).members) if _acts(toks, head) else []
    inside = scene.within(span.start, span.end)
    owners = [scene.mentions[i].member for i in inside if scene.possessed(i)]
    return owners[:1] or [scene.mentions[i].member for i in inside][:1]


def _acts(toks: Sequence[Token], head: Token) -> bool:
    """Whether the phrase is a pronoun, a name or a noun for those who act."""
    return (
        len(toks) > 1 or head.lower in words("pronouns") or head.is_capital
        or head.lower in words("actors") or is_role_noun(head.text)
    )  # fmt: skip


def _two_sides(span: Span, cast: Cast) -> list[Member]:
    """`both U.S. and Russian representatives` are two groups, each of its own side."""
    match = _BOTH.fullmatch(span.exact)
    if match is None:
        return []
    entries = [lookup(match["a"]), lookup(match["b"])]
    if any(entry is None or entry.kind not in {"country", "demonym", "capital"} for entry in entries):
        return []
    out = []
    for word, entry in zip((match["a"], match["b"]), entries, strict=True):
        member = cast.add(f"{word} {match['noun']}", "group", span)
        member.side = entry.slug if entry is not None else None
        member.many = True
        member.named = False
        if span not in member.mentions:
            member.mentions.append(span)
        out.append(member)
    return out


def _same(
    one: FoundEvent, members: Sequence[Member], known: Sequence[Happening], text: str
) -> Happening | None:
    """The happening that this mention tells again, the last such one."""
    people = {id(m) for m in members}
    if one.definite and not people and one.type in _TALKS:
        return _pointed_at(one, known, text)
    for other in reversed(known):
        if other.first.type != one.type or not _agree(other, one):
            continue
        if not people or not other.people:
            continue
        if one.type in _TALKS or (one.definite and _of_one_stem(one, other.first)):
            if other.first.status == one.status and (people <= other.people or other.people <= people):
                return other
            if (
                one.definite
                and one.status == "held" == other.first.status
                and _same_sides(members, other, one)
            ):
                return other
        elif (
            people == other.people
            and one.status == other.first.status
            and one.anchor.exact.lower() == other.first.anchor.exact.lower()
        ):
            return other
    return None


def _of_one_stem(one: FoundEvent, first: FoundEvent) -> bool:
    """`the killing` may take up `killed`, and `his attacks` no word of blame."""
    return one.anchor.exact[:4].lower() == first.anchor.exact[:4].lower()


def _pointed_at(one: FoundEvent, known: Sequence[Happening], text: str) -> Happening | None:
    """What `the meeting` means: the last such occasion, unless there are others and it is far away."""
    if not (_points(one) or one.place or one.date):
        return None
    fitting = [
        other
        for other in known
        if other.first.type == one.type
        and other.first.status == one.status
        and _agree(other, one)
        and _is_of_kind(one, other, text)
    ]
    if not fitting:
        return None
    last = fitting[-1]
    return last if len(fitting) == 1 or _apart(one, last) < _FAR else None


def _apart(one: FoundEvent, other: Happening) -> int:
    """Characters from the last words about `other` to this mention."""
    return one.anchor.start - max(span.end for span in other.evidence)


def _is_of_kind(one: FoundEvent, other: Happening, text: str) -> bool:
    """Whether a visit is taken up by a visit, a call by a call or a talk, and no habit by an occasion."""
    first = other.first
    if _HABIT.search(text, min(first.evidence.start, first.anchor.start), first.anchor.end):
        return False
    talk = first.mode == "phone" and one.anchor.exact.lower().split()[-1] in _SPOKEN
    return one.mode == first.mode or talk


def _same_sides(members: Sequence[Member], other: Happening, one: FoundEvent) -> bool:
    """Whether two meetings share somebody, and whoever is only at one has his side at the other too.

    `the meeting, which also included …` shares nobody: it is one told shortly before, between the same sides.
    """
    here, there = list(members), [*other.actors, *other.recipients]
    known = {id(m) for m in there}
    if any(id(m) in known for m in here):
        return _sides_covered(here, there) and _sides_covered(there, here)
    return _sides_covered(here, there) and _apart(one, other) < _FAR


def _sides_covered(some: Sequence[Member], others: Sequence[Member]) -> bool:
    named, sides = {id(m) for m in others}, {m.side for m in others} - {None}
    return all(id(m) in named or m.side in sides for m in some)


def _points(one: FoundEvent) -> bool:
    """Whether the noun points to one occasion; `the negotiations` may be a whole process."""
    return one.anchor.exact.lower().split()[-1] not in _PROCESSES


def _agree(other: Happening, one: FoundEvent) -> bool:
    """Whether dates and places do not contradict each other."""
    if one.date is not None and other.date is not None:
        a, b = one.date.value, other.date.value
        if not (a.startswith(b) or b.startswith(a)):
            return False
    if one.place is not None and other.place is not None:
        a, b = one.place.name.lower(), other.place.name.lower()
        if a not in b and b not in a:
            return False
    return True


def _join(same: Happening, one: FoundEvent, actors: list[Member], recipients: list[Member]) -> None:
    known = same.people
    same.actors += [m for m in actors if id(m) not in known]
    known = same.people
    same.recipients += [m for m in recipients if id(m) not in known]
    same.date = same.date or one.date
    if same.place is None or (one.place is not None and len(one.place.name) > len(same.place.name)):
        same.place = one.place or same.place
    if one.evidence not in same.evidence:
        same.evidence.append(one.evidence)
    same.confidence = max(same.confidence, one.confidence)


def events_of(
    document: Document, happenings: Sequence[Happening], actors: dict[int, Actor], statements: Sequence[str]
) -> tuple[Event, ...]:
    """The record's events; `statements` are the ids of the found statements, in their order."""
    out: dict[str, Event] = {}
    for one in happenings:
        first = one.first
        key = make_id(document.id, "event", first.type, f"{first.anchor.start}-{first.anchor.end}")
        within = statements[first.within] if first.within is not None else None
        out.setdefault(
            key,
            Event(
                key, first.type, first.mode, first.status,
                tuple(actors[id(m)] for m in one.actors), tuple(actors[id(m)] for m in one.recipients),
                one.date, one.place, tuple(sorted(one.evidence)), first.made_by, round(one.confidence, 4),
                within,
            ),
        )  # fmt: skip
    return tuple(out.values())
