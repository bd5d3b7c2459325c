"""What the templates of stories and of the front page are given; see `pages`."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.site.pages import Heading, Link, Person, Said


@dataclass(frozen=True, slots=True)
class StoryHeading:
    """A story in a list: its headline and the outlets that have it.

    `href` leads to the report itself where there is but one.

    `lead` is empty where the text is withheld. `also` are outlets besides the one whose headline it is;
    `more` is how many further ones are not named. `fresh` tells that something came in since the last visit;
    `newest` is the number of its document that came in last.
    """

    headline: str
    href: str
    lead: str
    source: Link | None
    section: Link | None
    also: tuple[Link, ...]
    more: int
    documents: int
    texts: int
    sources: int
    last: str
    recent: int
    specimen: bool = False
    fresh: bool = False
    newest: int = 0


@dataclass(frozen=True, slots=True)
class StoryBand:
    """A section on the front page: its first story large, the rest beside it.

    The last `under` of the rest stand under the first where the page has columns.
    """

    name: Link
    stories: int
    lead: StoryHeading | None
    rest: tuple[StoryHeading, ...]
    under: int = 0


@dataclass(frozen=True, slots=True)
class Trend:
    """What is named more than it used to be; `times` is how many times more, `documents` where it is now."""

    name: Link
    kind: str
    documents: int
    times: float


@dataclass(frozen=True, slots=True)
class FrontPage:
    """Stories by section, what is trending, and what came in since the reader's last visit."""

    bands: tuple[StoryBand, ...]
    more: tuple[Link, ...]
    trends: tuple[Trend, ...]
    documents: int
    statements: int
    people: int
    latest: str | None
    new: int
    new_href: str


@dataclass(frozen=True, slots=True)
class StoriesPage:
    """Stories in a row, of one section or of all; `sections` are the others to look at."""

    title: str
    about: str
    sections: tuple[Link, ...]
    stories: tuple[StoryHeading, ...]
    newer: str | None
    older: str | None
    specimen: bool


@dataclass(frozen=True, slots=True)
class Report:
    """One text of a story, and the documents that ran it again."""

    heading: Heading
    copies: tuple[Heading, ...]
    copies_href: str | None


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation of a story, once: as it was run first, in how many documents, in how many wordings.

    `conflict` tells that two documents give it to different people.
    """

    said: Said
    documents: int
    texts: int
    conflict: bool


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the timeline with one sentence of a source."""

    date: str
    sentence: str
    source: Link
    href: str


@dataclass(frozen=True, slots=True)
class Side:
    """One telling of a fact: the source's own words, and who has it, the first one first.

    `part` is what a side does to the others where it does: `claims` or `denies`.
    """

    told: str
    where: tuple[Link, ...]
    part: str = ""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A fact that reports of a story tell differently. `growth` where a figure grew with time.

    Without `clear` it may be two facts that are told alike. `more` leads to where it is shown in full.
    """

    kind: str
    about: str
    sides: tuple[Side, ...]
    growth: bool
    clear: bool
    more: Link | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A person's word on which documents tell one story; `undone` is when it was taken back."""

    id: str
    words: str
    given: str
    undone: str | None


@dataclass(frozen=True, slots=True)
class StoryPage:
    """A story: reports, what was said, who is in it, where reports disagree, the days that mattered."""

    headline: str
    href: str
    lead: str
    section: Link | None
    sources: int
    documents: int
    texts: int
    first: str
    last: str
    people: tuple[Person, ...]
    quotations: tuple[Quoted, ...]
    indirect: int
    disagreements: tuple[Disagreement, ...]
    perhaps: tuple[Disagreement, ...]
    growths: tuple[Disagreement, ...]
    days: tuple[Day, ...]
    reports: tuple[Report, ...]
    related: tuple[StoryHeading, ...]
    judged: tuple[Judged, ...]
    specimen: bool


@dataclass(frozen=True, slots=True)
class ChangedFact:
    """A value that a copy has otherwise: `now` in the sentence `after` for `was` in that of the first."""

    kind: str
    was: str
    now: str
    after: str


@dataclass(frozen=True, slots=True)
class CopyOf:
    """A document that ran a text again, and what its outlet did to it."""

    heading: Heading
    share: int
    headlined: bool
    cut: tuple[str, ...]
    added: tuple[str, ...]
    changed: tuple[ChangedFact, ...] = ()


@dataclass(frozen=True, slots=True)
class CopiesPage:
    """One text and everybody who ran it, the first one first."""

    first: Heading
    copies: tuple[CopyOf, ...]
    withheld: bool


@dataclass(frozen=True, slots=True)
class TrendsPage:
    """People, places and phrases that are in the news more than they used to be, up to a day."""

    date: str | None
    people: tuple[Trend, ...]
    places: tuple[Trend, ...]
    phrases: tuple[Trend, ...]
