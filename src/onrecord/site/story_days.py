"""A story's days, and the facts that its reports tell differently, as items of its page.

On a public desk a source's sentence is shortened as a quotation is, and no more than a few are shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from onrecord.site import addresses
from onrecord.site.pages import Link
from onrecord.site.story_pages import Day, Disagreement, Side
from onrecord.site.words import shorten
from onrecord.store import DocumentRow
from onrecord.store.story_page import StoryDay
from onrecord.stories.contradictions import Contradiction
from onrecord.stories.contradictions import Side as Told
from onrecord.visibility import FEW, LONGEST

_LONG = 600


def days(rows: Sequence[StoryDay], *, public: bool) -> tuple[Day, ...]:
    """The days in the order of time, each with its sentence and where it stands."""
    return tuple(
        Day(
            row.day.day,
            shorten(row.day.sentence.exact, LONGEST if public else _LONG),
            Link(row.document.source or "source unknown", None),
            addresses.document(row.document.id),
        )
        for row in rows[: FEW if public else None]
    )


def disagreements(
    found: Iterable[Contradiction], reports: Mapping[str, DocumentRow], *, public: bool
) -> tuple[Disagreement, ...]:
    """Each fact with its tellings: one for each value, in the words of the first report that has it."""
    made = tuple(
        Disagreement(
            one.kind, one.about, _sides(one.sides, reports, public=public), one.development, one.clear
        )
        for one in found
    )
    return made[: FEW if public else None]


def _sides(sides: Iterable[Told], reports: Mapping[str, DocumentRow], *, public: bool) -> tuple[Side, ...]:
    values: dict[str, list[Told]] = {}
    for side in sides:
        values.setdefault(side.value, []).append(side)
    return tuple(
        Side(
            shorten(" ".join(told[0].sentence.split()), LONGEST if public else _LONG),
            tuple(_where(one, reports) for one in told),
        )
        for told in values.values()
    )


def _where(side: Told, reports: Mapping[str, DocumentRow]) -> Link:
    """The outlet and the day of one telling, leading to its report."""
    row = reports.get(side.report)
    words = side.source or (row.title if row else None) or "source unknown"
    day = f", {side.when[:10]}" if side.when else ""
    return Link(f"{words}{day}", addresses.document(side.report))
