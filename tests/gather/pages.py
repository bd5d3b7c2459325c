"""Pages and feeds in the forms that sites serve them in; the words are our own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from xml.sax.saxutils import escape

NOON = datetime(2025, 12, 4, 12, tzinfo=UTC).timestamp()


def article(
    title: str,
    *,
    said: str = "We will keep the road open",
    canonical: str = "",
    date: str = "2025-12-04T10:00:00Z",
) -> str:
    """A page with an article of a few sentences."""
    link = f'<link rel="canonical" href="{escape(canonical)}">' if canonical else ""
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>{link}
<meta property="og:title" content="{escape(title)}"><meta property="og:type" content="article">
<meta property="article:published_time" content="{date}"></head><body><nav><a href="/">Home</a></nav>
<article><h1>{escape(title)}</h1>
<p>The town council met on Thursday evening to speak about the road along the river, which has been closed to
lorries since the spring floods and which many of the farms in the valley need for their harvest.</p>
<p>“{escape(said)},” said Ana Ruiz, the mayor of the town, after the meeting. “Nobody here wants another
winter like the last one.”</p>
<p>Officials said that the work on the bridge would take about three weeks and that the buses would go round by
the mill until it was done. The farmers asked for a later start.</p></article></body></html>"""


def rss(
    items: Sequence[tuple[str, str]], *, when: float = NOON, ids: str = "link", ttl: int | None = None
) -> str:
    """An RSS feed of (address, title), the first item the newest; `ids` says how its guids are made."""
    entries = []
    for place, (link, title) in enumerate(items):
        date = format_datetime(datetime.fromtimestamp(when - 600 * place, UTC))
        guid = link if ids == "link" else f"{ids}-{place}"
        entries.append(
            f"<item><title>{escape(title)}</title><link>{escape(link)}</link>"
            f'<guid isPermaLink="false">{escape(guid)}</guid><pubDate>{date}</pubDate></item>'
        )
    hint = f"<ttl>{ttl}</ttl>" if ttl else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>The Valley Post</title>'
        f"<link>http://post.test/</link>{hint}{''.join(entries)}</channel></rss>"
    )


def atom(items: Sequence[tuple[str, str, str]]) -> str:
    """An Atom feed of (address, title, updated)."""
    entries = "".join(
        f'<entry><id>tag:{escape(link)}</id><title>{escape(title)}</title><link href="{escape(link)}"/>'
        f"<published>2025-12-04T09:00:00Z</published><updated>{updated}</updated></entry>"
        for link, title, updated in items
    )
    return f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Valley Post</title>{entries}</feed>'


def sitemap(items: Sequence[tuple[str, str]]) -> str:
    """A news sitemap of (address, date)."""
    entries = "".join(
        f"<url><loc>{escape(link)}</loc><news:news><news:publication_date>{date}</news:publication_date>"
        f"<news:title>A story</news:title></news:news></url>"
        for link, date in items
    )
    return (
        '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{entries}</urlset>'
    )
