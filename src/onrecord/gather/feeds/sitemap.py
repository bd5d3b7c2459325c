"""Sitemaps, Google News sitemaps among them, and indexes of sitemaps; streamed: size costs no memory."""

from __future__ import annotations

import io
from collections.abc import Iterator
from urllib.parse import urljoin

from lxml import etree

from onrecord.errors import BadAnswer
from onrecord.gather.feeds.guard import check_xml
from onrecord.gather.feeds.json_feed import iso_moment
from onrecord.gather.feeds.listing import Item, Listing, Outline
from onrecord.gather.files import Metadata

MOST_ADDRESSES = 50_000
"""What the sitemap protocol allows in one file."""
_LONGEST = 1_000


def read_sitemap(data: bytes, url: str) -> Listing:
    """The sitemap or the index in `data`, as far as it is well formed."""
    notes = () if check_xml(data) else ("is not well-formed XML; read as far as it goes",)
    items: list[Item] = []
    outlines: list[Outline] = []
    cut = False
    for name, fields in _entries(data):
        address = _address(url, fields.get("loc"))
        if address is None:
            continue
        if len(items) + len(outlines) >= MOST_ADDRESSES:
            cut = True
            break
        if name == "sitemap":
            outlines.append(Outline(address, updated=iso_moment(fields.get("lastmod"))))
        else:
            items.append(_item(address, fields))
    if cut:
        notes = (*notes, f"lists more than {MOST_ADDRESSES:,} addresses; the first were read")
    if outlines and not items:
        return Listing("sitemap index", outlines=tuple(outlines), notes=notes)
    return Listing("sitemap", items=tuple(items), notes=notes)


def _entries(data: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    """Each `url` or `sitemap` element: its name, and the texts of what is in it by name."""
    events = etree.iterparse(
        io.BytesIO(data), events=("end",), recover=True, resolve_entities=False, no_network=True,
        load_dtd=False, huge_tree=False,
    )  # fmt: skip
    try:
        for _, element in events:
            name = _name(element)
            if name not in ("url", "sitemap"):
                continue
            fields: dict[str, str] = {}
            for inner in element.iter():
                if isinstance(inner.tag, str) and inner.text:
                    fields.setdefault(_name(inner), " ".join(inner.text.split())[:_LONGEST])
            yield name, fields
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]
    except etree.XMLSyntaxError as error:
        raise BadAnswer(f"is no sitemap that can be read: {str(error)[:100]}") from error


def _name(element: etree._Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _address(base: str, loc: str | None) -> str | None:
    try:
        return urljoin(base, loc) if loc else None
    except ValueError:
        return None


def _item(address: str, fields: dict[str, str]) -> Item:
    published, updated = fields.get("publication_date"), fields.get("lastmod")
    said = Metadata(
        origin="sitemap",
        title=fields.get("title"),
        published=published,
        updated=updated,
        language=fields.get("language"),
    )
    when = iso_moment(published)
    return Item(address, None, when or iso_moment(updated), iso_moment(updated), said)
