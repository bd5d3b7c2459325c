"""Margin notes: who speaks, and how sure that is, for each statement of a record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from onrecord.models import Actor, Check, Record, Span, Spans, Statement
from onrecord.site import addresses
from onrecord.site.pages import Checked, Link, Mark, Note, NoteGroup, Ran, Revised
from onrecord.site.segments import lanes
from onrecord.site.verdicts import checked
from onrecord.site.words import shorten, side_words
from onrecord.store import SayingRow
from onrecord.visibility import LONGEST, withheld

COLOURS = 8
LANES = 4
_MARKS = 2
"""Characters of a quotation mark, which stands before the words."""
Entities = Mapping[str, str]
"""The address of the person page for each actor id of the record."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A record with what its notes need to know of the whole: numbers, colours, lanes, addresses."""

    record: Record
    entities: Entities | None
    hidden: bool
    numbers: Mapping[str, int]
    marks: tuple[Mark, ...]
    checks: Mapping[str, tuple[Check, ...]]
    public: bool
    collections: frozenset[str]
    sayings: Mapping[int, SayingRow]
    revised: Mapping[str, Revised]

    @classmethod
    def of(
        cls,
        record: Record,
        entities: Entities | None,
        *,
        public: bool,
        collections: frozenset[str] = frozenset(),
        sayings: Mapping[int, SayingRow] | None = None,
        revised: Mapping[str, Revised] | None = None,
    ) -> Reader:
        """`collections` are the desk's, to whose transcripts a check may lead; `sayings` tells by where they
        start which quotations other documents run too, `revised` by id which statements a change touched."""
        numbers = {s.id: number for number, s in enumerate(in_order(record.statements), start=1)}
        colours = _colours(record)
        chosen = lanes({numbers[s.id]: s.content for s in record.statements}, LANES)
        marks = tuple(
            Mark(number, s.id, s.kind, colours[_voice(s)], chosen[number], who(s))
            for number, s in enumerate(in_order(record.statements), start=1)
        )
        checks: dict[str, tuple[Check, ...]] = {}
        for check in record.checks:
            if check.statement in numbers:
                checks[check.statement] = (*checks.get(check.statement, ()), check)
        hidden = withheld(record.document.notes, public=public)
        return cls(
            record,
            entities,
            hidden,
            numbers,
            marks,
            checks,
            public,
            collections,
            sayings or {},
            revised or {},
        )

    def mark(self, statement: Statement) -> Mark:
        return self.marks[self.numbers[statement.id] - 1]

    def spans(self, statements: Iterable[Statement]) -> dict[int, Spans]:
        return {self.numbers[s.id]: s.content for s in statements}

    def link(self, actor: Actor) -> Link:
        return Link(actor.name, (self.entities or {}).get(actor.id))


def groups_of(reader: Reader, statements: Iterable[Statement], introduced: set[str]) -> tuple[NoteGroup, ...]:
    """Notes in the order of the text, those of one speaker in a row under one name.

    `introduced` holds the voices whose role was given already; those met here are added to it.
    """
    groups = []
    for voice, run in groupby(statements, key=_voice):
        members = list(run)
        first = members[0]
        fresh = voice not in introduced
        introduced.add(voice)
        groups.append(
            NoteGroup(
                speakers=tuple(reader.link(actor) for actor in first.speaker.actors),
                candidates=() if first.speaker.actors else tuple(map(reader.link, first.speaker.candidates)),
                mention=shorten(" … ".join(span.exact for span in first.speaker.mention), LONGEST),
                colour=reader.mark(first).colour,
                role=_role(first.speaker.actors) if fresh else None,
                side=side_beside(first.speaker.actors) if fresh else None,
                notes=tuple(note_of(reader, statement) for statement in members),
            )
        )
    return tuple(groups)


def note_of(reader: Reader, s: Statement) -> Note:
    """One statement's note."""
    mark = reader.mark(s)
    outer = reader.numbers.get(s.within or "")
    words = " … ".join(span.exact for span in s.content)
    return Note(
        mark=mark,
        act=s.act,
        cue=shorten(" … ".join(span.exact for span in s.cue), 80),
        sure=percent(s.confidence),
        href=None if reader.entities is None else addresses.statement(s.id, reader.record.document.id),
        words=shorten(words, LONGEST) if reader.hidden else words,
        within=reader.marks[outer - 1] if outer else None,
        addressee=_maybe(s.addressee, reader),
        occasion=_maybe(s.occasion, reader),
        date=s.date.value if s.date else None,
        checks=tuple(checked_in(reader, check) for check in reader.checks.get(s.id, ())),
        next=reader.marks[mark.number] if mark.number < len(reader.marks) else None,
        ran=_ran(reader, s),
        revised=reader.revised.get(s.id),
    )


