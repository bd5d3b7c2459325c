"""Lists of articles: RSS, Atom, JSON Feed, sitemaps, section pages, and OPML lists of such lists."""

from onrecord.gather.feeds.listing import Item, Listing, ListingKind, Outline
from onrecord.gather.feeds.reading import read_listing

__all__ = ["Item", "Listing", "ListingKind", "Outline", "read_listing"]
