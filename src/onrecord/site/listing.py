"""The desk's rows as items of a page: documents, statements, people, sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from onrecord.site import addresses
from onrecord.site.context import around
from onrecord.site.notes import percent, ran
from onrecord.site.pages import Count, Found, Heading, Link, Person, Piece, Said, SaidIn
from onrecord.site.sections import section_href, section_words
from onrecord.site.verdicts import verdict
from onrecord.site.words import shorten, side_words
from onrecord.store import ArticleHit, DocumentRow, EntityRow, SourceRow, StatementHit, StatementRow
from onrecord.visibility import LONGEST, is_specimen, withheld

_LEAD = 220
_MARKED = 320


def heading(row: DocumentRow, *, public: bool, longest: int = _LEAD) -> Heading:
    """A document in a list; on a public desk without the beginning of somebody else's text.

    `longest` is how many characters of that beginning are given.
    """
    lead = "" if withheld(row.notes, public=public) else " ".join(row.lead.split())
    return Heading(
        title=row.title or "(no headline)",
        href=addresses.document(row.id),
        source=Link(row.source, addresses.source(row.source)) if row.source else None,
        section=Link(section_words(row.section), section_href(row.section)) if row.section else None,
        byline=row.byline,
        published=row.published,
        lead=whole_words(lead, longest),
        statements=row.statements,
        specimen=is_specimen(row.notes),
    )


def whole_words(lead: str, longest: int) -> str:
    """The beginning of a text, not broken inside a word: the desk keeps so many characters of it."""
    broken = bool(lead) and (lead[-1].isalnum() or lead[-1] in "’'-,")
    return shorten(lead, min(longest, len(lead) - broken))


def said(
    row: StatementRow,
    *,
    public: bool,
    pieces: tuple[Piece, ...] | None = None,
    with_heading: bool = True,
    of: str | None = None,
    texts: Mapping[str, str] | None = None,
) -> Said:
    """A statement in a list. `pieces` are a search's snippet of it; else its own words are given.

    `of` is the entity whose list it is, which is not named again. `texts` are those of `texts_round`: in them
    the sentence is found that a fragment stands in.
    """
    before, after = around(row, texts or {})
    hidden = withheld(row.document.notes, public=public)
    words = shorten(row.said, LONGEST) if hidden else shorten(row.said, 1200)
    roles = dict.fromkeys(speaker.role for speaker in row.speakers if speaker.role)
    return Said(
        pieces=shortened(pieces, LONGEST if hidden else _MARKED) if pieces else ((words, False),),
        href=addresses.statement(row.id, row.document.id),
        kind=row.kind,
        act=row.act,
        cue=shorten(row.cue, 80),
        speakers=tuple(Link(s.name, addresses.person(s.entity)) for s in row.speakers if s.entity != of),
        mention=shorten(row.mention, 120),
        open=row.open,
        role=shorten("; ".join(roles), 160) or None,
        date=row.date,
        sure=percent(row.confidence),
        verdict=verdict(row.verdict, row.notes) if row.verdict else None,
        heading=heading(row.document, public=public) if with_heading else None,
        ran=ran(row.ran, row.document.id) if row.ran else None,
        before=before,
        after=after,
    )


def by_document(
    rows: Iterable[StatementRow], of: str, *, public: bool, texts: Mapping[str, str] | None = None
) -> tuple[SaidIn, ...]:
    """An entity's statements under their documents, in the order given."""
    return tuple(
        SaidIn(
            heading(members[0].document, public=public),
            tuple(said(row, public=public, with_heading=False, of=of, texts=texts) for row in members),
        )
        for _, run in groupby(rows, key=lambda row: row.document.id)
        if (members := list(run))
    )


def found(hit: ArticleHit, *, public: bool) -> Found:
    """An article that a search found; on a public desk without a snippet of somebody else's text."""
    hidden = withheld(hit.document.notes, public=public)
    title = hit.title or ((hit.document.title or "(no headline)", False),)
    snippet = () if hidden else shortened(hit.snippet, _MARKED)
    return Found(heading(hit.document, public=public), title, snippet)


def statement_found(hit: StatementHit, *, public: bool, texts: Mapping[str, str] | None = None) -> Said:
    """A statement that a search found, with the words marked that it found."""
    return said(hit.statement, public=public, pieces=hit.snippet, texts=texts)


def shortened(pieces: Iterable[Piece], most: int) -> tuple[Piece, ...]:
    """At most `most` characters of a snippet, its marks kept."""
    kept: list[Piece] = []
    left = most
    for words, marked in pieces:
        if len(words) > left:
            kept.append((shorten(words, max(left, 2)), marked))
            break
        kept.append((words, marked))
        left -= len(words)
    return tuple(kept)


def entity(row: EntityRow) -> Person:
    """An entity in a list of people."""
    return Person(
        name=Link(row.name, addresses.person(row.id)),
        kind=row.kind,
        sides=tuple(filter(None, map(side_words, row.sides))),
        statements=row.statements,
        documents=row.documents,
    )


def counted_source(row: SourceRow) -> Count:
    """A source with its counts."""
    return Count(
        Link(row.name, addresses.source(row.name)), row.documents, row.statements, row.first, row.last
    )
