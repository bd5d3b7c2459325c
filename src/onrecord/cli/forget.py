"""`onrecord forget`: a document out of a desk, with everything that quotes it."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli.common import counted, desk_option, errors_in_one_line, fail, open_desk, plain


@click.command()
@click.argument("key", metavar="ID|PATH|URL")
@desk_option
@click.option("--yes", is_flag=True, help="Do not ask.")
@errors_in_one_line
def command(key: str, desk_path: Path | None, yes: bool) -> None:
    """Remove a document and everything that quotes it from a desk.

    All its revisions, statements, checks and search words go, and their bytes are wiped from the file.

    \b
    Example:
      onrecord forget https://gazette.example/vote
      onrecord forget news/vote.html --yes
    """
    with open_desk(desk_path, read_only=False) as desk:
        rows = desk.matching(key)
        if not rows:
            fail(f"{desk.path}: no document has the id, path or URL {key}")
        if not yes:
            for row in rows:
                click.echo(
                    plain(f"{row.title or '(no headline)'} · {row.source or ''} · {row.url or row.path}")
                )
            click.confirm(f"Forget {len(rows)} document(s) for good?", abort=True, err=True)
        gone = desk.forget(key)
    counts = f"{counted(gone.revisions, 'text')}, {counted(gone.statements, 'statement')}"
    click.echo(f"forgotten: {counted(len(gone.documents), 'document')}, {counts}")
    if not gone.wiped:
        fail("its words are out of the desk, not yet out of its file: close what reads it and forget again")
