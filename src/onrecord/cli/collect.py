"""`onrecord collect`: transcripts in, a collection in which quotations can be traced."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.common import FAILED, counted, desk_option, errors_in_one_line, plain, workers_option
from onrecord.models import Failure

if TYPE_CHECKING:
    from onrecord.verify.transcript import Transcript

_SHOWN = 20


@click.command()
@click.argument("name")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@desk_option
@click.option(
    "--translated/--original",
    default=None,
    help="Whether these are translations: then no quotation is called altered by them.",
)
@click.option(
    "--open/--closed",
    "is_open",
    default=None,
    help="Whether anybody may read these whole, as your own or public-domain texts; else a public desk shows "
    "only what stands round a quotation.",
)
@click.option("--speaker", metavar="NAME", help="Who speaks where a transcript names nobody.")
@workers_option
@errors_in_one_line
def command(
    name: str,
    paths: tuple[str, ...],
    desk_path: Path | None,
    translated: bool | None,
    is_open: bool | None,
    speaker: str | None,
    workers: int,
) -> None:
    """Index transcripts into the collection NAME of a desk.

    PATH is plain text, Markdown, HTML, JSON lines with id, date, title and text (also .gz), SRT or VTT
    captions, PDF, a folder of them, or a glob. Speaker turns and dates are recognised. What the collection
    has already is left out; stopping at any moment leaves it as it was.

    \b
    Example:
      onrecord collect speeches transcripts/
      onrecord collect debates debates.jsonl.gz --workers 2
      onrecord collect rallies rallies/ --speaker "Ada Odlum" --open
    """
    from onrecord.verify.collections import Collections
    from onrecord.verify.sources import kept, transcripts

    failures: list[Failure] = []
    nameless = _Nameless()
    read = nameless.counted(kept(transcripts(paths, speaker), failures.append))
    started = time.monotonic()
    collections = Collections.beside(desk_file(desk_path))
    added = collections.add(
        name,
        read,
        workers=workers,
        translated=translated,
        open=is_open,
    )
    for failure in failures[:_SHOWN]:
        click.echo(f"onrecord: {plain(failure.path)}: {plain(failure.message)}", err=True)
    if len(failures) > _SHOWN:
        click.echo(f"onrecord: … and {len(failures) - _SHOWN} more that failed", err=True)
    click.echo(
        f"{added.documents:,} transcripts with {added.words:,} words added to {name} "
        f"in {time.monotonic() - started:.1f} s"
    )
    if nameless.count:
        of = f"{nameless.count:,} of {counted(nameless.read, 'transcript')}"
        verb = "names" if nameless.count == 1 else "name"
        click.echo(f"onrecord: {of} {verb} no speaker; --speaker gives one", err=True)
    if failures:
        raise SystemExit(FAILED)


class _Nameless:
    """Counts the transcripts that come by, and those in which nobody is named."""

    def __init__(self) -> None:
        self.read = self.count = 0

    def counted(self, read: Iterable[Transcript]) -> Iterator[Transcript]:
        for one in read:
            self.read += 1
            self.count += not (one.speaker or any(turn.speaker for turn in one.turns))
            yield one


def desk_file(path: Path | None) -> Path:
    """The desk's file, whether it is there or not: collections stand beside it."""
    if path is not None:
        return path
    from onrecord.store import default_path

    return default_path()
