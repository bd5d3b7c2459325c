"""OPML: a list of feeds, as feed readers write it."""

from __future__ import annotations

from urllib.parse import urljoin

from lxml import etree

from onrecord.errors import BadAnswer
from onrecord.gather.feeds.guard import check_xml
from onrecord.gather.feeds.listing import Listing, Outline
from onrecord.gather.urls import canonical

_MOST = 10_000
_LONGEST = 300


def read_opml(data: bytes, url: str) -> Listing:
    """The feeds that an OPML list names, in its order; raises BadAnswer where there are none."""
    check_xml(data)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BadAnswer(f"is no OPML that can be read: {str(error)[:100]}", path=url) from error
    found: dict[str, Outline] = {}
    refused: dict[str, None] = {}
    for element in root.iter("{*}outline") if root is not None else ():
        fields = {str(key).lower(): str(value) for key, value in element.attrib.items()}
        given = fields.get("xmlurl", "").strip()
        if not given or len(found) + len(refused) >= _MOST:
            continue
        try:
            address = urljoin(url, given)
        except ValueError:
            address = given
        if canonical(address) is None:
            refused.setdefault(given[:_LONGEST])
            continue
        title = " ".join((fields.get("title") or fields.get("text") or "").split())[:_LONGEST]
        found.setdefault(address, Outline(address, title or None))
    if not found and refused:
        raise BadAnswer(f"is an OPML list without an http(s) address: {next(iter(refused))}", path=url)
    if not found:
        raise BadAnswer("is an OPML list without a feed", path=url)
    return Listing("opml", outlines=tuple(found.values()), refused=tuple(refused))