def _ran(reader: Reader, s: Statement) -> Ran | None:
    """Of the statement's quotations the one that most documents run, if others run it too."""
    mine = [
        row
        for start, row in sorted(reader.sayings.items())
        if row.documents > 1 and any(span.start - _MARKS <= start < span.end for span in s.content)
    ]
    most = max(mine, key=lambda row: row.documents, default=None)
    return None if most is None else ran(most, reader.record.document.id)


def ran(row: SayingRow, document: str) -> Ran:
    """A quotation that other documents run too, with its page."""
    return Ran(row.documents, row.conflict, addresses.quotation_at(row.start, document))


def percent(confidence: float) -> int:
    """Confidence in whole percent; only what is certain is 100."""
    return 100 if confidence >= 1 else min(99, round(confidence * 100))


def who(statement: Statement) -> str:
    """Who speaks, in plain words."""
    speaker = statement.speaker
    if speaker.actors:
        return " and ".join(actor.name for actor in speaker.actors)
    words = shorten(" … ".join(span.exact for span in speaker.mention), 80)
    return f"{words} (open who)" if words else "nobody named"


def in_order(statements: Iterable[Statement]) -> list[Statement]:
    return sorted(statements, key=lambda s: (s.content[0].start if s.content else 0, -_size(s), s.id))


def _size(statement: Statement) -> int:
    return sum(len(span) for span in statement.content)


def _voice(s: Statement) -> str:
    """What is the same for two statements of the same speaker."""
    if s.speaker.actors:
        return "+".join(actor.id for actor in s.speaker.actors)
    if s.speaker.candidates:
        return "?" + "+".join(actor.id for actor in s.speaker.candidates)
    return "“" + " ".join(span.exact for span in s.speaker.mention)


def _colours(record: Record) -> dict[str, int]:
    """A colour for each voice in the order of its first words; 0 for those that lead to nobody."""
    colours: dict[str, int] = {}
    for statement in in_order(record.statements):
        voice = _voice(statement)
        if voice not in colours:
            used = sum(1 for colour in colours.values() if colour)
            colours[voice] = used % COLOURS + 1 if statement.speaker.actors else 0
    return colours


def checked_in(reader: Reader, check: Check) -> Checked:
    """The check, with the place in this text that it was held against where a statement stands there."""
    passage, record = check.against, reader.record
    href = None
    if passage and passage.text_id == record.document.text_id:
        at = [s for s in in_order(record.statements) if any(c.overlaps(passage.span) for c in s.content)]
        href = _place(reader, at[-1]) if at else None
    if not check.traced or reader.entities is None:
        return checked(check, href=href, withheld=reader.hidden)
    id = addresses.quotation_id(check.quote.start)
    return checked(
        check,
        href=href,
        withheld=reader.hidden,
        passage_href=_passage(reader, check, id),
        quotation_href=addresses.quotation(id, record.document.id),
    )


def transcript_of(check: Check) -> tuple[str, str] | None:
    """The collection and the id of the transcript that a quotation was traced to."""
    if check.against is None or not check.traced:
        return None
    collection, _, id = (check.against.document or "").partition("/")
    return (collection, id) if id else None


def _passage(reader: Reader, check: Check, id: str) -> str | None:
    there = transcript_of(check)
    if there is None or there[0] not in reader.collections:
        return None
    return addresses.passage(*there, id, reader.record.document.id)


def _place(reader: Reader, statement: Statement) -> str | None:
    """Where a statement stands; nowhere in a text that is withheld."""
    if reader.hidden:
        return None
    if reader.entities is None:
        return f"#{addresses.anchor(statement.id)}"
    return addresses.in_article(reader.record.document.id, statement.id)


def _role(actors: Iterable[Actor]) -> str | None:
    roles = [roles_of(actor)[0] for actor in actors if roles_of(actor)]
    return "; ".join(dict.fromkeys(roles)) or None


def roles_of(actor: Actor) -> tuple[str, ...]:
    return tuple(dict.fromkeys(shorten(" ".join(role.exact.split()), 120) for role in actor.roles))


def side_beside(actors: Iterable[Actor]) -> str | None:
    """The sides in words, without one that the speaker's own roles name already."""
    sides = []
    for actor in actors:
        words = side_words(actor.side)
        if words and not any(words.casefold() in role.casefold() for role in roles_of(actor)):
            sides.append(words)
    return ", ".join(dict.fromkeys(sides)) or None


def _maybe(span: Span | None, reader: Reader) -> str | None:
    return None if span is None or reader.hidden else shorten(" ".join(span.exact.split()), 160)
