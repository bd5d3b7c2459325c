"""What `onrecord watch` and `onrecord fetch` share: one watch, and what it prints of what it finds."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.common import FAILED, console, counted, plain
from onrecord.cli.fetching import open_followed, run

if TYPE_CHECKING:
    from onrecord.models import Record, Statement
    from onrecord.store import Desk
    from onrecord.watching.starting import Manners
    from onrecord.watching.watch import Event, Settings, Tally

_SHORT = 240


def work(
    desk_path: Path | None,
    manners: Manners,
    *,
    finder: str,
    workers: int,
    revisit: tuple[float, ...],
    form: str,
    quiet: bool,
    once: bool,
) -> None:
    """Watch the desk's sources, printing as it goes; ends the command with its exit status."""
    from onrecord.watching.evidence import evidence
    from onrecord.watching.watch import Settings

    with open_followed(desk_path, read_only=False) as desk:
        printer = Printer(desk, form, quiet)
        sources = desk.following.sources()
        if not sources:
            click.echo("onrecord: nothing is followed yet; `onrecord follow URL` begins", err=True)
            raise SystemExit(FAILED)
        if not once and not quiet:
            active = sum(row.state == "active" for row in sources)
            click.echo(f"watching {counted(active, 'source')}; Ctrl-C stops", err=True)
        with evidence(desk) as keep:
            settings = Settings(finder=finder, revisit=revisit, keep=keep, told=printer.tell)
            tally = run(_watch(desk, manners, settings, workers, once))
    printer.finish(tally)


async def _watch(desk: Desk, manners: Manners, settings: Settings, workers: int, once: bool) -> Tally:
    from onrecord.watching.pool import ReaderPool
    from onrecord.watching.starting import watching
    from onrecord.watching.watch import stop_on_signals

    pool = ReaderPool(workers)
    try:
        async with watching(desk, manners, settings, pool=pool) as watch:
            await stop_on_signals(watch)
            return await watch.run(once=once)
    finally:
        pool.close()


class Printer:
    """New statements as they come, in words or as JSON lines; errors on standard error.

    Of an article that was revised, those that its last change touched.
    """

    def __init__(self, desk: Desk, form: str, quiet: bool) -> None:
        self._desk = desk
        self._form = form
        self._quiet = quiet
        self._console = console()

    def tell(self, event: Event) -> None:
        """Print one event."""
        if event.asked is not None and event.source is not None and event.asked.error:
            self._complain(event.source.url, event.asked.error)
        page = event.page
        if page is None:
            return
        if page.state in ("failed", "refused", "gone") and page.reason:
            self._complain(page.job.url, page.reason)
        if page.record is not None and event.added in ("added", "revised") and not self._quiet:
            self._print(page.record, str(event.added))

    def _complain(self, url: str, reason: str) -> None:
        click.echo(f"onrecord: {plain(url)}: {plain(reason)}", err=True)

    def _new(self, record: Record, added: str) -> list[tuple[str, Statement]]:
        """The statements to be told of, each with what became of it."""
        if added == "added":
            return [("appeared", statement) for statement in record.statements]
        numbers = [row.number for row in self._desk.revisions(record.document.id)]
        changes = self._desk.change(record.document.id, numbers[-1]).statements if len(numbers) > 1 else ()
        return [(one.change, one.new) for one in changes if one.new is not None]

    def _print(self, record: Record, added: str) -> None:
        statements = self._new(record, added)
        if self._form == "jsonl":
            for change, statement in statements:
                click.echo(json.dumps(_json(record, change, statement), ensure_ascii=False))
            sys.stdout.flush()
            return
        from rich.text import Text

        document = record.document
        head = " · ".join(
            plain(part) for part in (document.source, document.published, document.title) if part
        )
        self._console.print(Text(f"{'revised: ' if added == 'revised' else ''}{head}", style="bold"))
        for change, statement in statements:
            line = Text("  ")
            if added == "revised":
                line.append(f"{change}: ", style="bold")
            line.append(plain(_who(statement)), style="cyan")
            words = plain(" … ".join(span.exact for span in statement.content))
            line.append(f"  {words[:_SHORT]}{'…' if len(words) > _SHORT else ''}")
            self._console.print(line, soft_wrap=True)

    def finish(self, tally: Tally) -> None:
        """What was done, in a line."""
        if self._form == "jsonl" or (self._quiet and self._form == "text"):
            return
        if self._form == "json":
            click.echo(json.dumps(asdict(tally)))
            return
        click.echo(
            f"{counted(tally.asked, 'source')} asked, {tally.added} added, {tally.revised} revised, "
            f"{counted(tally.statements, 'statement')}; {tally.refused} not kept, "
            f"{tally.errors + tally.failed} failed",
            err=True,
        )


def _who(statement: Statement) -> str:
    names = [actor.name for actor in statement.speaker.actors]
    return ", ".join(names) or " ".join(span.exact for span in statement.speaker.mention) or "(unnamed)"


def _json(record: Record, change: str, statement: Statement) -> dict[str, Any]:
    from onrecord.contract import statement_json

    document = record.document
    about = {
        "id": document.id, "url": document.canonical_url or document.url, "title": document.title,
        "source": document.source, "published": document.published, "fetched": document.fetched,
    }  # fmt: skip
    speakers = [{"id": a.id, "name": a.name, "side": a.side} for a in statement.speaker.actors]
    told = statement_json(statement)
    return {"document": about, "change": change, "speakers": speakers, "statement": told}
