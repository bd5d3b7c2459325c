"""`onrecord follow`: take up the sources behind an address."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.common import FAILED, desk_option, errors_in_one_line, open_desk, plain
from onrecord.cli.fetching import manners_options, run

if TYPE_CHECKING:
    from onrecord.store import Desk
    from onrecord.watching.discovery import Source
    from onrecord.watching.starting import Manners

_NO_ADDRESS = "cannot be followed: write an address that begins with https:// or http://"


@click.command()
@click.argument("addresses", nargs=-1, required=True, metavar="URL|OPML...")
@desk_option
@manners_options
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@errors_in_one_line
def command(addresses: tuple[str, ...], desk_path: Path | None, manners: Manners, form: str) -> None:
    """Follow feeds, news sitemaps, a site, a section page, or the feeds of an OPML list.

    URL is a feed or sitemap, or a page, whose feeds and news sitemaps are looked for; a page that has none is
    followed by its links. OPML is a list as feed readers export it, a file or an address. What is followed is
    fetched by `onrecord watch` or `onrecord fetch`.

    \b
    Example:
      onrecord follow https://news.example/
      onrecord follow https://news.example/world/rss.xml subscriptions.opml
    """
    with open_desk(desk_path, create=True, read_only=False) as desk:
        done, failed = run(_follow(desk, addresses, manners))
    if form == "json":
        click.echo(json.dumps({"followed": done, "failed": failed}, ensure_ascii=False))
    else:
        for source in done:
            words = "follows" if source["new"] else "follows already"
            title = f" · {plain(str(source['title']))}" if source["title"] else ""
            click.echo(f"{words} {source['kind']} {plain(str(source['url']))}{title}")
    for failure in failed:
        click.echo(f"onrecord: {plain(failure['url'])}: {plain(failure['message'])}", err=True)
    raise SystemExit(FAILED if failed else 0)


async def _follow(
    desk: Desk, addresses: tuple[str, ...], manners: Manners
) -> tuple[list[dict[str, object]], list[dict[str, str]]]:
    """What is followed now, and what could not be, with the reason."""
    from onrecord.errors import OnrecordError
    from onrecord.watching.starting import fetching

    done: list[dict[str, object]] = []
    failed: list[dict[str, str]] = []
    async with fetching(desk, manners) as (fetcher, thread):
        for address in addresses:
            try:
                found, refused = await _sources(address, fetcher)
            except OnrecordError as error:
                failed.append({"url": address, "kind": error.kind, "message": error.message})
                continue
            failed += ({"url": url, "kind": "refused", "message": _NO_ADDRESS} for url in refused)
            for source in found:
                row, new = await thread.call(
                    desk.following.follow, source.url, kind=source.kind, title=source.title,
                    site=source.site, now=time.time(),
                )  # fmt: skip
                done.append({"id": row.id, "url": row.url, "kind": row.kind, "title": row.title, "new": new})
    return done, failed


async def _sources(address: str, fetcher: object) -> tuple[list[Source], tuple[str, ...]]:
    """The sources behind an address, and what a list names that cannot be followed."""
    from onrecord.gather.feeds import read_listing
    from onrecord.gather.files import load
    from onrecord.gather.net.fetcher import Fetcher
    from onrecord.watching.discovery import Source, discover

    assert isinstance(fetcher, Fetcher)
    if address.startswith(("http://", "https://")):
        return await discover(address, fetcher), ()
    listing = read_listing(load(address).data, address)
    return [Source(outline.url, "feed", outline.title) for outline in listing.outlines], listing.refused
