"""The desk's stories as items of a page, and a story's quotations, each once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.site import addresses
from onrecord.site.listing import said, whole_words
from onrecord.site.pages import Link
from onrecord.site.story_pages import Quoted, StoryHeading
from onrecord.store import Desk, Outlets, StatementRow, StoryRow
from onrecord.store.rows import SayingRow
from onrecord.store.story_outlets import outlet_of
from onrecord.text.words import folded_words
from onrecord.visibility import is_specimen, withheld

_NAMED = 3
_LEAD = 220


def story_headings(
    desk: Desk,
    rows: Sequence[StoryRow],
    *,
    public: bool,
    first: int = _LEAD,
) -> tuple[StoryHeading, ...]:
    """Stories in a list; `first` is how many characters of its beginning the first one is given."""
    outlets = desk.stories.outlets(row.id for row in rows)
    return tuple(
        _heading(row, outlets.get(row.id, Outlets()), public, _LEAD if place else first)
        for place, row in enumerate(rows)
    )


def _heading(row: StoryRow, outlets: Outlets, public: bool, longest: int) -> StoryHeading:
    document = row.document
    lead = "" if withheld(document.notes, public=public) else " ".join(row.lead.split())
    others = outlets.besides(outlet_of(document.url, document.source))
    return StoryHeading(
        headline=row.headline,
        href=addresses.story(row.id) if row.documents > 1 else addresses.document(document.id),
        lead=whole_words(lead, longest),
        source=Link(document.source, addresses.source(document.source)) if document.source else None,
        section=Link(row.section, addresses.stories(row.section)) if row.section else None,
        also=tuple(Link(name, addresses.source(name)) for name in others[:_NAMED]),
        more=max(len(others) - _NAMED, 0),
        documents=row.documents,
        texts=row.texts,
        sources=row.sources,
        last=row.last,
        recent=row.recent,
        specimen=is_specimen(document.notes),
        newest=outlets.newest,
    )


def band_sections(desk: Desk, but: str = "") -> tuple[Link, ...]:
    """The sections that have stories, the largest first, without the one that is shown."""
    return tuple(
        Link(row.name, addresses.stories(row.name))
        for row in desk.stories.sections()
        if row.name and row.name != but
    )


def quoted(
    rows: Sequence[StatementRow], sayings: Mapping[str, Mapping[int, SayingRow]], *, public: bool
) -> tuple[Quoted, ...]:
    """Each quotation once, as it was run first; those that most documents run come first."""
    groups: dict[object, list[StatementRow]] = {}
    known: dict[object, SayingRow] = {}
    for row in rows:
        saying = next((s for at, s in sayings.get(row.document.id, {}).items() if _within(row, at)), None)
        key: object = saying.id if saying else " ".join(folded_words(row.said))
        groups.setdefault(key, []).append(row)
        if saying:
            known[key] = saying
    made = []
    for key, group in groups.items():
        texts = {" ".join(folded_words(row.said)) for row in group}
        documents = {row.document.id for row in group}
        conflict = key in known and known[key].conflict
        made.append(Quoted(said(group[0], public=public), len(documents), len(texts), conflict))
    return tuple(sorted(made, key=lambda one: -one.documents))


def _within(row: StatementRow, at: int) -> bool:
    return any(span.start <= at < span.end for span in row.content)
