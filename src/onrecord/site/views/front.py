"""The front page: stories by section, what is trending, what is new since the reader's last visit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from onrecord.site import addresses
from onrecord.site.answers import html_answer, page_body, site_of
from onrecord.site.columns import under
from onrecord.site.keeping import Kept
from onrecord.site.pages import Link
from onrecord.site.sections import section_key, sections_of
from onrecord.site.story_listing import story_headings
from onrecord.site.story_pages import FrontPage, StoryBand, Trend
from onrecord.site.views.asking import desk_of
from onrecord.site.views.trends import for_front
from onrecord.site.visits import remember, visit_of
from onrecord.store import Desk, DeskInfo, StoryRow

SECTIONS = ("World", "Politics", "Business", "Technology", "Science", "Culture", "Sport", "Health")
"""The order of the sections on the front page; a story without one comes last."""
_BAND = 7
_BANDS = 12
_POOL = 120
"""How many of the stories without one of `SECTIONS` are put under their outlets' own sections."""
_MORE = 40
_LONG_LEAD = 420


def front(request: Request) -> Response:
    """The same for all who saw the same last; rendered once for them while the desk does not change.

    The stories are always those of the desk as it is; the counts and the trends may lag behind them.
    """
    desk, site = desk_of(request), site_of(request)
    kept: Kept = request.app.state.kept
    visit = visit_of(request, kept.value("last", lambda: desk.arrivals(limit=0).last))
    info, trends = kept.lately("info", desk.info), kept.lately("trends", lambda: for_front(desk))
    body = kept.value(
        ("front", visit.seen, site, info, trends),
        lambda: page_body(request, "front", _page(desk, kept, info, trends, visit.seen, site.public)),
    )
    return remember(html_answer(request, body), visit)


def _page(
    desk: Desk, kept: Kept, info: DeskInfo, trends: tuple[Trend, ...], seen: int | None, public: bool
) -> FrontPage:
    bands, more = kept.value(("bands", public), lambda: _bands(desk, public=public))
    return FrontPage(
        bands=tuple(_seen(band, seen) for band in bands),
        more=tuple(more),
        trends=trends,
        documents=info.documents,
        statements=info.statements,
        people=info.people,
        latest=info.last,
        new=0 if seen is None else desk.arrivals(seen, limit=0).count,
        new_href=addresses.arrived(seen or 0),
    )


def _bands(desk: Desk, *, public: bool) -> tuple[list[StoryBand], list[Link]]:
    """A band for each section that has stories, and links to those for which there is no room.

    The sections of `SECTIONS` come first, in their order; then the outlets' own, the largest first.
    """
    counts, sections = {row.name: row.stories for row in desk.stories.sections()}, sections_of(desk)
    named = sorted((name for name in counts if name), key=lambda name: (_place(name), -counts[name], name))
    bands = [
        _band(desk, name, addresses.stories(name), counts[name], rows, public=public)
        for name in named
        if (rows := desk.stories.listed(section=name, limit=_BAND))
    ]
    if None in counts:
        own: dict[str, list[StoryRow]] = {}
        for row in desk.stories.listed(section="", limit=_POOL):
            own.setdefault(section_key(row.document.section), []).append(row)
        for one in sorted((one for one in sections if one.key in own), key=lambda one: not one.named):
            rows, total = own[one.key][:_BAND], max(one.documents, len(own[one.key]))
            bands.append(_band(desk, one.words, one.href, total, rows, public=public))
    shown = {band.name.words for band in bands[:_BANDS]}
    rest = [band.name for band in bands[_BANDS:]]
    rest += [
        Link(one.words, one.href)
        for one in sections
        if one.named and one.words not in shown and one.words not in {link.words for link in rest}
    ]
    return bands[:_BANDS], rest[:_MORE]


def _band(
    desk: Desk,
    name: str,
    href: str,
    total: int,
    rows: Sequence[StoryRow],
    *,
    public: bool,
) -> StoryBand:
    first, *rest = story_headings(desk, rows, public=public, first=_LONG_LEAD)
    return StoryBand(Link(name, href), total, first, tuple(rest), under(first, rest))


def _seen(band: StoryBand, seen: int | None) -> StoryBand:
    """The band with those stories marked that have something newer than what the reader was shown."""
    if seen is None or band.lead is None:
        return band
    lead, *rest = (replace(story, fresh=story.newest > seen) for story in (band.lead, *band.rest))
    return replace(band, lead=lead, rest=tuple(rest))


def _place(name: str) -> int:
    return SECTIONS.index(name) if name in SECTIONS else len(SECTIONS)
