"""What each template is given: one frozen context a page, and the items that pages are made of.

A template uses `page` (its own context) and `site` (the same on every page), and nothing else. Words
here are plain text, escaped when printed; every `href` was made by `addresses` or checked by `safe_url`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.models import Act, Kind, VerdictWord
from onrecord.site.fetched_from import FetchedFrom
from onrecord.site.segments import Segment

Sign = Literal["=", "-", "+"]
Piece = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class Site:
    """What every page shows: the stylesheet's and script's addresses, and whether the desk is public.

    `form` is the form token where the reader may write, else None; `writable` whether anybody may.
    """

    public: bool
    stylesheet: str
    script: str
    icon: str
    writable: bool = False
    form: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    words: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """A verdict as a word with a mark; `attention` tells that an editor must see it."""

    word: VerdictWord
    mark: str
    notes: tuple[str, ...] = ()
    attention: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """A quotation, its verdict, the difference word by word, and what it was held against.

    `against_href` leads to the place in the document itself, `passage_href` to the passage in its
    transcript, `quotation_href` to everybody who ran these words.
    """

    quote: str
    verdict: Verdict
    difference: tuple[tuple[Sign, str], ...] = ()
    against: str | None = None
    against_href: str | None = None
    by: str | None = None
    date: str | None = None
    passage_href: str | None = None
    quotation_href: str | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A document in a list. `lead` is empty where its text is withheld."""

    title: str
    href: str
    source: Link | None = None
    section: Link | None = None
    byline: str | None = None
    published: str | None = None
    lead: str = ""
    statements: int = 0
    specimen: bool = False


@dataclass(frozen=True, slots=True)
class Ran:
    """How many documents run a quotation; `conflict` where two give it to different people."""

    documents: int
    conflict: bool
    href: str


@dataclass(frozen=True, slots=True)
class Said:
    """A statement in a list. `pieces` are its words, each with whether a search marked it.

    `before` and `after` are what stands round them in their sentence. `sure` is the confidence in percent.
    `heading` is None where the list itself stands under its document.
    """

    pieces: tuple[Piece, ...]
    href: str
    kind: Kind
    act: Act
    cue: str
    speakers: tuple[Link, ...]
    mention: str
    open: bool
    role: str | None
    date: str | None
    sure: int
    verdict: Verdict | None = None
    heading: Heading | None = None
    ran: Ran | None = None
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """How a statement shows in the text: its number, colour (0 for nobody named, else 1–8) and lane (0–3)."""

    number: int
    id: str
    kind: Kind
    colour: int
    lane: int
    label: str


@dataclass(frozen=True, slots=True)
class Revised:
    """What the last change that touched a statement made of it, in a word or two; its number and page."""

    word: str
    change: int
    when: str | None
    href: str


@dataclass(frozen=True, slots=True)
class Note:
    """A statement's margin note. `within` is the number of the statement that reports it.

    `words` are the statement's own; they are printed where the text does not stand beside it. `href` is
    the statement's page, None for a record that is not kept.
    """

    mark: Mark
    act: Act
    cue: str
    sure: int
    href: str | None = None
    words: str = ""
    within: Mark | None = None
    addressee: str | None = None
    occasion: str | None = None
    date: str | None = None
    checks: tuple[Checked, ...] = ()
    next: Mark | None = None
    ran: Ran | None = None
    revised: Revised | None = None


