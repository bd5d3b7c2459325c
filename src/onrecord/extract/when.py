"""When a page was published and updated: its data first, then what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.extract.dates import dates_in, iso_of
from onrecord.extract.furniture import is_date
from onrecord.extract.reconcile import FAR, Dates
from onrecord.extract.tree import squeeze
from onrecord.extract.wordlists import sections

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from onrecord.extract.blocks import Block
    from onrecord.extract.structured import PageData

_PUBLISHED = sections("metatags.txt")["published"]
_UPDATED = sections("metatags.txt")["updated"]
_REACH = 12


def dates_of(
    data: PageData, root: HtmlElement, blocks: list[Block], source: str, *, search: bool = True
) -> Dates:
    """The page's own word on when it was published and updated.

    `search` allows the slow look through all of the page, which is needed only where nobody else tells.
    """
    published = _first(data.article.published, *_metas(data, _PUBLISHED))
    updated = _first(data.article.modified, *_metas(data, _UPDATED))
    published = published or _shown(root) or _beside_headline(data, blocks)
    if published is None and search:
        published = _searched(source)
    return Dates(published, updated if updated != published else None)


def _metas(data: PageData, names: tuple[str, ...]) -> list[str]:
    return [value for name in names for value in data.meta.get(name, ())]


def _first(*values: str) -> str | None:
    return next((iso for value in values if value and (iso := iso_of(value))), None)


def _shown(root: HtmlElement) -> str | None:
    """The first date among elements that are marked as the date of publication, then in any `time`."""
    for path in (".//*[@itemprop='datePublished']", ".//time[@pubdate]", ".//time"):
        for element in root.iterfind(path):
            words = squeeze(element.text_content())
            for value in (
                element.get("datetime"),
                element.get("content"),
                words if len(words) < 80 else None,
            ):
                iso = iso_of(value) if value else None
                if iso:
                    return iso
    return None


def _beside_headline(data: PageData, blocks: list[Block]) -> str | None:
    """The one date in the window's title, or the first line near the headline that is only a date."""
    named = dates_in(data.window_title)
    if len(named) == 1:
        return named[0].value
    head = next((block.order for block in blocks if block.tag == "h1"), None)
    if head is None:
        return None
    for block in blocks[max(0, head - _REACH // 2) : head + _REACH]:
        if len(block.text) <= 80 and is_date(block.text) and (found := dates_in(block.text)):
            return found[0].value
    return None


def _searched(source: str) -> str | None:
    """What htmldate finds in the rest of the page; slow, so last."""
    from htmldate import find_date

    try:
        found = find_date(
            source, extensive_search=True, original_date=True, max_date=FAR, outputformat="%Y-%m-%d"
        )
    except (ValueError, TypeError, AttributeError, IndexError, RecursionError):
        return None
    return found if isinstance(found, str) and dates_in(found) else None
