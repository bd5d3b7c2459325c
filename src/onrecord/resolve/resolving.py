"""Resolve one document's findings into its record."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from onrecord.find.findings import Findings, FoundStatement
from onrecord.find.gazetteer import lookup
from onrecord.find.rolewords import is_role_noun
from onrecord.models import Actor, Document, Record, Speaker, Statement, When, make_id
from onrecord.resolve.cast import Cast, Member, gather_cast
from onrecord.resolve.events import events_of, gather_events
from onrecord.resolve.noun_phrases import Reading, holds
from onrecord.resolve.positions import make_positions, members_of, read_holders
from onrecord.resolve.pronouns import Turn
from onrecord.resolve.scene import Scene
from onrecord.resolve.sides import give_sides
from onrecord.resolve.speakers import SpeakerReader

MADE_BY = "resolve/1"
_NOMINAL = re.compile(r"\b[Tt]he\s+((?:[A-Z][\w.’'-]*\s+){1,2}([a-z]+))\b")


def resolve(document: Document, findings: Findings) -> Record:
    """The record of `document`: actors with roles and sides, statements with their speakers and dates.

    What has two readings stays open: such a statement's speaker has candidates and no actors.
    """
    cast = gather_cast(document, findings.names)
    give_sides(cast)
    _add_nominals(cast)
    scene = Scene(document, cast, findings.statements)
    reader = SpeakerReader(cast, scene)
    readings = _read_speakers(reader, findings.statements)
    held = read_holders(reader, findings, readings)
    happenings = gather_events(findings.events, cast, scene, reader)
    used = {id(m) for reading in readings for m in (*reading.members, *reading.candidates)}
    used |= {id(m) for m in members_of(held)} | {m for one in happenings for m in one.people}
    actors = {id(m): _actor(document, m) for m in cast.members if m.mentions or id(m) in used}
    statements = _statements(document, findings, scene, readings, actors)
    ordered = sorted(
        actors.values(), key=lambda a: (a.mentions[0].start if a.mentions else 0, a.kind, a.name)
    )
    ids = [_statement_id(document, found) for found in findings.statements]
    events = events_of(document, happenings, actors, ids)
    positions = make_positions(document, scene, held, actors, ids, findings.dates)
    return Record(document, tuple(ordered), statements, events, positions)


def _add_nominals(cast: Cast) -> None:
    """Roles that name a person by country alone: `the Russian leader`, where the text has one."""
    for match in _NOMINAL.finditer(cast.document.text):
        if not is_role_noun(match[2]):
            continue
        entry = lookup(match[1].rsplit(None, 1)[0])
        if entry is None:
            continue
        holders = [m for m in cast.persons if m.side == entry.slug and holds(m, match[2])]
        inside = any(match.start() < m.end and m.start < match.end() + 2 for h in holders for m in h.mentions)
        if len(holders) == 1 and not inside:
            holders[0].roles.append(cast.document.span(match.start(1), match.end(1)))


def _order(statements: Sequence[FoundStatement]) -> list[int]:
    """Indexes in the order in which the speakers stand in the text, the reporting statement first."""

    def place(index: int) -> tuple[int, int]:
        found = statements[index]
        spans = found.source or found.cue or found.content
        return (min(s.start for s in spans) if spans else 0, index)

    out: list[int] = []
    done: set[int] = set()
    for index in sorted(range(len(statements)), key=place):
        chain, at = [], index
        while at not in done and at not in chain:
            chain.append(at)
            parent = statements[at].parent
            if parent is None or not 0 <= parent < len(statements):
                break
            at = parent
        for step in reversed(chain):
            if step not in done:
                out.append(step)
                done.add(step)
    return out


def _read_speakers(reader: SpeakerReader, statements: Sequence[FoundStatement]) -> list[Reading]:
    scene = reader.scene
    readings = [Reading()] * len(statements)
    for index in _order(statements):
        found = statements[index]
        parent = readings[found.parent] if found.parent is not None and found.parent < len(readings) else None
        barred: tuple[Member, ...] = ()
        reporter: tuple[Member, ...] = ()
        if parent is not None and found.source:
            if scene.quoted(found.source[0].start):
                barred = parent.members
            else:
                reporter = parent.members
        readings[index] = reader.read(found.source, barred=barred, reporter=reporter, content=found.content)
        _remember(reader, found, readings[index])
    return readings


def _remember(reader: SpeakerReader, found: FoundStatement, reading: Reading) -> None:
    spans = [*found.source, *found.cue, *found.content]
    if reading.members and spans and found.source:
        end = max(s.end for s in [*found.cue, *found.content, *found.source])
        turn = Turn(found.source[0].start, max(0, end - 1), reading.members, found.parent is not None)
        reader.turns.append(turn)


def _actor(document: Document, member: Member) -> Actor:
    return Actor(
        make_id(document.id, member.kind, member.key, member.order),
        member.name,
        member.kind,
        member.side,
        tuple(sorted(set(member.roles))),
        tuple(sorted(member.mentions)),
        MADE_BY,
        member.confidence,
    )


def _statements(
    document: Document,
    findings: Findings,
    scene: Scene,
    readings: Sequence[Reading],
    actors: dict[int, Actor],
) -> tuple[Statement, ...]:
    ids = [_statement_id(document, found) for found in findings.statements]
    dates = _Dates(findings.dates)
    out: dict[str, Statement] = {}
    for index, (found, reading) in enumerate(zip(findings.statements, readings, strict=True)):
        parent = found.parent if found.parent is not None and 0 <= found.parent < len(ids) else None
        speaker = Speaker(
            found.source,
            tuple(actors[id(m)] for m in reading.members),
            tuple(actors[id(m)] for m in reading.candidates),
        )
        sure = reading.confidence if reading.members else 1.0
        within = ids[parent] if parent is not None and ids[parent] != ids[index] else None
        out.setdefault(
            ids[index],
            Statement(
                ids[index], found.kind, found.act, found.content, found.cue, speaker, within, found.addressee,
                found.occasion, dates.of(scene, found), found.made_by, round(found.confidence * sure, 4),
            ),
        )  # fmt: skip
    return tuple(out.values())


def _statement_id(document: Document, found: FoundStatement) -> str:
    places = [
        "+".join(f"{span.start}-{span.end}" for span in spans)
        for spans in (found.content, found.cue, found.source)
    ]
    return make_id(document.id, "statement", *places)


def _parted(when: When, start: int, between: str) -> bool:
    """Whether a comma keeps the date from the cue; one after a date that opens the sentence does not."""
    opens = when.span.start - start <= 12
    return "," in between and not opens


class _Dates:
    """The dates of a document, to be tied to statements."""

    def __init__(self, dates: Sequence[When]) -> None:
        self.dates = sorted(dates, key=lambda when: when.span)
        self.starts = [when.span.start for when in self.dates]

    def of(self, scene: Scene, found: FoundStatement) -> When | None:
        """The date beside the cue: in its sentence, outside the content, with no clause between."""
        if not found.cue:
            return None
        cue = found.cue[0]
        start, end = self._clause(scene, found)
        best: tuple[int, When] | None = None
        for when in self.dates[bisect_left(self.starts, start) : bisect_left(self.starts, end)]:
            span = when.span
            if any(span.overlaps(part) for part in found.content):
                continue
            gap = span.start - cue.end if span.start >= cue.end else cue.start - span.end
            between = scene.document.text[min(span.end, cue.end) : max(span.start, cue.start)]
            if (
                gap <= 60
                and not _parted(when, start, between)
                and not re.search(r"[;:“”]|\bwho\b|\bwhich\b", between)
                and (best is None or gap < best[0])
            ):
                best = (gap, when)
        return None if best is None else best[1]

    @staticmethod
    def _clause(scene: Scene, found: FoundStatement) -> tuple[int, int]:
        at = scene.sentence(found.cue[0].start)
        if at < 0:
            return (0, 0)
        start, end = scene.sentences[at]
        return start, max(end, found.cue[-1].end)