@dataclass(frozen=True, slots=True)
class NoteGroup:
    """Notes on statements of one speaker that stand together.

    `speakers` is empty where nobody is named or where it is open who speaks; then `candidates` are the
    readings that remain. `role` and `side` are given at a speaker's first group.
    """

    speakers: tuple[Link, ...]
    candidates: tuple[Link, ...]
    mention: str
    colour: int
    role: str | None
    side: str | None
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    number: int
    segments: tuple[Segment, ...]
    groups: tuple[NoteGroup, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """An actor of one document, or an entity of the desk, in a list."""

    name: Link
    kind: str
    roles: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    statements: int = 0
    documents: int = 0
    colour: int = 0


@dataclass(frozen=True, slots=True)
class Article:
    """A document with its marks and notes. `marks` are in the order of their numbers, from 1.

    Where `withheld`, `paragraphs` is empty and `elsewhere` holds the statements with their words.
    """

    title: tuple[Segment, ...]
    plain_title: str
    marks: tuple[Mark, ...]
    kind: str
    language: str | None
    section: Link | None
    source: Link | None
    byline: str | None
    published: str | None
    updated: str | None
    address: str | None
    path: str | None
    specimen: bool
    withheld: bool
    left_out: int
    title_groups: tuple[NoteGroup, ...]
    title_checks: tuple[Checked, ...]
    paragraphs: tuple[Paragraph, ...]
    elsewhere: tuple[NoteGroup, ...]
    checks: tuple[Checked, ...]
    people: tuple[Person, ...]
    attention: int


@dataclass(frozen=True, slots=True)
class ChangedStatement:
    """A statement that a revision changed, with its speaker; `href` leads to it where it still stands."""

    change: str
    speaker: str
    words: str
    href: str | None
    difference: tuple[tuple[Sign, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Changed:
    """What one revision changed of the text before it, in numbers of words and with its statements."""

    number: int
    href: str
    since: str | None
    when: str | None
    title: bool
    struck: int
    put_in: int
    statements: tuple[ChangedStatement, ...]


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """`changes` are what its revisions changed, the last one first.

    `story` leads to the happening that it reports, `copies` to the outlets that ran the same text.
    `missing` tells since when its address no longer serves it, as ISO 8601, and what was found there.
    """

    article: Article
    json: str | None
    stored: bool
    changes: tuple[Changed, ...] = ()
    story: Link | None = None
    copies: Link | None = None
    missing: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class ChangedParagraph:
    """A paragraph of both texts in one; `unchanged` counts paragraphs left out in its place."""

    pieces: tuple[tuple[Sign, str], ...] = ()
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class RevisionPage:
    """What one revision changed; `paragraphs` is empty where the text is withheld."""

    heading: Heading
    changed: Changed
    revisions: int
    paragraphs: tuple[ChangedParagraph, ...]
    withheld: bool
    language: str | None
    earlier: str | None
    later: str | None


@dataclass(frozen=True, slots=True)
class StatementPage:
    """One statement: the note, its words in their paragraphs (none where withheld), its neighbours."""

    heading: Heading
    group: NoteGroup
    note: Note
    marks: tuple[Mark, ...]
    paragraphs: tuple[Paragraph, ...]
    language: str | None
    in_article: str
    previous: str | None
    following: str | None
    made_by: str
    specimen: bool


@dataclass(frozen=True, slots=True)
class ArrivedPage:
    """Documents that came in since a visit, the last one first; `documents` is how many in all."""

    documents: int
    headings: tuple[Heading, ...]
    specimen: bool


@dataclass(frozen=True, slots=True)
class LivePage:
    """The last documents that came in, with the first of their statements; `events` brings more."""

    items: tuple[SaidIn, ...]
    events: str
    script: str


@dataclass(frozen=True, slots=True)
class SectionPage:
    name: str
    href: str
    documents: int
    headings: tuple[Heading, ...]
    older: str | None
    specimen: bool


@dataclass(frozen=True, slots=True)
class Count:
    """A source in a list."""

    name: Link
    documents: int
    statements: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class SourcePage:
    source: Count
    headings: tuple[Heading, ...]
    older: str | None
    specimen: bool


@dataclass(frozen=True, slots=True)
class SetAside:
    """Pages of a host that were met and are no articles, by kind."""

    host: str
    total: int
    kinds: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """`fetched_from` is empty for a public desk's readers: addresses of feeds may hold keys."""

    sources: tuple[Count, ...]
    aside: tuple[SetAside, ...] = ()
    fetched_from: tuple[FetchedFrom, ...] = ()


@dataclass(frozen=True, slots=True)
class PeoplePage:
    people: tuple[Person, ...]
    query: str
    kind: str
    kinds: tuple[Link, ...]
    newer: str | None
    older: str | None


@dataclass(frozen=True, slots=True)
class RoleSeen:
    role: str
    heading: Link
    published: str | None


@dataclass(frozen=True, slots=True)
class SaidIn:
    heading: Heading
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class PersonPage:
    id: str
    name: str
    href: str
    kind: str
    sides: tuple[str, ...]
    other_names: tuple[str, ...]
    roles: tuple[RoleSeen, ...]
    statements: int
    documents: int
    said: tuple[SaidIn, ...]
    older: str | None
    specimen: bool


@dataclass(frozen=True, slots=True)
class Found:
    """An article that a search found; `snippet` is empty where its text is withheld."""

    heading: Heading
    title: tuple[Piece, ...]
    snippet: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class SearchPage:
    query: str
    speaker: str
    what: str
    kind: str
    asked: bool
    articles: tuple[Found, ...]
    statements: tuple[Said, ...]
    article_total: int
    statement_total: int
    number: int
    newer: str | None
    older: str | None
    specimen: bool


@dataclass(frozen=True, slots=True)
class ReadPage:
    """The form; after a refusal with its reason and what was typed."""

    text: str = ""
    title: str = ""
    published: str = ""
    problem: str | None = None
    limit: int = 200


@dataclass(frozen=True, slots=True)
class Followed:
    """A person or a search that is followed; `name` leads to all of it, `href` to what is new."""

    name: Link
    href: str
    fresh: int
    since: str


@dataclass(frozen=True, slots=True)
class FollowingPage:
    people: tuple[Followed, ...]
    searches: tuple[Followed, ...]


@dataclass(frozen=True, slots=True)
class FollowedPage:
    """The new statements of one that is followed, the newest first; not all where there are many."""

    followed: Followed
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class FeedLinks:
    """The feeds of one thing that can be followed."""

    name: str
    atom: str
    rss: str
    json: str


@dataclass(frozen=True, slots=True)
class ConnectPage:
    """The desk's feeds, and those of its largest sections."""

    whole: FeedLinks
    sections: tuple[FeedLinks, ...]


@dataclass(frozen=True, slots=True)
class WritePage:
    """`offered` tells whether the site can be written to at all."""

    offered: bool


@dataclass(frozen=True, slots=True)
class AboutPage:
    version: str
    documents: int
    statements: int


@dataclass(frozen=True, slots=True)
class ErrorPage:
    status: int
    title: str
    message: str
