"""`onrecord save`: whether a desk keeps what was served, as evidence."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli.common import desk_option, errors_in_one_line, open_desk


@click.command()
@desk_option
@click.option("--warc", "folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
              help="Keep what is served in WARC files in this folder from now on.")  # fmt: skip
@click.option("--off", is_flag=True, help="Keep no more; what was kept stays.")
@errors_in_one_line
def command(desk_path: Path | None, folder: Path | None, off: bool) -> None:
    """Keep what servers answer, byte by byte with its headers and digests, beside what is read from it.

    `watch`, `fetch` and `add URL` then write each page into WARC files, which `onrecord add` reads again. A
    folder below the desk's own is found again when both are moved. Without an option it says what is set.

    \b
    Example:
      onrecord save --warc evidence/
      onrecord add evidence/ --desk other.desk
      onrecord save --off
    """
    if folder is not None and off:
        raise click.UsageError("give --warc DIR or --off, not both")
    with open_desk(desk_path, create=folder is not None, read_only=False) as desk:
        if folder is not None:
            from onrecord.gather.keeping import Keeper

            Keeper(folder).close()
            desk.settings.keep_warc(folder)
        elif off:
            desk.settings.keep_warc(None)
        where = desk.settings.warc
    click.echo(f"what is served is kept in {where}" if where else "what is served is not kept")
