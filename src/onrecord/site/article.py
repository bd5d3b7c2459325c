"""A record as an article with margin notes: which words are marked, who is named beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from onrecord.models import Record
from onrecord.site import addresses
from onrecord.site.notes import Entities, Reader, checked_in, groups_of, in_order, roles_of, side_beside
from onrecord.site.pages import Article, Link, NoteGroup, Paragraph, Person, Revised
from onrecord.site.paragraphs import blocks, title_segments, within
from onrecord.site.sections import section_href, section_words
from onrecord.site.segments import Segment, cut
from onrecord.site.words import safe_url
from onrecord.store import SayingRow
from onrecord.visibility import enough, is_specimen


def article_of(
    record: Record,
    entities: Entities | None,
    *,
    public: bool = False,
    collections: frozenset[str] = frozenset(),
    sayings: Mapping[int, SayingRow] | None = None,
    revised: Mapping[str, Revised] | None = None,
) -> Article:
    """The article as its page shows it; `entities` is None for a record that is not kept.

    On a public desk the text of others is left out. `collections` are those that the desk has, `sayings`
    its quotations that others may run too, by where they start; `revised` says what changes of the article
    made of its statements, by id.
    """
    reader = Reader.of(
        record, entities, public=public, collections=collections, sayings=sayings, revised=revised
    )
    doc, ordered = record.document, in_order(record.statements)
    everything, seen = reader.spans(ordered), set[int]()
    title = title_segments(reader, everything, seen)
    in_title = [s for s in ordered if reader.numbers[s.id] in seen]
    introduced: set[str] = set()
    title_groups = groups_of(reader, in_title, introduced)
    rows_at = [] if reader.hidden else sorted(blocks(doc))
    rows = []
    for number, ((start, end), marks) in enumerate(zip(rows_at, within(rows_at, everything), strict=True), 1):
        new = sorted(marks.keys() - seen)
        segments = cut(doc.text, start, end, marks, seen)
        rows.append(Paragraph(number, segments, groups_of(reader, [ordered[n - 1] for n in new], introduced)))
    stray = [s for s in ordered if reader.numbers[s.id] not in seen]
    left_out = 0
    if reader.hidden:
        body = sum(len(span) for span in doc.parts.get("body", ()))
        shown = enough([sum(map(len, s.content)) for s in stray], body)
        left_out, stray = len(stray) - shown, stray[:shown]
    elsewhere = groups_of(reader, stray, introduced)
    if left_out:
        elsewhere = tuple(_among(group, {s.id for s in (*in_title, *stray)}) for group in elsewhere)
    return _article(reader, title, title_groups, tuple(rows), elsewhere, left_out)


def _article(
    reader: Reader,
    title: tuple[Segment, ...],
    title_groups: tuple[NoteGroup, ...],
    rows: tuple[Paragraph, ...],
    elsewhere: tuple[NoteGroup, ...],
    left_out: int,
) -> Article:
    doc, record = reader.record.document, reader.record
    titles = doc.parts.get("title", ())
    stored = reader.entities is not None
    free = [check for check in record.checks if check.statement not in reader.numbers]
    shown = [checked_in(reader, check) for check in record.checks]
    return Article(
        title=title,
        plain_title=doc.title or "(no headline)",
        marks=reader.marks,
        kind=doc.kind,
        language=doc.language,
        section=Link(section_words(doc.section), section_href(doc.section) if stored else None)
        if doc.section
        else None,
        source=Link(doc.source, addresses.source(doc.source) if stored else None) if doc.source else None,
        byline=doc.byline,
        published=doc.published,
        updated=doc.updated if doc.updated != doc.published else None,
        address=safe_url(doc.canonical_url) or safe_url(doc.url),
        path=None if reader.public or doc.path == "-" else doc.path,
        specimen=is_specimen(doc.notes),
        withheld=reader.hidden,
        left_out=left_out,
        title_groups=title_groups,
        title_checks=tuple(checked_in(reader, c) for c in free if any(c.quote.overlaps(t) for t in titles)),
        paragraphs=rows,
        elsewhere=elsewhere,
        checks=tuple(checked_in(reader, c) for c in free if not any(c.quote.overlaps(t) for t in titles)),
        people=_people(reader),
        attention=sum(check.verdict.attention for check in shown),
    )


def _among(group: NoteGroup, shown: set[str]) -> NoteGroup:
    """The notes without links to those that are left out."""
    return replace(
        group,
        notes=tuple(
            replace(
                note,
                next=note.next if note.next and note.next.id in shown else None,
                within=note.within if note.within and note.within.id in shown else None,
            )
            for note in group.notes
        ),
    )


def _people(reader: Reader) -> tuple[Person, ...]:
    """People first, then others that speak; each in the order of its first mention."""
    record = reader.record
    said = Counter(actor.id for s in record.statements for actor in s.speaker.actors)
    colours: dict[str, int] = {}
    for statement in record.statements:
        for actor in statement.speaker.actors:
            colours.setdefault(actor.id, reader.mark(statement).colour)
    listed = [actor for actor in record.actors if actor.kind == "person" or said[actor.id]]
    listed.sort(key=lambda a: (a.kind != "person", min((m.start for m in a.mentions), default=0), a.id))
    return tuple(
        Person(
            reader.link(actor),
            actor.kind,
            roles_of(actor),
            tuple(filter(None, [side_beside([actor])])),
            said[actor.id],
            colour=colours.get(actor.id, 0),
        )
        for actor in listed
    )
