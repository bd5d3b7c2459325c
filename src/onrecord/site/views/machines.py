"""What crawlers ask for: which pages there are, and which not to fetch."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, tostring

from starlette.requests import Request
from starlette.responses import Response

from onrecord.site import addresses
from onrecord.site.answers import raw_answer
from onrecord.site.sections import sections_of
from onrecord.site.views.asking import desk_of
from onrecord.site.words import date_value

_MOST = 5_000
_SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"


def robots(request: Request) -> Response:
    """Search and pasted texts make endless addresses: these are not for crawlers."""
    home = str(request.base_url).rstrip("/")
    rules = ["User-agent: *", "Disallow: /search", "Disallow: /read", f"Sitemap: {home}/sitemap.xml", ""]
    return raw_answer(request, "\n".join(rules).encode(), "text/plain; charset=utf-8")


def sitemap(request: Request) -> Response:
    """The front page, the sections and the newest documents."""
    desk, home = desk_of(request), str(request.base_url).rstrip("/")
    root = Element("urlset", {"xmlns": _SCHEMA})
    pages = ["/", *(row.href for row in sections_of(desk)), "/people", "/sources"]
    for page in pages:
        SubElement(SubElement(root, "url"), "loc").text = home + page
    for row in desk.documents(limit=_MOST):
        url = SubElement(root, "url")
        SubElement(url, "loc").text = home + addresses.document(row.id)
        if day := date_value(row.updated or row.published):
            SubElement(url, "lastmod").text = day
    body = '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode")
    return raw_answer(request, body.encode("utf-8", "replace"), "application/xml; charset=utf-8")
