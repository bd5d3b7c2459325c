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
            _KINDS.get(one.kind, one.kind), one.about, _sides(one, reports, public=public), one.development,
            one.clear, _more(one),
        )
        for one in found
    )  # fmt: skip
    return made[: FEW if public else None]


_KINDS = {"denial": "denied", "attendance": "who was there", "wording": "other words"}


def _more(one: Contradiction) -> Link | None:
    """A quotation's own page, where its wordings stand against each other word by word."""
    if one.kind != "wording":
        return None
    first = one.sides[0]
    return Link("how the words differ", addresses.quotation_at(first.sentence_start, first.report))


def _sides(one: Contradiction, reports: Mapping[str, DocumentRow], *, public: bool) -> tuple[Side, ...]:
    values: dict[tuple[str, bool], list[Told]] = {}
    for side in one.sides:
        value = "" if one.kind == "denial" else side.value
        values.setdefault((value, side.denies), []).append(side)
    return tuple(
        Side(
            shorten(" ".join(told[0].sentence.split()), LONGEST if public else _LONG),
            tuple(_where(side, reports) for side in told),
            "" if one.kind != "denial" else "denies" if denies else "claims",
        )
        for (_, denies), told in values.items()
    )


def _where(side: Told, reports: Mapping[str, DocumentRow]) -> Link:
    """The outlet and the day of one telling, leading to its report."""
    row = reports.get(side.report)
    words = side.source or (row.title if row else None) or "source unknown"
    day = f", {side.when[:10]}" if side.when else ""
    return Link(f"{words}{day}", addresses.document(side.report))
