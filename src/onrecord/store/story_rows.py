"""What the desk answers about stories: frozen rows."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.store.rows import DocumentRow
from onrecord.store.story_outlets import one_name, outlet_of
from onrecord.stories.editing import Changed


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story in a list.

    `headline` is the title of `document`, one of its own articles; `lead` that article's beginning.
    `documents` counts all, `texts` a text and its copies once, `sources` outlets with a text of their own
    (see `story_outlets`).
    `recent` counts the texts of the day before the moment of the list; `rank` orders it (more is earlier).
    """

    id: str
    headline: str
    lead: str
    document: DocumentRow
    section: str | None
    documents: int
    texts: int
    sources: int
    first: str
    last: str
    recent: int
    rank: float


@dataclass(frozen=True, slots=True)
class StoryDocument:
    """A document of a story. `copies` are those that ran the same text again, by time."""

    document: DocumentRow
    section: str | None
    copies: tuple[DocumentRow, ...]


@dataclass(frozen=True, slots=True)
class StorySection:
    """A section and how many stories it has."""

    name: str | None
    stories: int


@dataclass(frozen=True, slots=True)
class CopyRow:
    """A document with a text that another ran first, and what its outlet did to it.

    `cut` and `added` are passages of the first and of this text; `share` (0–1) is how much of the shorter
    text stands in the other. `changed` are figures, dates, names and negations that differ.
    """

    document: DocumentRow
    share: float
    headlined: bool
    cut: tuple[str, ...]
    added: tuple[str, ...]
    changed: tuple[Changed, ...] = ()


@dataclass(frozen=True, slots=True)
class CopyGroup:
    """One text and who ran it: `first` by time of publication, the copies by time."""

    first: DocumentRow
    copies: tuple[CopyRow, ...]

    @property
    def outlets(self) -> tuple[str, ...]:
        """The names of the outlets, the first one first."""
        rows = (self.first, *(copy.document for copy in self.copies))
        return tuple(one_name((outlet_of(row.url, row.source), row.source) for row in rows).values())


@dataclass(frozen=True, slots=True)
class StoryPerson:
    """A person, organisation or country that a story's documents name, and in how many."""

    entity: str
    name: str
    kind: str
    side: str | None
    documents: int
    statements: int
